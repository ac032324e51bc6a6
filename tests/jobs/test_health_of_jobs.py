"""Health of the queue: work that waits too long, and work that the machine could not do."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from archive.domain.health import Level, Sign
from archive.domain.job import MOST_ATTEMPTS, Holding
from archive.errors import DigestMismatch, HosoError, RuleBroken
from archive.jobs.health import health
from archive.machine import SystemClock
from archive.ports import Parts
from archive.workflow.jobs import fail, put, take
from tests.parts import memory_parts


@pytest.fixture
def parts() -> Parts:
    return memory_parts()


def later(parts: Parts, **passed: float) -> Parts:
    return replace(parts, wall_clock=SystemClock(parts.wall_clock.now() + timedelta(**passed)))


def sign(parts: Parts, name: str) -> Sign:
    return next(found for found in health(parts) if found.name == name)


def failed(parts: Parts, error: HosoError) -> Parts:
    put(parts, "assemble", {})
    job = take(parts, "w", alone=True)
    assert job is not None
    fail(parts, Holding(job.id, job.attempt), error)
    return parts


def test_an_empty_queue_is_well(parts: Parts) -> None:
    assert (sign(parts, "oldest_waiting_job").level, sign(parts, "oldest_waiting_job").value) == (Level.GOOD, 0)
    assert (sign(parts, "jobs_failed").level, sign(parts, "jobs_failed").value) == (Level.GOOD, 0)


def test_work_that_waits_a_little_is_well(parts: Parts) -> None:
    put(parts, "assemble", {})

    assert sign(later(parts, minutes=5), "oldest_waiting_job").value == 5
    assert sign(later(parts, minutes=5), "oldest_waiting_job").level is Level.GOOD


def test_work_that_waits_long_while_nobody_works_is_bad(parts: Parts) -> None:
    put(parts, "assemble", {})

    found = sign(later(parts, minutes=16), "oldest_waiting_job")

    assert found.level is Level.BAD
    assert "hoso worker" in found.sentence


def test_work_that_waits_long_behind_other_work_is_a_warning(parts: Parts) -> None:
    put(parts, "run", {})
    take(parts, "w", alone=True)
    put(parts, "assemble", {})

    assert sign(later(parts, minutes=16), "oldest_waiting_job").level is Level.WARNING


def test_what_the_machine_could_not_do_is_a_warning(parts: Parts) -> None:
    failed(parts, DigestMismatch("a.pdf", expected="1", found="2"))

    found = sign(parts, "jobs_failed")

    assert (found.level, found.value) == (Level.WARNING, 1)
    assert "a.pdf" in found.sentence


def test_work_that_took_too_many_workers_is_a_warning(parts: Parts) -> None:
    put(parts, "assemble", {})
    for _ in range(MOST_ATTEMPTS + 1):
        take(parts, "w", alone=True)

    assert sign(parts, "jobs_failed").value == 1


IN_ORDER: dict[str, Callable[[Parts], Parts]] = {
    "a rule stopped it": lambda parts: failed(parts, RuleBroken("Còn thiếu biên bản.")),
    "long ago": lambda parts: later(failed(parts, DigestMismatch("a", expected="1", found="2")), days=8),
}


@pytest.mark.parametrize("given", IN_ORDER.values(), ids=IN_ORDER)
def test_what_people_must_mend_or_nobody_will_is_no_warning(parts: Parts, given: Callable[[Parts], Parts]) -> None:
    assert sign(given(parts), "jobs_failed").level is Level.GOOD
