"""The sheets a portfolio has of its own: the contents with links, a page of facts for a file that cannot be shown.

Measures are points on an upright A4 sheet, from its lower left corner.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pikepdf
from pikepdf import Array, Dictionary, Name

from archive.exporters.portfolio_text import Lettering

A4 = (595, 842)
_LEFT, _RIGHT, _TOP, _BOTTOM = 68.0, 552.0, 785.0, 70.0
_NUMBERS = 34.0  # at the right, for page numbers
_INDENT = 16.0
_LINE = 1.35  # distance of lines, in sizes
_DOT_GAP = 6.0
_TOGETHER = 4  # a paragraph of so few lines is not parted
_FOOT, _FOOT_SIZE = 14.0, 8.0


@dataclass(frozen=True, slots=True)
class Fonts:
    """The two faces of the portfolio."""

    regular: Lettering
    bold: Lettering

    def resources(self) -> Dictionary:
        """What a page needs to show them."""
        return Dictionary({face.name: face.font for face in (self.regular, self.bold)})


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A piece of text on a sheet; with a `target` it leads to that page (from 0) and shows its number."""

    text: str
    size: float = 12.0
    bold: bool = False
    centred: bool = False
    indent: int = 0
    before: float = 4.0
    target: int | None = None


@dataclass(frozen=True, slots=True)
class _Row:
    """One line at its place; the last one of a paragraph with a target carries the number."""

    text: str
    paragraph: Paragraph
    y: float
    is_last: bool


def lay_out(paragraphs: Sequence[Paragraph], fonts: Fonts) -> list[list[_Row]]:
    """The paragraphs as lines on sheets."""
    sheets: list[list[_Row]] = [[]]
    y = _TOP
    for paragraph in paragraphs:
        lines = list(_lines(paragraph, fonts))
        step = paragraph.size * _LINE
        y -= paragraph.before
        if y - step * len(lines) < _BOTTOM and len(lines) <= _TOGETHER:
            sheets.append([])
            y = _TOP
        for place, line in enumerate(lines, start=1):
            if y - step < _BOTTOM:
                sheets.append([])
                y = _TOP
            y -= step
            sheets[-1].append(_Row(line, paragraph, y, place == len(lines)))
    return sheets


def draw(pdf: pikepdf.Pdf, rows: Sequence[_Row], fonts: Fonts, *, offset: int = 0) -> pikepdf.Page:
    """A sheet as a page of the PDF, not yet in its place; targets count from the page after `offset`."""
    content = b"".join(_shown(row, fonts, offset) for row in rows)
    page = Dictionary(
        Type=Name.Page,
        MediaBox=Array([0, 0, *A4]),
        Resources=Dictionary(Font=fonts.resources()),
        Contents=pdf.make_stream(content),
    )
    return pikepdf.Page(pdf.make_indirect(page))


def link(pdf: pikepdf.Pdf, page: pikepdf.Page, rows: Sequence[_Row], *, offset: int) -> None:
    """Let each line with a target lead there, once all pages are in place."""
    notes = [
        Dictionary(
            Type=Name.Annot,
            Subtype=Name.Link,
            Rect=Array([_LEFT, row.y - row.paragraph.size * 0.3, _RIGHT, row.y + row.paragraph.size]),
            Border=Array([0, 0, 0]),
            Dest=Array([pdf.pages[row.paragraph.target + offset].obj, Name.Fit]),
        )
        for row in rows
        if row.paragraph.target is not None
    ]
    page.obj.Annots = Array([pdf.make_indirect(note) for note in notes])


def frame(page: pikepdf.Page) -> tuple[str, float]:
    """The matrix from an upright sheet to the page, whatever its box and rotation, and that sheet's width.

    Raises:
        ValueError: the page has no box, or an unheard-of rotation.
    """
    left, bottom, right, top = (float(edge) for edge in page.cropbox)
    turned = int(page.obj.get(Name.Rotate, 0)) % 360
    matrices = {
        0: (1, 0, 0, 1, left, bottom),
        90: (0, 1, -1, 0, right, bottom),
        180: (-1, 0, 0, -1, right, top),
        270: (0, -1, 1, 0, left, top),
    }
    if turned not in matrices or left >= right or bottom >= top:
        raise ValueError(turned)
    matrix = " ".join(f"{number:g}" for number in matrices[turned])
    return matrix, (top - bottom if turned in (90, 270) else right - left)


def stamp(pdf: pikepdf.Pdf, page: pikepdf.Page, text: str, face: Lettering) -> None:
    """A small line at the foot of a page, over whatever is there."""
    matrix, width = frame(page)
    left = max(_FOOT, (width - face.width(text, _FOOT_SIZE)) / 2)
    shown = face.show(text, _FOOT_SIZE, left, _FOOT)
    page.add_resource(face.font, Name.Font, Name(face.name))
    page.contents_add(pdf.make_stream(b"q\n"), prepend=True)
    page.contents_add(pdf.make_stream(b"\nQ\nq " + f"{matrix} cm 0 g\n".encode() + shown + b"Q\n"))


def _lines(paragraph: Paragraph, fonts: Fonts) -> Iterator[str]:
    numbers = _NUMBERS if paragraph.target is not None else 0.0
    width = _RIGHT - _LEFT - paragraph.indent * _INDENT - numbers
    return _face(paragraph, fonts).fit(paragraph.text, paragraph.size, width)


def _face(paragraph: Paragraph, fonts: Fonts) -> Lettering:
    return fonts.bold if paragraph.bold else fonts.regular


def _shown(row: _Row, fonts: Fonts, offset: int) -> bytes:
    paragraph, face = row.paragraph, _face(row.paragraph, fonts)
    left, width = _LEFT + paragraph.indent * _INDENT, face.width(row.text, paragraph.size)
    if paragraph.centred:
        left = (_LEFT + _RIGHT - width) / 2
    shown = face.show(row.text, paragraph.size, left, row.y)
    if paragraph.target is None or not row.is_last:
        return shown
    number = str(paragraph.target + offset + 1)
    end = _RIGHT - face.width(number, paragraph.size)
    return shown + _dots(left + width, end, row, fonts) + face.show(number, paragraph.size, end, row.y)


def _dots(start: float, end: float, row: _Row, fonts: Fonts) -> bytes:
    size = row.paragraph.size
    one = fonts.regular.width(" .", size)
    count = int((end - start - 2 * _DOT_GAP) / one)
    return fonts.regular.show(" ." * count, size, end - _DOT_GAP - count * one, row.y) if count > 0 else b""
