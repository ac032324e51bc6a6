"""Reads `record.json` back into the facts and documents it was written from, so that a database can be rebuilt.

The inverse of `archive.domain.description`; what stands there under a field's name becomes that field again.
"""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from enum import Enum
from types import NoneType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from archive.domain.criteria import Criterion
from archive.domain.description import FORMAT
from archive.domain.document import Document, DocumentId, DocumentKind, DueDocument, SignatureMade, TemplateRef
from archive.domain.dossier.facts import OpenDossier
from archive.domain.evidence import Evidence, StoredFile
from archive.domain.meeting import Meeting
from archive.domain.numbering import DocumentNumber, Register
from archive.domain.outcome import Result
from archive.domain.paper import PaperClassification
from archive.domain.people import Cadre, Unit
from archive.domain.plan import Delegation, Period, PlanApproval, Task, Work
from archive.domain.quarter import Quarter
from archive.domain.rating import Proposal, SelfAssessment
from archive.domain.record import RecordId
from archive.domain.ruling import Ruling
from archive.domain.signature import Signatory
from archive.domain.transfer import Transfer
from archive.errors import HosoError, RecordDamaged

Value = TypeVar("Value")
Said = Mapping[str, Any]

_PDF, _DOCX = "application/pdf", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def read_facts(description: Said) -> OpenDossier:
    """The facts of a description.

    Raises:
        RecordDamaged: it is not a description of this format.
    """
    try:
        return _facts(description)
    except (KeyError, TypeError, ValueError, AttributeError, InvalidOperation, HosoError) as wrong:
        raise _unreadable(description) from wrong


def read_documents(description: Said, *, made: datetime, sizes: Mapping[str, int]) -> tuple[Document, ...]:
    """The documents of a description, signed as they are.

    Args:
        description: parsed `record.json`.
        made: when they were made, which the description leaves out so that it is the same whenever it is written.
        sizes: in bytes, by SHA-512, of the files taken out of the record.

    Raises:
        RecordDamaged: it is not a description of this format, or a file's size is not known.
    """
    try:
        return tuple(_document(description, said, made, sizes) for said in description["documents"])
    except (KeyError, TypeError, ValueError, HosoError) as wrong:
        raise _unreadable(description) from wrong


def _unreadable(description: Said) -> RecordDamaged:
    record = description.get("record", "không rõ")
    return RecordDamaged(
        f"Bản mô tả của hồ sơ {record} không đúng định dạng {FORMAT}; hãy khôi phục hồ sơ từ bản sao lưu."
    )


def _facts(said: Said) -> OpenDossier:
    if said["format"] != FORMAT:
        raise ValueError(said["format"])
    unit = _value(Unit, said["unit"])
    owned = [{**person, "unit": unit.code} for person in said["people"]]
    named = [{"person": person["code"], **(person["self_assessment"] or {})} for person in owned]
    proposed = [{"person": person["code"], **(person["proposal"] or {})} for person in owned]
    return OpenDossier(
        period=_value(Period, {**said["period"], "quarter": said["quarter"]}),
        unit=unit,
        cadres=tuple(_value(Cadre, person) for person in owned),
        tasks=tuple(_value(Task, task) for task in said["tasks"]),
        results=tuple(
            _value(Result, {"task": task["code"], **task["result"]}) for task in said["tasks"] if task["result"]
        ),
        evidence=tuple(_evidence(item) for item in said["evidence"]),
        self_assessments=tuple(
            _value(SelfAssessment, item) for item, of in zip(named, owned, strict=True) if of["self_assessment"]
        ),
        meeting=_value(Meeting, said["meeting"]) if said["meeting"] else None,
        proposals=tuple(_value(Proposal, item) for item, of in zip(proposed, owned, strict=True) if of["proposal"]),
        delegations=tuple(_value(Delegation, item) for item in said["delegations"]),
        works=tuple(_value(Work, item) for item in said.get("works", ())),
        approval=_value(PlanApproval, said["approval"]) if said.get("approval") else None,
        criteria=tuple(_value(Criterion, item) for item in said.get("criteria", ())),
        transfers=tuple(_value(Transfer, item) for item in said.get("transfers", ())),
        rulings=tuple(_value(Ruling, item) for item in said.get("rulings", ())),
        papers=tuple(_value(PaperClassification, item) for item in said.get("papers", ())),
    )


def _evidence(said: Said) -> Evidence:
    file = _value(StoredFile, said) if said["file"] else None
    return _value(Evidence, {**said, "file": file})


def _document(description: Said, said: Said, made: datetime, sizes: Mapping[str, int]) -> Document:
    record = RecordId.parse(description["record"])
    signed = tuple(
        SignatureMade(signatory=_value(Signatory, item), made=datetime.fromisoformat(item["made"]))
        for item in said["signatures"]
    )
    due = DueDocument(
        id=DocumentId(said["id"]),
        kind=DocumentKind(said["kind"]),
        unit=record.unit,
        quarter=record.quarter,
        title=said["title"],
        person=said["person"],
        signatories=tuple(item.signatory for item in signed),  # sealed only when all had signed, in order
    )

    def file(ending: str, sha512: str, media_type: str) -> StoredFile:
        return StoredFile(name=f"{due.stem}.{ending}", sha512=sha512, size=sizes[sha512], media_type=media_type)

    return Document(
        due=due,
        template=_value(TemplateRef, said["template"]),
        data_digest=said["data_digest"],
        renderer=said["renderer"],
        docx=file("docx", said["source_sha512"], _DOCX),
        pdf=file("pdf", said["unsigned_sha512"], _PDF),
        pages=said["pages"],
        slots=(),  # only who has still to sign asks where
        made=made,
        signed=file("pdf", said["sha512"], _PDF) if signed else None,
        signatures=signed,
        number=_number(said["number"]) if said.get("number") else None,
    )


def _number(said: Said) -> DocumentNumber:
    return _value(DocumentNumber, {**said, "register": _value(Register, said)})


def _value(kind: type[Value], said: Said) -> Value:
    """A frozen value from its plain fields; a field that a later version of the format added keeps its default."""
    hints = get_type_hints(kind)
    return kind(**{name: _plain(hint, said[name]) for name, hint in hints.items() if name in said})


def _plain(hint: Any, said: Any) -> Any:  # noqa: ANN401 - the field's hint says which
    if get_origin(hint) is tuple:
        return tuple(said)
    kinds = [part for part in get_args(hint) or (hint,) if part is not NoneType]
    kind = getattr(kinds[0], "__supertype__", kinds[0])
    if said is None or isinstance(said, kind):
        return said
    if kind is Quarter:
        return Quarter.parse(said)
    if kind in (date, datetime):
        return kind.fromisoformat(said)
    if kind is Decimal or issubclass(kind, Enum):
        return kind(said)
    raise TypeError(f"{said!r} is no {kind.__name__}")
