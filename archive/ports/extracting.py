"""The text of documents and evidence, for people to find them by."""

from dataclasses import dataclass
from typing import BinaryIO, Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtractedText:
    """Text by page, NFC; `by_ocr` marks text that was read from a picture and may hold errors."""

    pages: tuple[str, ...]
    by_ocr: bool = False


class TextExtractor(Protocol):
    """Reads text out of bytes."""

    def extract(self, source: BinaryIO, media_type: str) -> ExtractedText:
        """The text of a file; a kind without text gives no pages.

        Raises:
            BadEvidence: the bytes cannot be read as what they claim to be.
            Unavailable: a reader (OCR) is not installed or did not answer in time.
        """
        ...

    def forget(self) -> None:
        """Keep no text of anything read before; after a destruction no copy may be left.

        Raises:
            Unavailable: the disk refuses.
        """
        ...
