"""Text of plain text files, in the encodings that Vietnamese offices use."""

import codecs
from typing import BinaryIO

from archive.errors import BadEvidence

_MAX_BYTES = 64 * 1024**2  # a text of this size was written by a machine
_PAGE_BREAK = "\f"


def plain_pages(source: BinaryIO) -> tuple[str, ...]:
    """The text of a plain text file; form feeds part pages.

    Raises:
        BadEvidence: it is too large or no text.
    """
    content = source.read(_MAX_BYTES + 1)
    if len(content) > _MAX_BYTES:
        raise BadEvidence(f"Tệp văn bản thuần lớn hơn {_MAX_BYTES // 1024**2} MB; hãy nộp bản rút gọn.")
    text = _decoded(content)
    if "\0" in text:
        raise BadEvidence("Tệp ghi là văn bản thuần nhưng nội dung không phải chữ; hãy kiểm tra và nộp lại.")
    return tuple(text.replace("\r\n", "\n").split(_PAGE_BREAK))


def _decoded(content: bytes) -> str:
    marked = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for encoding in ["utf-16"] if marked else ["utf-8-sig", "cp1258"]:  # the last is Windows' own for Vietnamese
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise BadEvidence("Không đọc được bảng mã của tệp văn bản thuần; hãy lưu lại theo UTF-8 và nộp lại.")
