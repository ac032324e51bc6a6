"""What no single cell shows: codes given twice, codes that name nothing, one period only."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from archive.domain.people import UnitCode
from archive.workbook import tables
from archive.workbook.kept import Kept
from archive.workbook.kinds import CODE
from archive.workbook.owners import Owners
from archive.workbook.problems import Problems, cell_name
from archive.workbook.rows import Row, Sheets
from archive.workbook.table import Table


@dataclass(frozen=True, slots=True, kw_only=True)
class RowChecks:
    """Looks across rows and sheets; codes may also name what is `kept` already.

    In a `partial` reading a row hangs on the rows it names: when one of them is bad, so is the row.
    """

    sheets: Sheets
    kept: Kept
    problems: Problems
    partial: bool

    def check_period(self) -> None:
        """Note when the workbook does not say, once, of which quarter it speaks."""
        rows = self.sheets[tables.PERIOD.title]
        if rows is None or len(rows) == 1:
            return
        self.problems.add(
            tables.PERIOD,
            row=rows[1].number if rows else 2,
            column=1,
            found=f"{len(rows)} dòng",
            expected="đúng một dòng: quý và ngày chốt của sổ",
        )

    def check_rows(self) -> None:
        """Note every row that is wrong, the sheets that define codes first: others hang on them."""
        for table in tables.TABLES:
            self._check_once(table)
            for field, target in _references(table):
                if self._defines_codes(target):
                    self._check_known(table, field, target)
            self._check_homes(table)
        if not self.kept.dossiers and not self._good(tables.UNITS) and self.sheets[tables.UNITS.title] is not None:
            self._refuse_without_unit()

    def _rows(self, table: Table) -> Sequence[Row]:
        return self.sheets[table.title] or ()

    def _good(self, table: Table) -> list[Row]:
        rows = self._rows(table)
        return [row for row in rows if not self.problems.spoil(table, row=row.number)] if self.partial else list(rows)

    def _defines_codes(self, target: Table) -> bool:
        """Whether codes can be looked up at all: a missing sheet or column is a problem of its own."""
        rows = self.sheets[target.title]
        return (rows is not None and (not rows or "code" in rows[0].columns)) or bool(self.kept.dossiers)

    def _check_once(self, table: Table) -> None:
        """Each sheet speaks at most once of a thing (R4 one lead a task, design §14)."""
        first: dict[tuple[object, ...], Row] = {}
        for row in self._rows(table):
            key = tuple(row.values[field] for field in table.key)
            if not key or not key[0]:
                continue
            other = first.setdefault(key, row)
            if other is not row:
                self._note_twice(table, row, other, "đã ghi")
                if self.partial:  # nobody knows which of the two is meant
                    self._note_twice(table, other, row, "cũng ghi")

    def _note_twice(self, table: Table, row: Row, other: Row, how: str) -> None:
        place = row.column(table.key[0])
        if self.problems.has(table, row=row.number, column=place):
            return
        where = f"dòng {other.number} {how} (ô {cell_name(place, other.number)})"
        self.problems.add(
            table,
            row=row.number,
            column=place,
            found=str(row.values[table.key[0]]),
            expected=f"một giá trị chưa có ở dòng khác; {where}",
        )

    def _check_known(self, table: Table, field: str, target: Table) -> None:
        good = {row.values["code"] for row in self._good(target)}
        bad = {row.values["code"]: row for row in self._rows(target)}
        for row in self._rows(table):
            code = row.values[field]
            homes = self.kept.homes(target, code)
            if not code or code in good or len(homes) == 1:
                continue
            self.problems.add(
                table,
                row=row.number,
                column=row.column(field),
                found=code,
                expected=_expected(target, bad.get(code), homes),
            )

    def _check_homes(self, table: Table) -> None:
        """A cadre or task that is kept in one unit does not move to another by a supplement."""
        if table not in (tables.CADRES, tables.TASKS):
            return
        owners = Owners.of(self.sheets, self.kept)
        for row in self._rows(table):
            unit, homes = owners.unit(table, row), self.kept.homes(table, row.values["code"])
            if unit and homes and unit not in homes:
                place = row.column(table.owner or "code")
                self.problems.add(
                    table,
                    row=row.number,
                    column=place,
                    found=str(row.values[table.owner or "code"]),
                    expected=f"đơn vị {', '.join(homes)} như đã lưu; chuyển đơn vị thì nhập cả sổ, không dùng --update",
                )

    def _refuse_without_unit(self) -> None:
        rows = self._rows(tables.UNITS)
        self.problems.add(
            tables.UNITS,
            row=rows[0].number if rows else 2,
            column=1,
            found="không có dòng nào dùng được" if rows else "không có dòng nào",
            expected="ít nhất một đơn vị",
            spoils_all=True,
        )


def _references(table: Table) -> Iterator[tuple[str, Table]]:
    """The fields of a sheet that hold a code of another sheet, with that sheet."""
    for column in table.columns:
        if column.kind is CODE and column.field in tables.REFERS_TO:
            yield column.field, tables.REFERS_TO[column.field]


def _expected(target: Table, bad: Row | None, homes: Sequence[UnitCode]) -> str:
    if bad is not None:
        where = cell_name(bad.column("code"), bad.number)
        return f"một dòng nhận được ở trang '{target.title}'; dòng này gọi ô {where}, dòng đó chưa nhận được"
    if homes:
        return (
            f"một mã chỉ có ở một đơn vị (các đơn vị {', '.join(homes)} cùng có); hãy ghi trang '{tables.UNITS.title}'"
        )
    return f"{target.columns[0].label.lower()} đã có ở trang '{target.title}'"
