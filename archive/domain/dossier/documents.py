"""Which documents a dossier must contain and who signs each, from the facts alone (§9.1, R46-R52).

A paper that is a state secret is no document here: it stays on paper (domain notes §3.7).
"""

from collections.abc import Iterable, Iterator

from archive.domain.document import COMPONENT_TITLE, DocumentId, DocumentKind, DueDocument
from archive.domain.dossier.facts import OpenDossier
from archive.domain.dossier.papers import is_withheld, secret_paper
from archive.domain.people import Cadre, Management, PersonCode, UnitKind
from archive.domain.signature import Signatory, SignerRole

_OWN_TITLE = {DocumentKind.EVIDENCE_LIST: "Danh mục tài liệu minh chứng"}  # the component holds the files as well
_STANDING_COMMITTEE = (Management.STANDING_COMMITTEE, Management.STANDING_MEMBERS)


def managed_by_standing_committee(dossier: OpenDossier) -> tuple[Cadre, ...]:
    """The rated cadres PL05 lists (R49)."""
    return tuple(cadre for cadre in dossier.rated if cadre.management in _STANDING_COMMITTEE)


def summary_kinds(dossier: OpenDossier) -> tuple[DocumentKind, ...]:
    """Which of PL05, PL06, PL07 the unit owes (R49-R51)."""
    kinds: list[DocumentKind] = []
    if managed_by_standing_committee(dossier):
        kinds.append(DocumentKind.SUMMARY_STANDING_COMMITTEE)
    if dossier.unit.kind is UnitKind.PROVINCIAL_BODY:
        kinds.append(DocumentKind.SUMMARY_PROVINCIAL_BODIES)
    else:
        kinds.append(DocumentKind.SUMMARY_PARTY_COMMITTEES)
    return tuple(kinds)


def due_documents(dossier: OpenDossier) -> tuple[DueDocument, ...]:
    """Every document to be written here, in the order of the components, then of people; secret papers are not."""
    unit_kinds = [DocumentKind.MINUTES, *summary_kinds(dossier), DocumentKind.EVIDENCE_LIST]
    return (
        *_unit_documents(dossier, [DocumentKind.SUBMISSION]),
        *(_self_assessment(dossier, cadre) for cadre in dossier.rated if not is_withheld(dossier, cadre)),
        *_unit_documents(dossier, unit_kinds),
    )


def document_id(dossier: OpenDossier, kind: DocumentKind, person: PersonCode | None = None) -> DocumentId:
    """A document's lasting name: `2026-Q2.SNV.self_assessment.CB001`."""
    parts = [str(dossier.quarter), dossier.unit.code, kind.value, *([person] if person else [])]
    return DocumentId(".".join(parts))


def _unit_documents(dossier: OpenDossier, kinds: Iterable[DocumentKind]) -> Iterator[DueDocument]:
    return (_unit_document(dossier, kind) for kind in kinds if not secret_paper(dossier, kind))


def _unit_document(dossier: OpenDossier, kind: DocumentKind) -> DueDocument:
    signatories = _minutes_signatories(dossier) if kind is DocumentKind.MINUTES else _unit_signatories(dossier)
    return DueDocument(
        id=document_id(dossier, kind),
        kind=kind,
        unit=dossier.unit.code,
        quarter=dossier.quarter,
        title=_OWN_TITLE.get(kind, COMPONENT_TITLE[kind]),
        signatories=signatories,
    )


def _self_assessment(dossier: OpenDossier, cadre: Cadre) -> DueDocument:
    return DueDocument(
        id=document_id(dossier, DocumentKind.SELF_ASSESSMENT, cadre.code),
        kind=DocumentKind.SELF_ASSESSMENT,
        unit=dossier.unit.code,
        quarter=dossier.quarter,
        title=f"Bản tự đánh giá của {cadre.name}",
        person=cadre.code,
        signatories=(Signatory(role=SignerRole.CADRE, name=cadre.name, post=cadre.post, person=cadre.code),),
    )


def _unit_signatories(dossier: OpenDossier) -> tuple[Signatory, ...]:
    head = dossier.head
    if head is None:
        return ()
    return (
        Signatory(role=SignerRole.HEAD, name=head.name, post=head.state_post or head.party_post, person=head.code),
        Signatory(role=SignerRole.ORGAN, name=dossier.unit.name),
    )


def _minutes_signatories(dossier: OpenDossier) -> tuple[Signatory, ...]:
    """Two signers: the secretary of the meeting, then its chair (R48)."""
    meeting = dossier.meeting
    if meeting is None:
        return ()
    return (
        _at_meeting(dossier, SignerRole.SECRETARY, meeting.secretary, "Người ghi biên bản"),
        _at_meeting(dossier, SignerRole.CHAIR, meeting.chair, "Chủ trì hội nghị"),
    )


def _at_meeting(dossier: OpenDossier, role: SignerRole, name: str, post: str) -> Signatory:
    """The workbook names people of a meeting by name; the code is known when exactly one cadre has that name."""
    codes = [cadre.code for cadre in dossier.cadres if cadre.name == name]
    return Signatory(role=role, name=name, post=post, person=codes[0] if len(codes) == 1 else "")
