"""The Mục lục hồ sơ of one record: every paper in its order, with its pages, as archives list them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from archive.domain.contents.letter import head, unit_sender
from archive.domain.document import COMPONENT_NUMBER, Document, DocumentKind
from archive.domain.dossier.facts import OpenDossier
from archive.domain.evidence import Evidence
from archive.language import VIETNAM, day


@dataclass(frozen=True, slots=True)
class IndexedEvidence:
    """A piece of evidence with its pages; None where it has none that could be counted."""

    evidence: Evidence
    pages: int | None


def dossier_index(
    dossier: OpenDossier, documents: Sequence[Document], evidence: Sequence[IndexedEvidence]
) -> Mapping[str, object]:
    """Documents in the order of the components, then the evidence as its list has it."""
    sender = unit_sender(dossier)
    ordered = sorted(documents, key=lambda item: (COMPONENT_NUMBER[item.due.kind], item.due.id))
    rows = [*(_document(item, sender.name) for item in ordered), *(_evidence(dossier, item) for item in evidence)]
    return {
        **head(sender, DocumentKind.DOSSIER_INDEX, dossier.quarter),
        "subject": f"đánh giá, xếp loại cán bộ lãnh đạo, quản lý của {sender.name}",
        "rows": [{"number": place, **row} for place, row in enumerate(rows, start=1)],
        "row_count": len(rows),
        "page_count": sum(item.pages for item in documents) + sum(item.pages or 0 for item in evidence),
        "signature": sender.signature,
    }


def _document(item: Document, unit: str) -> dict[str, object]:
    signed = "đã ký" if item.signatures and not item.unsigned_by else "chưa ký đủ"
    return {
        "component": f"({COMPONENT_NUMBER[item.due.kind]})",
        "sign": "",
        "dated": day(item.made.astimezone(VIETNAM).date()),
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
