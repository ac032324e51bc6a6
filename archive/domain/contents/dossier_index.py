"""The Mục lục hồ sơ of one record: every paper in its order, with its pages, as archives list them.

The program makes it from the dossier and nobody signs it: the record's seal speaks for it as for every other file.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from archive.domain.contents.issue import DATED_AT_ISSUE
from archive.domain.contents.letter import head, unit_sender
from archive.domain.contents.letterhead import printed_day
from archive.domain.document import COMPONENT_NUMBER, Document, DocumentKind
from archive.domain.dossier.facts import OpenDossier
from archive.domain.evidence import Evidence, StoredFile
from archive.language import VIETNAM, day

_PDF, _PICTURE = "application/pdf", "image/"


@dataclass(frozen=True, slots=True)
class IndexedEvidence:
    """A piece of evidence with its pages; None where it has none that could be counted."""

    evidence: Evidence
    pages: int | None


def pages_of(file: StoredFile, *, read: int) -> int | None:
    """The pages of a file whose text came in so many parts: those of a PDF or picture; a Word file has none yet."""
    counted = file.media_type == _PDF or file.media_type.startswith(_PICTURE)
    return max(read, 1) if counted else None


def dossier_index(
    dossier: OpenDossier, documents: Sequence[Document], evidence: Sequence[IndexedEvidence]
) -> Mapping[str, object]:
    """Documents in the order of the components, then the evidence as its list has it.

    It is dated when the last signature was made, so that the same dossier always gives the same index.
    """
    sender = unit_sender(dossier)
    ordered = sorted(documents, key=lambda item: (COMPONENT_NUMBER[item.due.kind], item.due.id))
    dated = day(printed_day(dossier))
    rows = [
        *(_document(item, unit=sender.name, dated=dated) for item in ordered),
        *(_evidence(dossier, item) for item in evidence),
    ]
    return {
        **head(sender, DocumentKind.DOSSIER_INDEX, dossier.quarter, on=_finished(documents)),
        "subject": f"đánh giá, xếp loại cán bộ lãnh đạo, quản lý của {sender.name}",
        "rows": [{"number": place, **row} for place, row in enumerate(rows, start=1)],
        "row_count": len(rows),
        "page_count": sum(item.pages for item in documents) + sum(item.pages or 0 for item in evidence),
    }


def _finished(documents: Sequence[Document]) -> date | None:
    """The day of the last signature; None while somebody has still to sign."""
    if any(item.unsigned_by for item in documents):
        return None
    made = [signature.made for item in documents for signature in item.signatures]
    return max(made).astimezone(VIETNAM).date() if made else None


def _document(item: Document, *, unit: str, dated: str) -> dict[str, object]:
    signed = "đã ký" if item.signatures and not item.unsigned_by else "chưa ký đủ"
    return {
        "component": f"({COMPONENT_NUMBER[item.due.kind]})",
        "sign": item.number.sign if item.number else "",
        "dated": day(item.number.given) if item.number and item.due.kind in DATED_AT_ISSUE else dated,
        "title": item.due.title,
        "author": item.due.signatories[0].name if item.due.person and item.due.signatories else unit,
        "pages": str(item.pages),
        "note": signed,
    }


def _evidence(dossier: OpenDossier, item: IndexedEvidence) -> dict[str, object]:
    given = item.evidence
    secret = given.classification.is_secret
    title = "" if secret else given.summary or (given.file.name if given.file else "")
    return {
        "component": f"({COMPONENT_NUMBER[DocumentKind.EVIDENCE_LIST]})",
        "sign": given.number,
        "dated": day(given.issued) if given.issued else "",
        "title": f"Tài liệu {given.classification.value.lower()}" if secret else title or "Tài liệu minh chứng",
        "author": dossier.unit.name,
        "pages": str(item.pages) if item.pages is not None else "",
        "note": "; ".join(part for part in (str(given.task), _form(given)) if part),
    }


def _form(given: Evidence) -> str:
    if given.classification.is_secret:
        return "lưu bản giấy"
    return "" if given.file else "chỉ ghi danh mục"
