"""A finding: one thing that is missing or wrong, with the rule, whose it is, by when, and what to do (R53).

Each kind of finding is declared once, beside the check that makes it: code, rule, how grave, and the sentence people
read. What a sentence needs beyond the unit, the person, the task and the day is handed in by its check.
"""

from dataclasses import dataclass, field, replace
from enum import StrEnum

from archive.domain.calendar_policy import GUIDANCE_ONLY, CalendarPolicy
from archive.domain.deadline import submission_deadline
from archive.domain.dossier.facts import OpenDossier
from archive.domain.people import Cadre, PersonCode, UnitCode
from archive.domain.plan import Task, TaskCode
from archive.domain.quarter import Quarter
from archive.language import day

_BY_WHEN = "\N{OBJECT REPLACEMENT CHARACTER}"  # stands in for the day until `dated` puts it in


class Severity(StrEnum):
    """An error keeps the dossier from being assembled; a warning only has to be seen."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that is missing or wrong; `component` is the number in §9.1 it belongs to."""

    code: str
    rule: str
    severity: Severity
    unit: UnitCode
    message: str
    component: int
    person: PersonCode | None = None
    task: TaskCode | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingKind:
    """One kind of finding; `sentence` may name {unit} {person} {task} {by_when} and what its check hands in.

    `example` holds values for those further names, so that every kind can be shown as people will read it.
    """

    code: str
    rule: str
    sentence: str
    component: int
    severity: Severity = Severity.ERROR
    example: dict[str, str] = field(default_factory=dict)

    def about(
        self,
        dossier: OpenDossier,
        *,
        person: Cadre | None = None,
        task: Task | None = None,
        component: int | None = None,
        **words: str,
    ) -> Finding:
        """The finding about a unit, or a person or task of it."""
        return Finding(
            code=self.code,
            rule=self.rule,
            severity=self.severity,
            unit=dossier.unit.code,
            person=person.code if person else None,
            task=task.code if task else None,
            component=component or self.component,
            message=self.sentence.format(
                unit=dossier.unit.name,
                person=person.name if person else "",
                task=f"{task.code} ({task.name or 'chưa có tên'})" if task else "",
                by_when=_BY_WHEN,
                **words,
            ),
        )


def dated(finding: Finding, words: str) -> Finding:
    """The finding with its day in words, which every kind leaves open: how dates are read is not the check's matter."""
    return replace(finding, message=finding.message.replace(_BY_WHEN, words))


def by_when(quarter: Quarter, policy: CalendarPolicy = GUIDANCE_ONLY) -> str:
    """The day a unit's dossier is due, in words (R54); quarter IV has one only by decision (R58)."""
    deadline = submission_deadline(quarter, policy)
    return f"trước ngày {day(deadline.before)}" if deadline else "theo thời hạn đánh giá cuối năm"
