"""A blank sheet of a layout: A4 standing or lying, page numbers from page 2, and only the parts a template needs."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENTATION
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from doc_templates.author.layouts import Layout
from doc_templates.author.styles import Style, replace_styles
from doc_templates.steady_zip import steady

_A4 = (210, 297)  # millimetres
_HEADER_DISTANCE = 10  # millimetres from the edge to the page number
_MADE = datetime(2026, 1, 1, tzinfo=UTC)  # fixed: a template's date is that of its version, not of a run
PROVISIONAL = "Mẫu tạm – chưa phải Phụ lục của Hướng dẫn"

_KEPT_PARTS = frozenset({RT.STYLES, RT.SETTINGS, RT.HEADER})
_WORD = "http://schemas.microsoft.com/office/word"
# Without doNotExpandShiftReturn a justified line that ends in a line break would be stretched to the full width.
_SETTINGS = (
    '<w:zoom {ns} w:percent="100"/>',
    '<w:defaultTabStop {ns} w:val="567"/>',
    (
        "<w:compat {ns}><w:doNotExpandShiftReturn/>"
        f'<w:compatSetting w:name="compatibilityMode" w:uri="{_WORD}" w:val="15"/></w:compat>'
    ),
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A document being written in a layout; `width` is that of its text, millimetres."""

    document: Document
    layout: Layout
    width: float

    def write(self, style: Style, text: str, *, keep_next: bool = False) -> Paragraph:
        """Add a paragraph; `keep_next` ties it to what follows, so that a signature is never alone on its page."""
        paragraph = self.document.add_paragraph(text, style=style.value)
        if keep_next:
            paragraph.paragraph_format.keep_with_next = True
        return paragraph

    @contextmanager
    def tagged(self, opening: str, closing: str) -> Iterator[None]:
        """Put what is written inside between two lines that hold only a tag, such as `{%p if … %}`."""
        self.write(Style.BODY, opening)
        yield
        self.write(Style.BODY, closing)


def blank(layout: Layout, *, lying: bool = False) -> Sheet:
    """An empty sheet."""
    document = docx.Document()
    replace_styles(document, layout)
    _replace_settings(document)
    section, margins = document.sections[0], layout.margins
    short, long = _A4
    width, height = (long, short) if lying else (short, long)
    section.orientation = WD_ORIENTATION.LANDSCAPE if lying else WD_ORIENTATION.PORTRAIT
    section.page_width, section.page_height = Mm(width), Mm(height)
    section.top_margin, section.bottom_margin = Mm(margins.top), Mm(margins.bottom)
    section.left_margin, section.right_margin = Mm(margins.left), Mm(margins.right)
    section.header_distance = section.footer_distance = Mm(_HEADER_DISTANCE)
    _number_pages(document)
    return Sheet(document, layout, width - margins.left - margins.right)


def put(cell: _Cell, style: Style, text: str) -> Paragraph:
    """Write into a cell: its first, empty paragraph, else a new one."""
    first = cell.paragraphs[0]
    paragraph: Paragraph = cell.add_paragraph() if _is_used(cell) else first
    paragraph.style = style.value
    if text:
        paragraph.add_run(text)
    return paragraph


def _is_used(cell: _Cell) -> bool:
    """A new cell has one paragraph that carries no style yet."""
    return len(cell.paragraphs) > 1 or cell.paragraphs[0]._p.pPr is not None  # noqa: SLF001 - no public way to ask


def printed(sheet: Sheet, *, title: str) -> bytes:
    """The sheet as a slim Word file, the same bytes for the same content."""
    document = sheet.document
    _drop_parts(document)
    about = document.core_properties
    about.title, about.author, about.last_modified_by = title, "hoso", "hoso"
    about.comments, about.keywords, about.language = PROVISIONAL, "Mẫu tạm", "vi-VN"
    about.created = about.modified = _MADE
    about.revision = 1
    out = io.BytesIO()
    document.save(out)
    return steady(out.getvalue())


def _replace_settings(document: Document) -> None:
    element = document.settings.element
    for child in list(element):
        element.remove(child)
    for definition in _SETTINGS:
        element.append(parse_xml(definition.format(ns=nsdecls("w"))))


def _number_pages(document: Document) -> None:
    section = document.sections[0]
    section.different_first_page_header_footer = True
    paragraph = section.header.paragraphs[0]
    paragraph.style = Style.PAGE_NUMBER.value
    field = f'<w:fldSimple {nsdecls("w")} w:instr=" PAGE "><w:r><w:t>2</w:t></w:r></w:fldSimple>'
    paragraph._p.append(parse_xml(field))  # noqa: SLF001 - python-docx cannot make fields


def _drop_parts(document: Document) -> None:
    """Leave out themes, numbering, thumbnail and the like: LibreOffice loads the rest in half the time."""
    for owner, kept in (
        (document.part, _KEPT_PARTS),
        (document.part.package, {RT.OFFICE_DOCUMENT, RT.CORE_PROPERTIES}),
    ):
        for key in [key for key, relation in owner.rels.items() if relation.reltype not in kept]:
            owner.rels.pop(key)
