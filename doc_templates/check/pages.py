"""The lint of a finished PDF: paper, place and size of its text, fonts, header, page numbers, and unwanted text.

lint_pdf(pdf, PARTY) → () when nothing is wrong
"""

import io
from collections.abc import Iterator
from dataclasses import dataclass

import pikepdf
import pypdfium2
from pikepdf import Array, Dictionary, Name

from archive.pdfium import PDFIUM
from archive.ports.templates import LayoutProblem
from doc_templates.author.layouts import Layout
from doc_templates.check.rules import (
    NEAR,
    NUMBER_FORMS,
    NUMBER_LIKE,
    PAGE,
    SIDES,
    begins_as_number_line,
    blocks,
    foreign_words,
    margins,
    own_words,
)
from doc_templates.check.text import text_problems

_POINT = 25.4 / 72  # millimetres
_OVERHANG = 1.5  # millimetres a letter, or a space at the end of a line, may reach into a margin
_HALF_POINT = 0.3
# The font of documents and the metric twins that may stand in for it; anything else was put in by the converter.
_FAMILIES = ("TimesNewRoman", "LiberationSerif", "Tinos")
_FILES = (Name.FontFile, Name.FontFile2, Name.FontFile3)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    """One page as it is read; boxes are left, bottom, right, top in millimetres from the lower left corner."""

    number: int
    width: float
    height: float
    text: str
    boxes: tuple[tuple[float, float, float, float], ...]
    head: str  # what stands above the upper margin
    sizes: frozenset[float]

    @property
    def where(self) -> str:
        return f"trang {self.number}"


def lint_pdf(pdf: bytes, layout: Layout) -> tuple[LayoutProblem, ...]:
    """Everything a finished document has against its layout, page by page."""
    try:
        with PDFIUM, pypdfium2.PdfDocument(pdf) as document:
            pages = [_read(document, number, layout) for number in range(1, len(document) + 1)]
        with pikepdf.open(io.BytesIO(pdf)) as opened:
            fonts = tuple(_fonts(opened))
    except (pypdfium2.PdfiumError, pikepdf.PdfError):
        return (_problem("unreadable", "tệp PDF", "Không đọc được; hãy lập lại văn bản."),)
    found = [*_header(pages[0], layout)]
    for page in pages:
        found += [*_paper(page), *_margins(page, layout), *_number(page), *_sizes(page, layout)]
        found += text_problems(page.text, page.where)
    return (*found, *fonts)


def _read(document: pypdfium2.PdfDocument, number: int, layout: Layout) -> _Page:
    page = document[number - 1]
    text = page.get_textpage()
    width, height = page.get_size()
    boxes = [text.get_rect(index) for index in range(text.count_rects())]
    edge = height - (margins(layout)["top"][0] - NEAR) / _POINT
    shown = [box for box in boxes if text.get_text_bounded(*box).strip()]
    raw = pypdfium2.raw
    sizes = {round(raw.FPDFText_GetFontSize(text.raw, index), 1) for index in range(text.count_chars())}
    return _Page(
        number=number,
        width=width * _POINT,
        height=height * _POINT,
        text=text.get_text_bounded().replace("\r\n", "\n"),
        boxes=tuple(tuple(side * _POINT for side in box) for box in shown if box[1] < edge),
        head=" ".join(text.get_text_bounded(*box).strip() for box in shown if box[1] >= edge),
        sizes=frozenset(sizes),
    )


def _paper(page: _Page) -> Iterator[LayoutProblem]:
    sides = sorted((page.width, page.height))
    if any(abs(side - wanted) > NEAR for side, wanted in zip(sides, PAGE, strict=True)):
        told = f"Khổ trang {sides[0]:.0f} × {sides[1]:.0f} mm, phải là A4 (210 × 297 mm)."
        yield _problem("page_size", page.where, told)


def _margins(page: _Page, layout: Layout) -> Iterator[LayoutProblem]:
    least = {side: low for side, (low, _) in margins(layout).items()}
    for side, room in _room(page).items():
        if room < least[side] - _OVERHANG:
            told = f"Có chữ cách mép {SIDES[side]} {room:.0f} mm; lề phải từ {least[side]:g} mm."
            yield _problem("margins", page.where, told)


def _room(page: _Page) -> dict[str, float]:
    """How far the text keeps from each edge; an empty page keeps far enough."""
    if not page.boxes:
        return {}
    return {
        "left": min(box[0] for box in page.boxes),
        "bottom": min(box[1] for box in page.boxes),
        "right": page.width - max(box[2] for box in page.boxes),
        "top": page.height - max(box[3] for box in page.boxes),
    }


def _number(page: _Page) -> Iterator[LayoutProblem]:
    wanted = "" if page.number == 1 else str(page.number)
    if page.head != wanted:
        told = "Trang 1 không được đánh số." if not wanted else f"Đầu trang phải có số {wanted}, ở giữa."
        yield _problem("page_number", page.where, told)


def _sizes(page: _Page, layout: Layout) -> Iterator[LayoutProblem]:
    allowed = [block.sizes for block in blocks(layout).values()]
    low, high = min(low for low, _ in allowed), max(high for _, high in allowed)
    wrong = sorted(size for size in page.sizes if size > 1 and not low - _HALF_POINT <= size <= high + _HALF_POINT)
    if wrong:
        told = f"Cỡ chữ {', '.join(f'{size:g}' for size in wrong)}, phải trong {low:g}–{high:g}."
        yield _problem("size", page.where, told)


def _header(page: _Page, layout: Layout) -> Iterator[LayoutProblem]:
    text = " ".join(page.text.split())
    for words in own_words(layout):
        if words not in text:
            yield _problem("header", page.where, f"Đầu văn bản thiếu «{words}» của hệ {layout.system}.")
    for words in sorted(foreign_words(layout)):
        if words in text:
            told = f"Đầu văn bản có «{words}» của hệ văn bản kia; một văn bản chỉ theo một hệ."
            yield _problem("mixed_systems", page.where, told)
    for line in NUMBER_LIKE.findall(page.text):
        if not begins_as_number_line(line, layout.system):
            told = f"Dòng số ký hiệu phải viết như «{NUMBER_FORMS[layout.system]}»."
            yield _problem("number_line", page.where, told)


def _fonts(document: pikepdf.Pdf) -> Iterator[LayoutProblem]:
    seen: set[str] = set()
    for number, page in enumerate(document.pages, start=1):
        for name, font in _used(page.obj.get(Name.Resources, Dictionary()), depth=0):
            if name in seen:
                continue
            seen.add(name)
            if not _is_embedded(font):
                told = f"Phông {name} không được nhúng; máy khác sẽ hiện phông khác. Hãy lập lại văn bản."
                yield _problem("font_not_embedded", f"trang {number}", told)
            if _family(name) not in _FAMILIES:
                told = f"Phông {name} đã bị thay vào; hãy dùng {', '.join(_FAMILIES[:2])} và cài đủ phông."
                yield _problem("font_substituted", f"trang {number}", told)


_DEPTH = 5  # forms inside forms; LibreOffice writes none


def _used(resources: pikepdf.Object, *, depth: int) -> Iterator[tuple[str, pikepdf.Object]]:
    for font in resources.get(Name.Font, Dictionary()).values():
        yield str(font.get(Name.BaseFont, Name.Unnamed)).removeprefix("/"), font
    for inner in resources.get(Name.XObject, Dictionary()).values():
        if depth < _DEPTH and Name.Resources in inner:
            yield from _used(inner[Name.Resources], depth=depth + 1)


def _is_embedded(font: pikepdf.Object) -> bool:
    inner = font.get(Name.DescendantFonts, Array([font]))
    if font.get(Name.Subtype) == Name.Type3:
        return True  # its letters are drawings in the file
    return all(any(kind in one.get(Name.FontDescriptor, Dictionary()) for kind in _FILES) for one in inner)


def _family(name: str) -> str:
    """`BAAAAA+LiberationSerif-Bold` → `LiberationSerif`."""
    plain = name.partition("+")[2] or name
    family = plain.partition("-")[0].partition(",")[0].replace(" ", "")
    return family.removesuffix("PSMT").removesuffix("PS")


def _problem(code: str, where: str, message: str) -> LayoutProblem:
    return LayoutProblem(code=code, where=where, message=message)
