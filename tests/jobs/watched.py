"""A worker whose jobs betray two processes that are in the same work at once. Run as a program to be killed.

python -m tests.jobs.watched HOME
"""

import fcntl
import os
import sys
from collections.abc import Mapping
from pathlib import Path

from archive.bootstrap import open_home
from archive.jobs.kinds import JobKind
from archive.jobs.worker import Worker
from archive.ports import Parts
from archive.ports.telling import Tell
from tests.jobs import chaotic

OVERLAPS = "overlaps"


def watched(home: Path) -> JobKind:
    """The chaotic kind, done under a lock that only somebody else at work can be holding."""

    def act(parts: Parts, arguments: Mapping[str, str], tell: Tell) -> Mapping[str, str]:
        handle = os.open(home / "watched", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            (home / OVERLAPS).touch()
        try:
            return chaotic.KIND.act(parts, arguments, tell)
        finally:
            os.close(handle)

    return JobKind(chaotic.KIND.name, chaotic.KIND.words, chaotic.KIND.action, act)


def main(home: Path) -> None:
    """Work until killed."""
    with open_home(os.environ, home=home) as parts:
        kind = watched(home)
        Worker(parts, kinds={kind.name: kind}).work(go_on=lambda: True, idle=0.05)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
