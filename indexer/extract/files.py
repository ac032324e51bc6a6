"""The text extractor: each kind of file by its own reader, pictures and scanned pages through OCR.

FileExtractor().extract(open("quét.pdf", "rb"), "application/pdf").pages
"""

import re
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from itertools import islice
from typing import BinaryIO

from PIL import Image

from archive.language import nfc
from archive.ports.extracting import ExtractedText
from indexer.extract import media
from indexer.extract.ocr import Tesseract
from indexer.extract.pdf import PdfPage, PdfReader
from indexer.extract.picture import frames
from indexer.extract.plain import plain_pages
from indexer.extract.seekable import seekable
from indexer.extract.sheet import sheet_pages
from indexer.extract.word import word_pages

_READERS = {media.WORD: word_pages, media.EXCEL: sheet_pages, media.PLAIN: plain_pages}
# Control characters, halves of characters and non-characters: no text, not storable as UTF-8 or XML. A form feed is
# among them: it parts pages wherever texts are kept.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


class FileExtractor:
    """Reads PDF, Word, Excel, pictures and plain text; any other kind has no text."""

    version = "1"  # of the readers: texts kept by another version are read again

    def __init__(self, *, tesseract: str = "tesseract", workers: int = 2, timeout: float = 120.0) -> None:
        """A reader that runs up to `workers` OCR processes at a time, each for at most `timeout` seconds."""
        self._ocr = Tesseract(tesseract, timeout)
        self._workers = max(workers, 1)

    def extract(self, source: BinaryIO, media_type: str) -> ExtractedText:
        """The text of a file.

        Raises:
            BadEvidence: the bytes cannot be read as what they claim to be.
            Unavailable: tesseract is not installed or took too long.
        """
        with seekable(source) as readable:
            if media_type in media.PICTURES:
                return self._read(PdfPage("", frame) for frame in frames(readable))
            if media_type == media.PDF:
                with closing(PdfReader(readable)) as reader:
                    return self._read(reader.pages())
            read = _READERS.get(media_type)
            return ExtractedText(pages=_clean(read(readable)) if read else ())

    def _read(self, pages: Iterable[PdfPage]) -> ExtractedText:
        """All pages in order; no more drawings are held than are being read."""
        texts: list[str] = []
        by_ocr = False
        with ThreadPoolExecutor(self._workers, thread_name_prefix="ocr") as pool:
            for batch in _batches(iter(pages), self._workers):
                reading = [(page, self._start(pool, page.drawing)) for page in batch]
                by_ocr = by_ocr or any(future for _, future in reading)
                texts.extend(f"{page.text}\n{future.result()}" if future else page.text for page, future in reading)
        return ExtractedText(pages=_clean(texts), by_ocr=by_ocr)

    def _start(self, pool: ThreadPoolExecutor, drawing: Image.Image | None) -> "Future[str] | None":
        return None if drawing is None else pool.submit(self._ocr.read, drawing)


def _batches(pages: Iterator[PdfPage], size: int) -> Iterator[list[PdfPage]]:
    while batch := list(islice(pages, size)):
        yield batch


def _clean(pages: Iterable[str]) -> tuple[str, ...]:
    """Composed letters, and nothing that parts pages or breaks XML: texts go into records."""
    return tuple(nfc(_CONTROL.sub(" ", page)).strip() for page in pages)
