"""The queue: work is asked for, taken by one worker, reported on, ended, asked for again or cancelled."""

from collections.abc import Container, Mapping, Sequence
from datetime import timedelta

from archive.domain.job import (
    Holding,
    Job,
    JobId,
    JobState,
    again,
    cancelled,
    failed,
    finished,
    given_back,
    heard_of,
    held,
    lost,
    new_job,
    taken,
)
from archive.errors import HosoError, Unavailable
from archive.ports import Parts

_KEPT_FOR = timedelta(days=90)  # after their end


def put(parts: Parts, kind: str, arguments: Mapping[str, str], *, key: str = "") -> Job:
    """Ask for work; with a `key` under which work was asked for that is not over in vain, that one is meant."""
    return _put(parts, kind, arguments, key=key, found=frozenset(JobState) - {JobState.FAILED, JobState.CANCELLED})


def put_once(parts: Parts, kind: str, arguments: Mapping[str, str]) -> Job:
    """Ask for work unless the same waits or runs already: a second press of a button is not a second piece of work."""
    key = "·".join((kind, *(f"{name}={arguments[name]}" for name in sorted(arguments))))
    return _put(parts, kind, arguments, key=key, found=frozenset({JobState.WAITING, JobState.RUNNING}))


def _put(parts: Parts, kind: str, arguments: Mapping[str, str], *, key: str, found: Container[JobState]) -> Job:
    now = parts.wall_clock.now()
    with parts.desk.begin() as work:
        there = work.jobs.of_key(key) if key else None
        if there and there.state in found:
            return there
        job = new_job(kind, asked_by=parts.actor, asked_at=now, arguments=arguments, key=key)
        work.jobs.forget_before(now - _KEPT_FOR)
        work.jobs.keep(job)
        work.commit()
    return job


def is_any_to_take(parts: Parts) -> bool:
    """Whether there may be work: a job that waits, or one whose worker may be gone. Asked without the turn."""
    with parts.desk.look() as work:
        return work.jobs.next(parts.wall_clock.now()) is not None or bool(work.jobs.running())


def take(parts: Parts, worker: str, *, alone: bool) -> Job | None:
    """The next job for a worker, which has it from now on; None when nothing waits.

    Jobs whose workers are gone wait again first: those not heard of for a whole lease, and all of them where the asker
    is `alone`, that is, holds the home's turn, which no living worker would then have let go.
    """
    if not is_any_to_take(parts):
        return None
    now = parts.wall_clock.now()
    with parts.desk.begin() as work:
        for job in work.jobs.running():
            if alone or job.is_lost(now):
                work.jobs.keep(lost(job, now))
        following = work.jobs.next(now)
        if following:
            following = taken(following, worker, now)
            work.jobs.keep(following)
        work.commit()
    return following


def beat(parts: Parts, holding: Holding, *, what: str, done: int, total: int) -> None:
    """Tell how far a job is, and that its worker lives.

    Raises:
        ChangedMeanwhile: the worker has it no more, and must stop.
    """
    now = parts.wall_clock.now()
    with parts.desk.begin() as work:
        job = held(work.jobs.find(holding.job), holding)
        work.jobs.keep(heard_of(job, now, what=what, done=done, total=total))
        work.commit()


def give_back(parts: Parts, holding: Holding) -> Job:
    """Let the next worker go on with a job.

    Raises:
        ChangedMeanwhile: the worker has it no more.
    """
    with parts.desk.begin() as work:
        job = given_back(held(work.jobs.find(holding.job), holding))
        work.jobs.keep(job)
        work.commit()
    return job


def finish(parts: Parts, holding: Holding, result: Mapping[str, str]) -> Job:
    """End a job with its result.

    Raises:
        ChangedMeanwhile: the worker has it no more.
    """
    with parts.desk.begin() as work:
        job = finished(held(work.jobs.find(holding.job), holding), parts.wall_clock.now(), result)
        work.jobs.keep(job)
        work.commit()
    return job


def fail(parts: Parts, holding: Holding, error: HosoError) -> Job:
    """End a job with an error; where the same call may work later it waits for another try.

    Raises:
        ChangedMeanwhile: the worker has it no more.
    """
    with parts.desk.begin() as work:
        job = failed(
            held(work.jobs.find(holding.job), holding),
            parts.wall_clock.now(),
            error=error.code,
            sentence=error.sentence,
            may_retry=isinstance(error, Unavailable),
        )
        work.jobs.keep(job)
        work.commit()
    return job


def retry(parts: Parts, job: JobId) -> Job:
    """Ask once more for a job that ended without result.

    Raises:
        NotFound: there is no such job.
        RuleBroken: it has not ended, or it is done.
    """
    with parts.desk.begin() as work:
        waiting = again(work.jobs.find(job))
        work.jobs.keep(waiting)
        work.commit()
    return waiting


def cancel(parts: Parts, job: JobId) -> Job:
    """Take back what was asked for; what was done of it stays done.

    Raises:
        NotFound: there is no such job.
        RuleBroken: it is over already.
    """
    with parts.desk.begin() as work:
        ended = cancelled(work.jobs.find(job), parts.wall_clock.now())
        work.jobs.keep(ended)
        work.commit()
    return ended


def job_of(parts: Parts, job: JobId) -> Job:
    """One job.

    Raises:
        NotFound: there is no such job.
    """
    with parts.desk.look() as work:
        return work.jobs.find(job)


def newest(parts: Parts, *, asked_by: str | None = None, limit: int = 50) -> Sequence[Job]:
    """The jobs last asked for, the newest first."""
    with parts.desk.look() as work:
        return work.jobs.newest(asked_by=asked_by, limit=limit)


def newest_of_key(parts: Parts, key: str) -> Job | None:
    """The job last asked for under that key, whatever became of it."""
    with parts.desk.look() as work:
        return work.jobs.of_key(key)
