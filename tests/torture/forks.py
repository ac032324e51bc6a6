"""Runs one piece of work in a process of its own under strace, which stops it or breaks a call at a point chosen.

The process is forked from one that has everything imported, so that thousands of points take minutes, not hours.
"""

import gc
import os
import re
import signal
import subprocess
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

WRITES = (
    "write", "pwrite64", "writev", "rename", "renameat", "renameat2", "link", "linkat", "unlink", "unlinkat", "mkdir",
    "mkdirat", "rmdir", "fsync", "fdatasync", "ftruncate", "fallocate", "chmod", "fchmod",
)  # fmt: skip
_SECONDS = 60.0  # bound against a hang
_CALL = re.compile(r"^(?:(\d+) +)?(\w+)\(")


@dataclass(frozen=True, slots=True)
class Point:
    """The n-th call of one kind, counted from 1, and what happens there: a stop or an error by its name."""

    call: str
    place: int
    error: str = ""

    @property
    def injection(self) -> str:
        """As strace is told."""
        what = f"error={self.error}" if self.error else "signal=SIGKILL"
        return f"{self.call}:{what}:when={self.place}"

    def __str__(self) -> str:
        return f"{self.error or 'stop'} at {self.call} {self.place}"


@dataclass(frozen=True, slots=True)
class Ending:
    """How the process ended: its exit code, or None when it was stopped; what it said before; its calls."""

    code: int | None
    said: str
    trace: tuple[str, ...]

    def counted(self) -> Counter[str]:
        """How often the first thread made each kind of call; strace counts each thread by itself."""
        calls = [found.groups() for line in self.trace if (found := _CALL.match(line))]
        first = calls[0][0] if calls else None
        return Counter(call for thread, call in calls if thread == first and call in WRITES)


def run_apart(work: Callable[[], str], scratch: Path, point: Point | None = None) -> Ending:
    """Do the work in a child and tell how it ended; what it returns is what it says, after everything else."""
    gc.collect()  # databases left open here would be closed, which writes, in the one or the other child
    log, reader, writer = scratch / "trace", *os.pipe()
    child = os.fork()
    if child == 0:
        gc.disable()
        os.close(reader)
        _be_the_child(work, writer)
    os.close(writer)
    os.waitpid(child, os.WUNTRACED)
    injection = ["-e", f"inject={point.injection}"] if point else []
    calls = ",".join(WRITES)
    tracer = subprocess.Popen(
        ["strace", "-f", "-qq", "-y", "-s", "0", "-o", log, "-e", f"trace={calls}", *injection, "-p", str(child)],
        stderr=subprocess.DEVNULL,
    )
    _wait_for_tracer(child)
    os.kill(child, signal.SIGCONT)
    _, status = os.waitpid(child, 0)
    tracer.wait(_SECONDS)
    with os.fdopen(reader) as pipe:
        said = pipe.read()
    code = os.WEXITSTATUS(status) if os.WIFEXITED(status) else None
    return Ending(code, said, tuple(log.read_text(errors="replace").splitlines()))


def _be_the_child(work: Callable[[], str], writer: int) -> None:
    """Never returns: what the parent set up to happen at its exit must not happen here."""
    os.kill(os.getpid(), signal.SIGSTOP)
    signal.alarm(int(_SECONDS))
    code = 1
    try:
        said = work()
        code = 0
    except BaseException as wrong:  # noqa: BLE001 - whatever it was is what the child has to tell
        said = f"{type(wrong).__module__}.{type(wrong).__name__}: {wrong}"
    _say(writer, said.encode())
    os._exit(code)


def _say(writer: int, said: bytes) -> None:
    """By way of calls that are not counted, so that the last words can be neither stopped nor broken."""
    memory = os.memfd_create("said")
    os.pwritev(memory, [said], 0)
    os.sendfile(writer, memory, 0, len(said))


def _wait_for_tracer(child: int) -> None:
    until = time.monotonic() + _SECONDS
    while "TracerPid:\t0\n" in Path(f"/proc/{child}/status").read_text():
        if time.monotonic() > until:
            raise TimeoutError("strace did not attach")
        time.sleep(0.002)
