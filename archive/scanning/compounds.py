"""What an Office file of before 2007 holds: a compound file, seen only through the names in its directory.

Nothing of it is unpacked; a look at three places tells its kind, whether it is encrypted and whether it has macros.
"""

import mmap
import struct
from collections.abc import Iterator
from typing import BinaryIO

from archive.scanning.limits import Unacceptable

OLD_WORD = "application/msword"
OLD_EXCEL = "application/vnd.ms-excel"

_ENTRY_BYTES, _NAME_BYTES = 128, 64  # of a directory entry ([MS-CFB] 2.6.1)
_START, _SHORT_BYTES, _PIECE_BYTES = 116, 4096, 64  # [MS-CFB] 2.6.1 and 2.4
_MOST_SECTORS = 10_000
_WORD_MAGIC, _WORD_ENCRYPTED = 0xA5EC, 0x0100  # [MS-DOC] 2.5.1, wIdent and fEncrypted
_BEGIN, _PASSWORD, _SHEET, _END = 0x0809, 0x002F, 0x0085, 0x000A  # [MS-XLS] 2.3
_MACRO_SHEET = 1  # the kind of a sheet of Excel 4.0 macros
_MOST_RECORDS = 20_000

_MACROS = ("_VBA_PROJECT", "_VBA_PROJECT_CUR", "VBA", "Macros")


def compound_kind(stream: BinaryIO) -> str | None:
    """The media type of an old Word or Excel file, None for any other compound file.

    Raises:
        Unacceptable: it is under a password, so that nobody could read it later; or it has macros.
    """
    with mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as content:
        try:
            return _kind(content)
        except (struct.error, OverflowError) as error:
            raise Unacceptable("bị hỏng; hãy mở, lưu lại rồi gửi tệp mới") from error


def _kind(content: mmap.mmap) -> str | None:
    if _has(content, "EncryptedPackage"):
        raise _locked()
    if any(_has(content, name) for name in _MACROS):
        raise _with_macros()
    if _has(content, "WordDocument"):
        _check_word(content)
        return OLD_WORD
    for name in ("Workbook", "Book"):
        if _has(content, name):
            _check_excel(content, name)
            return OLD_EXCEL
    return None


def _locked() -> Unacceptable:
    return Unacceptable("đang đặt mật khẩu; hãy mở bằng Word hoặc Excel, bỏ mật khẩu ở mục Bảo vệ, lưu lại rồi gửi")


def _with_macros() -> Unacceptable:
    return Unacceptable("có macro (mã chạy được); hãy lưu lại dạng .docx, .xlsx không có macro, hoặc PDF, rồi gửi")


def _has(content: mmap.mmap, name: str) -> bool:
    return next(_entries(content, name), None) is not None


def _entries(content: mmap.mmap, name: str) -> Iterator[int]:
    """Where the directory has an entry of that name: aligned, and with the right length beside it."""
    wanted = f"{name}\0".encode("utf-16-le")
    place = content.find(wanted)
    while place >= 0:
        length = content[place + _NAME_BYTES : place + _NAME_BYTES + 2]
        if place % _ENTRY_BYTES == 0 and length == struct.pack("<H", len(wanted)):
            yield place
        place = content.find(wanted, place + 1)


def _start(content: mmap.mmap, name: str) -> int:
    """Where the stream of that name begins; a short one lies in pieces of 64 bytes inside the root's own stream.

    Raises:
        struct.error: the file says nonsense.
    """
    (shift,) = struct.unpack_from("<H", content, 30)  # of the sector size, [MS-CFB] 2.2
    shift = min(int(shift), 16)
    first, size = struct.unpack_from("<II", content, [*_entries(content, name)][-1] + _START)
    if size >= _SHORT_BYTES:
        return int(first + 1) << shift
    (directory,) = struct.unpack_from("<I", content, 48)
    (sector,) = struct.unpack_from("<I", content, (int(directory + 1) << shift) + _START)  # the root's entry is first
    sectors, rest = divmod(int(first) * _PIECE_BYTES, 1 << shift)
    for _ in range(min(sectors, _MOST_SECTORS)):
        sector = _following(content, sector, shift)
    return (int(sector + 1) << shift) + rest


def _following(content: mmap.mmap, sector: int, shift: int) -> int:
    """The next sector of a chain, from the table of sectors; only what the head names of the table is known."""
    table, place = divmod(sector, 1 << (shift - 2))
    (lies,) = struct.unpack_from("<I", content, 76 + 4 * min(table, 108))
    (following,) = struct.unpack_from("<I", content, (int(lies + 1) << shift) + 4 * place)
    return int(following)


def _check_word(content: mmap.mmap) -> None:
    place = _start(content, "WordDocument")
    magic, flags = struct.unpack_from("<H8xH", content, place)
    if magic == _WORD_MAGIC and flags & _WORD_ENCRYPTED:
        raise _locked()


def _check_excel(content: mmap.mmap, name: str) -> None:
    for record, body in _records(content, _start(content, name)):
        if record == _PASSWORD:
            raise _locked()
        if record == _SHEET and len(body) > 5 and body[5] == _MACRO_SHEET:  # noqa: PLR2004 - its place in the record
            raise _with_macros()


def _records(content: mmap.mmap, place: int) -> Iterator[tuple[int, bytes]]:
    """The records of the workbook's own part, which comes first."""
    for number in range(_MOST_RECORDS):
        if place + 4 > len(content):
            return
        record, size = struct.unpack_from("<HH", content, place)
        if record == _END or (number == 0 and record != _BEGIN):
            return
        yield record, content[place + 4 : place + 4 + size]
        place += 4 + size
