"""Reading copies: the pages of a record's files as a portfolio shows them, whatever kind the file is.

What a file did beyond showing its pages stays behind: fields, links, programs. What its signatures and notes look like
becomes part of the page.
"""

import contextlib
import io
from collections.abc import Callable
from typing import BinaryIO

import pikepdf
from pikepdf import Array, Dictionary, Name
from PIL import Image, ImageOps, ImageSequence

from archive.errors import HosoError
from archive.exporters.portfolio_sheets import A4, frame
from archive.ports.portfolio import PortfolioItem

Convert = Callable[[bytes, str], bytes]
"""Word file and its name → PDF; raises one of the project's errors when it cannot."""

DAMAGED = "tệp PDF hỏng"
_PDF = "application/pdf"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_KEPT = frozenset({"/Type", "/MediaBox", "/CropBox", "/Rotate", "/UserUnit", "/Resources", "/Contents", "/Group"})
_PICTURE_EDGE = 2000  # pixels: a page of A4 at 170 dpi, enough to read
_QUALITY = 85
_MARGIN = 50.0  # points


class NotShown(Exception):  # noqa: N818 - no error: a page of facts takes the place; `str()` says why, for people
    """The file has no pages that can be shown."""


def reading_copy(item: PortfolioItem, source: BinaryIO, *, convert: Convert | None) -> pikepdf.Pdf:
    """The file's pages; whoever takes them over keeps `source` open until they are saved.

    Raises:
        NotShown: it is of a kind without pages, locked, or damaged.
    """
    if item.media_type == _PDF:
        return _flat(source)
    if item.media_type.startswith("image/"):
        return _pictures(source)
    if item.media_type == _WORD and convert:
        try:
            return _flat(io.BytesIO(convert(source.read(), item.name)))
        except HosoError as refused:
            raise NotShown("tệp Word không chuyển được sang PDF") from refused
    raise NotShown("loại tệp này không có trang để in")


def _flat(source: BinaryIO) -> pikepdf.Pdf:
    with contextlib.ExitStack() as undo:
        try:
            found = undo.enter_context(pikepdf.open(source))
            found.flatten_annotations("all")
            for page in found.pages:
                frame(page)  # raises now rather than when the line at its foot is written
                for key in [key for key in page.obj.keys() if key not in _KEPT]:  # noqa: SIM118 - not a dict
                    del page.obj[key]
            empty = not len(found.pages)
        except pikepdf.PasswordError as locked:
            raise NotShown("tệp PDF có mật khẩu") from locked
        except (pikepdf.PdfError, RuntimeError, ValueError, TypeError) as broken:
            raise NotShown(DAMAGED) from broken
        if empty:
            raise NotShown("tệp PDF không có trang nào")
        undo.pop_all()
    return found


def _pictures(source: BinaryIO) -> pikepdf.Pdf:
    pdf = pikepdf.Pdf.new()
    try:
        with Image.open(source) as picture:
            for frame in ImageSequence.Iterator(picture):
                pdf.pages.append(_picture_page(pdf, frame))
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as broken:
        raise NotShown("ảnh không đọc được") from broken
    return pdf


def _picture_page(pdf: pikepdf.Pdf, picture: Image.Image) -> pikepdf.Page:
    picture.thumbnail((_PICTURE_EDGE, _PICTURE_EDGE))
    upright = ImageOps.exif_transpose(picture).convert("RGBA")
    paper = Image.new("RGB", upright.size, "white")
    paper.paste(upright, mask=upright)
    content = io.BytesIO()
    paper.save(content, "JPEG", quality=_QUALITY)
    width, height = paper.size
    shown = pdf.make_stream(
        content.getvalue(),
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=width,
        Height=height,
        ColorSpace=Name.DeviceRGB,
        BitsPerComponent=8,
        Filter=Name.DCTDecode,
    )
    scale = min((A4[0] - 2 * _MARGIN) / width, (A4[1] - 2 * _MARGIN) / height)
    wide, high = width * scale, height * scale
    drawn = f"q {wide:.2f} 0 0 {high:.2f} {(A4[0] - wide) / 2:.2f} {A4[1] - _MARGIN - high:.2f} cm /P Do Q"
    page = Dictionary(
        Type=Name.Page,
        MediaBox=Array([0, 0, *A4]),
        Resources=Dictionary(XObject=Dictionary(P=shown)),
        Contents=pdf.make_stream(drawn.encode()),
    )
    return pikepdf.Page(pdf.make_indirect(page))
