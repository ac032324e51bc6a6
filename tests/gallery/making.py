"""Makes the gallery: renders everything, lints it, draws its pages, and writes an index to click through."""

import html
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pypdfium2

from archive.domain.document import DocumentId, DocumentKind
from archive.domain.people import IssuerSystem
from archive.domain.signature import SignerRole
from archive.language import VIETNAM
from archive.pdfium import PDFIUM
from archive.ports.rendering import RenderedDocument, RenderRequest
from archive.ports.templates import LayoutProblem
from doc_templates.author.layouts import LAYOUTS
from doc_templates.catalog import Catalog, Form
from doc_templates.check import lint_docx, lint_pair, lint_pdf
from doc_templates.check.template import read_example
from doc_templates.renderer import OfficeRenderer
from tests.gallery.data import SAYS, SETS

_MADE = datetime(2026, 6, 22, 10, tzinfo=VIETNAM)
_SCALE = 1.4  # about 100 dpi
_MARK = re.compile(rb'w:name="sign_([a-z]+)"')
_STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:70rem;padding:0 1rem}"
    "img{height:19rem;border:1px solid #999;margin:.3rem}.bad{color:#a00}.ok{color:#060}"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One document of the gallery: its name, what it is, its files below the gallery, what the lint has against it."""

    name: str
    title: str
    pages: tuple[str, ...]
    problems: tuple[LayoutProblem, ...]


def make(renderer: OfficeRenderer, out: Path, *, catalog: Catalog) -> list[Shown]:
    """Write every document and the index; what the lint found stands on the index."""
    out.mkdir(parents=True, exist_ok=True)
    made = list(renderer.render(_requests(catalog)))  # drawn after the last one: PDFium takes one thread
    shown = sorted((_show(document, out) for document in made), key=lambda one: one.name)
    (out / "index.html").write_text(_index(shown), "utf-8")
    return shown


def _requests(catalog: Catalog) -> Iterator[RenderRequest]:
    for kind in DocumentKind:
        for system in IssuerSystem:
            if catalog.newest(kind, system):
                form = catalog.form(kind, system)
                yield from (_request(form, name) for name in SETS)


def _request(form: Form, name: str) -> RenderRequest:
    kind, system = form.ref.kind, form.ref.system
    return RenderRequest(
        id=DocumentId(f"{kind}-{system.folder}-{name}"),
        kind=kind,
        system=system,
        title=f"{form.title} · hệ {system} · {SAYS[name]}",
        data=SETS[name](read_example(form), form.fields),
        roles=_roles(form.template),
        made=_MADE,
    )


def _roles(template: bytes) -> tuple[SignerRole, ...]:
    with zipfile.ZipFile(io.BytesIO(template)) as package:
        return tuple(SignerRole(name.decode()) for name in _MARK.findall(package.read("word/document.xml")))


def _show(document: RenderedDocument, out: Path) -> Shown:
    request = document.request
    (out / f"{request.id}.pdf").write_bytes(document.pdf)
    layout = next(layout for layout in LAYOUTS if layout.system is request.system)
    return Shown(
        name=request.id,
        title=request.title,
        pages=tuple(_draw(document.pdf, out, request.id)),
        problems=(
            *lint_docx(document.docx, layout),
            *lint_pdf(document.pdf, layout),
            *lint_pair(document.docx, document.pdf),
        ),
    )


def _draw(pdf: bytes, out: Path, name: str) -> Iterator[str]:
    with PDFIUM, pypdfium2.PdfDocument(pdf) as document:
        for number, page in enumerate(document, start=1):
            file = f"{name}-{number:02}.png"
            page.render(scale=_SCALE, grayscale=True).to_pil().save(out / file)
            yield file


def _index(shown: list[Shown]) -> str:
    wrong = sum(len(one.problems) for one in shown)
    verdict = f"{len(shown)} văn bản, {wrong} lỗi bố cục."
    parts = "".join(map(_section, shown))
    return (
        f'<!doctype html><html lang="vi"><meta charset="utf-8"><title>Mẫu văn bản</title><style>{_STYLE}</style>'
        f"<h1>Mẫu văn bản</h1><p>{verdict}</p>{parts}</html>\n"
    )


def _section(one: Shown) -> str:
    pages = "".join(
        f'<a href="{file}"><img src="{file}" alt="trang {n}" loading="lazy"></a>' for n, file in _places(one)
    )
    said = "".join(f'<li class="bad">{html.escape(f"[{problem.code}] {problem}")}</li>' for problem in one.problems)
    state = f"<ul>{said}</ul>" if said else '<p class="ok">Bố cục đúng.</p>'
    return f'<h2 id="{one.name}"><a href="{one.name}.pdf">{html.escape(one.title)}</a></h2>{state}<div>{pages}</div>'


def _places(one: Shown) -> Iterator[tuple[int, str]]:
    return enumerate(one.pages, start=1)
