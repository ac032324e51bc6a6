"""Remind: what is due for whom, from reviewed dossiers. Reads, changes nothing.

What a review finds missing is due with the dossier; beside it stand the deadlines that the facts do not show as met.
What other bodies owe is told until its day; past that nothing here knows whether it was done.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol, Self

from archive.domain.calendar_policy import CalendarPolicy
from archive.domain.calendar_reminder import Reminder, in_order, standing_of
from archive.domain.deadline import Deadline, Due, deadlines, undated
from archive.domain.deadline_duties import own_cadres
from archive.domain.deadline_rules import ASSIGNMENT, COMPILATION, OWN_RATING, SUBMISSION, Debtor
from archive.domain.deadline_words import titled
from archive.domain.dossier import Finding, OpenDossier, Severity
from archive.domain.outcome import Outcome
from archive.domain.people import PersonCode, UnitCode
from archive.domain.quarter import Quarter
from archive.ports import Parts
from archive.ports.desk import Progress

_SAYS_IT_IS_LATE = {"R28", "R29", "R54"}  # findings that only tell of a deadline, which has a reminder of its own
_THE_PERSONS_OWN = {"R24", "R27", "R47", "R52"}  # results, self-assessment, evidence; the rest is the unit's to give

_UNNAMED = f"{Debtor.LEAD_BODY} (chưa ghi tên)"


class Reviewed(Protocol):
    """What of a review is looked at."""

    @property
    def facts(self) -> OpenDossier:
        """The dossier."""
        ...

    @property
    def progress(self) -> Progress:
        """How far it has come."""
        ...

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is missing or wrong."""
        ...


def remind(parts: Parts, quarter: Quarter, reviews: Iterable[Reviewed], *, others: bool = True) -> tuple[Reminder, ...]:
    """Everything still due in the quarter, overdue first; `others` adds what the Board and the committee owe."""
    today = Calendar.of(quarter, parts.calendar, parts.clock.now())
    found: list[Reminder] = []
    for item in reviews:
        found.extend(of_dossier(item, today))
        if not _is_assigned(parts, item.facts.unit.code, quarter.following()):
            found.extend(of_next_plan(item.facts, today))
    if others:
        found.extend(of_others(today))
    return in_order(found)


def _is_assigned(parts: Parts, unit: UnitCode, quarter: Quarter) -> bool:
    """Whether the unit's plan of the quarter is known to be approved (R21)."""
    with parts.desk.look() as work:
        return unit in work.facts.units(quarter) and work.facts.dossier(unit, quarter).approval is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """A quarter's deadlines by rule, dated or not, and the assignment of the next quarter's tasks; seen at `now`."""

    due: Mapping[str, Due]
    next_plan: Deadline
    now: datetime

    @classmethod
    def of(cls, quarter: Quarter, policy: CalendarPolicy, now: datetime) -> Self:
        """The calendar of a quarter, as the office reads it."""
        both: list[Due] = [*deadlines(quarter, policy), *undated(quarter, policy)]
        following = {item.rule: item for item in deadlines(quarter.following(), policy)}
        return cls(due={item.rule: item for item in both}, next_plan=following[ASSIGNMENT], now=now)

    def of_finding(self, finding: Finding) -> Due:
        """What a finding's correction is due with: the day of its own rule if that binds, else of the dossier."""
        own = self.due.get(finding.rule)
        return own if isinstance(own, Deadline) and own.binds else self.due[SUBMISSION]


def of_dossier(item: Reviewed, today: Calendar) -> Iterator[Reminder]:
    """What is still due in one dossier: each thing found missing, each deadline the facts do not show as met."""
    facts = item.facts
    for finding in item.findings:
        if finding.rule not in _SAYS_IT_IS_LATE:
            yield _of_finding(facts, finding, today)
    plan = today.due[ASSIGNMENT]
    if isinstance(plan, Deadline) and plan.binds and facts.approval is None:
        yield _of_plan(facts, plan, today)
    if not item.progress.version:
        yield from _of_compilation(facts, today)
        yield _of_unit(facts, SUBMISSION, today)
    undecided = sum(not _is_decided(facts, cadre.code) for cadre in own_cadres(facts))
    if undecided:
        yield _of_unit(facts, OWN_RATING, today, more=f"còn {undecided} cán bộ chưa ghi quyết định xếp loại")


def of_next_plan(facts: OpenDossier, today: Calendar) -> Iterator[Reminder]:
    """The assignment of the next quarter's tasks, until its day: later the next quarter's own list tells it (R23)."""
    if today.next_plan.days_left(today.now) > 0:
        yield _of_plan(facts, today.next_plan, today)


def of_others(today: Calendar) -> Iterator[Reminder]:
    """What the Board and the Standing Committee owe for the whole province."""
    for item in today.due.values():
        if Debtor.BOARD in item.owed_by:
            yield _reminder(item, today, owed_by=Debtor.BOARD, name=", ".join(item.debtors), is_known=False)


def _of_finding(facts: OpenDossier, finding: Finding, today: Calendar) -> Reminder:
    """Told to who corrects it: a proposal about a cadre is owed by the unit, evidence by the cadre.

    A warning holds nothing up, so it is never called overdue.
    """
    cadre = next((item for item in facts.cadres if item.code == finding.person), None)
    person = cadre if finding.rule in _THE_PERSONS_OWN else None
    reminder = _reminder(
        today.of_finding(finding),
        today,
        owed_by=Debtor.CADRE if person else Debtor.UNIT,
        name=f"{person.name} ({facts.unit.name})" if person else facts.unit.name,
        unit=facts.unit.code,
        is_known=finding.severity is Severity.ERROR,
    )
    return replace(
        reminder,
        rule=finding.rule,
        what=finding.message,
        person=person.code if person else None,
        task=finding.task,
        code=finding.code,
    )


def _of_unit(facts: OpenDossier, rule: str, today: Calendar, *, more: str = "") -> Reminder:
    due = today.due[rule]
    return _reminder(due, today, owed_by=Debtor.UNIT, name=facts.unit.name, unit=facts.unit.code, more=more)


def _of_plan(facts: OpenDossier, plan: Deadline, today: Calendar) -> Reminder:
    return _reminder(
        plan,
        today,
        owed_by=Debtor.LEAD_BODY,
        name=f"{Debtor.LEAD_BODY} giao nhiệm vụ cho {facts.unit.name}",
        unit=facts.unit.code,
        more="chưa ghi ngày phê duyệt",
    )


def _of_compilation(facts: OpenDossier, today: Calendar) -> Iterator[Reminder]:
    """What each compiling body has not appraised yet (R26)."""
    for body, tasks in sorted(_waiting(facts).items()):
        more = f"{tasks} nhiệm vụ của {facts.unit.name} chưa có điểm thẩm định"
        due = today.due[COMPILATION]
        yield _reminder(due, today, owed_by=Debtor.LEAD_BODY, name=body, unit=facts.unit.code, more=more)


def _waiting(facts: OpenDossier) -> Counter[str]:
    """How many tasks each body still has to appraise; one that moves to the next quarter gets no points now (R25)."""
    judged, rated = facts.judged(), {cadre.code for cadre in facts.rated}
    appraised = {item.task for item in facts.results if item.appraised_points is not None}
    return Counter(
        task.lead_body or _UNNAMED
        for task in facts.tasks
        if task.lead in rated
        and task.code not in appraised
        and judged[task.code].outcome not in (Outcome.CARRIED_OVER, Outcome.OPEN)
    )


def _is_decided(facts: OpenDossier, person: PersonCode) -> bool:
    proposal = facts.proposal_of(person)
    return proposal is not None and proposal.decided is not None


def _reminder(
    due: Due,
    today: Calendar,
    *,
    owed_by: Debtor,
    name: str,
    unit: UnitCode | None = None,
    more: str = "",
    is_known: bool = True,
) -> Reminder:
    """Something due; `is_known` says that the facts would show it if it were done."""
    dated = due if isinstance(due, Deadline) else None
    return Reminder(
        quarter=due.quarter,
        rule=due.rule,
        owed_by=owed_by,
        name=name,
        what=f"{titled(due)}: {more}" if more else titled(due),
        standing=standing_of(dated, now=today.now, is_known=is_known),
        unit=unit,
        before=dated.before if dated else None,
        internal=dated.internal if dated else None,
        days_left=dated.days_left(today.now) if dated else None,
    )
