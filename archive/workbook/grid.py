"""The workbook as plain values, sheet by sheet and row by row; the only file that opens it with openpyxl."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError

import openpyxl
from openpyxl.cell.read_only import ReadOnlyCell
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet._reader import WorkSheetParser

from archive.errors import BadWorkbook
from archive.language import tidy
from archive.workbook.guard import look_into
from archive.workbook.legacy_fonts import to_unicode
from archive.zip_damage import ZIP_DAMAGE

MAX_ROWS = 200_000  # filled rows of all sheets together
_MAX_COLUMNS = 64  # the widest sheet has 18; a cell far out must not make every row thousands wide
_LAST_ROW = 1_048_576  # Excel's own limit; a row numbered beyond it is a trap

# What openpyxl lets out when XML, styles or relations of a workbook are damaged.
_BROKEN = (
    *ZIP_DAMAGE,
    InvalidFileException,
    ParseError,
    SyntaxError,
    KeyError,
    IndexError,
    TypeError,
    AttributeError,
    OSError,
)


@dataclass(frozen=True, slots=True)
class Percent:
    """A number shown as a percentage: a cell showing 95 % holds 0.95 and gives 95 points."""

    points: Decimal


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula that no program has calculated yet, so that nobody knows its value."""

    text: str


RawValue = str | int | float | bool | datetime | date | time | timedelta | Percent | Formula | None
RawRow = tuple[RawValue, ...]
NumberedRow = tuple[int, RawRow]  # rows count from 1


# Control characters, lone halves of letters, and what takes no room: they come along when text is pasted.
INVISIBLE = re.compile(r"[\x00-\x08\x0e-\x1b\x7f\ud800-\udfff\ufeff\u200b-\u200f\u2060\ufffe\uffff]")

_SIMPLE = (int, float, datetime, date, time, timedelta)


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """An open workbook; rows are read as they are asked for."""

    name: str
    workbook: openpyxl.Workbook
    formulas: Mapping[str, Mapping[tuple[int, int], str]]  # sheet → (row, column), both from 1 → formula
    has_legacy_fonts: bool

    @property
    def titles(self) -> list[str]:
        """The names of the sheets, in order."""
        return [sheet.title for sheet in self.workbook.worksheets]

    def rows(self, title: str) -> Iterator[tuple[int, RawRow]]:
        """The filled rows of a sheet with their numbers from 1.

        Raises:
            BadWorkbook: the sheet is damaged or has too many rows.
        """
        formulas = self.formulas.get(title, {})
        filled = 0
        for number, cells in _cells(self.workbook, title, self.name, rich=self.has_legacy_fonts):
            row = tuple(self._value(cell, formulas.get((number, place))) for place, cell in enumerate(cells, start=1))
            if all(value is None for value in row):
                continue
            filled += 1
            if filled > MAX_ROWS:
                raise BadWorkbook(f"Trang '{title}' của sổ '{self.name}' có quá {MAX_ROWS} dòng; hãy tách sổ.")
            yield number, row

    def _value(self, cell: ReadOnlyCell, formula: str | None) -> RawValue:
        value = cell.value
        if value is None:
            return Formula(formula) if formula else None
        if isinstance(value, str | CellRichText):
            return _text(cell) if self.has_legacy_fonts else str(value)
        if isinstance(value, int | float) and not isinstance(value, bool) and "%" in str(cell.number_format):
            return Percent(Decimal(f"{value * 100:.15g}"))
        return value if isinstance(value, _SIMPLE) else str(value)


def is_blank(value: RawValue) -> bool:
    """Whether nothing can be seen in a cell: blanks of any kind are nothing."""
    return value is None or (isinstance(value, str) and not tidy(INVISIBLE.sub("", value)))


@contextmanager
def open_grid(path: Path) -> Iterator[Grid]:
    """Open a workbook for reading and close it afterwards.

    Raises:
        BadWorkbook: it cannot be read as a workbook.
    """
    traits = look_into(path)
    workbook = _load(path, data_only=True, rich=traits.has_legacy_fonts)
    try:
        yield Grid(
            name=path.name,
            workbook=workbook,
            formulas=_formulas(path) if traits.has_formulas else {},
            has_legacy_fonts=traits.has_legacy_fonts,
        )
    finally:
        workbook.close()


def _load(path: Path, *, data_only: bool, rich: bool = False) -> openpyxl.Workbook:
    try:
        return openpyxl.load_workbook(path, read_only=True, data_only=data_only, keep_links=False, rich_text=rich)
    except _BROKEN as error:
        raise _damaged(path.name) from error


def _cells(
    workbook: openpyxl.Workbook, title: str, name: str, *, rich: bool = False
) -> Iterator[tuple[int, tuple[ReadOnlyCell, ...]]]:
    try:
        if rich:
            yield from _rich_cells(workbook[title])
        else:
            rows = workbook[title].iter_rows(min_row=1, max_row=_LAST_ROW, min_col=1, max_col=_MAX_COLUMNS)
            yield from enumerate(rows, start=1)
    except _BROKEN as error:
        raise _damaged(name) from error


def _rich_cells(sheet: Any) -> Iterator[tuple[int, tuple[ReadOnlyCell, ...]]]:  # noqa: ANN401 - openpyxl's inside
    """Rows whose texts keep the font of each run; openpyxl's own reading row by row drops it for texts in the cell."""
    with sheet._get_source() as source:  # noqa: SLF001 - what iter_rows does, with rich_text added
        parser = WorkSheetParser(
            source,
            sheet._shared_strings,  # noqa: SLF001 - same
            data_only=True,
            epoch=sheet.parent.epoch,
            date_formats=sheet.parent._date_formats,  # noqa: SLF001 - same
            timedelta_formats=sheet.parent._timedelta_formats,  # noqa: SLF001 - same
            rich_text=True,
        )
        for number, cells in parser.parse():
            if number > _LAST_ROW:
                return
            yield number, sheet._get_row(cells, 1, _MAX_COLUMNS)  # noqa: SLF001 - same


def _text(cell: ReadOnlyCell) -> str:
    """The text of a cell as its fonts show it; a run without a font of its own is in the cell's."""
    font = str(cell.font.name)
    runs = cell.value if isinstance(cell.value, CellRichText) else [str(cell.value)]
    return "".join(
        to_unicode(run.text, run.font.rFont or font) if isinstance(run, TextBlock) else to_unicode(str(run), font)
        for run in runs
    )


def _formulas(path: Path) -> dict[str, dict[tuple[int, int], str]]:
    """Every formula by its place; openpyxl gives either formulas or their results, so this is a second reading."""
    workbook = _load(path, data_only=False)
    try:
        return {
            sheet.title: {
                (number, place): str(getattr(cell.value, "text", cell.value))
                for number, cells in _cells(workbook, sheet.title, path.name)
                for place, cell in enumerate(cells, start=1)
                if cell.value is not None and cell.data_type == "f"
            }
            for sheet in workbook.worksheets
        }
    finally:
        workbook.close()


def _damaged(name: str) -> BadWorkbook:
    return BadWorkbook(f"Sổ '{name}' bị hỏng; hãy mở bằng Excel và lưu lại dạng .xlsx.", workbook=name)
