"""The queue of slow work as a table: taking a job is one transaction of the desk, so no two workers get the same."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, delete, insert, select

from archive.domain.job import Job, JobId, JobState
from archive.errors import NotFound
from storage.database.tables import jobs

_TIMES = ("asked_at", "not_before", "lease_until", "ended_at")


class SqlJobs:
    """Jobs within one unit of work."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def find(self, job: JobId) -> Job:
        """The job with that id.

        Raises:
            NotFound: there is none.
        """
        row = self._connection.execute(select(jobs).where(jobs.c.id == job)).mappings().one_or_none()
        if row is None:
            raise NotFound(f"Không có việc '{job}'.", job=job)
        return _job(row)

    def of_key(self, key: str) -> Job | None:
        """The newest job that was put under this key."""
        kept = select(jobs).where(jobs.c.key == key).order_by(jobs.c.place.desc()).limit(1)
        row = self._connection.execute(kept).mappings().one_or_none()
        return _job(row) if row else None

    def keep(self, job: Job) -> None:
        """Add the job, or put it in the place of the one with its id."""
        row: dict[str, Any] = {name: getattr(job, name) for name in Job.__slots__}
        row |= {name: row[name].astimezone(UTC) if row[name] else None for name in _TIMES}  # of one offset: text sorts
        row |= {"arguments": dict(job.arguments), "result": dict(job.result)}
        changed = self._connection.execute(jobs.update().where(jobs.c.id == job.id), row)
        if not changed.rowcount:
            self._connection.execute(insert(jobs), row)

    def next(self, now: datetime) -> Job | None:
        """The job that was asked for first among those that may start."""
        ready = jobs.c.not_before.is_(None) | (jobs.c.not_before <= now.astimezone(UTC))
        kept = select(jobs).where(jobs.c.state == JobState.WAITING, ready).order_by(jobs.c.place).limit(1)
        row = self._connection.execute(kept).mappings().one_or_none()
        return _job(row) if row else None

    def running(self) -> Sequence[Job]:
        """The jobs that workers have taken, in the order of asking."""
        kept = select(jobs).where(jobs.c.state == JobState.RUNNING).order_by(jobs.c.place)
        return [_job(row) for row in self._connection.execute(kept).mappings()]

    def in_state(self, state: JobState) -> Sequence[Job]:
        """The jobs that stand so, in the order of asking."""
        kept = select(jobs).where(jobs.c.state == state).order_by(jobs.c.place)
        return [_job(row) for row in self._connection.execute(kept).mappings()]

    def newest(self, *, asked_by: str | None = None, limit: int = 50) -> Sequence[Job]:
        """The jobs last asked for, of one account or of all, the newest first."""
        kept = select(jobs).order_by(jobs.c.place.desc()).limit(limit)
        if asked_by is not None:
            kept = kept.where(jobs.c.asked_by == asked_by)
        return [_job(row) for row in self._connection.execute(kept).mappings()]

    def forget_before(self, moment: datetime) -> None:
        """Drop the jobs that ended before this."""
        self._connection.execute(delete(jobs).where(jobs.c.ended_at < moment.astimezone(UTC)))


def _job(row: RowMapping) -> Job:
    return Job(**{name: value for name, value in row.items() if name != "place"})
