"""The worker that `hoso serve` and `hoso demo` keep beside the pages."""

import os
import sys
from contextlib import AbstractContextManager

from archive.cli.door import Door
from archive.jobs.attendance import attended


def attended_worker(door: Door) -> AbstractContextManager[None]:
    """A worker on the same home, for as long as the pages are served."""
    command = [sys.executable, "-m", "archive", "--home", str(door.places.home), "worker", "--attended"]
    return attended(command, environ={**os.environ, **door.environ})
