"""Whether a file is a workbook that is safe to unpack, and what is in it that costs extra care.

Every entry is inflated once and counted, for the sizes a ZIP file declares can lie.
"""

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from archive.errors import BadWorkbook
from archive.workbook.legacy_fonts import MARK
from archive.zip_damage import ZIP_DAMAGE

MAX_FILE_BYTES = 50 * 1024**2
MAX_UNPACKED_BYTES = 200 * 1024**2
MAX_ENTRIES = 5_000
_CHUNK_BYTES = 1024**2
_OVERLAP_BYTES = 32  # longer than any mark looked for, so that none hides between two chunks

_COMPOUND_FILE = b"\xd0\xcf\x11\xe0"  # .xls of old, and .xlsx under a password
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_FORMULA = (b"<f>", b"<f ", b":f>", b":f ")  # also under a prefix, as some programs write it
# Office files never carry a document type; entities declared in one are the classic XML bomb.
_DOCTYPE = (b"<!DOCTYPE", "<!DOCTYPE".encode("utf-16-le"), "<!DOCTYPE".encode("utf-16-be"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Traits:
    """What reading has to reckon with."""

    has_formulas: bool
    has_legacy_fonts: bool


def look_into(path: Path) -> Traits:
    """Look at the container before any library unpacks it.

    Raises:
        BadWorkbook: no such file, not an .xlsx, under a password, too large, or made to overwhelm the reader.
    """
    _check_file(path)
    try:
        with zipfile.ZipFile(path) as container:
            return _look(container, path)
    except (*ZIP_DAMAGE, OSError) as error:
        raise _refused(path, "bị hỏng hoặc không phải tệp Excel; hãy mở bằng Excel và lưu lại dạng .xlsx") from error


def _check_file(path: Path) -> None:
    if not path.is_file():
        raise _refused(path, "không có ở đó; hãy kiểm tra đường dẫn")
    size = path.stat().st_size
    if size > MAX_FILE_BYTES:
        raise _refused(path, f"lớn hơn {MAX_FILE_BYTES // 1024**2} MB; hãy bỏ ảnh, dữ liệu thừa rồi lưu lại")
    with path.open("rb") as stream:
        if stream.read(4) == _COMPOUND_FILE:
            locked = _ENCRYPTED in stream.read()
            raise _refused(path, "đang đặt mật khẩu; hãy bỏ mật khẩu rồi lưu lại" if locked else _OLD_FORMAT)


_OLD_FORMAT = "là tệp .xls đời cũ; hãy mở bằng Excel và lưu lại dạng .xlsx"


def _look(container: zipfile.ZipFile, path: Path) -> Traits:
    entries = container.infolist()
    names = {entry.filename for entry in entries}
    if "[Content_Types].xml" not in names or not any(name.startswith("xl/") for name in names):
        raise _refused(path, "không phải sổ Excel; hãy dùng đúng tệp .xlsx theo mẫu")
    too_large = f"chứa quá {MAX_UNPACKED_BYTES // 1024**2} MB sau khi giải nén; hãy bỏ dữ liệu thừa rồi lưu lại"
    if len(entries) > MAX_ENTRIES or sum(entry.file_size for entry in entries) > MAX_UNPACKED_BYTES:
        raise _refused(path, too_large)
    unpacked, has_formulas, has_legacy_fonts = 0, False, False
    for entry in entries:
        for size, window in _windows(container, entry):
            unpacked += size
            if unpacked > MAX_UNPACKED_BYTES:
                raise _refused(path, too_large)
            if any(mark in window for mark in _DOCTYPE):
                raise _refused(path, "chứa khai báo XML không được phép; hãy mở bằng Excel và lưu lại dạng .xlsx")
            has_formulas = has_formulas or any(mark in window for mark in _FORMULA)
            has_legacy_fonts = has_legacy_fonts or MARK.search(window) is not None
    return Traits(has_formulas=has_formulas, has_legacy_fonts=has_legacy_fonts)


def _windows(container: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[tuple[int, bytes]]:
    """Each chunk's size with the chunk and the end of the one before; pictures are only counted."""
    is_xml = entry.filename.lower().endswith((".xml", ".rels", ".vml"))
    tail = b""
    with container.open(entry) as stream:
        while chunk := stream.read(_CHUNK_BYTES):
            yield len(chunk), tail + chunk if is_xml else b""
            tail = chunk[-_OVERLAP_BYTES:]


def _refused(path: Path, why: str) -> BadWorkbook:
    return BadWorkbook(f"Sổ '{path.name}' {why}.", workbook=str(path))
