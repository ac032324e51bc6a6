"""One writer at a time in a home: whoever comes second is told who is at work, and nothing is done twice."""

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from archive.errors import Unavailable
from archive.language import moment
from archive.ports.clock import Clock


@dataclass(frozen=True, slots=True)
class FileTurn:
    """The turn as a lock on a file, which the kernel gives back when the process ends, however it ends."""

    path: Path
    clock: Clock

    @contextmanager
    def take(self, *, actor: str) -> Iterator[None]:
        """Hold the home's turn.

        Raises:
            Unavailable: another process holds it; says which, whose and since when.
        """
        handle = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as taken:
                raise Unavailable(
                    f"{_holder(self.path)} đang làm việc trong kho này; hãy chờ xong rồi chạy lại."
                ) from taken
            told = {"process": os.getpid(), "actor": actor, "since": self.clock.now().isoformat()}
            os.ftruncate(handle, 0)
            os.write(handle, json.dumps(told).encode())
            yield
        finally:
            os.close(handle)


def _holder(path: Path) -> str:
    try:
        told = json.loads(path.read_text())
        since = moment(datetime.fromisoformat(told["since"]))
        return f"Tiến trình {told['process']} của {told['actor']} (từ {since})"
    except (OSError, ValueError, KeyError, TypeError):
        return "Một tiến trình khác"
