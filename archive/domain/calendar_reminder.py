"""A reminder: one thing somebody still owes, by when, and how it stands today. Order: what is overdue comes first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

from archive.domain.deadline import Deadline
from archive.domain.deadline_rules import Debtor
from archive.domain.people import PersonCode, UnitCode
from archive.domain.plan import TaskCode
from archive.domain.quarter import Quarter


class Standing(Enum):
    """How a reminder stands, in the order people are told."""

    OVERDUE = "overdue"
    DUE = "due"
    UNDATED = "undated"  # nobody named a day (R58)
    PAST = "past"  # its day has passed, but nothing here tells whether it was done, or it holds nothing up: not late


_ORDER = {standing: place for place, standing in enumerate(Standing)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder:
    """Who owes what; `person` or else `unit` names the debtor among the facts, `name` says it for people.

    `code` is the finding's, empty for a deadline itself; `before` and `internal` are None where nobody named a day.
    """

    quarter: Quarter
    rule: str
    owed_by: Debtor
    name: str
    what: str
    standing: Standing
    unit: UnitCode | None = None
    person: PersonCode | None = None
    task: TaskCode | None = None
    code: str = ""
    before: date | None = None
    internal: date | None = None
    days_left: int | None = None  # 1 on the last good day, 0 or less when it is past

    @property
    def internal_days_left(self) -> int | None:
        """Days left until the office's own day."""
        if self.internal is None or self.before is None or self.days_left is None:
            return None
        return self.days_left - (self.before - self.internal).days

    def is_within(self, days: int) -> bool:
        """Whether it wants doing in so many days, by the office's own date too; what has no date always may."""
        left = [item for item in (self.days_left, self.internal_days_left) if item is not None]
        return not left or min(left) <= days


def in_order(reminders: Iterable[Reminder]) -> tuple[Reminder, ...]:
    """Overdue first, the oldest of them before the others; among equals by unit, person, task, then words."""
    return tuple(sorted(reminders, key=_key))


def _key(item: Reminder) -> tuple[int, int, tuple[str, ...]]:
    words = (item.unit or "", item.person or "", item.task or "", item.rule, item.code, item.name, item.what)
    return _ORDER[item.standing], item.days_left or 0, words


def standing_of(deadline: Deadline | None, *, now: datetime, is_known: bool) -> Standing:
    """How something still owed stands; only what `is_known` not to be done can be overdue."""
    if deadline is None:
        return Standing.UNDATED
    if deadline.days_left(now) > 0:
        return Standing.DUE
    return Standing.OVERDUE if deadline.binds and is_known else Standing.PAST
