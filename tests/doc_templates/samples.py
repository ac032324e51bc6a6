"""Requests made of the forms' own examples, and what is read back out of Word files and PDFs.

PDFs are read with pdfium, as the renderer's threads do, and two threads in pdfium end the process: take everything
out of a renderer before reading any of it.
"""

import io
import json
import zipfile
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

import docx
import pypdfium2

from archive.domain.document import DocumentId, DocumentKind
from archive.domain.people import IssuerSystem
from archive.domain.signature import SignatureSlot, SignerRole
from archive.language import VIETNAM
from archive.ports.rendering import RenderRequest
from doc_templates.author.press import PATTERNS
from doc_templates.catalog import FORMS, Catalog, Form

ALL = tuple((kind, system) for kind, pattern in PATTERNS.items() for system in pattern.systems)
MADE = datetime(2026, 6, 22, 10, tzinfo=VIETNAM)
_ROLES = {
    DocumentKind.SELF_ASSESSMENT: (SignerRole.CADRE,),
    DocumentKind.MINUTES: (SignerRole.SECRETARY, SignerRole.CHAIR),
    DocumentKind.RESULTS_REPORT: (SignerRole.CADRE,),
    DocumentKind.DOSSIER_INDEX: (),
}


def form(kind: DocumentKind, system: IssuerSystem = IssuerSystem.STATE) -> Form:
    return Catalog().form(kind, system)


def example(kind: DocumentKind, system: IssuerSystem = IssuerSystem.STATE) -> dict[str, Any]:
    """The example of a form, free to be changed."""
    read: dict[str, Any] = json.loads((FORMS / kind / system.folder / "1" / "example.json").read_text("utf-8"))
    return read


def roles(kind: DocumentKind) -> tuple[SignerRole, ...]:
    return _ROLES.get(kind, (SignerRole.HEAD, SignerRole.ORGAN))


def request(
    kind: DocumentKind = DocumentKind.SUBMISSION,
    system: IssuerSystem = IssuerSystem.STATE,
    *,
    name: str = "",
    data: Mapping[str, object] | None = None,
) -> RenderRequest:
    """A request for a document; without data, for the form's example."""
    title = name or f"{form(kind, system).title} - {system}"
    return RenderRequest(
        id=DocumentId(title),
        kind=kind,
        system=system,
        title=title,
        data=example(kind, system) if data is None else data,
        roles=roles(kind),
        made=MADE,
    )


def with_rows(kind: DocumentKind, count: int, *, system: IssuerSystem = IssuerSystem.PARTY) -> RenderRequest:
    """The example of a form with that many rows."""
    data = example(kind, system)
    given = data["rows"]
    data["rows"] = [{**given[place % len(given)], "number": place + 1} for place in range(count)]
    return request(kind, system, name=f"{kind} {count}", data=data)


def leaves(value: object) -> Iterator[object]:
    """Every text and number inside fill data."""
    if isinstance(value, Mapping):
        for inner in value.values():
            yield from leaves(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from leaves(inner)
    else:
        yield value


def pages_of(pdf: bytes) -> list[str]:
    """The text of each page."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [page.get_textpage().get_text_bounded() for page in document]


def text_in(pdf: bytes, slot: SignatureSlot) -> str:
    """The text in a signature's place."""
    with pypdfium2.PdfDocument(pdf) as document:
        text: str = (
            document[slot.page].get_textpage().get_text_bounded(slot.left, slot.bottom, slot.right, slot.top).strip()
        )
        return text


def line_of(pdf: bytes, words: str) -> tuple[float, float, float]:
    """Where words stand on the first page: left, bottom, right."""
    with pypdfium2.PdfDocument(pdf) as document:
        text = document[0].get_textpage()
        start, length = text.search(words).get_next()
        left, bottom, _, _ = text.get_charbox(start)
        _, _, right, _ = text.get_charbox(start + length - 1)
    return left, bottom, right


def drawings_of(pdf: bytes) -> list[tuple[float, float, float, float]]:
    """The boxes of what is drawn on the first page, text left out: left, bottom, right, top."""
    with pypdfium2.PdfDocument(pdf) as document:
        drawn = document[0].get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_PATH])
        return [item.get_bounds() for item in drawn]


def squeezed(text: str) -> str:
    """Letters and digits alone: what a text is, however its lines are broken."""
    return "".join(mark for mark in text if mark.isalnum())


def paragraphs_of(word: bytes) -> list[str]:
    """The text of every paragraph, in tables too; a line break is a newline."""
    body = docx.Document(io.BytesIO(word)).element.body
    return [paragraph.text for paragraph in body.iter("{*}p") if hasattr(paragraph, "text")]


def member(word: bytes, name: str = "word/document.xml") -> str:
    """One file of a Word package."""
    with zipfile.ZipFile(io.BytesIO(word)) as package:
        return package.read(name).decode("utf-8")


def edited(word: bytes, before: str, after: str) -> bytes:
    """The template after somebody changed a text in it."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(word)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            content = old.read(name).decode("utf-8")
            if name == "word/document.xml":
                assert before in content
                content = content.replace(before, after)
            new.writestr(name, content)
    return out.getvalue()
