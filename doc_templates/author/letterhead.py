"""What stands above the text: who issues, in whose name, where and when, and what the document is."""

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from doc_templates.author.sheet import Sheet, put
from doc_templates.author.styles import Style
from doc_templates.author.tables import side_by_side

_GAP = 3  # millimetres between the two blocks, for issuers with long names


def letterhead(sheet: Sheet, *, may_be_top: bool = False, about: str = "") -> None:
    """The block at the top: issuer on the left, the system's own words on the right, number and date on one line.

    Args:
        sheet: the blank sheet.
        may_be_top: the issuer may have no superior body, and then has no line for it.
        about: what a letter is about, below its number; a letter has no title of its own.
    """
    layout = sheet.layout
    left, right = sheet.width * layout.left_share - _GAP, sheet.width * (1 - layout.left_share)
    table = side_by_side(sheet, (left, _GAP, right), rows=2)
    issuer, _, words = table.rows[0].cells
    for line in ("{%p if superior %}", "{{ superior }}", "{%p endif %}") if may_be_top else ("{{ superior }}",):
        put(issuer, Style.SUPERIOR, line)
    put(issuer, Style.ISSUER, "{{ issuer }}")
    if layout.issuer_mark:
        put(issuer, Style.SUPERIOR, layout.issuer_mark)
    if layout.issuer_rule:
        _rule_in(issuer, layout.issuer_rule, of=left)
    put(words, Style.STATE_NAME, layout.name_of_state)
    if layout.motto:
        put(words, Style.MOTTO, layout.motto)
    _rule_in(words, layout.motto_rule, of=right)
    number, _, date = table.rows[1].cells
    put(number, Style.NUMBER, "{{ number_line }}")
    if about:
        put(number, Style.CELL_CENTRED, about)
    put(date, Style.PLACE_DATE, "{{ place_date }}")


def heading(sheet: Sheet, title: str, *subject: str) -> None:
    """The type of document and what it is about, closed by the system's mark."""
    sheet.write(Style.TITLE, title)
    for line in subject:
        sheet.write(Style.SUBJECT, line)
    if sheet.layout.subject_mark:
        sheet.write(Style.MARK, sheet.layout.subject_mark)
    if sheet.layout.subject_rule:
        paragraph = sheet.write(Style.RULE, "", keep_next=True)
        _draw(paragraph, sheet.layout.subject_rule, of=sheet.width)


def _rule_in(cell: _Cell, length: float, *, of: float) -> None:
    _draw(put(cell, Style.RULE, ""), length, of=of)


def _draw(paragraph: Paragraph, length: float, *, of: float) -> None:
    """A line of that length in the middle: the border of a thin paragraph, drawn in from both sides."""
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Mm((of - length) / 2)
    border = f'<w:pBdr {nsdecls("w")}><w:bottom w:val="single" w:sz="6" w:space="0" w:color="000000"/></w:pBdr>'
    paragraph._p.get_or_add_pPr().insert_element_before(  # noqa: SLF001 - python-docx has no borders
        parse_xml(border), "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc"
    )
