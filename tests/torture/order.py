"""Reads a trace of system calls and names what a loss of power could take although it was acknowledged.

Acknowledged is what the database begins to speak of, at its first write into its own log, and everything at the end
of the act. SQLite's own files are left out: their order is SQLite's affair. So is whatever lies aside, in folders that
nothing speaks of. A file that was made empty and never written to cannot be seen in a trace of writes.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath

_CALL = re.compile(r"^(?:(?P<thread>\d+) +)?(?P<name>\w+)\((?P<given>.*)\) += (?P<result>-?\d+)")
_BEGUN = re.compile(r"^(?:(?P<thread>\d+) +)?(?P<start>\w+\(.*) <unfinished \.\.\.>$")
_DONE = re.compile(r"^(?:(?P<thread>\d+) +)?<\.\.\. \w+ resumed>(?P<rest>.*)$")
_PATH = re.compile(r'(?:AT_FDCWD|\d+)<(?P<opened>[^>]*)>|"(?P<name>(?:[^"\\]|\\.)*)"(?:\.\.\.)?')

_DATABASE = re.compile(r"/hoso\.db(-wal|-shm|-journal)?$")
_DATABASE_LOG = "/hoso.db-wal"
_ASIDE = re.compile(r"/(incoming|[^/]+\.building|[^/]+\.restoring|hoso-backup-[^/]+)/")
_SPARE = re.compile(r"/log/tile/.+\.p/\d+$")  # a partial tile that comes back after it was removed does no harm


@dataclass(frozen=True, slots=True)
class Fault:
    """A path and what was not done for it in time."""

    path: str
    what: str


BYTES_LATE = "was given its lasting name before its bytes were on the disk"
NAMES_LATE = "was given its lasting name before the names in it were on the disk"
BYTES_NEVER = "was acknowledged before its bytes were on the disk"
NAMES_NEVER = "was acknowledged before the names in it were on the disk"


@dataclass
class Disk:
    """What would be lost: files with bytes, and folders with names, that were not synced since; by when it was done."""

    there: set[str]
    bytes_at: dict[str, int] = field(default_factory=dict)
    names_at: dict[str, int] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def named(self, path: str, moment: int) -> None:
        """A name came or went in a folder."""
        self.names_at[str(PurePosixPath(path).parent)] = moment

    def written(self, path: str, moment: int) -> None:
        """Bytes went into a file, which this may have made."""
        if path.endswith(_DATABASE_LOG):
            self.acknowledge()
        if path not in self.there:
            self.there.add(path)
            self.named(path, moment)
        self.bytes_at[path] = moment

    def synced(self, path: str, begun: int) -> None:
        """All that a file or folder held when the call began is on the disk."""
        for waiting in (self.bytes_at, self.names_at):
            if waiting.get(path, begun + 1) <= begun:
                del waiting[path]

    def removed(self, path: str, moment: int) -> None:
        """A file or empty folder is gone, and with it what it waited for."""
        self.there.discard(path)
        self.bytes_at.pop(path, None)
        self.names_at.pop(path, None)
        if not _SPARE.search(path):
            self.named(path, moment)

    def renamed(self, source: str, target: str, moment: int) -> None:
        """A file, or a folder with all below it, has another name."""
        if _lasts(target):
            self.faults += [Fault(target + path[len(source) :], BYTES_LATE) for path in _below(source, self.bytes_at)]
            self.faults += [Fault(target + path[len(source) :], NAMES_LATE) for path in _below(source, self.names_at)]
        for waiting in (self.bytes_at, self.names_at):
            waiting.pop(target, None)
            for path in _below(source, waiting):
                waiting[target + path[len(source) :]] = waiting.pop(path)
        moved = set(_below(source, self.there))
        self.there -= moved
        self.there |= {target + path[len(source) :] for path in moved} | {target}
        self.named(source, moment)
        self.named(target, moment)

    def acknowledge(self) -> None:
        """From here on somebody relies on everything that lasts; what is missing is told once."""
        for waiting, what in ((self.bytes_at, BYTES_NEVER), (self.names_at, NAMES_NEVER)):
            for path in [path for path in waiting if _lasts(path)]:
                self.faults.append(Fault(path, what))
                del waiting[path]


def faults(trace: Iterable[str], *, there: Collection[str], home: str) -> list[Fault]:
    """Everything below `home` that was relied on before it was durable; `there` is what existed before the act."""
    disk = Disk(set(there))
    for begun, done, name, paths in _calls(trace):
        if name in _EFFECTS and all(path.startswith(f"{home}/") or path == home for path in paths):
            _EFFECTS[name](disk, paths, begun, done)
    disk.acknowledge()
    return disk.faults


def _lasts(path: str) -> bool:
    return not _ASIDE.search(f"{path}/") and not _DATABASE.search(path)


def _below(folder: str, paths: Iterable[str]) -> list[str]:
    return [path for path in paths if path == folder or path.startswith(f"{folder}/")]


def _write(disk: Disk, paths: list[str], begun: int, done: int) -> None:
    del begun
    disk.written(paths[0], done)


def _sync(disk: Disk, paths: list[str], begun: int, done: int) -> None:
    del done
    disk.synced(paths[0], begun)


def _rename(disk: Disk, paths: list[str], begun: int, done: int) -> None:
    del begun
    disk.renamed(paths[0], paths[1], done)


def _make(disk: Disk, paths: list[str], begun: int, done: int) -> None:
    del begun
    disk.there.add(paths[-1])
    disk.named(paths[-1], done)


def _remove(disk: Disk, paths: list[str], begun: int, done: int) -> None:
    del begun
    disk.removed(paths[0], done)


_Effect = Callable[[Disk, list[str], int, int], None]
_EFFECTS: Mapping[str, _Effect] = {
    **dict.fromkeys(("write", "writev", "pwrite64", "ftruncate", "fallocate"), _write),
    **dict.fromkeys(("fsync", "fdatasync"), _sync),
    **dict.fromkeys(("rename", "renameat", "renameat2"), _rename),
    **dict.fromkeys(("mkdir", "mkdirat", "link", "linkat"), _make),
    **dict.fromkeys(("unlink", "unlinkat", "rmdir"), _remove),
}


def _calls(trace: Iterable[str]) -> Iterator[tuple[int, int, str, list[str]]]:
    """Every call that succeeded: the line it began on, the line it was done on, its name, its paths."""
    waiting: dict[str, tuple[int, str]] = {}
    for moment, line in enumerate(trace):
        if found := _BEGUN.match(line):
            waiting[found["thread"]] = (moment, found["start"])
            continue
        begun, whole = moment, line
        if (found := _DONE.match(line)) and found["thread"] in waiting:
            begun, start = waiting.pop(found["thread"])
            whole = start + found["rest"]
        if (call := _CALL.match(whole)) and not call["result"].startswith("-"):
            yield begun, moment, call["name"], _paths(call["given"])


def _paths(given: str) -> list[str]:
    """The paths among the arguments; a name beside an opened folder is a path in it."""
    paths, folder = [], ""
    for found in _PATH.finditer(given):
        if found["name"] == "":
            continue  # bytes being written, which the trace leaves out
        if found["opened"] is None:
            paths.append(str(PurePosixPath(folder) / found["name"]))
            folder = ""
        else:
            folder = found["opened"]
    return [path for path in [*paths, folder] if path]
