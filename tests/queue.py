"""The queue of slow work, in memory."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from archive.domain.job import Job, JobId, JobState
from archive.errors import NotFound


@dataclass
class MemoryJobs:
    """Jobs in the order of asking."""

    kept: dict[JobId, Job] = field(default_factory=dict)

    def copy(self) -> "MemoryJobs":
        """The same, free to change."""
        return MemoryJobs(dict(self.kept))

    def find(self, job: JobId) -> Job:
        if job not in self.kept:
            raise NotFound(job)
        return self.kept[job]

    def of_key(self, key: str) -> Job | None:
        return next((job for job in reversed(self.kept.values()) if job.key == key), None)

    def keep(self, job: Job) -> None:
        self.kept[job.id] = job

    def next(self, now: datetime) -> Job | None:
        return next((job for job in self.kept.values() if job.may_start(now)), None)

    def running(self) -> Sequence[Job]:
        return [job for job in self.kept.values() if job.state is JobState.RUNNING]

    def in_state(self, state: JobState) -> Sequence[Job]:
        return [job for job in self.kept.values() if job.state is state]

    def newest(self, *, asked_by: str | None = None, limit: int = 50) -> Sequence[Job]:
        return [job for job in reversed(self.kept.values()) if asked_by in (None, job.asked_by)][:limit]

    def forget_before(self, moment: datetime) -> None:
        self.kept = {name: job for name, job in self.kept.items() if not (job.ended_at and job.ended_at < moment)}
