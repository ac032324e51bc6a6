"""LibreOffice processes as the system sees them: found, stopped, killed, waited for."""

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

from doc_templates.convert import OfficePool

_PATIENCE = 30.0  # seconds; only a broken program ever waits so long


def wait_until(happened: Callable[[], bool]) -> None:
    """Return as soon as it happened.

    Raises:
        AssertionError: it never did.
    """
    limit = time.monotonic() + _PATIENCE
    while not happened():
        assert time.monotonic() < limit, "it did not happen"
        time.sleep(0.01)


def offices(pool: OfficePool) -> list[int]:
    """The soffice processes of the pool."""
    workers = {worker._process.pid for worker in pool._all if worker._process is not None}
    return [pid for pid in _running() if _status(pid).get("PPid", "") in map(str, workers) and is_office(pid)]


def the_office(pool: OfficePool) -> int:
    """The one soffice of a pool that works for one thread."""
    (pid,) = offices(pool)
    return pid


def parent_of(pid: int) -> int:
    """The process that started this one."""
    return int(_status(pid)["PPid"])


def is_office(pid: int) -> bool:
    """Whether the process is a living soffice."""
    status = _status(pid)
    return status.get("Name") == "soffice.bin" and not status.get("State", "Z").startswith("Z")


def is_working(pool: OfficePool) -> bool:
    """Whether a conversion has been handed to a worker."""
    return any(worker._turn.locked() for worker in pool._all)


def kill(pid: int) -> None:
    """End the process as a power cut would."""
    os.kill(pid, signal.SIGKILL)


def freeze(pid: int) -> None:
    """Make the process hang."""
    os.kill(pid, signal.SIGSTOP)


def _running() -> list[int]:
    return [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit()]


def _status(pid: int) -> dict[str, str]:
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except (FileNotFoundError, ProcessLookupError):
        return {}
    return {label: value.strip() for label, _, value in (line.partition(":") for line in lines)}
