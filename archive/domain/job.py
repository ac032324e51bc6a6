"""Slow work outside the request: what is asked, who is at it, how far it is, how it ended.

A job is taken by one worker under a lease, which heartbeats make longer; a lease that ran out gives the job to the
next. `attempt` grows with each taking and is the fencing number: who holds an older one may write nothing any more.
Attempts come in rounds of MOST_ATTEMPTS; a new round begins when people ask again or a worker stops in good order.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NewType

from archive.domain.people import UnitCode
from archive.errors import ChangedMeanwhile, RuleBroken

JobId = NewType("JobId", str)

LEASE = timedelta(seconds=60)  # without a heartbeat; a worker beats far more often
MOST_ATTEMPTS = 5
WORKER_LOST = "worker_lost"  # the code of a job that took too many workers with it
_FIRST_WAIT = timedelta(seconds=5)
_TOO_MANY = (
    f"Tiến trình làm việc này đã dừng giữa chừng {MOST_ATTEMPTS} lần liền. Hãy nhờ người quản trị xem máy chủ rồi "
    "yêu cầu làm lại; phần đã xong vẫn giữ."
)


class JobState(StrEnum):
    """Where a job stands."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"

    @property
    def words(self) -> str:
        """The state in the words of the pages."""
        return _WORDS[self]

    @property
    def is_over(self) -> bool:
        """Whether nothing more happens by itself."""
        return self in (JobState.DONE, JobState.FAILED, JobState.CANCELLED)


_WORDS = {
    JobState.WAITING: "Đang chờ",
    JobState.RUNNING: "Đang làm",
    JobState.DONE: "Đã xong",
    JobState.FAILED: "Không thành công",
    JobState.CANCELLED: "Đã hủy",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One piece of work; `key` makes a second asking for the same find the first, `unit` says whose it is."""

    id: JobId
    kind: str
    asked_by: str
    asked_at: datetime
    arguments: Mapping[str, str] = field(default_factory=dict)
    unit: UnitCode | None = None
    key: str = ""
    state: JobState = JobState.WAITING
    attempt: int = 0
    worker: str = ""
    not_before: datetime | None = None
    lease_until: datetime | None = None
    what: str = ""
    done: int = 0
    total: int = 0
    result: Mapping[str, str] = field(default_factory=dict)
    error: str = ""
    sentence: str = ""
    ended_at: datetime | None = None

    def may_start(self, now: datetime) -> bool:
        """Whether a worker may take it now."""
        return self.state is JobState.WAITING and (self.not_before is None or now >= self.not_before)

    def is_lost(self, now: datetime) -> bool:
        """Whether its worker has not been heard of for longer than its lease."""
        return self.state is JobState.RUNNING and self.lease_until is not None and now >= self.lease_until


@dataclass(frozen=True, slots=True)
class Holding:
    """A worker's right to a job: its id and the attempt it was taken for."""

    job: JobId
    attempt: int


def new_job(kind: str, *, asked_by: str, asked_at: datetime, arguments: Mapping[str, str], key: str = "") -> Job:
    """A job nobody has begun; its id cannot be guessed."""
    unit = UnitCode(arguments["unit"]) if arguments.get("unit") else None
    return Job(
        id=JobId(secrets.token_hex(8)),
        kind=kind,
        asked_by=asked_by,
        asked_at=asked_at,
        arguments=dict(arguments),
        unit=unit,
        key=key,
    )


def taken(job: Job, worker: str, now: datetime) -> Job:
    """The job in the hands of a worker, under a new fencing number."""
    return replace(
        job,
        state=JobState.RUNNING,
        attempt=job.attempt + 1,
        worker=worker,
        lease_until=now + LEASE,
        not_before=None,
        what="",
        done=0,
        total=0,
        error="",
        sentence="",
        ended_at=None,
    )


def held(job: Job, holding: Holding) -> Job:
    """The job, if this worker still has it.

    Raises:
        ChangedMeanwhile: its lease ran out, or somebody cancelled it: nothing of it may be written any more.
    """
    if job.state is not JobState.RUNNING or job.attempt != holding.attempt:
        raise ChangedMeanwhile("Việc này không còn do tiến trình này làm; kết quả của nó không được ghi.", job=job.id)
    return job


def heard_of(job: Job, now: datetime, *, what: str, done: int, total: int) -> Job:
    """The job after a heartbeat: how far it is, and a longer lease."""
    return replace(job, lease_until=now + LEASE, what=what, done=done, total=total)


def finished(job: Job, now: datetime, result: Mapping[str, str]) -> Job:
    """The job done."""
    return replace(job, state=JobState.DONE, result=dict(result), lease_until=None, ended_at=now)


def failed(job: Job, now: datetime, *, error: str, sentence: str, may_retry: bool) -> Job:
    """The job after an error: it waits longer each time where another try may help, else it has failed."""
    if may_retry and job.attempt % MOST_ATTEMPTS:
        wait = _FIRST_WAIT * 2 ** (job.attempt % MOST_ATTEMPTS - 1)
        return replace(
            job, state=JobState.WAITING, not_before=now + wait, lease_until=None, error=error, sentence=sentence
        )
    return replace(job, state=JobState.FAILED, error=error, sentence=sentence, lease_until=None, ended_at=now)


def lost(job: Job, now: datetime) -> Job:
    """The job whose worker is gone: it waits for another, unless it has taken too many with it."""
    sentence = "Tiến trình đang làm đã dừng giữa chừng; việc được làm lại từ chỗ đã xong."
    after = failed(job, now, error=WORKER_LOST, sentence=sentence, may_retry=True)
    return replace(after, not_before=None, sentence=_TOO_MANY if after.state is JobState.FAILED else sentence)


def given_back(job: Job) -> Job:
    """The job of a worker that was told to stop: it waits for the next, which goes on from what is done."""
    return replace(job, state=JobState.WAITING, attempt=_round_over(job.attempt), lease_until=None, not_before=None)


def again(job: Job) -> Job:
    """A job that ended without result, asked for once more.

    Raises:
        RuleBroken: it has not ended, or it is done.
    """
    if job.state not in (JobState.FAILED, JobState.CANCELLED):
        raise RuleBroken(f"Việc này {job.state.words.lower()}; chỉ làm lại việc không thành công hoặc đã hủy.")
    return replace(job, state=JobState.WAITING, attempt=_round_over(job.attempt), not_before=None, ended_at=None)


def cancelled(job: Job, now: datetime) -> Job:
    """A job nobody shall do; one that is being done stops at its next sign of life.

    Raises:
        RuleBroken: it is over already.
    """
    if job.state.is_over:
        raise RuleBroken(f"Việc này {job.state.words.lower()}, không hủy được nữa.")
    return replace(job, state=JobState.CANCELLED, lease_until=None, ended_at=now)


def _round_over(attempt: int) -> int:
    """The last number of this round: the next taking is the first attempt of another, and no number comes twice."""
    return -(-attempt // MOST_ATTEMPTS) * MOST_ATTEMPTS
