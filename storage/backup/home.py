"""What of a home belongs in a backup, seen at one moment although people go on working.

What speaks of something else is copied before it: the log before the database, whose entries it repeats; the database
before the records. Files that change are copied while nobody may place a version; the others never change once they
bear their name.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from archive.errors import HosoError, StorageFull, Unavailable
from storage.aside import Aside
from storage.durable import storing

_DATABASE = "hoso.db"
_RECORDS = "records"
_PLAIN = ("keys", "trust", "upkeep", "destroyed")  # small, whole folders
_LOG = "log"
_SINGLE = ("hoso.json",)
_INCOMING = "incoming"
_CHANGING = ("inventory.json", "inventory.json.sha512")  # of an object; those of its versions stay as they are


@dataclass(frozen=True, slots=True)
class HomeFiles:
    """The files of a home that a backup keeps: working files, records, database, keys, log; nothing derived."""

    home: Path

    @contextmanager
    def frozen(self) -> Iterator[dict[str, Path]]:
        """Path within the home → where its bytes can be read now, until the block is left.

        Raises:
            StorageFull: there is no room for the copies of what changes.
            Unavailable: something cannot be read or copied.
        """
        with storing(self.home), TemporaryDirectory(prefix="hoso-backup-") as scratch:
            files = self._log(Path(scratch))
            files |= self._database(Path(scratch))
            files |= self._records(Path(scratch))
            files |= {str(path.relative_to(self.home)): path for path in self._steady()}
            yield files

    def _log(self, scratch: Path) -> dict[str, Path]:
        names = [str(path.relative_to(self.home)) for path in (self.home / _LOG).rglob("*") if path.is_file()]
        return {name: _copied(self.home / name, scratch / name) for name in names}

    def _database(self, scratch: Path) -> dict[str, Path]:
        """A whole copy of the database, by SQLite's own backup, beside which no journal is needed."""
        source = self.home / _DATABASE
        if not source.exists():
            return {}
        target = scratch / _DATABASE
        try:
            with closing(sqlite3.connect(source)) as live, closing(sqlite3.connect(target)) as copy:
                live.backup(copy)
                whole = copy.execute("PRAGMA journal_mode = DELETE").fetchone() == ("delete",)
        except sqlite3.Error as wrong:
            raise _unreadable(wrong) from wrong
        if not whole:  # SQLite tells of a failed change of the journal by naming the old one
            raise Unavailable("Chép cơ sở dữ liệu chưa trọn; chưa sao lưu gì. Hãy kiểm tra đĩa rồi chạy lại.")
        return {_DATABASE: target}

    def _records(self, scratch: Path) -> dict[str, Path]:
        root = self.home / _RECORDS
        if not root.exists():
            return {}
        files = {}
        with Aside(root.with_name(f"{_RECORDS}.building")).locked():
            for path in sorted(root.rglob("*")):
                if not path.is_file():
                    continue
                name = str(path.relative_to(self.home))
                files[name] = _copied(path, scratch / name) if _changes(path) else path
        return files

    def _steady(self) -> Iterator[Path]:
        blobs = self.home / "blobs"
        folders = [folder for folder in sorted(blobs.glob("*")) if folder.name != _INCOMING]
        folders += [self.home / name for name in _PLAIN]
        for folder in folders:
            yield from (path for path in sorted(folder.rglob("*")) if path.is_file())
        yield from (self.home / name for name in _SINGLE if (self.home / name).exists())


def _unreadable(wrong: sqlite3.Error) -> HosoError:
    if wrong.sqlite_errorcode == sqlite3.SQLITE_FULL:
        return StorageFull("Hết chỗ trên đĩa tạm khi chép cơ sở dữ liệu; chưa sao lưu gì. Hãy dọn đĩa rồi chạy lại.")
    return Unavailable(f"Không chép được cơ sở dữ liệu ({wrong}); chưa sao lưu gì. Hãy kiểm tra đĩa rồi chạy lại.")


def _changes(path: Path) -> bool:
    """Whether a later version replaces the file: the inventory beside the versions, not those inside them."""
    return path.name in _CHANGING and not path.parent.name.startswith("v")


def _copied(path: Path, target: Path) -> Path:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(path.read_bytes())
    return target
