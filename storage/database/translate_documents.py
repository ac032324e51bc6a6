"""Documents ↔ rows: what is looked for has columns of its own, nested values are JSON; knows no SQL."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from archive.domain.document import Document, DocumentKind, DueDocument, SignatureMade, TemplateRef
from archive.domain.numbering import DocumentNumber, Register
from archive.domain.people import IssuerSystem
from archive.domain.signature import Signatory, SignatureSlot, SignerRole
from storage.database.translate_files import file_from, file_json, required_file

Said = Mapping[str, Any]


def document_row(document: Document) -> dict[str, Any]:
    """The row that keeps a document."""
    due, template = document.due, document.template
    return {
        "id": due.id,
        "quarter": due.quarter,
        "unit": due.unit,
        "kind": due.kind,
        "title": due.title,
        "person": due.person,
        "made": document.made,
        "data_digest": document.data_digest,
        "renderer": document.renderer,
        "pages": document.pages,
        "signatories": [_signatory_json(item) for item in due.signatories],
        "template": {
            "kind": template.kind.value,
            "system": template.system.value,
            "version": template.version,
            "sha512": template.sha512,
        },
        "docx": file_json(document.docx),
        "pdf": file_json(document.pdf),
        "slots": [_slot_json(slot) for slot in document.slots],
        "signed": file_json(document.signed),
        "signatures": [_signature_json(item) for item in document.signatures],
        "number": _number_json(document.number) if document.number else None,
    }


def document_from(row: Said) -> Document:
    """The document out of its row."""
    return Document(
        due=DueDocument(
            id=row["id"],
            kind=row["kind"],
            unit=row["unit"],
            quarter=row["quarter"],
            title=row["title"],
            person=row["person"],
            signatories=tuple(_signatory(said) for said in row["signatories"]),
        ),
        template=_template(row["template"]),
        data_digest=row["data_digest"],
        renderer=row["renderer"],
        docx=required_file(row["docx"]),
        pdf=required_file(row["pdf"]),
        pages=row["pages"],
        slots=tuple(_slot(said) for said in row["slots"]),
        made=row["made"],
        signed=file_from(row["signed"]),
        signatures=tuple(_signature(said) for said in row["signatures"]),
        number=_number(row["number"]) if row["number"] else None,
    )


def _template(said: Said) -> TemplateRef:
    return TemplateRef(
        kind=DocumentKind(said["kind"]),
        system=IssuerSystem(said["system"]),
        version=said["version"],
        sha512=said["sha512"],
    )


def _signatory_json(signatory: Signatory) -> dict[str, str]:
    return {"role": signatory.role.value, "name": signatory.name, "post": signatory.post, "person": signatory.person}


def _signatory(said: Said) -> Signatory:
    return Signatory(role=SignerRole(said["role"]), name=said["name"], post=said["post"], person=said["person"])


def _signature_json(made: SignatureMade) -> dict[str, object]:
    return {"signatory": _signatory_json(made.signatory), "made": made.made.isoformat()}


def _signature(said: Said) -> SignatureMade:
    return SignatureMade(signatory=_signatory(said["signatory"]), made=datetime.fromisoformat(said["made"]))


def _number_json(number: DocumentNumber) -> dict[str, object]:
    register = number.register
    return {
        "issuer": register.issuer,
        "symbol": register.symbol,
        "term": register.term,
        "number": number.number,
        "given": number.given.isoformat(),
        "sign": number.sign,
    }


def _number(said: Said) -> DocumentNumber:
    return DocumentNumber(
        register=Register(said["issuer"], said["symbol"], said["term"]),
        number=said["number"],
        given=date.fromisoformat(said["given"]),
        sign=said["sign"],
    )


def _slot_json(slot: SignatureSlot) -> dict[str, object]:
    return {
        "role": slot.role.value,
        "page": slot.page,
        "left": slot.left,
        "bottom": slot.bottom,
        "right": slot.right,
        "top": slot.top,
    }


def _slot(said: Said) -> SignatureSlot:
    return SignatureSlot(
        role=SignerRole(said["role"]),
        page=said["page"],
        left=said["left"],
        bottom=said["bottom"],
        right=said["right"],
        top=said["top"],
    )
