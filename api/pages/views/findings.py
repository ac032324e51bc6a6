"""Cần làm: what is still missing, grouped by the person who has to act."""

from dataclasses import dataclass

from api.pages.views.states import REMARK, State, component_state
from archive.domain.document import COMPONENTS
from archive.domain.dossier import Component, Finding, Severity
from archive.domain.dossier.components import ComponentState
from archive.domain.people import PersonCode
from archive.workflow.review import DossierReview


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingLine:
    """One thing to do: the sentence says what, whose and by when; `belongs_to` names the component."""

    sentence: str
    belongs_to: str
    state: State


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingGroup:
    """What one person, or the unit as a whole, has to do."""

    who: str
    post: str
    findings: tuple[FindingLine, ...]


def finding_groups(review: DossierReview) -> tuple[FindingGroup, ...]:
    """The unit's own first, then people in the order of the dossier."""
    people = {cadre.code: cadre for cadre in review.facts.cadres}
    order: dict[PersonCode | None, int] = {cadre.code: place for place, cadre in enumerate(review.facts.rated)}
    order[None] = -1
    grouped: dict[PersonCode | None, list[Finding]] = {}
    for finding in sorted(review.findings, key=lambda item: order.get(item.person, len(order))):
        grouped.setdefault(finding.person, []).append(finding)
    return tuple(
        FindingGroup(
            who=f"Đ/c {people[person].name}" if person in people else review.facts.unit.name,
            post=people[person].post if person in people else "Việc chung của đơn vị",
            findings=tuple(_line(item) for item in found),
        )
        for person, found in grouped.items()
    )


def _line(finding: Finding) -> FindingLine:
    kind, title = COMPONENTS[finding.component - 1]
    missing = Component(number=finding.component, kind=kind, title=title, state=ComponentState.MISSING)
    return FindingLine(
        sentence=finding.message,
        belongs_to=f"{finding.component}. {title}",
        state=component_state(missing) if finding.severity is Severity.ERROR else REMARK,
    )
