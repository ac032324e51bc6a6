"""What a PDF would do beside being read: scripts, programs it starts, files inside it, forms that send data.

Every object is looked at, wherever it hides (object streams too); contents of pages are not interpreted. How deep
and how much is bounded, and qpdf is told what it may unpack.
"""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any, BinaryIO

import pikepdf
from pikepdf import settings

from archive.scanning.limits import MEGABYTE, MEGAPIXEL, Limits, Unacceptable
from archive.scanning.names import ACTIVE_ENDINGS, shown

_MOST_OBJECTS = 1_000_000  # a table of 10,000 rows, tagged, has a tenth of that
_MOST_DEPTH = 60  # of arrays and dictionaries in one object
_STRUCTURE_BYTES = 64 * MEGABYTE  # unpacked, of one stream of objects; real ones have a thousandth of that
# Names that make a closer look worthwhile; qpdf writes them without disguise (/J#53 becomes /JS).
_WORTH_A_LOOK = re.compile(rb"/(?:JS|JavaScript|Launch|SubmitForm|ImportData|URI|EF|XFA|RichMedia)\b")
_NOT_SEEN = ("limit exceeded", "unfilterable stream")  # qpdf warns and goes on without what it did not unpack
_WEB = ("http://", "https://", "mailto:", "tel:", "ftp://")

_SCRIPT = "PDF có mã JavaScript"
_FORM = "PDF có biểu mẫu động XFA, nội dung có thể đổi theo máy mở"
_SENDS = "PDF có nút gửi dữ liệu biểu mẫu ra ngoài"
_MEDIA = "PDF có nội dung đa phương tiện"
_ATTACHED = "PDF có tệp đính kèm bên trong"
_LOCKED = "PDF có mật khẩu hạn chế sao chép hoặc in"


def bound_qpdf() -> None:
    """Tell qpdf what one stream may unpack to; a setting of the whole process, the same whenever it is made."""
    settings.set_qpdf_limits(flate_max_memory=_STRUCTURE_BYTES, run_length_max_memory=_STRUCTURE_BYTES)


def check_pdf(stream: BinaryIO, limits: Limits) -> tuple[str, ...]:
    """What to be careful about in a PDF, in a lasting order.

    Raises:
        Unacceptable: it is damaged, needs a password, starts programs, or holds more than can be looked at.
    """
    stream.seek(0)
    try:
        with pikepdf.open(stream, suppress_warnings=True) as pdf:
            _require_bounded(pdf)
            found = {note for item in pdf.objects for note in _notes(item, limits)}
            if any(word in warning for warning in pdf.get_warnings() for word in _NOT_SEEN):
                raise Unacceptable("giải nén ra quá lớn so với bình thường; hãy mở, in ra PDF mới rồi gửi lại")
            return tuple(sorted({*found, _LOCKED} if pdf.is_encrypted else found))
    except pikepdf.PasswordError as error:
        raise Unacceptable(
            "đang đặt mật khẩu mở; hãy mở bằng mật khẩu, in ra PDF mới không có mật khẩu rồi gửi lại"
        ) from error
    # qpdf's own words for a structure that makes no sense, and Python's for values of the wrong kind in it
    except (pikepdf.PdfError, RuntimeError, ValueError, TypeError, KeyError, MemoryError, RecursionError) as error:
        if isinstance(error, Unacceptable):
            raise
        raise Unacceptable("bị hỏng, không đọc được cấu trúc PDF; hãy mở, lưu lại rồi gửi tệp mới") from error


def _require_bounded(pdf: pikepdf.Pdf) -> None:
    if int(pdf.trailer.get("/Size", 0)) > _MOST_OBJECTS:
        raise Unacceptable("có quá nhiều đối tượng so với một văn bản; hãy tách thành nhiều tệp")


def _notes(item: Any, limits: Limits) -> Iterator[str]:  # noqa: ANN401 - pikepdf is untyped
    if isinstance(item, pikepdf.Stream):
        _check_image(item, limits)
        yield from _walk(item)
    elif isinstance(item, pikepdf.Dictionary | pikepdf.Array) and _WORTH_A_LOOK.search(item.unparse(resolved=True)):
        yield from _walk(item)


def _check_image(stream: pikepdf.Stream, limits: Limits) -> None:
    if stream.get("/Subtype") == "/Image" and int(stream.get("/Width", 0)) * int(stream.get("/Height", 0)) > (
        limits.pixels
    ):
        most = limits.pixels // MEGAPIXEL
        raise Unacceptable(f"có ảnh lớn hơn {most} triệu điểm ảnh; hãy quét lại với độ phân giải thấp hơn")


def _walk(item: Any) -> Iterator[str]:  # noqa: ANN401 - pikepdf is untyped
    """Every dictionary in one object, without following references: those are objects of their own."""
    waiting: list[tuple[Any, int]] = [(item, 0)]
    while waiting:
        value, depth = waiting.pop()
        if depth > _MOST_DEPTH:
            raise Unacceptable("có cấu trúc lồng nhau quá sâu; hãy mở, in ra PDF mới rồi gửi lại")
        if isinstance(value, pikepdf.Dictionary | pikepdf.Stream):
            yield from _judge(value)
            inside = [part for _, part in value.items()]
        elif isinstance(value, pikepdf.Array):
            inside = list(value)
        else:
            continue
        waiting += [(part, depth + 1) for part in inside if not getattr(part, "is_indirect", False)]


def _judge(said: Any) -> Iterator[str]:  # noqa: ANN401 - pikepdf is untyped
    """What one dictionary says.

    Raises:
        Unacceptable: it starts a program or reads files of the reader's machine.
    """
    action = str(said.get("/S", ""))
    if action in ("/Launch", "/ImportData"):
        raise Unacceptable("có lệnh khởi chạy chương trình hoặc đọc tệp trên máy người mở; hãy in ra PDF mới rồi gửi")
    if action == "/JavaScript" or "/JS" in said:
        yield _SCRIPT
    if action == "/SubmitForm":
        yield _SENDS
    if action == "/URI" and (link := _bad_link(_text(said.get("/URI", "")))):
        yield f"PDF có liên kết tới chương trình hoặc tệp trên máy: {shown(link)}"
    if "/XFA" in said:
        yield _FORM
    if str(said.get("/Subtype", "")) == "/RichMedia":
        yield _MEDIA
    if "/EF" in said:
        yield _attached(said)


def _bad_link(link: str) -> str:
    """The link if it leads to a program or to the reader's own machine, else nothing."""
    bare = link.strip().lower()
    leads_out = bare.startswith(_WEB)
    ending = PurePosixPath(re.split(r"[?#]", bare)[0].replace("\\", "/")).suffix
    is_page = ending in (".htm", ".html", ".xhtml") or bare.count("/") <= len("//")  # https://x.com ends in .com
    is_program = ending in ACTIVE_ENDINGS and not (leads_out and is_page)
    return link[:200] if is_program or (":" in bare and not leads_out) else ""


def _attached(said: Any) -> str:  # noqa: ANN401 - pikepdf is untyped
    """The note of a file inside.

    Raises:
        Unacceptable: it is a program by its name.
    """
    name = _text(said.get("/UF", said.get("/F", "")))
    if PurePosixPath(name.replace("\\", "/").lower()).suffix in ACTIVE_ENDINGS:
        raise Unacceptable(f"có chương trình đính kèm bên trong ('{shown(name)[:100]}'); hãy bỏ tệp đính kèm rồi gửi")
    return f"{_ATTACHED}: {shown(name)[:100]}" if name else _ATTACHED


def _text(value: object) -> str:
    return str(value) if isinstance(value, pikepdf.String | str) else ""
