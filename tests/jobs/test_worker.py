"""A worker: does what waits, writes down how it ended, and stops for nobody but a lost job."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace

import pytest

from archive.domain.job import Job, JobState
from archive.domain.record import RecordId
from archive.domain.rights import Action
from archive.errors import Unavailable
from archive.jobs.kinds import KINDS, JobKind
from archive.jobs.worker import Worker
from archive.ports import Parts
from archive.ports.telling import Tell
from archive.workflow.jobs import cancel, job_of, put
from tests.parts import memory_parts
from tests.quarters import QUARTER, SNV, complete_dossier

WORK = {"unit": str(SNV), "quarter": str(QUARTER)}


@pytest.fixture
def parts() -> Parts:
    return memory_parts(complete_dossier())


def done(parts: Parts, name: str, kind: JobKind | None = None) -> Job:
    job = put(parts, name, WORK)
    worker = Worker(parts, "w", {**KINDS, **({name: kind} if kind else {})})
    assert worker.work_once()
    return job_of(parts, job.id)


def states(parts: Parts) -> list[JobState]:
    with parts.desk.look() as work:
        return [job.state for job in work.jobs.newest()]


def test_an_empty_queue_is_nothing_to_do(parts: Parts) -> None:
    assert not Worker(parts, "w").work_once()


def test_a_job_is_done_and_says_what_was_done(parts: Parts) -> None:
    job = done(parts, "assemble")

    assert job.state is JobState.DONE
    assert job.result["said"].startswith("Đã lập ")


def test_what_a_job_does_is_written_down_for_its_asker(parts: Parts) -> None:
    asked = replace(parts, actor="an")
    put(asked, "assemble", WORK)
    Worker(parts, "w").work_once()

    with parts.desk.look() as work:
        assert {event.actor for event in work.journal.events(RecordId(SNV, QUARTER))} == {"an"}


def test_a_broken_rule_ends_the_job_with_its_sentence(parts: Parts) -> None:
    job = done(parts, "sign")

    assert (job.state, job.error) == (JobState.FAILED, "wrong_order")
    assert "lập hồ sơ trước khi ký" in job.sentence


def test_an_unknown_kind_fails_in_words(parts: Parts) -> None:
    assert done(parts, "nấu cơm").error == "not_found"


def test_a_job_without_its_quarter_fails_in_words(parts: Parts) -> None:
    job = put(parts, "assemble", {"unit": str(SNV)})
    Worker(parts, "w").work_once()

    assert job_of(parts, job.id).error == "usage"


def test_a_cancelled_job_stops_at_its_next_sign(parts: Parts) -> None:
    seen: list[int] = []

    def endless(within: Parts, arguments: Mapping[str, str], tell: Tell) -> Mapping[str, str]:
        del arguments
        with within.desk.look() as work:
            (running,) = work.jobs.running()
        cancel(within, running.id)
        for step in range(10_000_000):
            seen.append(step)
            tell("Đếm", step, 10_000_000)
        raise AssertionError("never stopped")

    job = done(parts, "count", JobKind("count", "Đếm", Action.RUN_SYSTEM, endless))

    assert job.state is JobState.CANCELLED
    assert len(seen) < 10_000_000


def test_without_the_turn_nothing_is_taken(parts: Parts) -> None:
    class TakenTurn:
        @contextmanager
        def take(self, *, actor: str) -> Iterator[None]:
            raise Unavailable(actor)
            yield

    job = put(parts, "assemble", WORK)

    assert not Worker(replace(parts, turn=TakenTurn()), "w").work_once()
    assert job_of(parts, job.id).state is JobState.WAITING


def test_a_worker_told_to_stop_takes_nothing_more(parts: Parts) -> None:
    put(parts, "assemble", WORK)
    put(parts, "assemble", WORK)

    Worker(parts, "w").work(go_on=lambda: JobState.DONE not in states(parts))

    assert states(parts) == [JobState.WAITING, JobState.DONE]


def test_every_kind_says_who_may_ask_for_it() -> None:
    assert all(kind.words and isinstance(kind.action, Action) for kind in KINDS.values())
