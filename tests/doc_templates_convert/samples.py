"""Word documents for the tests, made here, and what is read back out of PDFs."""

import io
import zipfile
from collections.abc import Mapping
from typing import Any

import docx
import pypdfium2
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from PIL import Image

VIETNAMESE = (
    "Kính gửi: Ban Tổ chức Tỉnh ủy",
    "Đồng chí Nguyễn Thị Ánh Tuyết, Bí thư Đảng ủy, đề nghị được xếp loại hằng quý.",
    "ă â đ ê ô ơ ư Ă Â Đ Ê Ô Ơ Ư ắ ằ ẳ ẵ ặ ấ ầ ẩ ẫ ậ ế ề ể ễ ệ ố ồ ổ ỗ ộ ớ ờ ở ỡ ợ ứ ừ ử ữ ự ý ỳ ỷ ỹ ỵ",
)


def blank() -> Any:
    """An A4 document set in the font of all documents."""
    document = docx.Document()
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Times New Roman", Pt(14)
    normal.paragraph_format.space_after = Pt(0)
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin = Cm(3), Cm(1.5)
    return document


def saved(document: Any) -> bytes:
    """The document's bytes."""
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def letter(*paragraphs: str) -> bytes:
    """A document of a few paragraphs."""
    document = blank()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    return saved(document)


def signed_by(names: Mapping[str, str], *, where: str = "own line") -> bytes:
    """A letter that ends in one column a signer, role → name; `where` says what the bookmarks stand on."""
    document = blank()
    document.add_paragraph(VIETNAMESE[1])
    cells = document.add_table(1, len(names)).rows[0].cells
    for number, (cell, (role, name)) in enumerate(zip(cells, names.items(), strict=True)):
        title = cell.paragraphs[0]
        title.add_run(f"CHỨC VỤ {number}")
        gap = [cell.add_paragraph() for _ in range(4)]
        cell.add_paragraph(name)
        for paragraph in cell.paragraphs:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        if where == "empty line at the left":
            gap[0].alignment = WD_ALIGN_PARAGRAPH.LEFT
        _bookmark(title if where == "title" else gap[0], f"sign_{role}", number)
    return saved(document)


def with_picture(mode: str, colour: Any) -> bytes:
    """A letter with a picture of one colour."""
    picture = io.BytesIO()
    Image.new(mode, (40, 40), colour).save(picture, "PNG")
    picture.seek(0)
    document = blank()
    document.add_picture(picture)
    return saved(document)


def with_linked_picture(target: str) -> bytes:
    """A letter whose picture is not inside but somewhere else."""
    return _rewritten(
        with_picture("RGB", "red"),
        {"r:embed=": "r:link=", 'Target="media/image1.png"': f'Target="{target}" TargetMode="External"'},
    )


def with_comment(text: str) -> bytes:
    """A letter with a comment in the margin."""
    document = blank()
    paragraph = document.add_paragraph(text)
    document.add_comment(paragraph.runs, text="chú thích bên lề", author="A")
    return saved(document)


def long_table(rows: int) -> bytes:
    """A table that keeps LibreOffice busy for a while."""
    document = blank()
    table = document.add_table(rows, 4)
    for number, row in enumerate(table.rows):
        row.cells[0].text = f"dòng {number}"
    return saved(document)


def text_of(pdf: bytes) -> list[str]:
    """The lines of text of all pages."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        text = "\n".join(page.get_textpage().get_text_bounded() for page in document)
    finally:
        document.close()
    return text.replace("\r", "").split("\n")


def _bookmark(paragraph: Any, name: str, number: int) -> None:
    for tag in ("w:bookmarkStart", "w:bookmarkEnd"):
        mark = OxmlElement(tag)
        mark.set(qn("w:id"), str(number))
        if tag == "w:bookmarkStart":
            mark.set(qn("w:name"), name)
        paragraph._p.append(mark)


def _rewritten(document: bytes, changes: Mapping[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(document)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name.endswith((".xml", ".rels")):
                for before, after in changes.items():
                    content = content.replace(before.encode(), after.encode())
            new.writestr(name, content)
    return out.getvalue()
