"""Two makings of one document side by side: paragraphs and structure of the Word file, text of the pages of the PDF.

The Word file is filled to the same bytes from the same form and data, so that mostly nothing is left to look for there;
a PDF differs in its dates and with LibreOffice's version, so its text is what counts.
"""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import zip_longest

import pypdfium2

from archive.errors import RecordDamaged
from archive.language import nfc
from archive.pdfium import PDFIUM
from archive.ports.rendering import Difference, RenderedDocument
from doc_templates.check.word import NotWordError, Paragraph, WordFile

_SHOWN = 200  # characters of a text that are told


def differences(docx: bytes, pdf: bytes, again: RenderedDocument) -> tuple[Difference, ...]:
    """What differs between a kept document and one just made; none when text and structure are the same.

    Raises:
        RecordDamaged: the kept Word file or PDF cannot be read.
    """
    try:
        words = () if docx == again.docx else tuple(_word(WordFile.read(docx), WordFile.read(again.docx)))
        return (*words, *_pages(_printed(pdf), _printed(again.pdf)))
    except (NotWordError, pypdfium2.PdfiumError) as wrong:
        title = again.request.title
        raise RecordDamaged(f"Bản đang giữ của '{title}' không đọc được ({wrong}); hãy lấy từ bản sao lưu.") from wrong


def _word(kept: WordFile, again: WordFile) -> Iterator[Difference]:
    for part in sorted(kept.parts.keys() | again.parts.keys()):
        if kept.parts.get(part) == again.parts.get(part):
            continue
        told = list(_paragraphs(kept, again, part)) if part in kept.text_parts and part in again.text_parts else []
        yield from told or [_whole_part(kept, again, part)]


def _paragraphs(kept: WordFile, again: WordFile, part: str) -> Iterator[Difference]:
    before, after = list(kept.paragraphs(part)), list(again.paragraphs(part))
    old_lines, new_lines = ([(item.style, item.in_table, item.text) for item in items] for items in (before, after))
    matcher = SequenceMatcher(None, old_lines, new_lines, autojunk=False)
    for what, low, high, start, end in matcher.get_opcodes():
        if what != "equal":
            for old, new in zip_longest(before[low:high], after[start:end]):
                shown = new or old
                where = shown.where if shown else part
                yield Difference(where=where, kept=_said(old), again=_said(new))


def _said(paragraph: Paragraph | None) -> str:
    return f"[{paragraph.style}] {_short(paragraph.text)}" if paragraph else ""


def _whole_part(kept: WordFile, again: WordFile, part: str) -> Difference:
    """A part that has the same paragraphs, or none: fields, tables, settings, pictures."""
    sizes = [len(word.parts[part]) if part in word.parts else None for word in (kept, again)]
    told = ["không có" if size is None else f"bố cục hoặc nội dung khác, {size} byte" for size in sizes]
    return Difference(where=part, kept=told[0], again=told[1])


def _printed(pdf: bytes) -> list[str]:
    """The words of each page; what a signature draws lies above the page and is not among them."""
    with PDFIUM, pypdfium2.PdfDocument(pdf) as document:
        return [" ".join(nfc(page.get_textpage().get_text_bounded()).split()) for page in document]


def _pages(kept: Sequence[str], again: Sequence[str]) -> Iterator[Difference]:
    for number, (old, new) in enumerate(zip_longest(kept, again), start=1):
        if old != new:
            before, after = _around(old or "", new or "")
            yield Difference(where=f"PDF, trang {number}", kept=before, again=after)


def _around(old: str, new: str) -> tuple[str, str]:
    """Both texts from a little before the first place where they part."""
    apart = next((place for place, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
    start = max(apart - _SHOWN // 4, 0)
    return _short(old[start:]), _short(new[start:])


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"
