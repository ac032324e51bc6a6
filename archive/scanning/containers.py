"""What an Office file of today holds: libmagic often sees only "a ZIP file".

The kind is read from the container's own list of parts, never from the file's name.
"""

import zipfile
from collections.abc import Iterator
from typing import BinaryIO

from lxml import etree

from archive.scanning.limits import Limits, Unacceptable
from archive.scanning.names import shown
from archive.zip_damage import ZIP_DAMAGE

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

_MAIN_PARTS = {f"{WORD}.main+xml".encode(): WORD, f"{EXCEL}.main+xml".encode(): EXCEL}
_CONTENT_TYPES = "[Content_Types].xml"
_PART_BYTES = 1024**2  # of a list of parts or of relationships; real ones have a hundredth
_MAX_ENTRIES = 20_000
# Real documents shrink 5 to 40 times; a bomb a thousand times.
_MAX_RATIO = 200
_RATIO_MATTERS_FROM_BYTES = 64 * 1024**2
_ENCRYPTED = 0x1  # flag of an entry (APPNOTE 4.4.4)

_MACROS = ("vbaproject.bin", "vbadata.xml")
_PACKAGED = "Ole10Native".encode("utf-16-le")  # the stream of a file that was dropped into a document
# What the program fetches by itself when it opens the document; links a person must click are normal.
_FETCHED = ("/attachedTemplate", "/oleObject", "/externalLinkPath", "/frame", "/subDocument", "/image")
_ELSEWHERE = ("http:", "https:", "ftp:", "\\\\", "file://///", "//")


def office_zip_kind(stream: BinaryIO, limits: Limits) -> tuple[str | None, tuple[str, ...]]:
    """The media type of a Word or Excel file of today, None for any other ZIP file; and what to be careful about.

    Raises:
        Unacceptable: it is damaged, encrypted, holds macros, or would unpack to an unreasonable size.
    """
    try:
        with zipfile.ZipFile(stream) as container:
            _check_bounds(container, limits)
            if _CONTENT_TYPES not in container.namelist():
                return None, ()
            kind = _kind(_part(container, _CONTENT_TYPES))
            _refuse_macros(container)
            return kind, tuple(sorted(set(_notes(container))))
    except (*ZIP_DAMAGE, OSError) as error:
        if isinstance(error, Unacceptable):
            raise
        raise Unacceptable("bị hỏng; hãy mở, lưu lại rồi gửi tệp mới") from error


def _kind(types: bytes) -> str | None:
    if b"macroEnabled" in types:
        raise _with_macros()
    return next((kind for marker, kind in _MAIN_PARTS.items() if marker in types), None)


def _check_bounds(container: zipfile.ZipFile, limits: Limits) -> None:
    entries = container.infolist()
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries) or 1
    is_bomb = unpacked > _RATIO_MATTERS_FROM_BYTES and unpacked > _MAX_RATIO * packed
    if len(entries) > _MAX_ENTRIES or is_bomb or unpacked > limits.unpacked:
        raise Unacceptable("giải nén ra quá lớn so với bình thường; hãy tách nhỏ hoặc giảm cỡ ảnh rồi gửi lại")
    if any(entry.flag_bits & _ENCRYPTED for entry in entries):
        raise Unacceptable("đang đặt mật khẩu; hãy giải nén bằng mật khẩu rồi gửi từng tệp không có mật khẩu")


def _refuse_macros(container: zipfile.ZipFile) -> None:
    names = [name.lower() for name in container.namelist()]
    if any(name.rsplit("/", 1)[-1] in _MACROS or "/macrosheets/" in name for name in names):
        raise _with_macros()


def _with_macros() -> Unacceptable:
    return Unacceptable("có macro (mã chạy được); hãy lưu lại dạng .docx, .xlsx không có macro, hoặc PDF, rồi gửi")


def _notes(container: zipfile.ZipFile) -> Iterator[str]:
    for name in container.namelist():
        low = name.lower()
        if low.endswith(".rels"):
            yield from (
                f"Tệp Office tự lấy nội dung từ nơi khác: {shown(to)[:200]}" for to in _fetched(container, name)
            )
        elif "/activex/" in low:
            yield "Tệp Office có điều khiển ActiveX"
        elif "/embeddings/" in low and low.endswith(".bin") and _PACKAGED in _part(container, name):
            yield "Tệp Office có tệp khác nhúng bên trong"


def _fetched(container: zipfile.ZipFile, name: str) -> Iterator[str]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        links = etree.fromstring(_part(container, name), parser)
    except etree.XMLSyntaxError as error:
        raise Unacceptable("bị hỏng; hãy mở, lưu lại rồi gửi tệp mới") from error
    for link in links:
        target = link.get("Target") or ""
        fetches = (link.get("Type") or "").endswith(_FETCHED) and link.get("TargetMode") == "External"
        if fetches and target.strip().lower().startswith(_ELSEWHERE):
            yield target


def _part(container: zipfile.ZipFile, name: str) -> bytes:
    with container.open(name) as part:
        return part.read(_PART_BYTES)
