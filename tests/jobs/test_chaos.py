"""Workers killed at any moment: every job ends, and each has its effect once."""

import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from archive.bootstrap import create_home, open_home
from archive.domain.job import JobState
from archive.ports import Parts
from archive.workflow.jobs import newest, put
from tests.jobs import chaotic

JOBS, KILLS, LONGEST = 40, 24, 120  # seconds: a bound on a test that hangs, no measure


@pytest.fixture
def home(tmp_path: Path) -> Path:
    create_home(os.environ, home=tmp_path / "home")
    return tmp_path / "home"


class Crew:
    """Two workers; one that is killed is replaced."""

    def __init__(self, home: Path) -> None:
        self._command = [sys.executable, "-m", "tests.jobs.chaotic", str(home)]
        self._hands = [subprocess.Popen(self._command) for _ in range(2)]

    def kill_one(self, place: int) -> None:
        self._hands[place].kill()
        self._hands[place].wait()
        self._hands[place] = subprocess.Popen(self._command)

    def dismiss(self) -> None:
        for hand in self._hands:
            hand.kill()
            hand.wait()


@contextmanager
def crew(home: Path) -> Iterator[Crew]:
    hands = Crew(home)
    try:
        yield hands
    finally:
        hands.dismiss()


def states(parts: Parts) -> list[JobState]:
    return [job.state for job in newest(parts, limit=JOBS)]


def test_forty_of_forty_jobs_have_their_effect_once_however_workers_die(home: Path) -> None:
    dice = random.Random(20260624)  # noqa: S311 - a fixed order of kills
    with open_home(os.environ, home=home) as parts:
        for number in range(JOBS):
            put(parts, chaotic.KIND.name, {"document": f"văn bản {number}"})
        end = time.monotonic() + LONGEST
        with crew(home) as hands:
            kills = 0
            while any(not state.is_over for state in states(parts)) and time.monotonic() < end:
                time.sleep(dice.uniform(0.05, 0.6))
                if kills < KILLS:
                    hands.kill_one(dice.randrange(2))
                    kills += 1
        with parts.desk.look() as work:
            entries = work.numbers.entries(chaotic.UNIT)

        assert states(parts) == [JobState.DONE] * JOBS
        assert any(job.attempt > 1 for job in newest(parts, limit=JOBS))  # some were met in the middle
        assert sorted(entry.number for entry in entries) == list(range(1, JOBS + 1))
        assert len({entry.document for entry in entries}) == JOBS
