"""What an Office container holds: libmagic often sees only "a ZIP file" or "a compound file".

The kind is read from the container's own list of parts, never from the file's name.
"""

import zipfile
import zlib
from typing import BinaryIO

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
OLD_WORD = "application/msword"
OLD_EXCEL = "application/vnd.ms-excel"

_MAIN_PARTS = {f"{WORD}.main+xml".encode(): WORD, f"{EXCEL}.main+xml".encode(): EXCEL}
_CONTENT_TYPES = "[Content_Types].xml"
_MAX_CONTENT_TYPES_BYTES = 1024**2
_MAX_ENTRIES = 20_000
# Real documents shrink 5 to 40 times; a bomb a thousand times.
_MAX_RATIO = 200
_RATIO_MATTERS_FROM_BYTES = 64 * 1024**2

_STREAM_NAMES = {name: name.encode("utf-16-le") for name in ("WordDocument", "Workbook", "Book", "EncryptedPackage")}
_MAX_COMPOUND_BYTES = 512 * 1024**2


class Unacceptable(ValueError):  # noqa: N818 - reads as what it says of a file
    """The container cannot be taken; the text says why, in Vietnamese."""


def office_zip_kind(stream: BinaryIO) -> str | None:
    """The media type of a Word or Excel file of today, None for any other ZIP file.

    Raises:
        Unacceptable: it is damaged or would unpack to an unreasonable size.
    """
    try:
        with zipfile.ZipFile(stream) as container:
            _check_bounds(container)
            if _CONTENT_TYPES not in container.namelist():
                return None
            with container.open(_CONTENT_TYPES) as part:
                types = part.read(_MAX_CONTENT_TYPES_BYTES)
    # NotImplementedError is zipfile's word for a compression it does not know
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        if isinstance(error, Unacceptable):
            raise
        raise Unacceptable("bị hỏng") from error
    return next((kind for marker, kind in _MAIN_PARTS.items() if marker in types), None)


def _check_bounds(container: zipfile.ZipFile) -> None:
    entries = container.infolist()
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries) or 1
    is_bomb = unpacked > _RATIO_MATTERS_FROM_BYTES and unpacked > _MAX_RATIO * packed
    if len(entries) > _MAX_ENTRIES or is_bomb:
        raise Unacceptable("giải nén ra quá lớn so với bình thường")


def compound_kind(stream: BinaryIO) -> str | None:
    """The media type of an old Word or Excel file, None for any other compound file.

    Raises:
        Unacceptable: it is under a password, so that nobody could read it later.
    """
    content = stream.read(_MAX_COMPOUND_BYTES)
    if _STREAM_NAMES["EncryptedPackage"] in content:
        raise Unacceptable("đang đặt mật khẩu")
    if _STREAM_NAMES["WordDocument"] in content:
        return OLD_WORD
    if _STREAM_NAMES["Workbook"] in content or _STREAM_NAMES["Book"] in content:
        return OLD_EXCEL
    return None
