"""The queue of slow work, within a unit of work of the desk: a job is put there together with what asked for it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from archive.domain.job import Job, JobId, JobState


class Jobs(Protocol):
    """Jobs by id; what may become of one is decided in `archive.domain.job`, never here."""

    def find(self, job: JobId) -> Job:
        """The job with that id.

        Raises:
            NotFound: there is none.
        """
        ...

    def of_key(self, key: str) -> Job | None:
        """The newest job that was put under this key."""
        ...

    def keep(self, job: Job) -> None:
        """Add the job, or put it in the place of the one with its id."""
        ...

    def next(self, now: datetime) -> Job | None:
        """The job that was asked for first among those that may start."""
        ...

    def running(self) -> Sequence[Job]:
        """The jobs that workers have taken, in the order of asking."""
        ...

    def in_state(self, state: JobState) -> Sequence[Job]:
        """The jobs that stand so, in the order of asking."""
        ...

    def newest(self, *, asked_by: str | None = None, limit: int = 50) -> Sequence[Job]:
        """The jobs last asked for, of one account or of all, the newest first."""
        ...

    def forget_before(self, moment: datetime) -> None:
        """Drop the jobs that ended before this."""
        ...
