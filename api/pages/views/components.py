"""The seven components of one dossier as a task list: state, whose it is, how many, and the files."""

from collections.abc import Sequence
from dataclasses import dataclass

from api.pages.addresses import Shelf, dossier_address
from api.pages.views.states import COMPLETE, State, component_state, document_state
from archive.domain.document import Document, DocumentKind
from archive.domain.dossier import Component, Severity, Stage
from archive.domain.dossier.components import ComponentState
from archive.domain.dossier.documents import managed_by_standing_committee
from archive.domain.signature import Signatory, SignerRole
from archive.language import day, moment
from archive.workflow.review import DossierReview


@dataclass(frozen=True, slots=True, kw_only=True)
class FileLink:
    """A link to a file; `what` names it for those who hear the link alone."""

    label: str
    href: str
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentLine:
    """One document of a component: its state, files, and in words who signed and who has still to sign.

    `paper` is its PDF, `opens` shows that beside the list, where `is_shown` marks it.
    """

    title: str
    paper: str
    opens: str
    is_shown: bool
    state: State
    files: tuple[FileLink, ...]
    signed: tuple[str, ...]
    waiting: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ComponentLine:
    """One of the seven; `count` as `11/12` or empty, `note` says whose it is or why it is missing."""

    number: int
    title: str
    state: State
    count: str
    note: str
    documents: tuple[DocumentLine, ...]


def component_lines(review: DossierReview, shelf: Shelf, *, shown: str = "") -> tuple[ComponentLine, ...]:
    """The task list; `shown` is the id of the document opened beside it."""
    return tuple(_line(review, part, shelf, shown) for part in review.components)


def _line(review: DossierReview, part: Component, shelf: Shelf, shown: str) -> ComponentLine:
    documents = [item for item in review.documents if item.due.kind is part.kind]
    return ComponentLine(
        number=part.number,
        title=part.title,
        state=_state(part, documents, review.progress.stage),
        count=_count(review, part),
        note=part.reason or _owner(review, part.kind, is_made=bool(documents)),
        documents=tuple(_document(item, shelf, shown) for item in documents),
    )


def _state(part: Component, documents: Sequence[Document], stage: Stage) -> State:
    """The people's part comes first; once that is complete, how far the documents have come."""
    if part.state is not ComponentState.COMPLETE:
        return component_state(part)
    if stage is Stage.OPEN or not documents:
        return COMPLETE
    waiting = [item for item in documents if item.unsigned_by]
    return document_state((waiting or documents)[0], is_sealed=stage is Stage.SEALED)


def _count(review: DossierReview, part: Component) -> str:
    if part.kind is DocumentKind.SELF_ASSESSMENT:
        late = {item.person for item in review.findings if item.component == part.number and _is_error(item.severity)}
        rated = review.facts.rated
        return f"{sum(cadre.code not in late for cadre in rated)}/{len(rated)}"
    if part.kind is DocumentKind.EVIDENCE_LIST:
        asked = [code for code, judged in review.judged.items() if judged.needs_evidence]
        given = [code for code in asked if any(item.counts for item in review.facts.evidence_of(code))]
        return f"{len(given)}/{len(asked)}" if asked else ""
    return ""


def _is_error(severity: Severity) -> bool:
    return severity is Severity.ERROR


def _owner(review: DossierReview, kind: DocumentKind, *, is_made: bool) -> str:
    facts = review.facts
    if kind is DocumentKind.EVIDENCE_LIST:
        return "Nhiệm vụ sớm, vượt, chậm hoặc không hoàn thành cần minh chứng"
    if not review.is_whole:
        return ""  # who reads only some people's papers cannot count the others
    if kind is DocumentKind.SUBMISSION and facts.head:
        if is_made:
            return ""  # its signatures say who
        return f"Người ký: đ/c {facts.head.name}, {facts.head.state_post or facts.head.party_post}"
    if kind is DocumentKind.MINUTES and facts.meeting and facts.meeting.held:
        return f"Hội nghị ngày {day(facts.meeting.held.date())}; thư ký: đ/c {facts.meeting.secretary}"
    people = {
        DocumentKind.SELF_ASSESSMENT: len(facts.rated),
        DocumentKind.SUMMARY_STANDING_COMMITTEE: len(managed_by_standing_committee(facts)),
        DocumentKind.SUMMARY_PROVINCIAL_BODIES: len(facts.rated),
        DocumentKind.SUMMARY_PARTY_COMMITTEES: len(facts.rated),
    }.get(kind)
    return "" if people is None else f"{people:02d} đồng chí"


def _document(item: Document, shelf: Shelf, shown: str) -> DocumentLine:
    title = item.due.title
    opens = dossier_address(item.due.quarter, item.due.unit, shown=item.due.id)
    return DocumentLine(
        title=title,
        paper=shelf.pdf(item),
        opens=opens,
        is_shown=item.due.id == shown,
        state=document_state(item, is_sealed=shelf.is_sealed),
        files=(
            FileLink(label="Xem", href=opens, what=title),
            FileLink(label="Tải Word", href=shelf.docx(item), what=title),
        ),
        signed=tuple(f"{who_signs(made.signatory)}, {moment(made.made)}" for made in item.signatures),
        waiting=tuple(who_signs(signatory) for signatory in item.unsigned_by),
    )


def who_signs(signatory: Signatory) -> str:
    """A signer in words."""
    if signatory.role is SignerRole.ORGAN:
        return f"{signatory.name} (đóng dấu cơ quan)"
    return f"đ/c {signatory.name}" + (f" ({signatory.post})" if signatory.post else "")
