"""The queue: one worker a job, a fencing number for each taking, another try where it may help."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from archive.domain.job import MOST_ATTEMPTS, Holding, Job, JobState
from archive.errors import BadInput, ChangedMeanwhile, RuleBroken, Unavailable
from archive.machine import SystemClock
from archive.ports import Parts
from archive.ports.desk import Desk
from archive.workflow.jobs import beat, cancel, fail, finish, job_of, put, put_once, retry, take
from tests.contracts.jobs_contract import JobsContract
from tests.parts import MemoryDesk, memory_parts

WORK = {"unit": "SNV", "quarter": "2026-Q2"}


class TestMemoryJobs(JobsContract):
    """The stand-in does what the real one does."""

    @pytest.fixture
    def desk(self) -> Desk:
        return MemoryDesk()


@pytest.fixture
def parts() -> Parts:
    return memory_parts()


def later(parts: Parts, **passed: float) -> Parts:
    return replace(parts, wall_clock=SystemClock(parts.wall_clock.now() + timedelta(**passed)))


def took(parts: Parts, worker: str = "w1", *, alone: bool = False) -> Job:
    job = take(parts, worker, alone=alone)
    assert job is not None
    return job


def held(job: Job) -> Holding:
    return Holding(job.id, job.attempt)


def test_a_job_goes_to_one_worker_only(parts: Parts) -> None:
    put(parts, "assemble", WORK)

    assert took(parts).worker == "w1"
    assert take(parts, "w2", alone=False) is None


def test_a_job_knows_who_asked_and_for_which_unit(parts: Parts) -> None:
    job = put(parts, "assemble", WORK)

    assert (job.asked_by, job.unit) == ("thư ký", "SNV")


def test_the_same_key_is_the_same_job_even_when_it_is_done(parts: Parts) -> None:
    first = put(parts, "export", WORK, key="k1")
    finish(parts, held(took(parts)), {})

    assert put(parts, "export", WORK, key="k1").id == first.id


def test_a_key_whose_job_was_in_vain_asks_anew(parts: Parts) -> None:
    first = put(parts, "export", WORK, key="k1")
    cancel(parts, first.id)

    assert put(parts, "export", WORK, key="k1").id != first.id


def test_a_second_press_of_a_button_is_not_a_second_job(parts: Parts) -> None:
    assert put_once(parts, "run", WORK).id == put_once(parts, "run", WORK).id


def test_after_it_is_done_the_button_works_again(parts: Parts) -> None:
    first = put_once(parts, "run", WORK)
    finish(parts, held(took(parts)), {})

    assert put_once(parts, "run", WORK).id != first.id


def test_a_worker_not_heard_of_loses_its_job_to_the_next(parts: Parts) -> None:
    put(parts, "assemble", WORK)
    took(parts)

    again = took(later(parts, seconds=61), "w2")

    assert (again.worker, again.attempt) == ("w2", 2)


def test_a_heartbeat_keeps_the_job(parts: Parts) -> None:
    put(parts, "assemble", WORK)
    holding = held(took(parts))
    beat(later(parts, seconds=50), holding, what="Lập văn bản", done=3, total=12)

    assert take(later(parts, seconds=80), "w2", alone=False) is None
    assert (job_of(parts, holding.job).done, job_of(parts, holding.job).total) == (3, 12)


def test_who_has_the_turn_waits_for_no_lease(parts: Parts) -> None:
    put(parts, "assemble", WORK)
    took(parts)

    assert took(parts, "w2", alone=True).attempt == 2


ACTS: dict[str, Callable[[Parts, Holding], object]] = {
    "beat": lambda parts, stale: beat(parts, stale, what="", done=1, total=1),
    "finish": lambda parts, stale: finish(parts, stale, {"said": "cũ"}),
    "fail": lambda parts, stale: fail(parts, stale, BadInput("cũ")),
}


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
def test_a_stale_worker_writes_nothing(parts: Parts, act: Callable[[Parts, Holding], object]) -> None:
    put(parts, "assemble", WORK)
    stale = held(took(parts))
    current = took(later(parts, seconds=61), "w2")

    with pytest.raises(ChangedMeanwhile):
        act(parts, stale)
    assert job_of(parts, current.id) == current


def test_a_cancelled_job_takes_no_result(parts: Parts) -> None:
    put(parts, "assemble", WORK)
    job = took(parts)
    cancel(parts, job.id)

    with pytest.raises(ChangedMeanwhile):
        finish(parts, held(job), {})
    assert job_of(parts, job.id).state is JobState.CANCELLED


def test_what_may_work_later_is_tried_again_after_a_while(parts: Parts) -> None:
    put(parts, "assemble", WORK)
    failed = fail(parts, held(took(parts)), Unavailable("Máy chủ bận."))

    assert (failed.state, failed.sentence) == (JobState.WAITING, "Máy chủ bận.")
    assert take(parts, "w1", alone=False) is None
    assert took(later(parts, seconds=5)).attempt == 2


def test_what_cannot_work_is_not_tried_again(parts: Parts) -> None:
    put(parts, "assemble", WORK)
    failed = fail(parts, held(took(parts)), RuleBroken("Còn thiếu biên bản."))

    assert (failed.state, failed.error, failed.sentence) == (JobState.FAILED, "rule_broken", "Còn thiếu biên bản.")


def test_a_job_that_kills_its_workers_ends_at_last(parts: Parts) -> None:
    job = put(parts, "assemble", WORK)
    for _ in range(MOST_ATTEMPTS):
        took(parts, alone=True)

    assert take(parts, "w", alone=True) is None
    assert job_of(parts, job.id).state is JobState.FAILED


def test_a_failed_job_can_be_asked_for_again(parts: Parts) -> None:
    put(parts, "assemble", WORK)
    failed = fail(parts, held(took(parts)), RuleBroken("x"))

    retry(parts, failed.id)

    assert took(parts).id == failed.id


@pytest.mark.parametrize("act", [retry, cancel])
def test_what_is_done_stays_done(parts: Parts, act: object) -> None:
    put(parts, "assemble", WORK)
    done = finish(parts, held(took(parts)), {})

    with pytest.raises(RuleBroken):
        act(parts, done.id)  # type: ignore[operator]  # one of the two verbs


def test_old_jobs_are_forgotten(parts: Parts) -> None:
    put(parts, "assemble", WORK)
    done = finish(parts, held(took(parts)), {})

    put(later(parts, days=91), "assemble", WORK)

    with parts.desk.look() as work:
        assert done.id not in {job.id for job in work.jobs.newest()}
