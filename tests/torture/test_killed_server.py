"""`hoso serve` killed at any moment of requests and jobs: no acknowledged edit and no job is lost, none done twice.

Each round kills the server alone, whose worker must then leave by itself, or both at once as a power cut would.
"""

import json
import os
import random
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from itertools import groupby
from pathlib import Path

import pytest

from archive.bootstrap import open_home
from archive.domain.accounts import Grant, Role
from archive.domain.job import MOST_ATTEMPTS, Job, JobState
from archive.domain.people import UnitCode
from archive.domain.quarter import Quarter
from archive.domain.record import RecordId
from archive.domain.seal import RECORD_PATH, SEAL_PATH
from archive.ports import Parts
from archive.workflow.accounts import add
from archive.workflow.jobs import newest
from tests.program import Serving, begin_serving, hoso
from tests.torture.pressing import PASSWORD, Presser, number_of
from tests.validators.ocfl import ocfl_problems

ROUNDS = 40 if os.environ.get("TORTURE") == "all" else 3
LONGEST = 300  # seconds: a bound on a test that hangs, no measure
LATEST = 6.0  # seconds after which a round's server is killed at the latest
Q2 = Quarter(2026, 2)
IN_TIME = {"HOSO_NOW": "2026-06-24T15:00:00+07:00"}


@pytest.fixture
def home(copied_home: Path) -> Path:
    """The filled home with a secretary each for two of its units."""
    with open_home(os.environ, home=copied_home) as parts:
        for place, code in enumerate(_units(parts)):
            grant = Grant(role=Role.SECRETARY, units=frozenset({code}))
            add(parts, f"nguoi{place}", password=PASSWORD, grant=grant, must_change=False)
    return copied_home


def _units(parts: Parts) -> list[UnitCode]:
    with parts.desk.look() as work:
        return list(work.facts.units(Q2)[:2])


@pytest.fixture
def parts(home: Path) -> Iterator[Parts]:
    """Looks into the home from outside, as nobody's server."""
    with open_home(os.environ, home=home) as parts:
        yield parts


def codes(parts: Parts, unit: str) -> list[str]:
    with parts.desk.look() as work:
        return sorted(task.code for task in work.facts.dossier(UnitCode(unit), Q2).tasks)


def notes(parts: Parts, unit: str) -> dict[str, int]:
    """Which note stands at each task."""
    with parts.desk.look() as work:
        return {item.task: number_of(item.note) for item in work.facts.dossier(UnitCode(unit), Q2).results}


def lost(parts: Parts, presser: Presser) -> dict[str, int]:
    """Tasks that say less than what was acknowledged, or more than what was ever sent."""
    now = notes(parts, presser.unit)
    return {
        task: now.get(task, 0)
        for task, sent in presser.sent.items()
        if not presser.kept.get(task, 0) <= now.get(task, 0) <= sent
    }


def runs(parts: Parts) -> list[Job]:
    return [job for job in newest(parts, limit=500) if job.kind == "run"]


def until(what: str, reached: Callable[[], bool]) -> None:
    end = time.monotonic() + LONGEST
    while not reached():
        assert time.monotonic() < end, what
        time.sleep(0.1)


def is_gone(group: int) -> bool:
    """Whether no process of it is left."""
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return True
    return False


@contextmanager
def pressed(running: Serving, editor: Presser, tasks: list[str]) -> Iterator[None]:
    """Somebody edits all the while."""
    over = threading.Event()
    hand = threading.Thread(target=editor.edit_until_it_dies, args=(running, tasks, over))
    hand.start()
    try:
        yield
    finally:
        over.set()
        hand.join()


def play(parts: Parts, home: Path, people: tuple[Presser, Presser], dice: random.Random) -> None:
    """One round: a server begins, people press, and it is killed."""
    editor, corrector = people
    running = begin_serving(home, IN_TIME)
    try:
        for person in people:
            person.meet(running)
        with pressed(running, editor, codes(parts, editor.unit)[:8]):
            if all(job.state.is_over for job in runs(parts)):
                corrector.correct_and_run(running, dice.choice(codes(parts, corrector.unit)))
            if any(job.attempt % MOST_ATTEMPTS >= MOST_ATTEMPTS - 2 for job in runs(parts) if not job.state.is_over):
                until("the work ends", lambda: all(job.state.is_over for job in runs(parts)))
            time.sleep(dice.uniform(0, LATEST))
            running.kill(worker=dice.random() < 0.7)  # most often both
    finally:
        with suppress(ProcessLookupError):
            running.kill(worker=running.process.poll() is None)
    until("the worker of a dead server leaves", lambda: is_gone(running.process.pid))


def unwhole(parts: Parts, home: Path) -> list[str]:
    """What is wrong with the records: as they are found, once the store ended what was begun, and for others."""
    found = []
    for record in parts.records.all():
        for version in parts.records.versions(record):
            content = parts.records.content(record, version.number)
            with content.open(RECORD_PATH) as source:
                json.load(source)
            found += [path for path in (RECORD_PATH, SEAL_PATH) if path not in content.digests()]
        found += [str(problem) for problem in parts.records.check(record).problems]
    return found + ocfl_problems(home / "records")


def gaps(parts: Parts) -> list[str]:
    """Registers whose numbers do not follow each other from the first to the last."""
    with parts.desk.look() as work:
        entries = list(work.numbers.entries())
    found = []
    for register, lines in groupby(entries, key=lambda entry: entry.register):
        numbers = [entry.number for entry in lines]
        if numbers != list(range(numbers[0], numbers[0] + len(numbers))):
            found.append(f"{register}: {numbers}")
    return found


def test_a_server_killed_at_any_moment_loses_nothing_and_does_nothing_twice(
    parts: Parts, home: Path, record_testsuite_property: Callable[[str, object], None]
) -> None:
    dice = random.Random(20260624)  # noqa: S311 - a fixed order of kills
    first, second = _units(parts)
    editor, corrector = Presser("nguoi0", first, str(Q2)), Presser("nguoi1", second, str(Q2))
    record = RecordId(second, Q2)
    before = len(parts.records.versions(record))
    for number in range(ROUNDS):
        play(parts, home, (editor, corrector), dice)

        assert not [*editor.wrong, *corrector.wrong], number
        assert not {**lost(parts, editor), **lost(parts, corrector)}, number
        assert unwhole(parts, home) == [], number
        assert parts.desk.check().ok, number
    _finish(parts, home)

    every = runs(parts)
    record_testsuite_property("edits kept", sum(editor.kept.values()) + sum(corrector.kept.values()))
    record_testsuite_property("runs", len(every))
    record_testsuite_property("runs that lost a worker", sum(job.attempt > 1 for job in every))
    assert {job.id for job in every} >= set(corrector.jobs)
    assert [job.state for job in every if job.state is not JobState.DONE] == []
    assert len(parts.records.versions(record)) == before + len(every)
    assert gaps(parts) == []
    assert hoso("--home", home, "verify", "--all").code == 0
    assert hoso("--home", home, "log", "verify").code == 0
    assert sum(editor.kept.values()) > ROUNDS  # people were really at work


def _finish(parts: Parts, home: Path) -> None:
    """A last server ends what is left, and leaves in good order."""
    running = begin_serving(home, IN_TIME)
    try:
        until("the work ends", lambda: all(job.state.is_over for job in runs(parts)))
    finally:
        running.process.terminate()
        running.process.wait(LONGEST)
