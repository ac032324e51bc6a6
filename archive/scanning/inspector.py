"""Judges evidence files by content with libmagic and a look inside Office containers; names are not trusted.

media_type = ContentInspector().inspect(Path("minh-chung/236.pdf"))
"""

import os
import stat
from pathlib import Path
from typing import BinaryIO

import magic

from archive.errors import BadEvidence
from archive.scanning.containers import Unacceptable, compound_kind, office_zip_kind

MAX_BYTES = 2 * 1024**3
_HEAD_BYTES = 256 * 1024  # enough for every signature libmagic knows of the kinds below

_TAKEN = frozenset(("application/pdf", "image/png", "image/jpeg", "image/tiff", "text/plain"))
# libmagic calls notes with commas tables; as evidence they are plain text.
_PLAIN_TEXT = frozenset(("text/csv", "application/csv"))
_ZIP_SIGNATURE = b"PK\x03\x04"
_COMPOUND_SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Text a browser or a shell would act on, though libmagic may call it plain.
_ACTIVE_TEXT = (b"<html", b"<!doctype html", b"<script", b"<svg")
_ACTIVE_ENDINGS = frozenset(
    f".{ending}"
    for ending in (
        *("exe", "com", "scr", "msi", "bat", "cmd", "ps1", "vbs", "js", "jse", "wsf", "hta", "lnk", "jar", "sh", "py"),
        *("htm", "html", "xhtml", "svg"),
    )
)
_WANTED = "hãy gửi PDF, Word, Excel, ảnh PNG, JPEG, TIFF hoặc văn bản thuần"


class ContentInspector:
    """Looks at files before they are stored."""

    def inspect(self, path: Path) -> str:
        """The media type by content.

        Raises:
            BadEvidence: the file is missing, empty, too large, a shortcut, or of a kind not taken as evidence.
        """
        if path.suffix.lower() in _ACTIVE_ENDINGS:
            raise _refused(path, f"có đuôi {path.suffix} của tệp chạy được hoặc trang web; {_WANTED}")
        with _open(path) as stream:
            _check_size(path, os.fstat(stream.fileno()).st_size)
            head = stream.read(_HEAD_BYTES)
            stream.seek(0)
            try:
                found = _kind(head, stream)
            except Unacceptable as unacceptable:
                raise _refused(path, f"{unacceptable}; hãy mở, lưu lại rồi gửi tệp mới") from unacceptable
        if found is None:
            raise _refused(
                path, f"là loại '{magic.from_buffer(head, mime=True)}', không nhận làm minh chứng; {_WANTED}"
            )
        return found


def _open(path: Path) -> BinaryIO:
    """Open without following a shortcut and without waiting on a pipe."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        if path.is_symlink():
            raise _refused(path, "là lối tắt, không phải tệp thật; hãy chép tệp vào thư mục") from error
        raise _refused(path, "không mở được; hãy kiểm tra đường dẫn và quyền đọc") from error
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise _refused(path, "không phải là tệp thường; hãy chọn một tệp")
    return os.fdopen(descriptor, "rb")


def _check_size(path: Path, size: int) -> None:
    if size == 0:
        raise _refused(path, "trống; hãy gửi lại tệp có nội dung")
    if size > MAX_BYTES:
        raise _refused(path, f"lớn hơn {MAX_BYTES // 1024**3} GB; hãy tách nhỏ hoặc quét lại với độ phân giải thấp hơn")


def _kind(head: bytes, stream: BinaryIO) -> str | None:
    if head.startswith(_ZIP_SIGNATURE):
        return office_zip_kind(stream)
    if head.startswith(_COMPOUND_SIGNATURE):
        return compound_kind(stream)
    found = str(magic.from_buffer(head, mime=True))
    if found in _PLAIN_TEXT:
        found = "text/plain"
    if found == "text/plain" and _is_active(head):
        return None
    return found if found in _TAKEN else None


def _is_active(head: bytes) -> bool:
    plain = head.replace(b"\0", b"").lower()  # UTF-16 puts a zero beside each ASCII letter
    return plain.startswith(b"#!") or any(mark in plain for mark in _ACTIVE_TEXT)


def _refused(path: Path, why: str) -> BadEvidence:
    return BadEvidence(f"Tệp '{path.name}' {why}.", file=str(path))
