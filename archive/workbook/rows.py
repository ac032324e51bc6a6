"""One sheet read into rows of values: finds the header, matches its columns, reads each cell by its kind."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import Any

from archive.language import tidy
from archive.workbook.grid import INVISIBLE, Formula, Grid, NumberedRow, RawValue, is_blank
from archive.workbook.header import find_header
from archive.workbook.kinds import shown, squash
from archive.workbook.legacy_text import meant
from archive.workbook.problems import Problems
from archive.workbook.table import Column, Table

_HEADER_WITHIN = 20  # filled rows; offices like a title and a note above the table
_EMPTY = "ô trống"
_CALCULATED = "giá trị đã tính; hãy mở bằng Excel rồi lưu lại, hoặc gõ thẳng giá trị"
_EXCEL_ERRORS = frozenset(
    ("#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#SPILL!", "#CALC!", "#GETTING_DATA")
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row: `values` by field, a field's default where the cell is empty or bad; `columns` from 1 by field."""

    number: int
    values: Mapping[str, Any]
    columns: Mapping[str, int]

    def column(self, field: str) -> int:
        """Where a field stands; the first column when the sheet lacks it."""
        return self.columns.get(field, 1)


Sheets = Mapping[str, Sequence[Row] | None]  # sheet title → rows, None for a missing sheet


def read_table(grid: Grid, table: Table, problems: Problems, *, optional: bool) -> Sequence[Row] | None:
    """The rows of a sheet; None when the sheet itself is missing, so that nobody looks for its codes.

    Raises:
        BadWorkbook: the sheet is damaged or has too many rows.
    """
    title = _find_sheet(grid, table, problems, optional=optional)
    if title is None:
        return None
    numbered = grid.rows(title)
    top = list(islice(numbered, _HEADER_WITHIN))
    at, columns = find_header(table, top, problems)
    return [_read_row(table, row, columns, problems) for row in _filled(chain(top[at + 1 :], numbered), columns)]


def _find_sheet(grid: Grid, table: Table, problems: Problems, *, optional: bool) -> str | None:
    found = [title for title in grid.titles if squash(title) == squash(table.title)]
    if not found:
        if not optional:
            expected = f"một trang tên '{table.title}'"
            problems.add(table, row=1, column=1, found="không có trang này", expected=expected, spoils_all=True)
        return None
    if len(found) > 1:
        names = ", ".join(f"'{title}'" for title in found)
        expected = "chỉ một trang mang tên này"
        problems.add(table, row=1, column=1, found=f"các trang {names}", expected=expected, spoils_all=True)
    return found[0]


def _filled(rows: Iterable[NumberedRow], columns: Mapping[str, int]) -> Iterable[NumberedRow]:
    """Rows with something in a column we know; a remark beside the table is no row."""
    places = [place - 1 for place in columns.values()]
    return (row for row in rows if any(not is_blank(row[1][place]) for place in places if place < len(row[1])))


def _read_row(table: Table, row: NumberedRow, columns: Mapping[str, int], problems: Problems) -> Row:
    number, cells = row
    values: dict[str, Any] = {}
    for column in table.columns:
        place = columns.get(column.field)
        values[column.field] = column.kind.empty
        if place is None:
            continue
        cell = cells[place - 1] if place <= len(cells) else None
        said = meant(cell) if isinstance(cell, str) else None
        try:
            values[column.field] = _value(column, cell)
        except ValueError as trouble:
            expected = f"{trouble}; có lẽ ô này gõ bằng phông chữ cũ: '{said}'" if said else str(trouble)
            problems.add(table, row=number, column=place, found=shown(cell) or _EMPTY, expected=expected)
        else:
            if said:
                problems.propose(table, row=number, column=place, found=shown(cell), proposed=tidy(said))
    return Row(number=number, values=values, columns=columns)


def _value(column: Column, cell: RawValue) -> object:
    """What the cell says.

    Raises:
        ValueError: says what is expected instead.
    """
    if isinstance(cell, Formula):
        raise ValueError(_CALCULATED)  # noqa: TRY004 - one error for every unreadable cell
    if isinstance(cell, str) and cell.strip() in _EXCEL_ERRORS:
        raise ValueError(f"{column.kind.expected}; ô này đang báo lỗi công thức")
    if is_blank(cell):
        if column.required:
            raise ValueError(f"{column.label}: {column.kind.expected}")
        return column.kind.empty
    try:
        return column.kind.read(INVISIBLE.sub("", cell) if isinstance(cell, str) else cell)
    except ValueError as error:
        raise ValueError(column.kind.expected) from error
