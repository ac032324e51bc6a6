"""A worker: takes jobs one after another, shows that it lives, and writes down how each ended.

It holds the home's turn while it works, so that what a stalled worker left half-done is never continued beside it; the
kernel gives the turn back when its process ends, however it ends. It takes the turn for work only, never to look
whether there is some, and like every holder of the turn it publishes the log before it lets go.
"""

import os
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

from archive.acting import ActingParts
from archive.domain.job import Holding, Job
from archive.errors import ChangedMeanwhile, HosoError, Unavailable
from archive.jobs.kinds import KINDS, JobKind, kind_of
from archive.ports import Parts
from archive.workflow.jobs import beat, fail, finish, give_back, is_any_to_take, take
from archive.workflow.log import publish, require_continued

_BEAT = 5.0  # seconds between two heartbeats, a small part of a lease
_TOLD = 0.5  # seconds between two reports of progress
_IDLE = 1.0  # seconds between two looks into an empty queue


class _Stopped(Exception):  # noqa: N818 - it says what is so
    """The worker lost its job in the middle of it."""


class _Told(Exception):  # noqa: N818 - it says what is so
    """The worker was told to stop in the middle of a job."""


def _always() -> bool:
    return True


@dataclass(slots=True)
class _Progress:
    """How far the job at hand is; written by the work, read by the heartbeat."""

    what: str = ""
    done: int = 0
    total: int = 0
    is_lost: bool = False
    told: float = field(default_factory=time.monotonic)


@dataclass(frozen=True, slots=True)
class Worker:
    """Works on the jobs of one home; `kinds` is what it can do."""

    parts: Parts
    name: str = field(default_factory=lambda: f"{os.uname().nodename}:{os.getpid()}")
    kinds: Mapping[str, JobKind] = field(default_factory=lambda: KINDS)

    def work(self, *, go_on: Callable[[], bool], idle: float = _IDLE) -> None:
        """Take jobs until told to stop; one at hand is left after its present step, for the next worker."""
        while go_on():
            if not self.work_once(go_on=go_on):
                _wait(idle, go_on)

    def work_once(self, *, go_on: Callable[[], bool] = _always) -> bool:
        """Do one job; False when nothing waits or somebody else has the turn."""
        try:
            if not is_any_to_take(self.parts):
                return False
            with self.parts.turn.take(actor=self.name):
                job = take(self.parts, self.name, alone=True)
                if job is None:
                    return False
                try:
                    self._do(job, go_on)
                finally:
                    with suppress(HosoError):  # how the job ended is written down; the next to publish takes all along
                        publish(self.parts)
        except Unavailable:
            return False
        return True

    def _do(self, job: Job, go_on: Callable[[], bool]) -> None:
        holding, progress = Holding(job.id, job.attempt), _Progress()

        def tell(what: str, done: int, total: int) -> None:
            progress.what, progress.done, progress.total = what, done, total
            if progress.is_lost:
                raise _Stopped
            if not go_on():
                raise _Told
            if time.monotonic() - progress.told >= _TOLD:
                _report(self.parts, holding, progress)

        with _beating(self.parts, holding, progress), suppress(ChangedMeanwhile, _Stopped):
            try:
                require_continued(self.parts)
                act = self.kinds[job.kind].act if job.kind in self.kinds else kind_of(job.kind).act
                result = act(ActingParts(self.parts, job.asked_by), job.arguments, tell)
            except _Told:
                give_back(self.parts, holding)
            except HosoError as error:
                fail(self.parts, holding, error)
            else:
                finish(self.parts, holding, result)


def _report(parts: Parts, holding: Holding, progress: _Progress) -> None:
    progress.told = time.monotonic()
    try:
        beat(parts, holding, what=progress.what, done=progress.done, total=progress.total)
    except ChangedMeanwhile:
        progress.is_lost = True
    except Unavailable:
        return  # the next heartbeat tells it


@contextmanager
def _beating(parts: Parts, holding: Holding, progress: _Progress) -> Iterator[None]:
    over = threading.Event()

    def beats() -> None:
        while not over.wait(_BEAT):
            _report(parts, holding, progress)

    thread = threading.Thread(target=beats, name="heartbeat", daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def _wait(seconds: float, go_on: Callable[[], bool]) -> None:
    until = time.monotonic() + seconds
    while go_on() and time.monotonic() < until:
        time.sleep(min(0.1, seconds))
