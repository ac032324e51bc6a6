"""What is no Word document is refused before LibreOffice sees it."""

import io
import zipfile

import pytest

from archive.errors import BadInput
from doc_templates.convert import OfficePool
from doc_templates.convert.intake import UNPACKED_LIMIT, admit
from tests.doc_templates_convert.samples import letter, with_comment


def zipped(**parts: bytes) -> bytes:
    """A zip of some parts; `_` in a name stands for a slash."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        for name, content in parts.items():
            archive.writestr(f"{name.replace('_', '/')}.xml", content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("docx", "reason"),
    [
        pytest.param(b"", "tệp rỗng", id="an empty file"),
        pytest.param("Đây là văn bản thường.".encode(), "không phải định dạng", id="plain text"),
        pytest.param(letter("thư")[:2000], "hỏng", id="a zip cut off in the middle"),
        pytest.param(zipped(xl_workbook=b"<workbook/>"), "không có văn bản Word", id="a workbook"),
        pytest.param(zipped(word_document=bytes(UNPACKED_LIMIT + 1)), "vượt 200 MB", id="a zip bomb"),
        pytest.param(zipped(word_document=b"<w:doc", word_comments=b"<c/>"), "bị hỏng", id="broken XML with comments"),
    ],
)
def test_it_is_refused(pool: OfficePool, docx: bytes, reason: str) -> None:
    with pytest.raises(BadInput, match=f"'Tờ trình'.*{reason}"):
        pool.convert(docx, name="Tờ trình")


def test_a_document_with_a_password_is_refused() -> None:
    docx = bytearray(letter("thư"))
    for header, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = docx.find(header)
        while at >= 0:
            docx[at + flags] |= 1
            at = docx.find(header, at + 1)

    with pytest.raises(BadInput, match="mật khẩu"):
        admit(bytes(docx), name="Tờ trình")


def test_a_good_document_is_handed_on_untouched() -> None:
    docx = letter("thư")

    assert admit(docx, name="Tờ trình") is docx


def test_only_the_references_to_comments_are_taken_out() -> None:
    docx = with_comment("Nội dung chính")

    with zipfile.ZipFile(io.BytesIO(admit(docx, name="Tờ trình"))) as parts:
        body = parts.read("word/document.xml").decode()
    assert "commentReference" not in body
    assert "Nội dung chính" in body
