"""A report as a Word file in the layout of its issuer's system (domain notes §2.1, §2.2)."""

from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from archive.demo.reports import Report
from archive.domain.people import IssuerSystem, UnitKind
from archive.language import day_in_words

_FONT = "Times New Roman"
_HEAD_WIDTHS = (Mm(68), Mm(104))
_BODY_POINTS, _SMALL_POINTS = 14, 13


def letter(report: Report) -> bytes:
    """The report as .docx."""
    document = Document()
    _page(document)
    _head(document, report)
    _title(document, report)
    for text in report.paragraphs:
        _paragraph(document, text)
    _foot(document, report)
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def _page(document: Any) -> None:  # noqa: ANN401 - python-docx has no types
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    style = document.styles["Normal"]
    style.font.name, style.font.size = _FONT, Pt(_BODY_POINTS)
    style.paragraph_format.space_after = Pt(0)


def _head(document: Any, report: Report) -> None:  # noqa: ANN401 - as above
    unit = report.body.unit
    is_state = unit.system is IssuerSystem.STATE
    table = document.add_table(rows=1, cols=2)
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    left, right = table.rows[0].cells
    for column, cell, width in zip(table.columns, (left, right), _HEAD_WIDTHS, strict=True):
        column.width = cell.width = width
    _centred(left, unit.superior.upper(), size=_SMALL_POINTS, first=True)
    # Under its superior's name an office of the committee leaves that name out.
    own_name = unit.name.upper().removesuffix(" TỈNH ỦY")
    _centred(left, own_name, size=_SMALL_POINTS, bold=True)
    if is_state:
        _rule(left, share=40)
        _centred(left, f"Số: {report.number}", size=_SMALL_POINTS)
        _centred(right, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", size=_SMALL_POINTS - 1, bold=True, first=True)
        _centred(right, "Độc lập - Tự do - Hạnh phúc", size=_BODY_POINTS, bold=True)
        _rule(right, share=55)
    else:
        _centred(left, "*", size=_BODY_POINTS)
        _centred(left, f"Số {report.number}", size=_BODY_POINTS)
        _centred(right, "ĐẢNG CỘNG SẢN VIỆT NAM", size=_BODY_POINTS + 1, bold=True, first=True)
        _rule(right, share=70)
    _centred(right, f"{unit.place}, {day_in_words(report.issued)}", size=_BODY_POINTS, italic=True)


def _title(document: Any, report: Report) -> None:  # noqa: ANN401 - as above
    _centred(document, "", size=_BODY_POINTS)
    _centred(document, "BÁO CÁO", size=_BODY_POINTS + 1, bold=True)
    _centred(document, report.subject, size=_BODY_POINTS, bold=True)
    if report.body.unit.system is IssuerSystem.STATE:
        _rule(document, share=25)
    else:
        _centred(document, "-----", size=_BODY_POINTS)
    _centred(document, "", size=_SMALL_POINTS - 5)


def _paragraph(document: Any, text: str) -> None:  # noqa: ANN401 - as above
    paragraph = document.add_paragraph(text)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    form = paragraph.paragraph_format
    form.first_line_indent, form.space_before, form.line_spacing = Mm(10), Pt(6), Pt(19)


def _foot(document: Any, report: Report) -> None:  # noqa: ANN401 - as above
    unit = report.body.unit
    is_state = unit.system is IssuerSystem.STATE
    _centred(document, "", size=_SMALL_POINTS)
    left, right = document.add_table(rows=1, cols=2).rows[0].cells
    to = left.paragraphs[0].add_run("Nơi nhận:")
    to.bold, to.italic, to.font.size = is_state, is_state, Pt(12)
    to.underline = not is_state
    for line in (
        "- Ban Tổ chức Tỉnh ủy;",
        f"- Lãnh đạo {unit.name};",
        "- Lưu: VT." if is_state else "- Lưu Văn phòng.",
    ):
        left.add_paragraph().add_run(line).font.size = Pt(11)
    is_committee = unit.kind is UnitKind.PARTY_COMMITTEE
    post = report.signer_post.upper().removesuffix(" ĐẢNG ỦY")
    if is_committee:
        _centred(right, "T/M BAN THƯỜNG VỤ", size=_BODY_POINTS, bold=True, first=True)
    _centred(right, post, size=_BODY_POINTS, bold=not is_committee, first=not is_committee)
    for _ in range(4):
        _centred(right, "", size=_BODY_POINTS)
    _centred(right, report.signer, size=_BODY_POINTS, bold=True)


def _centred(
    place: Any,  # noqa: ANN401 - as above
    text: str,
    *,
    size: int,
    bold: bool = False,
    italic: bool = False,
    first: bool = False,
) -> None:
    """A centred line; a table cell has its first paragraph from the start."""
    paragraph = place.paragraphs[0] if first else place.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run(text)
    run.bold, run.italic, run.font.size = bold, italic, Pt(size)


def _rule(place: Any, *, share: int) -> None:  # noqa: ANN401 - as above
    """A thin line of that share of the width, drawn as the paragraph's border."""
    width = Mm(75) if hasattr(place, "width") else Mm(165)
    paragraph = place.add_paragraph()
    form = paragraph.paragraph_format
    form.left_indent = form.right_indent = int(width * (100 - share) / 200)
    form.space_before, form.line_spacing = Pt(3), Pt(4)
    border = OxmlElement("w:top")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
        border.set(qn(f"w:{name}"), value)
    borders = OxmlElement("w:pBdr")
    borders.append(border)
    paragraph._p.get_or_add_pPr().append(borders)  # noqa: SLF001 - python-docx has no other door to borders
