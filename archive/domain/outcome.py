"""How a task ended at the cut-off day, and whether the guidance asks evidence for it.

Rules: R25 (not yet due moves to the next quarter, no score), R52 (evidence for early, over target, late and not
completed, for nothing else), design §14 for the reading of dates; a completion before the cut-off of a task due
after it is early and scored now (domain notes §9.3).
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from archive.domain.plan import Task, TaskCode


class Outcome(StrEnum):
    """How a task stands at the cut-off day."""

    EARLY = "early"
    ON_TIME = "on_time"
    LATE = "late"
    NOT_COMPLETED = "not_completed"
    CARRIED_OVER = "carried_over"
    OPEN = "open"

    @property
    def words(self) -> str:
        """The state in the words of the pages."""
        return _WORDS[self]


_WORDS = {
    Outcome.EARLY: "Sớm",
    Outcome.ON_TIME: "Đúng hạn",
    Outcome.LATE: "Chậm",
    Outcome.NOT_COMPLETED: "Không hoàn thành",
    Outcome.CARRIED_OVER: "Chuyển quý sau",
    Outcome.OPEN: "Chưa rõ thời hạn",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What was reported for a task; points are as entered, never computed here."""

    task: TaskCode
    completed: date | None = None
    achieved: Decimal | None = None
    quality: Decimal | None = None  # percent
    self_points: Decimal | None = None
    appraised_points: Decimal | None = None
    cause: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class JudgedTask:
    """A task's outcome with what follows from it."""

    task: TaskCode
    outcome: Outcome
    over_target: bool

    @property
    def needs_evidence(self) -> bool:
        """Whether §9.1(7) asks for evidence (R52)."""
        return self.over_target or self.outcome in (Outcome.EARLY, Outcome.LATE, Outcome.NOT_COMPLETED)

    @property
    def words(self) -> str:
        """Outcome as printed: `Đúng hạn, vượt chỉ tiêu`."""
        return f"{self.outcome.words}, vượt chỉ tiêu" if self.over_target else self.outcome.words


def judge(task: Task, result: Result | None, cutoff: date) -> JudgedTask:
    """The outcome of one task at the cut-off day; a completion after that day has not happened yet."""
    completed = result.completed if result else None
    if completed is not None and completed > cutoff:
        completed = None
    outcome = _outcome(task.due, completed, cutoff)
    scored = outcome not in (Outcome.CARRIED_OVER, Outcome.OPEN)
    achieved = result.achieved if result else None
    over = scored and achieved is not None and task.target is not None and achieved > task.target
    return JudgedTask(task.code, outcome, over)


def _outcome(due: date | None, completed: date | None, cutoff: date) -> Outcome:
    if due is None:
        return Outcome.OPEN
    if completed is None:
        return Outcome.CARRIED_OVER if due > cutoff else Outcome.NOT_COMPLETED
    if completed < due:
        return Outcome.EARLY
    return Outcome.LATE if completed > due else Outcome.ON_TIME
