"""The way back: a fact as the cell an office would write, and as the words people read."""

from datetime import date, datetime
from decimal import Decimal

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.worksheet.worksheet import Worksheet

from archive.language import VIETNAM, day, number
from archive.workbook.table import Column

CellValue = str | int | float | date | datetime | None

_EXACT_DIGITS = 15  # what a number of Excel keeps
_STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what an office program may calculate instead of showing


def cell_of(column: Column, value: object) -> CellValue:
    """The cell that is read back as this value; None for an empty one, which a required column does not have."""
    kind = column.kind
    if value is None or (value in ("", kind.empty) and not column.required):
        return None
    if kind.words:
        return next(word for word, meaning in kind.words if meaning == value)
    return _plain(value)


def _plain(value: object) -> CellValue:
    match value:
        case bool():
            return "x"
        case Decimal():
            return _number(value)
        case datetime():
            return value.astimezone(VIETNAM).replace(tzinfo=None)  # Excel knows no zones
        case str() | int() | date():
            return value
    return str(value)


def _number(value: Decimal) -> int | float | str:
    """A number where Excel keeps all its digits, else text with them."""
    if len(value.normalize().as_tuple().digits) > _EXACT_DIGITS:
        return f"{value:f}".replace(".", ",")
    return int(value) if value == value.to_integral_value() else float(value)


def words_of(column: Column, value: object) -> str:
    """The value as people read it; nothing for an empty one."""
    match cell_of(column, value):
        case None:
            return ""
        case datetime() as moment:
            return f"{moment:%H:%M:%S} {day(moment)}".replace(":00 ", " ", 1)
        case date() as known:
            return day(known)
        case str() as text:
            return text
    return number(value) if isinstance(value, Decimal | int) else str(value)


def put(sheet: Worksheet, line: int, position: int, value: CellValue) -> None:
    """Write a cell; a text stays a text, whatever it begins with, also when somebody edits it or saves it as CSV."""
    if not isinstance(value, str):
        sheet.cell(line, position, value)
        return
    cell = sheet.cell(line, position, ILLEGAL_CHARACTERS_RE.sub("", value))
    cell.data_type = "s"  # openpyxl would make a formula of "=…" and an error of "#N/A"
    cell.quotePrefix = value.startswith(_STARTS_FORMULA)
