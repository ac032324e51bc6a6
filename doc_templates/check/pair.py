"""The lint of a Word file beside its PDF: every text of the one can be read in the other.

LibreOffice cuts off what does not fit a row that may not break across pages, without a word.
"""

from collections.abc import Iterator, Sequence

import pypdfium2

from archive.language import nfc
from archive.pdfium import PDFIUM
from archive.ports.templates import LayoutProblem
from doc_templates.check.word import NotWordError, WordFile

_FULL = 100  # letters: even the narrowest column of a full page has more
_TAIL = 40  # characters that are told of a lost text


def lint_pair(docx: bytes, pdf: bytes) -> tuple[LayoutProblem, ...]:
    """Texts of the Word file that the PDF does not print; what one of them has against its form is not asked here."""
    try:
        with PDFIUM, pypdfium2.PdfDocument(pdf) as document:
            pages = [_letters(page.get_textpage().get_text_bounded()) for page in document]
        return tuple(_lost(WordFile.read(docx), pages))
    except (NotWordError, pypdfium2.PdfiumError):
        told = "Không so được tệp Word với PDF; hãy lập lại văn bản."
        return (LayoutProblem(code="unreadable", where="tệp Word và PDF", message=told),)


def _lost(word: WordFile, pages: Sequence[str]) -> Iterator[LayoutProblem]:
    for paragraph in word.paragraphs():
        if not _is_read(_letters(paragraph.text), pages):
            told = f"PDF không in hết đoạn này, mất chỗ «…{paragraph.text.strip()[-_TAIL:]}»; hãy nới cột hoặc hàng."
            yield LayoutProblem(code="text_lost", where=paragraph.where, message=told)


def _is_read(text: str, pages: Sequence[str]) -> bool:
    """Whether a text stands on a page, or begins on one and goes on at the next."""
    if any(text in page for page in pages):
        return True
    return any(_goes_on(text[_prefix(text, page) :], pages[place:]) for place, page in enumerate(pages, start=1))


def _goes_on(rest: str, pages: Sequence[str]) -> bool:
    """Whether the rest of a text stands on the pages that follow; it leaves a page only when that is full of it."""
    for page in pages:
        if rest in page:
            return True
        here = _prefix(rest, page)
        if here < _FULL:
            return False
        rest = rest[here:]
    return False


def _prefix(text: str, printed: str) -> int:
    """How many letters at the beginning of a text stand together somewhere."""
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if text[:middle] in printed else (low, middle - 1)
    return low


def _letters(text: str) -> str:
    """Letters and digits alone, however lines are broken."""
    return "".join(mark for mark in nfc(text) if mark.isalnum())
