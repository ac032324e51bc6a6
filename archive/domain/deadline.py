"""Deadlines of a quarter (R23, R26, R54-R58, R63) and whether they were met.

"Trước ngày N" is read as strictly before: the last good moment is 23:59 of the day before, in Việt Nam time
(domain notes §7). Quarter IV has no dates of its own in the guidance; none is invented (R58).
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from archive.domain.calendar_policy import GUIDANCE_ONLY, CalendarPolicy
from archive.domain.deadline_notes import notes_on, why_undated
from archive.domain.deadline_rules import ASSIGNMENT, COMPILATION, RULES, SUBMISSION, DatedRule, Debtor, FourthQuarter
from archive.domain.quarter import FIRST_QUARTER, Quarter
from archive.language import VIETNAM


class DeadlineState(StrEnum):
    """Where a deadline stands at a moment."""

    MET = "met"
    LATE = "late"
    OPEN = "open"


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """Something due strictly before a day; `rule` is the rule's number, `what` says it in Vietnamese.

    `owed_by` are the guidance's levels, `debtors` the same by the names they have in the province.
    `step` is one of the five (R19) or None; `internal` is the earlier day the office set for itself, never a rule;
    one that does not `binds` is shown with its note and never makes anybody late.
    """

    rule: str
    quarter: Quarter
    before: date
    what: str
    owed_by: tuple[Debtor, ...]
    debtors: tuple[str, ...]
    basis: str
    step: int | None = None
    internal: date | None = None
    binds: bool = True
    notes: tuple[str, ...] = ()

    @property
    def last_day(self) -> date:
        """The last good day; nothing is moved when it is a Saturday or Sunday, for the guidance moves nothing."""
        return self.before - timedelta(days=1)

    @property
    def internal_last_day(self) -> date | None:
        """The last day the office gives itself."""
        return self.internal - timedelta(days=1) if self.internal else None

    def state(self, *, done: datetime | None, now: datetime) -> DeadlineState:
        """Met when done in time, late when done or still open at or past the day, else open."""
        judged = (done or now).astimezone(VIETNAM).date()
        if self.binds and judged >= self.before:
            return DeadlineState.LATE
        return DeadlineState.MET if done else DeadlineState.OPEN

    def days_left(self, now: datetime) -> int:
        """Whole days until the day itself; the last good day gives 1, a missed deadline 0 or less."""
        return (self.before - now.astimezone(VIETNAM).date()).days


@dataclass(frozen=True, slots=True, kw_only=True)
class Undated:
    """Something of quarter IV that is done in every quarter, but for which nobody has named a day (R58)."""

    rule: str
    quarter: Quarter
    what: str
    owed_by: tuple[Debtor, ...]
    debtors: tuple[str, ...]
    step: int | None
    note: str


Due = Deadline | Undated


def deadlines(quarter: Quarter, policy: CalendarPolicy = GUIDANCE_ONLY) -> tuple[Deadline, ...]:
    """What is dated for the quarter, by day, then by step."""
    dates = _dates(quarter, policy)
    found = [_deadline(rule, quarter, policy, dates) for rule in RULES if rule.rule in dates]
    return tuple(sorted(found, key=lambda item: item.before))


def undated(quarter: Quarter, policy: CalendarPolicy = GUIDANCE_ONLY) -> tuple[Undated, ...]:
    """What has no date: nothing in quarters I to III."""
    dates = _dates(quarter, policy)
    is_own = bool(policy.entered_for(quarter))
    return tuple(
        Undated(
            rule=rule.rule,
            quarter=quarter,
            what=policy.province.said(rule.what),
            owed_by=rule.owed_by,
            debtors=_debtors(rule, policy),
            step=rule.step,
            note=why_undated(rule, quarter, is_own=is_own),
        )
        for rule in RULES
        if rule.rule not in dates
    )


def submission_deadline(quarter: Quarter, policy: CalendarPolicy = GUIDANCE_ONLY) -> Deadline | None:
    """The day before which a unit's dossier is due (R54), if anybody names one."""
    return next((deadline for deadline in deadlines(quarter, policy) if deadline.rule == SUBMISSION), None)


def _dates(quarter: Quarter, policy: CalendarPolicy) -> dict[str, date]:
    """The day of each rule that has one: what was entered for quarter IV, else the guidance's own."""
    entered = policy.entered_for(quarter)
    named = {
        rule.rule: rule.before(quarter) for rule in RULES if not quarter.is_last or rule.fourth is FourthQuarter.GENERAL
    }
    return named | {rule: item.before for rule, item in entered.items()}


def _deadline(rule: DatedRule, quarter: Quarter, policy: CalendarPolicy, dates: dict[str, date]) -> Deadline:
    entered = policy.entered_for(quarter)
    before, days = dates[rule.rule], policy.days_before(rule.rule)
    binds = _binds(rule, quarter, is_own=bool(entered))
    return Deadline(
        rule=rule.rule,
        quarter=quarter,
        before=before,
        what=policy.province.said(rule.what),
        owed_by=rule.owed_by,
        debtors=_debtors(rule, policy),
        basis=entered[rule.rule].basis if rule.rule in entered else rule.basis,
        step=rule.step,
        internal=before - timedelta(days=days) if days and binds else None,
        binds=binds,
        notes=notes_on(rule, quarter, dates, is_own=bool(entered), is_entered=rule.rule in entered),
    )


def _debtors(rule: DatedRule, policy: CalendarPolicy) -> tuple[str, ...]:
    return tuple(policy.province.said(item) for item in rule.owed_by)


def _binds(rule: DatedRule, quarter: Quarter, *, is_own: bool) -> bool:
    """Not what was past before the guidance existed, and not a rating that is part of the year's."""
    if rule.rule == ASSIGNMENT:
        return quarter != FIRST_QUARTER
    return not (rule.rule == COMPILATION and quarter.is_last and not is_own)
