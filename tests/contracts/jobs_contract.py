"""What every desk must do with the queue of slow work (archive/ports/jobs.py)."""

from abc import ABC, abstractmethod
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from archive.domain.job import Job, JobId, JobState, finished, new_job, taken
from archive.errors import NotFound
from archive.ports.desk import Desk

NOW = datetime(2026, 6, 24, 8, tzinfo=UTC)


def job(number: int, *, by: str = "thuky", key: str = "") -> Job:
    made = new_job("assemble", asked_by=by, asked_at=NOW, arguments={"unit": "SNV", "quarter": "2026-Q2"}, key=key)
    return replace(made, id=JobId(f"{number:016x}"))


class JobsContract(ABC):
    """The suite of the jobs port."""

    @pytest.fixture
    @abstractmethod
    def desk(self) -> Desk:
        """A desk with nothing in its queue."""

    def put(self, desk: Desk, *jobs: Job) -> None:
        with desk.begin() as work:
            for item in jobs:
                work.jobs.keep(item)
            work.commit()

    def test_a_job_comes_back_as_it_was_kept(self, desk: Desk) -> None:
        kept = finished(taken(job(1, key="k"), "w", NOW), NOW, {"said": "Đã lập 12 văn bản."})
        self.put(desk, kept)

        with desk.look() as work:
            assert work.jobs.find(kept.id) == kept

    def test_an_unknown_job_is_not_found(self, desk: Desk) -> None:
        with desk.look() as work, pytest.raises(NotFound):
            work.jobs.find(JobId("x"))

    def test_the_first_asked_for_comes_first_also_after_a_change(self, desk: Desk) -> None:
        self.put(desk, job(2), job(1))
        self.put(desk, replace(job(2), what="x"))

        with desk.look() as work:
            following = work.jobs.next(NOW)
        assert following is not None
        assert following.id == job(2).id

    def test_what_must_wait_is_not_next(self, desk: Desk) -> None:
        self.put(desk, replace(job(1), not_before=NOW + timedelta(seconds=1)))

        with desk.look() as work:
            assert work.jobs.next(NOW) is None
            assert work.jobs.next(NOW + timedelta(seconds=1)) is not None

    @pytest.mark.parametrize("state", [state for state in JobState if state is not JobState.WAITING])
    def test_only_what_waits_is_next(self, desk: Desk, state: JobState) -> None:
        self.put(desk, replace(job(1), state=state))

        with desk.look() as work:
            assert work.jobs.next(NOW) is None

    def test_running_jobs_are_known(self, desk: Desk) -> None:
        running = taken(job(1), "w", NOW)
        self.put(desk, running, job(2))

        with desk.look() as work:
            assert list(work.jobs.running()) == [running]

    @pytest.mark.parametrize("state", JobState)
    def test_jobs_are_found_by_how_they_stand_the_first_asked_for_first(self, desk: Desk, state: JobState) -> None:
        others = [replace(job(number), state=other) for number, other in enumerate(JobState, start=1)]
        self.put(desk, *others, replace(job(9), state=state))

        with desk.look() as work:
            found = [item.id for item in work.jobs.in_state(state)]
        assert found == [next(item.id for item in others if item.state is state), job(9).id]

    def test_the_newest_of_a_key_is_found(self, desk: Desk) -> None:
        self.put(desk, job(1, key="k"), job(2, key="k"), job(3))

        with desk.look() as work:
            found = work.jobs.of_key("k")
            assert work.jobs.of_key("other") is None
        assert found is not None
        assert found.id == job(2).id

    def test_the_newest_come_first_for_all_or_for_one(self, desk: Desk) -> None:
        self.put(desk, job(1), job(2, by="ban"), job(3))

        with desk.look() as work:
            assert [item.id for item in work.jobs.newest()] == [job(3).id, job(2).id, job(1).id]
            assert [item.id for item in work.jobs.newest(asked_by="ban")] == [job(2).id]
            assert [item.id for item in work.jobs.newest(limit=1)] == [job(3).id]

    def test_what_ended_long_ago_is_forgotten_and_nothing_else(self, desk: Desk) -> None:
        self.put(desk, finished(taken(job(1), "w", NOW), NOW, {}), job(2))

        with desk.begin() as work:
            work.jobs.forget_before(NOW + timedelta(days=1))
            work.commit()

        with desk.look() as work:
            assert [item.id for item in work.jobs.newest()] == [job(2).id]
