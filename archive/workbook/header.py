"""Where a sheet's header is and which column fills what; headers may stand on two or three rows with merged cells."""

from collections.abc import Iterator, Mapping, Sequence

from archive.workbook.grid import NumberedRow
from archive.workbook.kinds import shown, squash
from archive.workbook.problems import Problems
from archive.workbook.table import Column, Table

_DEEPEST = 3  # rows of one header


def find_header(table: Table, top: Sequence[NumberedRow], problems: Problems) -> tuple[int, Mapping[str, int]]:
    """The place in `top` of the header's last row, and the columns from 1 by field.

    That row is the first that names most columns, itself or by what stands above a blank cell of it (merged cells
    hold their text in the first one).
    """
    at = max(range(len(top)), key=lambda place: _matches(table, top[: place + 1]), default=0)
    return at, _columns(table, top[: at + 1], problems)


def _matches(table: Table, rows: Sequence[NumberedRow]) -> int:
    return len({column.field for column, _, _, _ in _named(table, rows)})


def _columns(table: Table, rows: Sequence[NumberedRow], problems: Problems) -> Mapping[str, int]:
    columns: dict[str, int] = {}
    for column, number, place, text in _named(table, rows):
        if column.field in columns:
            expected = f"chỉ một cột '{column.label}' trong trang"
            problems.add(table, row=number, column=place, found=text, expected=expected, spoils_all=True)
        columns.setdefault(column.field, place)
    for place, column in enumerate(table.columns, start=1):
        if column.required and column.field not in columns:
            problems.add(
                table,
                row=rows[-1][0] if rows else 1,
                column=place,
                found="không có cột này",
                expected=f"cột '{column.label}' ở dòng tiêu đề",
                spoils_all=True,
            )
    return columns


def _named(table: Table, rows: Sequence[NumberedRow]) -> Iterator[tuple[Column, int, int, str]]:
    """The columns that the last of the rows names, each with the row, the place and the text that name it."""
    width = max((len(cells) for _, cells in rows), default=0)
    groups = [""] * _DEEPEST  # what a merged cell further left says of the columns below it
    for place in range(width):
        named = _stack(rows, place)
        for level, (_, text) in enumerate(named):
            groups[level] = text or groups[level]
        texts = [text for _, text in named]
        own = next((level for level in reversed(range(len(texts))) if texts[level]), None)
        if own is None:
            continue
        column = _column_of(table, texts[own]) or _column_below(table, groups[:own], texts[own])
        if column:
            yield column, named[own][0], place + 1, texts[own]


def _stack(rows: Sequence[NumberedRow], place: int) -> list[tuple[int, str]]:
    """What stands in a column of the last rows, from the top: row and text."""
    return [(number, shown(cells[place]) if place < len(cells) else "") for number, cells in rows[-_DEEPEST:]]


def _column_below(table: Table, groups: Sequence[str], text: str) -> Column | None:
    """`Đảng` below `Chức vụ` is `Chức vụ Đảng`."""
    keys = {squash(f"{group} {text}") for group in groups if group}
    return next((column for column in table.columns if squash(column.label) in keys), None)


def _column_of(table: Table, text: str) -> Column | None:
    keys = _keys(text)
    return next((column for column in table.columns if keys & _keys(column.label)), None)


def _keys(label: str) -> set[str]:
    """A header with and without the hint in its brackets: `Phát sinh (x)` is `Phát sinh`."""
    return {squash(label), squash(label.partition("(")[0])} - {""}
