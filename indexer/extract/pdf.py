"""Text of PDF files by page, and the pages that are only pictures, drawn for OCR.

pdfium is not safe to call from two threads, so all of it happens under one lock.
"""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO, TypeVar

import pypdfium2
from PIL import Image
from pypdfium2 import raw

from archive.errors import BadEvidence
from archive.pdfium import PDFIUM
from indexer.extract.ocr import READING_DPI

_POINTS_PER_INCH = 72
_MAX_READ_PIXELS = 25_000_000  # of a drawn page; A3 at 250 dpi has 12 million
_NEARLY_NO_TEXT = 20  # letters and digits: a page number, a scanner's mark
# A digital signature or a register stamp puts this much real text on a scan, at most.
_STAMP_TEXT = 400
_MOST_OF_THE_PAGE = 0.5
_DEEPEST_IMAGE = 8  # forms in forms
_LOST_HYPHEN = "\ufffe"  # what pdfium gives for a hyphen at the end of a line

_T = TypeVar("_T")
_Page = Any  # pdfium has no types
_Image = Any


@dataclass(frozen=True, slots=True)
class PdfPage:
    """What a page says by itself, and its drawing when there is more to read in pictures."""

    text: str
    drawing: Image.Image | None = None


class PdfReader:
    """A PDF, read page by page."""

    def __init__(self, source: BinaryIO) -> None:
        """Open the PDF.

        Raises:
            BadEvidence: it is damaged or needs a password.
        """
        with PDFIUM:
            self._pdf = _refusing(lambda: pypdfium2.PdfDocument(source))
            self._count = len(self._pdf)

    def pages(self) -> Iterator[PdfPage]:
        """The pages in order; a drawing lives only as long as the caller keeps it.

        Raises:
            BadEvidence: a page is damaged.
        """
        for number in range(self._count):
            with PDFIUM:
                page = self._page(number)
            yield page

    def _page(self, number: int) -> PdfPage:
        return _refusing(lambda: _read(self._pdf[number]))

    def close(self) -> None:
        """Give back what pdfium holds."""
        with PDFIUM:
            self._pdf.close()


def _refusing(step: Callable[[], _T]) -> _T:
    try:
        return step()
    except (pypdfium2.PdfiumError, ValueError, OSError) as error:
        raise BadEvidence("Tệp PDF bị hỏng hoặc có mật khẩu; hãy bỏ mật khẩu, lưu lại và nộp lại.") from error


def _read(page: _Page) -> PdfPage:
    try:
        text = _text(page)
        return PdfPage(text, _drawing(page) if _needs_reading(page, text) else None)
    finally:
        page.close()


def _text(page: _Page) -> str:
    textpage = page.get_textpage()
    try:
        text = str(textpage.get_text_bounded())
    finally:
        textpage.close()
    return text.replace("\r\n", "\n").replace(_LOST_HYPHEN, "-")


def _needs_reading(page: _Page, text: str) -> bool:
    """A page without text of its own that shows a picture, or a scan that somebody stamped or signed."""
    letters = sum(character.isalnum() for character in text)
    if letters >= _STAMP_TEXT:
        return False
    shares = [_share(page, image) for image in page.get_objects([raw.FPDF_PAGEOBJ_IMAGE], max_depth=_DEEPEST_IMAGE)]
    if letters < _NEARLY_NO_TEXT:
        return bool(shares)
    return sum(shares) >= _MOST_OF_THE_PAGE


def _share(page: _Page, image: _Image) -> float:
    width, height = page.get_size()
    left, bottom, right, top = image.get_bounds()
    return float(abs((right - left) * (top - bottom)) / max(width * height, 1.0))


def _drawing(page: _Page) -> Image.Image:
    width, height = page.get_size()
    most = math.sqrt(_MAX_READ_PIXELS / max(width * height, 1.0))
    picture: Image.Image = page.render(scale=min(READING_DPI / _POINTS_PER_INCH, most), grayscale=True).to_pil()
    return picture.convert("L")  # a copy of our own: the drawing's memory is pdfium's
