"""The workbook writer: an empty workbook with every sheet and column of `tables`, for an office to fill in.

ExcelWorkbookWriter().write(Path("quy.xlsx"), quarter=Quarter(2026, 2))
"""

import zipfile
from collections.abc import Mapping
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

from archive.domain.quarter import Quarter
from archive.errors import UsageError
from archive.workbook import tables
from archive.workbook.guide import BOLD, GUIDE, LAST_ROW, PLAIN, write_guide
from archive.workbook.kinds import CODE, DATE, MOMENT, QUARTER, TEXT, Kind

_MADE = datetime(2026, 1, 1)  # noqa: DTZ001 - .xlsx properties carry no zone; fixed: the same quarter, the same bytes
_PROPERTIES = "docProps/core.xml"
# Codes and words are text cells: Excel would make a day of "12-5" and a number of "007".
_FORMATS = {DATE: "dd/mm/yyyy", MOMENT: "hh:mm dd/mm/yyyy", CODE: "@", TEXT: "@", QUARTER: "@"}
_WIDTHS = {DATE: 14, MOMENT: 20, CODE: 16, TEXT: 28, tables.UNIT_KIND: 22, tables.MANAGEMENT: 26, tables.RATING: 32}
_NARROW = 12
_HEADER_HEIGHT = 32
_REFERS_TO = {"unit": tables.UNITS, "lead": tables.CADRES, "person": tables.CADRES, "task": tables.TASKS}
_LINE = Side(style="thin", color="BFBFBF")
_REQUIRED, _OPTIONAL = PatternFill("solid", fgColor="FFE699"), PatternFill("solid", fgColor="DDEBF7")


class ExcelWorkbookWriter:
    """Writes empty .xlsx workbooks; keeps nothing between two writings."""

    def write(self, path: Path, *, quarter: Quarter) -> None:
        """Write a workbook in which only the quarter is filled in.

        Raises:
            UsageError: `path` is taken, is no .xlsx name, or its folder cannot be written.
        """
        if path.suffix.lower() != ".xlsx":
            raise UsageError(f"Tên sổ phải kết thúc bằng .xlsx, không phải '{path.name}'; hãy đổi tên ở --out.")
        try:
            if path.exists():
                raise UsageError(f"Đã có {path}; hoso không ghi đè, hãy chọn tên khác bằng --out.")
            _put(path, _packed(_book(quarter)))
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


def _book(quarter: Quarter) -> Workbook:
    book = Workbook()
    book.properties.creator = "hoso"
    book.properties.title = f"Sổ hồ sơ {quarter.short}"
    book.properties.created = _MADE
    guide = book.worksheets[0]
    guide.title = GUIDE
    lists = write_guide(guide, quarter)
    for shape in sorted({_format(column.kind) for table in tables.TABLES for column in table.columns}):
        book.add_named_style(_open_style(shape))
    for table in tables.TABLES:
        _write_table(book.create_sheet(table.title), table, lists)
    book[tables.PERIOD.title].cell(2, _position(tables.PERIOD, "quarter"), str(quarter))
    return book


def _write_table(sheet: Worksheet, table: tables.Table, lists: Mapping[Kind, str]) -> None:
    for position, column in enumerate(table.columns, start=1):
        letter = get_column_letter(position)
        _write_header(sheet, position, column)
        sheet.column_dimensions[letter].width = max(_WIDTHS.get(column.kind, _NARROW), len(column.label) + 4)
        for line in range(2, LAST_ROW + 1):
            sheet.cell(line, position).style = _style_name(_format(column.kind))
        if check := _check(column, lists):
            check.add(f"{letter}2:{letter}{LAST_ROW}")
            sheet.add_data_validation(check)
    sheet.row_dimensions[1].height = _HEADER_HEIGHT
    sheet.freeze_panes = "A2"
    sheet.protection.sheet = True
    sheet.protection.formatCells = sheet.protection.formatColumns = sheet.protection.formatRows = False


def _write_header(sheet: Worksheet, position: int, column: tables.Column) -> None:
    cell = sheet.cell(1, position, f"{column.label} *" if column.required else column.label)
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


def _check(column: tables.Column, lists: Mapping[Kind, str]) -> DataValidation | None:
    """What the office program checks while people write; the reader checks everything again."""
    if column.kind in lists:
        return _pick(lists[column.kind], f"Cần {column.kind.expected}. Hãy chọn trong danh sách hoặc để trống.")
    if column.kind is CODE and (source := _REFERS_TO.get(column.field)):
        letter = get_column_letter(_position(source, "code"))
        return _pick(
            f"'{source.title}'!${letter}$2:${letter}${LAST_ROW}",
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


def _position(table: tables.Table, field: str) -> int:
    return next(position for position, column in enumerate(table.columns, start=1) if column.field == field)


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
