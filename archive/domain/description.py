"""What `record.json` says of a record version: all facts and every file, enough to rebuild what is derived.

Times of making stand in `metadata/premis.xml` and `seal.json`; the description itself is the same whenever it is
written from the same facts and files, so that sealing twice is seen as sealing once.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum

from archive.domain.document import COMPONENT_NUMBER, OTHER_TITLE, Document, DocumentKind, TemplateRef
from archive.domain.dossier.facts import OpenDossier
from archive.domain.dossier.stages import SignedDossier
from archive.domain.evidence import Evidence
from archive.domain.layout import (
    INDEX_DATA,
    INDEX_DOCX,
    INDEX_PDF,
    data_path,
    docx_path,
    evidence_paths,
    pdf_path,
    text_path,
)
from archive.domain.numbering import DocumentNumber
from archive.domain.people import Cadre
from archive.domain.plan import Task
from archive.domain.record import RecordId

FORMAT = "hoso-record/1"


@dataclass(frozen=True, slots=True, kw_only=True)
class DescribedIndex:
    """The Mục lục of the version; its bytes are proven by the seal, for they differ each time they are written."""

    template: TemplateRef
    data_digest: str
    renderer: str
    pages: int


def describe(
    dossier: SignedDossier,
    *,
    read_by_ocr: frozenset[str],
    index: DescribedIndex | None = None,
    without_data: frozenset[str] = frozenset(),
) -> Mapping[str, object]:
    """The description; `read_by_ocr` names the paths whose text was read from a picture.

    `without_data` are ids of documents made before fill data were kept.
    """
    facts = dossier.assembled.facts
    return {
        **describe_facts(facts),
        "documents": [
            _document(document, has_data=document.due.id not in without_data)
            for document in dossier.assembled.documents
        ],
        "evidence": [_evidence(item, path, read_by_ocr) for item, path in evidence_paths(facts)],
        **({"index": _index(index)} if index else {}),
    }


def describe_facts(facts: OpenDossier) -> dict[str, object]:
    """What the description says before anything is written: documents and evidence have no place in a record yet."""
    return {
        "format": FORMAT,
        "record": str(RecordId(facts.unit.code, facts.quarter)),
        "quarter": str(facts.quarter),
        "period": plain_fields(facts.period, leave_out={"quarter"}),
        "unit": plain_fields(facts.unit),
        "people": [_person(facts, cadre) for cadre in sorted(facts.cadres, key=lambda item: item.code)],
        "tasks": [_task(facts, task) for task in sorted(facts.tasks, key=lambda item: item.code)],
        "meeting": plain_fields(facts.meeting) if facts.meeting else None,
        "delegations": [plain_fields(item) for item in sorted(facts.delegations, key=lambda item: item.post)],
        "approval": plain_fields(facts.approval) if facts.approval else None,
        **{name: _sorted(getattr(facts, name)) for name in ("works", "criteria", "transfers", "rulings", "papers")},
    }


def _person(facts: OpenDossier, cadre: Cadre) -> dict[str, object]:
    assessment, proposal = facts.assessment_of(cadre.code), facts.proposal_of(cadre.code)
    return {
        **plain_fields(cadre, leave_out={"unit"}),
        "self_assessment": plain_fields(assessment, leave_out={"person"}) if assessment else None,
        "proposal": plain_fields(proposal, leave_out={"person"}) if proposal else None,
    }


def _task(facts: OpenDossier, task: Task) -> dict[str, object]:
    judged, result = facts.judged()[task.code], facts.result_of(task.code)
    return {
        **plain_fields(task),
        "outcome": judged.outcome.value,
        "over_target": judged.over_target,
        "needs_evidence": judged.needs_evidence,
        "result": plain_fields(result, leave_out={"task"}) if result else None,
    }


def _sorted(values: Iterable[object]) -> list[dict[str, object]]:
    """Rows that have no code, in an order that does not hang on how they were given."""
    return sorted((plain_fields(value) for value in values), key=str)


def _document(document: Document, *, has_data: bool) -> dict[str, object]:
    path = pdf_path(document)
    return {
        "id": document.due.id,
        "kind": document.due.kind.value,
        "component": COMPONENT_NUMBER[document.due.kind],
        "title": document.due.title,
        "number": _number(document.number) if document.number else None,
        "person": document.due.person,
        "template": plain_fields(document.template),
        "data": data_path(document) if has_data else None,
        "data_digest": document.data_digest,
        "renderer": document.renderer,
        "pages": document.pages,
        "file": path,
        "sha512": document.current_pdf.sha512,
        "source": docx_path(document),
        "source_sha512": document.docx.sha512,
        "unsigned_sha512": document.pdf.sha512,
        "text": text_path(path),
        "signatures": [{**plain_fields(item.signatory), "made": item.made.isoformat()} for item in document.signatures],
    }


def _number(number: DocumentNumber) -> dict[str, object]:
    return {**plain_fields(number.register), **plain_fields(number, leave_out={"register"})}


def _index(index: DescribedIndex) -> dict[str, object]:
    return {
        "kind": DocumentKind.DOSSIER_INDEX.value,
        "title": OTHER_TITLE[DocumentKind.DOSSIER_INDEX],
        "template": plain_fields(index.template),
        "data": INDEX_DATA,
        "data_digest": index.data_digest,
        "renderer": index.renderer,
        "pages": index.pages,
        "file": INDEX_PDF,
        "source": INDEX_DOCX,
        "text": text_path(INDEX_PDF),
    }


def _evidence(item: Evidence, path: str | None, read_by_ocr: frozenset[str]) -> dict[str, object]:
    described = plain_fields(item, leave_out={"file"})
    if item.file is None or path is None:
        return {**described, "file": None}
    return {
        **described,
        "file": path,
        "name": item.file.name,
        "sha512": item.file.sha512,
        "size": item.file.size,
        "media_type": item.file.media_type,
        **({"warnings": list(item.file.warnings)} if item.file.warnings else {}),
        "text": text_path(path),
        "read_by_ocr": path in read_by_ocr,
    }


def plain_fields(value: object, *, leave_out: frozenset[str] | set[str] = frozenset()) -> dict[str, object]:
    """A frozen value's fields as JSON can hold them."""
    names = [name for name in type(value).__dataclass_fields__ if name not in leave_out]  # type: ignore[attr-defined]
    return {name: _plain(getattr(value, name)) for name in names}


def _plain(value: object) -> object:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value.normalize()) if value % 1 else str(int(value))
    if value is None or isinstance(value, str | int | bool):
        return value
    return str(value)
