"""One sheet read into rows of values: finds the header, matches its columns, reads each cell by its kind."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import Any

from archive.language import tidy
from archive.workbook.grid import Formula, Grid, RawRow, RawValue
from archive.workbook.kinds import shown, squash
from archive.workbook.problems import Problems
from archive.workbook.tables import Column, Table

_HEADER_WITHIN = 20  # filled rows; offices like a title and a note above the table
_EMPTY = "ô trống"
_CALCULATED = "giá trị đã tính; hãy mở bằng Excel rồi lưu lại, hoặc gõ thẳng giá trị"
_EXCEL_ERRORS = frozenset(
    ("#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#SPILL!", "#CALC!", "#GETTING_DATA")
)

NumberedRow = tuple[int, RawRow]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row: `values` by field, a field's default where the cell is empty or bad; `columns` from 1 by field."""

    number: int
    values: Mapping[str, Any]
    columns: Mapping[str, int]

    def column(self, field: str) -> int:
        """Where a field stands; the first column when the sheet lacks it."""
        return self.columns.get(field, 1)


def read_table(grid: Grid, table: Table, problems: Problems) -> Sequence[Row] | None:
    """The rows of a sheet; None when the sheet itself is missing, so that nobody looks for its codes.

    Raises:
        BadWorkbook: the sheet is damaged or has too many rows.
    """
    title = _find_sheet(grid, table, problems)
    if title is None:
        return None
    numbered = grid.rows(title)
    top = list(islice(numbered, _HEADER_WITHIN))
    at = max(range(len(top)), key=lambda place: _matches(table, top[place][1]), default=0)
    header: NumberedRow = top[at] if top else (1, ())
    columns = _find_columns(table, header, problems)
    return [_read_row(table, row, columns, problems) for row in _filled(chain(top[at + 1 :], numbered), columns)]


def _find_sheet(grid: Grid, table: Table, problems: Problems) -> str | None:
    found = [title for title in grid.titles if squash(title) == squash(table.title)]
    if not found:
        problems.add(table, row=1, column=1, found="không có trang này", expected=f"một trang tên '{table.title}'")
        return None
    if len(found) > 1:
        names = ", ".join(f"'{title}'" for title in found)
        problems.add(table, row=1, column=1, found=f"các trang {names}", expected="chỉ một trang mang tên này")
    return found[0]


def _find_columns(table: Table, header: NumberedRow, problems: Problems) -> Mapping[str, int]:
    number, cells = header
    columns: dict[str, int] = {}
    for place, cell in enumerate(cells, start=1):
        column = _column_of(table, cell)
        if column is None:
            continue
        if column.field in columns:
            problems.add(
                table, row=number, column=place, found=shown(cell), expected=f"chỉ một cột '{column.label}' trong trang"
            )
        columns.setdefault(column.field, place)
    for place, column in enumerate(table.columns, start=1):
        if column.required and column.field not in columns:
            problems.add(
                table,
                row=number,
                column=place,
                found="không có cột này",
                expected=f"cột '{column.label}' ở dòng tiêu đề",
            )
    return columns


def _matches(table: Table, cells: RawRow) -> int:
    return len({column.field for cell in cells if (column := _column_of(table, cell))})


def _column_of(table: Table, cell: RawValue) -> Column | None:
    keys = _header_keys(shown(cell)) if isinstance(cell, str) else set()
    return next((column for column in table.columns if keys & _header_keys(column.label)), None)


def _header_keys(label: str) -> set[str]:
    """A header with and without the hint in its brackets: `Phát sinh (x)` is `Phát sinh`."""
    return {squash(label), squash(label.partition("(")[0])} - {""}


def _filled(rows: Iterable[NumberedRow], columns: Mapping[str, int]) -> Iterable[NumberedRow]:
    """Rows with something in a column we know; a remark beside the table is no row."""
    places = [place - 1 for place in columns.values()]
    return (row for row in rows if any(not _is_blank(row[1][place]) for place in places if place < len(row[1])))


def _read_row(table: Table, row: NumberedRow, columns: Mapping[str, int], problems: Problems) -> Row:
    number, cells = row
    values: dict[str, Any] = {}
    for column in table.columns:
        place = columns.get(column.field)
        values[column.field] = column.kind.empty
        if place is None:
            continue
        cell = cells[place - 1] if place <= len(cells) else None
        trouble = _trouble(column, cell)
        if trouble:
            problems.add(table, row=number, column=place, found=shown(cell) or _EMPTY, expected=trouble)
        elif not _is_blank(cell):
            try:
                values[column.field] = column.kind.read(cell)
            except ValueError:
                problems.add(table, row=number, column=place, found=shown(cell), expected=column.kind.expected)
    return Row(number=number, values=values, columns=columns)


def _trouble(column: Column, cell: RawValue) -> str:
    """What is expected where a cell cannot even be read, else nothing."""
    if isinstance(cell, Formula):
        return _CALCULATED
    if isinstance(cell, str) and cell.strip() in _EXCEL_ERRORS:
        return f"{column.kind.expected}; ô này đang báo lỗi công thức"
    if column.required and _is_blank(cell):
        return f"{column.label}: {column.kind.expected}"
    return ""


def _is_blank(cell: RawValue) -> bool:
    return cell is None or (isinstance(cell, str) and not tidy(cell))
