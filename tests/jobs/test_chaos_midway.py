"""Workers killed only while they have a job in hand: it is never lost, and never in two hands at once."""

import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from archive.bootstrap import create_home, open_home
from archive.domain.job import MOST_ATTEMPTS, Job, JobState
from archive.ports import Parts
from archive.workflow.jobs import newest, put
from tests.jobs import chaotic, watched

JOBS, KILLS, LONGEST = 40, 12, 120  # seconds: a bound on a test that hangs, no measure


@pytest.fixture
def home(tmp_path: Path) -> Path:
    create_home(os.environ, home=tmp_path / "home")
    return tmp_path / "home"


@pytest.fixture
def hands(home: Path) -> Iterator[dict[int, "subprocess.Popen[bytes]"]]:
    """Two workers, by process number."""
    begun = dict(begin(home) for _ in range(2))
    yield begun
    for process in begun.values():
        process.kill()
        process.wait()


def begin(home: Path) -> tuple[int, "subprocess.Popen[bytes]"]:
    process = subprocess.Popen([sys.executable, "-m", "tests.jobs.watched", str(home)])
    return process.pid, process


def in_hand(parts: Parts) -> Job | None:
    """The job being done, unless it has lost so many workers that one more would end it."""
    with parts.desk.look() as work:
        return next((job for job in work.jobs.running() if job.attempt < MOST_ATTEMPTS - 1), None)


def test_work_that_loses_its_worker_midway_is_done_once_by_one(
    home: Path, hands: dict[int, "subprocess.Popen[bytes]"]
) -> None:
    dice = random.Random(20260625)  # noqa: S311 - a fixed order of kills
    with open_home(os.environ, home=home) as parts:
        for number in range(JOBS):
            put(parts, chaotic.KIND.name, {"document": f"văn bản {number}"})
        end, kills = time.monotonic() + LONGEST, 0
        while kills < KILLS and time.monotonic() < end:
            job = in_hand(parts)
            holder = hands.get(int(job.worker.rpartition(":")[2])) if job else None
            if holder:
                time.sleep(dice.uniform(0, chaotic.PAUSE))
                holder.kill()
                holder.wait()
                del hands[holder.pid]
                hands.update([begin(home)])
                kills += 1
        while any(not job.state.is_over for job in newest(parts, limit=JOBS)) and time.monotonic() < end:
            time.sleep(0.05)
        done = newest(parts, limit=JOBS)
        with parts.desk.look() as work:
            entries = work.numbers.entries(chaotic.UNIT)

    assert [job.state for job in done] == [JobState.DONE] * JOBS
    assert sum(job.attempt - 1 for job in done) >= KILLS // 2  # most kills met a job in the middle
    assert sorted(entry.number for entry in entries) == list(range(1, JOBS + 1))
    assert len({entry.document for entry in entries}) == JOBS
    assert not (home / watched.OVERLAPS).exists()
