"""What no single cell shows: codes given twice, codes that name nothing, one period only."""

from collections.abc import Mapping, Sequence

from archive.workbook import tables
from archive.workbook.problems import Problems
from archive.workbook.rows import Row
from archive.workbook.tables import Table

Rows = Mapping[str, Sequence[Row] | None]  # sheet title → rows, None for a missing sheet

# Each sheet speaks at most once of a thing (R4 one lead a task, design §14).
_ONCE = (
    (tables.UNITS, "code"),
    (tables.CADRES, "code"),
    (tables.TASKS, "code"),
    (tables.RESULTS, "task"),
    (tables.ASSESSMENTS, "person"),
    (tables.MEETINGS, "unit"),
    (tables.PROPOSALS, "person"),
    (tables.DELEGATIONS, "post"),
)
_REFERENCES = (
    (tables.CADRES, "unit", tables.UNITS),
    (tables.TASKS, "lead", tables.CADRES),
    (tables.RESULTS, "task", tables.TASKS),
    (tables.EVIDENCE, "task", tables.TASKS),
    (tables.ASSESSMENTS, "person", tables.CADRES),
    (tables.MEETINGS, "unit", tables.UNITS),
    (tables.PROPOSALS, "person", tables.CADRES),
)


def check_rows(rows: Rows, problems: Problems) -> None:
    """Look across rows and sheets."""
    for table, field in _ONCE:
        _check_once(table, field, rows[table.title] or (), problems)
    for table, field, target in _REFERENCES:
        named = rows[target.title]
        if named is not None and (not named or "code" in named[0].columns):
            _check_known(table, field, rows[table.title] or (), problems, target=target, named=named)
    _check_period(rows[tables.PERIOD.title], problems)
    if rows[tables.UNITS.title] == []:
        problems.add(tables.UNITS, row=2, column=1, found="không có dòng nào", expected="ít nhất một đơn vị")


def _check_once(table: Table, field: str, rows: Sequence[Row], problems: Problems) -> None:
    first: dict[str, int] = {}
    for row in rows:
        value = row.values[field]
        if not value:
            continue
        if value in first:
            problems.add(
                table,
                row=row.number,
                column=row.column(field),
                found=value,
                expected=f"một giá trị chưa có ở dòng khác; dòng {first[value]} đã ghi",
            )
        first.setdefault(value, row.number)


def _check_known(
    table: Table, field: str, rows: Sequence[Row], problems: Problems, *, target: Table, named: Sequence[Row]
) -> None:
    codes = {row.values["code"] for row in named}
    for row in rows:
        value = row.values[field]
        if value and value not in codes:
            problems.add(
                table,
                row=row.number,
                column=row.column(field),
                found=value,
                expected=f"{target.columns[0].label.lower()} đã có ở trang '{target.title}'",
            )


def _check_period(rows: Sequence[Row] | None, problems: Problems) -> None:
    if rows is None or len(rows) == 1:
        return
    row = rows[1].number if rows else 2
    problems.add(
        tables.PERIOD, row=row, column=1, found=f"{len(rows)} dòng", expected="đúng một dòng: quý và ngày chốt của sổ"
    )
