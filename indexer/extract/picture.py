"""Pictures made ready for reading: upright, grey, on white, at the size of letters that OCR knows best."""

import math
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

from archive.errors import BadEvidence
from indexer.extract.ocr import READING_DPI

_MAX_PIXELS = 80_000_000  # A3 at 600 dpi has 70 million
_MAX_READ_PIXELS = 25_000_000  # given to OCR; A3 at 250 dpi has 12 million
_MAX_FRAMES = 1_000  # pages of a TIFF
_PAGE_INCHES = 8.27  # the short side of A4, what a scan without its resolution is taken for
_TRUSTED_DPI = (100, 1_200)  # outside of it a resolution is a default of the program, not of the scanner
_MOST_GROWTH = 3.0  # beyond it there is nothing more to see
_NEAR_ENOUGH = 0.8  # of the right size: a 300 dpi scan is better left as it is
_MIN_SIDE = 8  # pixels; smaller pictures hold no letter
_BROKEN = (UnidentifiedImageError, Image.DecompressionBombError, OSError, SyntaxError, ValueError, EOFError)


def frames(source: BinaryIO) -> Iterator[Image.Image]:
    """The pages of a picture file, ready for reading.

    Raises:
        BadEvidence: the file is damaged, a bomb, or no picture.
    """
    with _refusing(), Image.open(source) as opened:
        if getattr(opened, "n_frames", 1) > _MAX_FRAMES:
            raise BadEvidence(f"Tệp ảnh có trên {_MAX_FRAMES} trang; hãy chia nhỏ rồi nộp lại.")
        for frame in ImageSequence.Iterator(opened):
            if frame.width * frame.height > _MAX_PIXELS:
                raise BadEvidence(f"Ảnh quá lớn ({frame.width} × {frame.height} điểm ảnh); hãy quét lại ở 300 dpi.")
            yield prepared(frame)


@contextmanager
def _refusing() -> Iterator[None]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # the size is checked here
        try:
            yield
        except _BROKEN as error:
            raise BadEvidence("Tệp ảnh bị hỏng hoặc không phải ảnh; hãy kiểm tra và nộp lại.") from error


def prepared(picture: Image.Image) -> Image.Image:
    """A picture as OCR wants it."""
    upright = ImageOps.exif_transpose(picture)
    grey = _on_white(upright).convert("L")
    growth = _growth(grey, upright.info.get("dpi"))
    if _NEAR_ENOUGH < growth < 1 / _NEAR_ENOUGH:
        return grey
    size = max(round(grey.width * growth), _MIN_SIDE), max(round(grey.height * growth), _MIN_SIDE)
    return grey.resize(size, Image.Resampling.LANCZOS)


def _on_white(picture: Image.Image) -> Image.Image:
    if not picture.has_transparency_data:
        return picture
    white = Image.new("RGBA", picture.size, "white")
    return Image.alpha_composite(white, picture.convert("RGBA"))


def _growth(picture: Image.Image, stated: tuple[float, float] | None) -> float:
    shorter = min(picture.size)
    least, most = _TRUSTED_DPI
    dpi = float(stated[0]) if stated and least <= float(stated[0]) <= most else shorter / _PAGE_INCHES
    growth = min(READING_DPI / max(dpi, 1.0), _MOST_GROWTH)
    return min(growth, math.sqrt(_MAX_READ_PIXELS / (picture.width * picture.height)))
