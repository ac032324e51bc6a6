"""The workbook writer: every sheet and column of `tables`, empty for an office to fill in, or with what is stored.

ExcelWorkbookWriter().write(Path("quy.xlsx"), quarter=Quarter(2026, 2))
"""

import zipfile
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from io import BytesIO
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, NamedStyle, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.xml.functions import tostring

from archive.domain.dossier import OpenDossier
from archive.domain.quarter import Quarter
from archive.errors import UsageError
from archive.workbook import tables, words
from archive.workbook.cells import CellValue, put
from archive.workbook.filling import Filling, filling_of
from archive.workbook.guide import BOLD, GUIDE, LAST_ROW, PLAIN, write_guide
from archive.workbook.kinds import CODE, DATE, MOMENT, QUARTER, TEXT, Kind
from archive.workbook.table import Column, Table

_MADE = datetime(2026, 1, 1)  # noqa: DTZ001 - .xlsx properties carry no zone; fixed: the same quarter, the same bytes
_PROPERTIES = "docProps/core.xml"
# Codes and words are text cells: Excel would make a day of "12-5" and a number of "007".
_FORMATS = {DATE: "dd/mm/yyyy", MOMENT: "hh:mm dd/mm/yyyy", CODE: "@", TEXT: "@", QUARTER: "@"}
_WIDTHS = {DATE: 14, MOMENT: 20, CODE: 16, TEXT: 28, words.UNIT_KIND: 22, words.MANAGEMENT: 26, words.RATING: 32}
_NARROW = 12
_HEADER_HEIGHT = 32
_SPARE_ROWS = 500  # open below what a full sheet holds
_LINE = Side(style="thin", color="BFBFBF")
_REQUIRED, _OPTIONAL = PatternFill("solid", fgColor="FFE699"), PatternFill("solid", fgColor="DDEBF7")


class ExcelWorkbookWriter:
    """Writes .xlsx workbooks, empty or filled; keeps nothing between two writings."""

    def write(self, path: Path, *, quarter: Quarter, dossiers: Sequence[OpenDossier] = ()) -> None:
        """Write a workbook with what `dossiers` say; without any only the quarter is filled in.

        Dossiers of another quarter begin this one: all but its cut-off day is taken over.

        Raises:
            UsageError: `path` is taken, is no .xlsx name, or its folder cannot be written; or the dossiers do not fit
                in one workbook.
        """
        if path.suffix.lower() != ".xlsx":
            raise UsageError(f"Tên sổ phải kết thúc bằng .xlsx, không phải '{path.name}'; hãy đổi tên ở --out.")
        filling = filling_of(dossiers)
        try:
            if path.exists():
                raise UsageError(f"Đã có {path}; hoso không ghi đè, hãy chọn tên khác bằng --out.")
            _put(path, _packed(_book(quarter, filling)))
        except OSError as error:
            raise UsageError(
                f"Không ghi được {path}; hãy dùng --out chỉ một thư mục đã có, được phép ghi và còn chỗ."
            ) from error


def _put(path: Path, content: bytes) -> None:
    aside = path.with_name(f".{path.name}.part")
    try:
        aside.write_bytes(content)
        aside.rename(path)
    finally:
        with suppress(OSError):
            aside.unlink()


def _book(quarter: Quarter, filling: Filling) -> Workbook:
    book = Workbook()
    book.properties.creator = "hoso"
    book.properties.title = f"Sổ hồ sơ {quarter.short}"
    book.properties.created = _MADE
    guide = book.worksheets[0]
    guide.title = GUIDE
    lists = write_guide(guide, quarter)
    for shape in sorted({_format(column.kind) for table in tables.TABLES for column in table.columns}):
        book.add_named_style(_open_style(shape))
    last = {table: max(LAST_ROW, len(filling.get(table, ())) + _SPARE_ROWS) for table in tables.TABLES}
    for table in tables.TABLES:
        _write_table(book.create_sheet(table.title), table, lists, last)
        _fill(book[table.title], filling.get(table, ()))
    _name_quarter(book[tables.PERIOD.title], quarter)
    return book


def _name_quarter(sheet: Worksheet, quarter: Quarter) -> None:
    """Put the quarter in; a cut-off day carried over from another quarter goes, for people set each quarter's own."""
    named = tables.PERIOD.place("quarter")
    if sheet.cell(2, named).value not in (None, str(quarter)):
        sheet.cell(2, tables.PERIOD.place("cutoff")).value = None
    put(sheet, 2, named, str(quarter))


def _fill(sheet: Worksheet, rows: Sequence[Sequence[CellValue]]) -> None:
    for line, row in enumerate(rows, start=2):
        for position, value in enumerate(row, start=1):
            put(sheet, line, position, value)


def _write_table(sheet: Worksheet, table: Table, lists: Mapping[Kind, str], last: Mapping[Table, int]) -> None:
    for position, column in enumerate(table.columns, start=1):
        letter = get_column_letter(position)
        _write_header(sheet, position, column)
        sheet.column_dimensions[letter].width = max(_WIDTHS.get(column.kind, _NARROW), len(column.label) + 4)
        for line in range(2, last[table] + 1):
            sheet.cell(line, position).style = _style_name(_format(column.kind))
        if check := _check(column, lists, last):
            check.add(f"{letter}2:{letter}{last[table]}")
            sheet.add_data_validation(check)
    sheet.row_dimensions[1].height = _HEADER_HEIGHT
    sheet.freeze_panes = "A2"
    sheet.protection.sheet = True
    sheet.protection.formatCells = sheet.protection.formatColumns = sheet.protection.formatRows = False


def _write_header(sheet: Worksheet, position: int, column: Column) -> None:
    put(sheet, 1, position, f"{column.label} *" if column.required else column.label)
    cell = sheet.cell(1, position)
    cell.font = BOLD
    cell.fill = _REQUIRED if column.required else _OPTIONAL
    cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    cell.border = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)


def _format(kind: Kind) -> str:
    return _FORMATS.get(kind, "General")


def _style_name(shape: str) -> str:
    return f"hoso {shape}".replace("/", "-").replace(":", "-")


def _open_style(shape: str) -> NamedStyle:
    return NamedStyle(
        name=_style_name(shape),
        font=PLAIN,
        number_format=shape,
        protection=Protection(locked=False),
        alignment=Alignment(vertical="top", wrap_text=True),
    )


def _check(column: Column, lists: Mapping[Kind, str], last: Mapping[Table, int]) -> DataValidation | None:
    """What the office program checks while people write; the reader checks everything again."""
    if column.kind in lists:
        return _pick(lists[column.kind], f"Cần {column.kind.expected}. Hãy chọn trong danh sách hoặc để trống.")
    if column.kind is CODE and (source := tables.REFERS_TO.get(column.field)):
        letter = get_column_letter(source.place("code"))
        return _pick(
            f"'{source.title}'!${letter}$2:${letter}${last[source]}",
            f"Mã này chưa có ở trang '{source.title}'. Hãy ghi ở trang đó trước rồi chọn trong danh sách.",
        )
    if column.kind in (DATE, MOMENT):
        # Only a warning: the reader also takes days written as text, which this check does not know.
        return DataValidation(
            type="date",
            operator="between",
            formula1="DATE(1900,1,1)",
            formula2="DATE(2101,1,1)",
            allow_blank=True,
            showErrorMessage=True,
            errorStyle="warning",
            errorTitle="Có đúng ngày không?",
            error=f"Cần {column.kind.expected}.",
        )
    return None


def _pick(source: str, error: str) -> DataValidation:
    return DataValidation(
        type="list",
        formula1=source,
        allow_blank=True,
        showErrorMessage=True,
        errorStyle="stop",
        errorTitle="Không có trong danh sách",
        error=error,
    )


def _packed(book: Workbook) -> bytes:
    """The book's bytes without the moment of saving, which openpyxl puts in its properties and its zip entries."""
    saved, packed = BytesIO(), BytesIO()
    book.save(saved)
    book.properties.modified = _MADE
    with zipfile.ZipFile(saved) as source, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = tostring(book.properties.to_tree()) if name == _PROPERTIES else source.read(name)
            target.writestr(zipfile.ZipInfo(name, _MADE.timetuple()[:6]), content, compress_type=zipfile.ZIP_DEFLATED)
    return packed.getvalue()
