"""Judges evidence files by content: kind, size, what they would do when opened, viruses; names are not trusted.

ContentInspector().inspect(Path("minh-chung/236.pdf"))  # Inspection(media_type="application/pdf", warnings=())
"""

import os
import stat
from pathlib import Path
from typing import BinaryIO

import magic

from archive.errors import BadEvidence
from archive.ports.scanning import Inspection
from archive.scanning.clamd import Clamd
from archive.scanning.compounds import compound_kind
from archive.scanning.containers import office_zip_kind
from archive.scanning.limits import MEGABYTE, MEGAPIXEL, Limits, Unacceptable
from archive.scanning.names import ACTIVE_ENDINGS, require_honest, shown
from archive.scanning.pictures import check_picture
from archive.scanning.portable import bound_qpdf, check_pdf

_HEAD_BYTES = 256 * 1024  # enough for every signature libmagic knows of the kinds below

_PDF, _PICTURES = "application/pdf", frozenset(("image/png", "image/jpeg", "image/tiff"))
_TAKEN = frozenset((_PDF, *_PICTURES, "text/plain"))
# libmagic calls notes with commas tables; as evidence they are plain text.
_PLAIN_TEXT = frozenset(("text/csv", "application/csv"))
_ZIP_SIGNATURE = b"PK\x03\x04"
_COMPOUND_SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Text a browser or a shell would act on, though libmagic may call it plain.
_ACTIVE_TEXT = (b"<html", b"<!doctype html", b"<script", b"<svg")
_WANTED = "hãy gửi PDF, Word, Excel, ảnh PNG, JPEG, TIFF hoặc văn bản thuần"

_Judged = tuple[str | None, tuple[str, ...]]


class ContentInspector:
    """Looks at files before they are stored; with a virus scanner, asks it about each that is otherwise good."""

    def __init__(self, limits: Limits | None = None, *, scanner: Clamd | None = None) -> None:
        self._limits = limits or Limits()
        self._scanner = scanner
        bound_qpdf()

    def inspect(self, path: Path) -> Inspection:
        """The media type by content, and what to be careful about.

        Raises:
            BadEvidence: the file is missing, empty, too large, a shortcut, encrypted, dangerous, or of a kind not
                taken as evidence.
            Unavailable: the virus scanner gives no answer.
        """
        try:
            return self._inspect(path)
        except Unacceptable as unacceptable:
            raise BadEvidence(f"Tệp '{shown(path.name)}' {unacceptable}.", file=shown(str(path))) from unacceptable

    def _inspect(self, path: Path) -> Inspection:
        require_honest(path.name)
        if path.suffix.lower() in ACTIVE_ENDINGS:
            raise Unacceptable(f"có đuôi {path.suffix} của tệp chạy được hoặc trang web; {_WANTED}")
        with _open(path) as stream:
            _check_size(os.fstat(stream.fileno()).st_size, self._limits.file)
            head = stream.read(_HEAD_BYTES)
            stream.seek(0)
            kind, warnings = self._kind(head, stream)
            if kind is None:
                found = magic.from_buffer(head, mime=True)
                raise Unacceptable(f"là loại '{found}', không nhận làm minh chứng; {_WANTED}")
            self._scan(stream)
        return Inspection(kind, warnings)

    def _kind(self, head: bytes, stream: BinaryIO) -> _Judged:
        if head.startswith(_ZIP_SIGNATURE):
            return office_zip_kind(stream, self._limits)
        if head.startswith(_COMPOUND_SIGNATURE):
            return compound_kind(stream), ()
        found = _by_magic(head)
        if found == _PDF:
            return found, check_pdf(stream, self._limits)
        if found in _PICTURES:
            check_picture(stream, found, self._limits)
        return (found if found in _TAKEN else None), ()

    def _scan(self, stream: BinaryIO) -> None:
        signature = self._scanner.scan(stream) if self._scanner else None
        if signature is not None:
            raise Unacceptable(f"chứa mã độc '{shown(signature)}'; hãy diệt vi rút trên máy rồi gửi bản sạch")


def open_inspector(*, megabytes: int, unpacked: int, megapixels: int, clamd: str = "") -> ContentInspector:
    """An inspector with the bounds and the scanner that settings name; no address is no scanner.

    Raises:
        UsageError: the scanner's address has another form.
    """
    limits = Limits(file=megabytes * MEGABYTE, unpacked=unpacked * MEGABYTE, pixels=megapixels * MEGAPIXEL)
    return ContentInspector(limits, scanner=Clamd(clamd) if clamd else None)


def _open(path: Path) -> BinaryIO:
    """Open without following a shortcut and without waiting on a pipe."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        if path.is_symlink():
            raise Unacceptable("là lối tắt, không phải tệp thật; hãy chép tệp vào thư mục") from error
        raise Unacceptable("không mở được; hãy kiểm tra đường dẫn và quyền đọc") from error
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise Unacceptable("không phải là tệp thường; hãy chọn một tệp")
    return os.fdopen(descriptor, "rb")


def _check_size(size: int, most: int) -> None:
    if size == 0:
        raise Unacceptable("trống; hãy gửi lại tệp có nội dung")
    if size > most:
        raise Unacceptable(f"lớn hơn {most // MEGABYTE} MB; hãy tách nhỏ hoặc quét lại với độ phân giải thấp hơn")


def _by_magic(head: bytes) -> str | None:
    found = str(magic.from_buffer(head, mime=True))
    if found in _PLAIN_TEXT:
        found = "text/plain"
    return None if found == "text/plain" and _is_active(head) else found


def _is_active(head: bytes) -> bool:
    plain = head.replace(b"\0", b"").lower()  # UTF-16 puts a zero beside each ASCII letter
    return plain.startswith(b"#!") or any(mark in plain for mark in _ACTIVE_TEXT)
