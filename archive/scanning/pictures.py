"""Pictures that unpack to more than any machine can hold: judged by the size they declare, before any decoding."""

import struct
from typing import BinaryIO

from PIL.Image import DecompressionBombError
from PIL.ImageFile import ImageFile
from PIL.JpegImagePlugin import JpegImageFile
from PIL.PngImagePlugin import PngImageFile
from PIL.TiffImagePlugin import TiffImageFile

from archive.scanning.limits import MEGAPIXEL, Limits, Unacceptable

# The plug-ins themselves and not Image.open, whose own limit is one for the whole process.
_READERS: dict[str, type[ImageFile]] = {
    "image/png": PngImageFile,
    "image/jpeg": JpegImageFile,
    "image/tiff": TiffImageFile,
}
_MOST_PAGES = 2_000  # of one scan


def check_picture(stream: BinaryIO, media_type: str, limits: Limits) -> None:
    """Accept a picture; only its heads are read.

    Raises:
        Unacceptable: it is damaged, or a page of it is too large to be decoded.
    """
    stream.seek(0)
    try:
        picture = _READERS[media_type](stream)
        _check_pages(picture, limits)
    except DecompressionBombError as error:
        raise _too_large(limits) from error
    # Pillow's readers let these out for heads that make no sense
    except (OSError, SyntaxError, ValueError, EOFError, struct.error, IndexError, KeyError, TypeError) as error:
        if isinstance(error, Unacceptable):
            raise
        raise Unacceptable("bị hỏng, không đọc được ảnh; hãy quét hoặc lưu lại rồi gửi tệp mới") from error


def _check_pages(picture: ImageFile, limits: Limits) -> None:
    page = 0
    while True:
        if picture.width * picture.height > limits.pixels:
            raise _too_large(limits)
        page += 1
        if page > _MOST_PAGES:
            raise Unacceptable(f"có hơn {_MOST_PAGES} trang ảnh; hãy tách thành nhiều tệp")
        if not isinstance(picture, TiffImageFile):
            return
        try:
            picture.seek(page)
        except EOFError:
            return


def _too_large(limits: Limits) -> Unacceptable:
    most = limits.pixels // MEGAPIXEL
    return Unacceptable(f"có ảnh lớn hơn {most} triệu điểm ảnh; hãy quét lại với độ phân giải thấp hơn")
