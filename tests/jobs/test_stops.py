"""Workers that stop, in good order or not: what the next one finds, what people are told, what is published."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace

import pytest

from archive.domain.job import MOST_ATTEMPTS, Holding, Job, JobState
from archive.domain.rights import Action
from archive.errors import RecordDamaged, RuleBroken, Unavailable
from archive.jobs.kinds import KINDS, JobKind
from archive.jobs.worker import Worker
from archive.ports import Parts
from archive.ports.telling import Tell
from archive.workflow.jobs import beat, fail, job_of, put, retry, take
from archive.workflow.log import publish
from tests.parts import memory_parts
from tests.quarters import QUARTER, SNV, complete_dossier

Act = Callable[[Parts, Mapping[str, str], Tell], Mapping[str, str]]
WORK = {"unit": str(SNV), "quarter": str(QUARTER)}


@pytest.fixture
def parts() -> Parts:
    return memory_parts(complete_dossier())


@dataclass
class CountedTurn:
    """A free turn that counts who wanted it."""

    taken: int = 0

    @contextmanager
    def take(self, *, actor: str) -> Iterator[None]:
        del actor
        self.taken += 1
        yield


def steps(seen: list[int], after: Callable[[int], None] = lambda _: None) -> dict[str, JobKind]:
    """A kind of five steps, which goes on from what was seen."""

    def act(within: Parts, arguments: Mapping[str, str], tell: Tell) -> Mapping[str, str]:
        del within, arguments
        for step in range(len(seen), 5):
            seen.append(step)
            after(step)
            tell("Đếm", step + 1, 5)
        return {}

    return {"count": JobKind("count", "Đếm", Action.RUN_SYSTEM, act)}


def dies(parts: Parts, times: int) -> None:
    """Workers take the job and are never heard of again; the next look finds that out."""
    for _ in range(times):
        assert take(parts, "w", alone=True)
    take(parts, "w", alone=True)


def test_a_worker_told_to_stop_leaves_the_job_after_the_present_step(parts: Parts) -> None:
    job, seen = put(parts, "count", {}), list[int]()

    Worker(parts, "w", steps(seen)).work(go_on=lambda: len(seen) < 2)

    assert seen == [0, 1]
    assert job_of(parts, job.id).state is JobState.WAITING


def test_the_next_worker_goes_on_with_it_at_once(parts: Parts) -> None:
    job, seen = put(parts, "count", {}), list[int]()
    Worker(parts, "w1", steps(seen)).work(go_on=lambda: len(seen) < 2)

    assert Worker(parts, "w2", steps(seen)).work_once()

    assert seen == [0, 1, 2, 3, 4]
    assert job_of(parts, job.id).state is JobState.DONE


def test_stops_in_good_order_never_use_up_a_job(parts: Parts) -> None:
    job = put(parts, "count", {})
    for _ in range(3 * MOST_ATTEMPTS):
        seen: list[int] = []
        Worker(parts, "w", steps(seen)).work(go_on=lambda seen=seen: not seen)  # type: ignore[misc]  # bound on purpose

    assert job_of(parts, job.id).state is JobState.WAITING


def test_fencing_numbers_only_grow_over_stops_and_retries(parts: Parts) -> None:
    job, numbers = put(parts, "count", {}), list[int]()
    for _ in range(3):
        held = take(parts, "w", alone=True)
        assert held is not None
        numbers.append(held.attempt)
        fail(parts, Holding(job.id, held.attempt), RuleBroken("x"))
        retry(parts, job.id)
        seen: list[int] = []
        Worker(parts, "w", steps(seen)).work(go_on=lambda seen=seen: not seen)  # type: ignore[misc]  # bound on purpose

    assert numbers == sorted(set(numbers))


def test_a_job_that_took_too_many_workers_says_so_and_what_to_do(parts: Parts) -> None:
    job = put(parts, "count", {})

    dies(parts, MOST_ATTEMPTS)

    ended = job_of(parts, job.id)
    assert ended.state is JobState.FAILED
    assert "lần liền" in ended.sentence
    assert "làm lại" in ended.sentence


def test_asked_for_again_it_may_lose_as_many_workers_as_before(parts: Parts) -> None:
    job = put(parts, "count", {})
    dies(parts, MOST_ATTEMPTS)
    retry(parts, job.id)

    dies(parts, MOST_ATTEMPTS - 1)

    assert job_of(parts, job.id).state is JobState.RUNNING


def test_asked_for_again_what_may_work_later_is_tried_again(parts: Parts) -> None:
    job = put(parts, "count", {})
    dies(parts, MOST_ATTEMPTS)
    retry(parts, job.id)
    held = take(parts, "w", alone=True)
    assert held is not None

    assert fail(parts, Holding(job.id, held.attempt), Unavailable("Máy chủ bận.")).state is JobState.WAITING


def test_a_new_attempt_does_not_show_the_progress_of_the_last(parts: Parts) -> None:
    put(parts, "count", {})
    first = take(parts, "w", alone=True)
    assert first is not None
    beat(parts, Holding(first.id, first.attempt), what="Đếm", done=4, total=5)

    second = take(parts, "w", alone=True)

    assert isinstance(second, Job)
    assert (second.what, second.done, second.total) == ("", 0, 0)


def test_an_idle_worker_never_takes_the_turn_from_others(parts: Parts) -> None:
    turn = CountedTurn()

    assert not Worker(replace(parts, turn=turn), "w").work_once()

    assert turn.taken == 0


def refused_at_last(parts: Parts, arguments: Mapping[str, str], tell: Tell) -> Mapping[str, str]:
    KINDS["assemble"].act(parts, arguments, tell)
    raise RuleBroken("Còn thiếu biên bản.")


@pytest.mark.parametrize("act", [KINDS["assemble"].act, refused_at_last], ids=["done", "failed"])
def test_what_a_job_did_is_published_however_it_ends(parts: Parts, act: Act) -> None:
    put(parts, "assemble", WORK)

    Worker(parts, "w", {"assemble": replace(KINDS["assemble"], act=act)}).work_once()

    published = parts.tiles.newest()
    assert published is not None
    with parts.desk.look() as work:
        assert published.promised.size == work.log.size() > 0


def test_nothing_is_done_over_a_log_that_was_rolled_back(parts: Parts) -> None:
    put(parts, "assemble", WORK)
    Worker(parts, "w").work_once()
    publish(parts)
    rolled_back = replace(parts, desk=memory_parts(complete_dossier()).desk)
    job = put(rolled_back, "assemble", WORK)

    Worker(rolled_back, "w").work_once()

    ended = job_of(rolled_back, job.id)
    assert (ended.state, ended.error) == (JobState.FAILED, RecordDamaged.code)
    with rolled_back.desk.look() as work:
        assert not work.shelf.documents(SNV, QUARTER)
