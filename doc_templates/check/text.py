"""The lint of a filled Word file: page, letters, header, number line, and text that must not be there.

lint_docx(docx, PARTY) → () when nothing is wrong
"""

import re
from collections.abc import Iterator, Mapping
from unicodedata import is_normalized

from archive.ports.templates import LayoutProblem
from doc_templates.author.layouts import Layout
from doc_templates.author.styles import FONT, Style
from doc_templates.check.rules import (
    NEAR,
    NUMBER_FORMS,
    NUMBER_LIKE,
    PAGE,
    SIDES,
    Block,
    blocks,
    foreign_words,
    is_number_line,
    margins,
    own_words,
)
from doc_templates.check.tables import table_problems
from doc_templates.check.word import DOCUMENT, NotWordError, Paragraph, R, Run, W, WordFile, is_on, length, sections

_RELATIONS = "word/_rels/document.xml.rels"
_NONE = re.compile(r"\bNone\b")
_TAGS = ("{{", "}}", "{%", "%}")


def lint_docx(docx: bytes, layout: Layout) -> tuple[LayoutProblem, ...]:
    """Everything a filled document has against its layout, in the order of the document."""
    try:
        word = WordFile.read(docx)
        page = (*_page(word, layout), *_page_numbers(word), *_header(word, layout))
        return (*page, *_paragraphs(word, layout), *table_problems(word))
    except NotWordError as error:
        return (_problem("unreadable", "tệp Word", f"Không đọc được: {error}. Hãy lưu lại bằng Word."),)


def text_problems(text: str, where: str) -> Iterator[LayoutProblem]:
    """What may stand in no printed text: tags, the program's own words, letters put together from pieces."""
    if any(sign in text for sign in _TAGS):
        yield _problem("tag_left", where, "Còn thẻ chưa được điền; hãy sửa thẻ trong mẫu.")
    if _NONE.search(text):
        yield _problem("none_printed", where, "In ra chữ 'None' thay cho dữ liệu trống; hãy sửa mẫu hoặc dữ liệu.")
    if not is_normalized("NFC", text):
        yield _problem("not_nfc", where, "Chữ có dấu ở dạng tổ hợp rời (không phải NFC); hãy gõ lại bằng Unicode.")


def _page(word: WordFile, layout: Layout) -> Iterator[LayoutProblem]:
    found = sections(word.xml(DOCUMENT))
    if not found:
        yield _problem("page_size", "document.xml", "Văn bản không khai khổ giấy; hãy đặt khổ A4.")
    for number, section in enumerate(found, start=1):
        where = f"document.xml, phần trang {number}"
        size, edges = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
        sides = sorted((length(size, "w"), length(size, "h")))
        if any(abs(side - wanted) > NEAR for side, wanted in zip(sides, PAGE, strict=True)):
            told = f"{sides[0]:.0f} × {sides[1]:.0f} mm"
            yield _problem("page_size", where, f"Khổ giấy {told}, phải là A4 (210 × 297 mm).")
        for side, (low, high) in margins(layout).items():
            is_wide = length(edges, side)
            if not low - NEAR <= is_wide <= high + NEAR:
                told = f"Lề {SIDES[side]} {is_wide:.1f} mm, phải là {_range(low, high)} mm."
                yield _problem("margins", where, told)


def _page_numbers(word: WordFile) -> Iterator[LayoutProblem]:
    targets = _targets(word)
    for number, section in enumerate(sections(word.xml(DOCUMENT)), start=1):
        where = f"document.xml, phần trang {number}"
        headers = {
            one.get(f"{W}type", "default"): targets.get(one.get(f"{R}id", ""), "")
            for one in section.iter(f"{W}headerReference")
        }
        if number == 1 and not is_on(section.find(f"{W}titlePg")):
            yield _problem("page_number", where, "Trang 1 không được đánh số; hãy chọn 'Different First Page'.")
        if number == 1 and not _shows_page(word, headers.get("default", "")):
            yield _problem("page_number", where, "Đầu trang thiếu số trang; hãy chèn số trang ở giữa, từ trang 2.")
        if _shows_page(word, headers.get("first", "")):
            yield _problem("page_number", where, "Đầu trang của trang 1 có số trang; hãy bỏ số ở trang đầu.")


def _targets(word: WordFile) -> Mapping[str, str]:
    if _RELATIONS not in word.parts:
        return {}
    return {one.get("Id", ""): f"word/{one.get('Target', '')}" for one in word.xml(_RELATIONS)}


def _shows_page(word: WordFile, part: str) -> bool:
    if part not in word.parts:
        return False
    tree = word.xml(part)
    said = [one.get(f"{W}instr", "") for one in tree.iter(f"{W}fldSimple")]
    said += [one.text or "" for one in tree.iter(f"{W}instrText")]
    return any("PAGE" in text.split() for text in said)


def _header(word: WordFile, layout: Layout) -> Iterator[LayoutProblem]:
    lines = {" ".join(one.text.split()) for one in word.paragraphs()}
    for words in own_words(layout):
        if words not in lines:
            yield _problem("header", "document.xml, đầu văn bản", f"Thiếu dòng «{words}» của hệ {layout.system}.")
    for words in sorted(foreign_words(layout) & lines):
        told = f"Có dòng «{words}» của hệ văn bản kia; một văn bản chỉ theo một hệ."
        yield _problem("mixed_systems", "document.xml, đầu văn bản", told)


def _paragraphs(word: WordFile, layout: Layout) -> Iterator[LayoutProblem]:
    allowed = blocks(layout)
    for part in word.text_parts:
        for paragraph in word.paragraphs(part):
            if paragraph.text.strip():
                yield from text_problems(paragraph.text, paragraph.where)
                yield from _number_line(paragraph, layout)
                yield from _letters(paragraph, _block(paragraph, allowed))
                yield from _lines(paragraph, _block(paragraph, allowed))


def _number_line(paragraph: Paragraph, layout: Layout) -> Iterator[LayoutProblem]:
    is_one = paragraph.style == Style.NUMBER.value or NUMBER_LIKE.fullmatch(paragraph.text)
    if is_one and not is_number_line(paragraph.text, layout.system):
        told = f"Dòng số ký hiệu phải viết như «{NUMBER_FORMS[layout.system]}» (số để trống khi chưa ban hành)."
        yield _problem("number_line", paragraph.where, told)


def _block(paragraph: Paragraph, allowed: Mapping[str, Block]) -> Block:
    """The block of the paragraph's style; text of another style counts as a table's or the body's."""
    other = Style.CELL if paragraph.in_table else Style.BODY
    return allowed.get(paragraph.style) or allowed[other.value]


def _letters(paragraph: Paragraph, block: Block) -> Iterator[LayoutProblem]:
    runs = [run for run in paragraph.runs if run.text.strip()]
    fonts = sorted({run.look.font or "không rõ" for run in runs} - {FONT})
    if fonts:
        yield _problem("font", paragraph.where, f"Phông {', '.join(fonts)}, phải là {FONT}.")
    sizes = sorted({size for run in runs if not block.sizes[0] <= (size := run.look.size or 0) <= block.sizes[1]})
    if sizes:
        told = f"Cỡ chữ {', '.join(f'{size:g}' for size in sizes)}, phải là {_range(*block.sizes)}."
        yield _problem("size", paragraph.where, told)
    yield from _weight(paragraph, runs, block)


def _weight(paragraph: Paragraph, runs: list[Run], block: Block) -> Iterator[LayoutProblem]:
    if block.bold is not None and any(bool(run.look.bold) != block.bold for run in runs):
        yield _problem("weight", paragraph.where, f"Chữ {'phải đậm' if block.bold else 'không được đậm'}.")
    if block.italic is not None and any(bool(run.look.italic) != block.italic for run in runs):
        yield _problem("weight", paragraph.where, "Chữ phải nghiêng.")


def _lines(paragraph: Paragraph, block: Block) -> Iterator[LayoutProblem]:
    if block.lines and not paragraph.in_table and not block.lines[0] <= (paragraph.line or 0) <= block.lines[1]:
        is_now = "không cố định" if paragraph.line is None else f"{paragraph.line:g} pt"
        told = f"Khoảng cách dòng {is_now}, phải là chính xác {_range(*block.lines)} pt."
        yield _problem("line_spacing", paragraph.where, told)


def _range(low: float, high: float) -> str:
    return f"{low:g}" if low == high else f"{low:g}–{high:g}"


def _problem(code: str, where: str, message: str) -> LayoutProblem:
    return LayoutProblem(code=code, where=where, message=message)
