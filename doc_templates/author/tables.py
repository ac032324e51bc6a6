"""Tables: frameless ones for the head and foot of a page, framed ones with one row for each item of the data."""

from collections.abc import Sequence
from dataclasses import dataclass

from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT as VERTICAL
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm
from docx.table import Table, _Row

from doc_templates.author.built_in_styles import FRAMED, FRAMELESS
from doc_templates.author.sheet import Sheet, put
from doc_templates.author.styles import Style

_OPENING, _CLOSING = "{{%tr for {} in {} %}}", "{%tr endfor %}"
_LONG = 4  # behind the opening, the question, the short row and the else: the row of what is not short


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, its width in millimetres, and the lines each row prints in it."""

    name: str
    width: float
    lines: tuple[tuple[Style, str], ...]


def centred(name: str, width: float, *lines: str) -> Column:
    """A column of short values."""
    return Column(name, width, tuple((Style.CELL_CENTRED, line) for line in lines))


def text(name: str, width: float, *lines: str, note: str = "") -> Column:
    """A column of prose; `note` is a last line that appears only where the field of that name is not empty."""
    plain = tuple((Style.CELL, line) for line in lines)
    if not note:
        return Column(name, width, plain)
    tagged = (f"{{%p if {note} %}}", f"({{{{ {note} }}}})", "{%p endif %}")
    return Column(name, width, plain + tuple((Style.CELL_NOTE, line) for line in tagged))


def side_by_side(sheet: Sheet, widths: Sequence[float], *, rows: int = 1) -> Table:
    """A table without frame; its rows are not split across pages."""
    table = _table(sheet, widths, rows, style=FRAMELESS)
    for row in table.rows:
        _keep_whole(row)
    return table


def listing(
    sheet: Sheet, columns: Sequence[Column], *, item: str, items: str, when_empty: str = "", may_split: bool = False
) -> None:
    """A framed table with a row for each of `items`, its names repeated on every page.

    `when_empty` is printed across the table when there is no item. With `may_split` a row with much text may run on to
    the next page, for LibreOffice cuts off a whole row that is taller than its page; a short row stays whole.
    """
    rows = [_OPENING.format(item, items), None, *(["{%tr else %}", when_empty] if when_empty else []), _CLOSING]
    if may_split:
        rows[1:2] = [f"{{%tr if {item}|is_short %}}", None, "{%tr else %}", None, "{%tr endif %}"]
    table = _table(sheet, [column.width for column in columns], 1 + len(rows), style=FRAMED)
    names, *rest = table.rows
    _name(names, columns)
    for place, (row, line) in enumerate(zip(rest, rows, strict=True)):
        if not (may_split and place == _LONG):
            _keep_whole(row)
        if line is None:
            _fill(row, columns)
        else:
            _across(row, line)


def _name(row: _Row, columns: Sequence[Column]) -> None:
    _keep_whole(row)
    _set(row, "tblHeader")
    for cell, column in zip(row.cells, columns, strict=True):
        cell.vertical_alignment = VERTICAL.CENTER
        put(cell, Style.COLUMN, column.name)


def _fill(row: _Row, columns: Sequence[Column]) -> None:
    for cell, column in zip(row.cells, columns, strict=True):
        for style, line in column.lines:
            put(cell, style, line)


def _across(row: _Row, line: str) -> None:
    put(row.cells[0].merge(row.cells[-1]), Style.CELL_CENTRED, line)


def _table(sheet: Sheet, widths: Sequence[float], rows: int, *, style: str) -> Table:
    table: Table = sheet.document.add_table(rows, len(widths))
    table.style = style
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Mm(width)
    return table


def _keep_whole(row: _Row) -> None:
    _set(row, "cantSplit")


def _set(row: _Row, name: str) -> None:
    row._tr.get_or_add_trPr().append(parse_xml(f"<w:{name} {nsdecls('w')}/>"))  # noqa: SLF001 - not in python-docx
