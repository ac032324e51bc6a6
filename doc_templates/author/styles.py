"""The named styles of a template: what a clerk sees in Word's list of styles, and nothing else stands there."""

from dataclasses import dataclass, replace
from enum import StrEnum

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.enum.text import WD_LINE_SPACING
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt
from docx.styles.style import ParagraphStyle

from doc_templates.author.built_in_styles import built_in
from doc_templates.author.layouts import Layout

FONT = "Times New Roman"


class Style(StrEnum):
    """Paragraph styles by the name Word shows."""

    SUPERIOR = "Cơ quan cấp trên"
    ISSUER = "Cơ quan ban hành"
    NUMBER = "Số ký hiệu"
    STATE_NAME = "Quốc hiệu"
    MOTTO = "Tiêu ngữ"
    PLACE_DATE = "Địa danh, ngày tháng"
    RULE = "Đường kẻ"
    TITLE = "Tên loại"
    SUBJECT = "Trích yếu"
    MARK = "Dấu ngăn"
    ADDRESS = "Nơi gửi đến"
    BASE = "Căn cứ"
    BODY = "Nội dung"
    HEADING = "Đề mục"
    COLUMN = "Tên cột"
    CELL = "Ô bảng"
    CELL_CENTRED = "Ô bảng ở giữa"
    CELL_NOTE = "Ô bảng ghi chú"
    SPACER = "Dòng cách"
    RECIPIENTS = "Nơi nhận"
    RECIPIENT = "Mục nơi nhận"
    POST = "Chức vụ người ký"
    SIGNING_GAP = "Chỗ ký"
    SIGNER = "Họ tên người ký"
    PAGE_NUMBER = "Số trang"

    @property
    def id(self) -> str:
        """The style's id inside the file, ASCII."""
        return self.name.title().replace("_", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How one style looks; lengths in points, `first_line` in millimetres."""

    size: float
    line: float  # exact
    align: ALIGN = ALIGN.CENTER
    bold: bool = False
    italic: bool = False
    underline: bool = False
    before: float = 0
    after: float = 0
    first_line: float = 0
    keep_next: bool = False


_ROOM = 4  # points a line has above its letters: Vietnamese capitals carry two marks
_TABLE_SIZE, _TABLE_LINE = 12, 14.5


def looks(layout: Layout) -> dict[Style, Look]:
    """Every style of a layout."""
    return {**_head(layout), **_body(layout), **_table(), **_foot(layout)}


def _head(layout: Layout) -> dict[Style, Look]:
    mark = layout.subject_size
    return {
        Style.SUPERIOR: Look(size=layout.superior_size, line=layout.superior_size + _ROOM),
        Style.ISSUER: Look(size=layout.issuer_size, line=layout.issuer_size + _ROOM, bold=True),
        Style.NUMBER: Look(size=layout.number_size, line=18, before=6),
        Style.STATE_NAME: Look(size=layout.name_of_state_size, line=layout.name_of_state_size + _ROOM, bold=True),
        Style.MOTTO: Look(size=layout.motto_size or layout.body_size, line=18, bold=True),
        Style.PLACE_DATE: Look(size=layout.date_size, line=18, italic=True, before=6),
        Style.RULE: Look(size=1, line=4),
        Style.TITLE: Look(size=layout.title_size, line=layout.title_size + 6, bold=True, before=18, keep_next=True),
        Style.SUBJECT: Look(size=layout.subject_size, line=layout.subject_size + _ROOM, bold=True, keep_next=True),
        Style.MARK: Look(size=mark, line=mark + 2, after=6, keep_next=True),
    }


def _body(layout: Layout) -> dict[Style, Look]:
    size, line, before, indent = layout.body_size, layout.body_line, layout.body_before, layout.first_line
    body = Look(size=size, line=line, before=before, first_line=indent, align=ALIGN.JUSTIFY)
    return {
        Style.ADDRESS: Look(size=size, line=line, before=12, after=6),
        Style.BASE: replace(body, italic=layout.base_italic),
        Style.BODY: body,
        Style.HEADING: replace(body, bold=True, keep_next=True),
    }


def _table() -> dict[Style, Look]:
    return {
        Style.COLUMN: Look(size=_TABLE_SIZE, line=_TABLE_LINE, bold=True),
        Style.CELL: Look(size=_TABLE_SIZE, line=_TABLE_LINE, align=ALIGN.LEFT),
        Style.CELL_CENTRED: Look(size=_TABLE_SIZE, line=_TABLE_LINE),
        Style.CELL_NOTE: Look(size=_TABLE_SIZE, line=_TABLE_LINE, align=ALIGN.LEFT, italic=True),
    }


def _foot(layout: Layout) -> dict[Style, Look]:
    slanted = layout.recipients_bold_italic
    return {
        Style.SPACER: Look(size=6, line=9, keep_next=True),
        Style.RECIPIENTS: Look(
            size=layout.recipients_size,
            line=layout.recipients_size + _ROOM,
            align=ALIGN.LEFT,
            bold=slanted,
            italic=slanted,
            underline=layout.recipients_underlined,
            keep_next=True,
        ),
        Style.RECIPIENT: Look(size=layout.recipient_size, line=14, align=ALIGN.LEFT, keep_next=True),
        Style.POST: Look(size=layout.body_size, line=18, bold=layout.post_bold, keep_next=True),
        Style.SIGNING_GAP: Look(size=layout.body_size, line=18, keep_next=True),
        Style.SIGNER: Look(size=layout.body_size, line=18, bold=True),
        Style.PAGE_NUMBER: Look(size=layout.body_size, line=18),
    }


def replace_styles(document: Document, layout: Layout) -> None:
    """Drop what a new document brings along and define the layout's own styles."""
    element = document.styles.element
    for child in list(element):
        element.remove(child)
    for definition in (_defaults(layout), *built_in()):
        element.append(parse_xml(definition))
    for style, look in looks(layout).items():
        made = document.styles.add_style(style.value, WD_STYLE_TYPE.PARAGRAPH)
        made.element.set(qn("w:styleId"), style.id)
        made.quick_style = True
        _apply(look, made)


def _apply(look: Look, style: ParagraphStyle) -> None:
    font, paragraph = style.font, style.paragraph_format
    font.size = Pt(look.size)
    font.bold, font.italic, font.underline = look.bold or None, look.italic or None, look.underline or None
    paragraph.alignment = look.align
    paragraph.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    paragraph.line_spacing = Pt(look.line)
    paragraph.space_before, paragraph.space_after = Pt(look.before), Pt(look.after)
    if look.first_line:
        paragraph.first_line_indent = Mm(look.first_line)
    paragraph.keep_with_next = look.keep_next or None


def _defaults(layout: Layout) -> str:
    half_points = round(layout.body_size * 2)
    return (
        f"<w:docDefaults {nsdecls('w')}><w:rPrDefault><w:rPr>"
        f'<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}" w:cs="{FONT}"/>'
        f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/><w:lang w:val="vi-VN"/>'
        "</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
    )
