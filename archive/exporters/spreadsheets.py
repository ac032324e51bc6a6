"""Tables as Excel files, for people to go on with; every text is a text, whatever it begins with."""

import io
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, WriteOnlyCell
from openpyxl.cell.cell import Cell as ExcelCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from archive.ports.spreadsheets import Cell, Spreadsheet

_NAME_LETTERS = 31  # of a sheet, by the format
_NOT_IN_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\", " "))
_WIDTH = 22  # of a column, in letters
_MOST_LETTERS = 32_767  # of a cell, by the format


class ExcelSpreadsheets:
    """Writes .xlsx files row by row."""

    def write(self, sheet: Spreadsheet) -> bytes:
        """The table as a file; its heading stays in sight and filters."""
        book = Workbook(write_only=True)
        page = book.create_sheet(sheet.name.translate(_NOT_IN_NAMES)[:_NAME_LETTERS].strip() or "Bảng")
        page.freeze_panes = "A2"
        for place, _ in enumerate(sheet.head, start=1):
            page.column_dimensions[get_column_letter(place)].width = _WIDTH
        page.append([_cell(page, text, bold=True) for text in sheet.head])
        for row in sheet.rows:
            page.append([_cell(page, value) for value in row])
        out = io.BytesIO()
        book.save(out)
        return out.getvalue()


def _cell(page: WriteOnlyWorksheet, value: Cell, *, bold: bool = False) -> ExcelCell:
    if not isinstance(value, str):
        return WriteOnlyCell(page, float(value) if isinstance(value, Decimal) else value)  # as the format keeps it
    cell = WriteOnlyCell(page, ILLEGAL_CHARACTERS_RE.sub("", value)[:_MOST_LETTERS])
    cell.data_type = "s"  # openpyxl takes what begins with = for a formula
    cell.quotePrefix = True  # and so would Excel, once somebody edits it
    if bold:
        cell.font = Font(bold=True)
    return cell
