"""The seven components of §9.1 with the state of each: complete, missing, or not applicable with the reason (R53)."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from archive.domain.document import COMPONENT_TITLE, COMPONENTS, DocumentKind
from archive.domain.dossier.documents import summary_kinds
from archive.domain.dossier.facts import OpenDossier
from archive.domain.dossier.finding import Finding, Severity
from archive.domain.dossier.papers import secret_paper, stub
from archive.domain.people import UnitKind


class ComponentState(StrEnum):
    """Whether people have given what the component needs."""

    COMPLETE = "complete"
    MISSING = "missing"
    NOT_APPLICABLE = "not_applicable"

    @property
    def words(self) -> str:
        """The state in the words of the pages."""
        return {"complete": "Đủ", "missing": "Thiếu", "not_applicable": "Không áp dụng"}[self.value]


@dataclass(frozen=True, slots=True, kw_only=True)
class Component:
    """One of the seven; `reason` says why it is missing or does not apply, or what lies on paper, else None."""

    number: int
    kind: DocumentKind
    title: str
    state: ComponentState
    reason: str | None = None


def components(dossier: OpenDossier, found: Sequence[Finding]) -> tuple[Component, ...]:
    """The seven components, judged by the findings given."""
    return tuple(_component(dossier, number, kind, found) for number, (kind, _) in enumerate(COMPONENTS, start=1))


def _component(dossier: OpenDossier, number: int, kind: DocumentKind, found: Sequence[Finding]) -> Component:
    reason = _not_applicable(dossier, kind)
    state = ComponentState.NOT_APPLICABLE if reason else ComponentState.COMPLETE
    if not reason:
        errors = [item for item in found if item.component == number and item.severity is Severity.ERROR]
        if errors:
            state = ComponentState.MISSING
            reason = errors[0].message if len(errors) == 1 else f"còn thiếu {len(errors)} mục"
        else:
            reason = _on_paper(dossier, kind)
    return Component(number=number, kind=kind, title=COMPONENT_TITLE[kind], state=state, reason=reason)


def _on_paper(dossier: OpenDossier, kind: DocumentKind) -> str | None:
    """Where the secret papers of a complete component lie, None when there are none (domain notes §3.7)."""
    if kind is not DocumentKind.SELF_ASSESSMENT:
        paper = secret_paper(dossier, kind)
        return stub(paper) if paper else None
    named = [(cadre.name, secret_paper(dossier, kind, cadre.code)) for cadre in dossier.rated]
    return "; ".join(f"{name}: {stub(paper)}" for name, paper in named if paper) or None


def _not_applicable(dossier: OpenDossier, kind: DocumentKind) -> str | None:
    """Why a summary is not owed by this unit (R49-R51)."""
    if kind in summary_kinds(dossier):
        return None
    body = dossier.unit.kind is UnitKind.PROVINCIAL_BODY
    return {
        DocumentKind.SUMMARY_STANDING_COMMITTEE: "Đơn vị không có cán bộ diện Ban Thường vụ quản lý",
        DocumentKind.SUMMARY_PROVINCIAL_BODIES: None if body else "Đơn vị là đảng ủy trực thuộc",
        DocumentKind.SUMMARY_PARTY_COMMITTEES: "Đơn vị là cơ quan cấp tỉnh" if body else None,
    }.get(kind)
