"""Text of Excel workbooks: one page for each sheet, cells as they were last calculated."""

import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, BinaryIO

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from archive.errors import BadEvidence
from archive.language import day
from indexer.extract.container import DAMAGE, check_bounds, damaged

_Sheet = Any  # of a workbook opened for reading only, of which the stubs know nothing
# A sheet may claim a million rows of sixteen thousand columns in a few bytes.
_MAX_CELLS = 5_000_000
# openpyxl has no error of its own for most damage.
_BROKEN = (*DAMAGE, InvalidFileException, KeyError, ValueError, TypeError, AttributeError, IndexError, SyntaxError)


def sheet_pages(source: BinaryIO) -> tuple[str, ...]:
    """The text of an XLSX, a page for each sheet.

    Raises:
        BadEvidence: the file is damaged, a bomb, or no workbook.
    """
    try:
        with zipfile.ZipFile(source) as container:
            check_bounds(container)
        source.seek(0)
        workbook = load_workbook(source, read_only=True, data_only=True, keep_links=False)
        return tuple("\n".join((sheet.title, *_lines(sheet))) for sheet in workbook.worksheets)
    except _BROKEN as error:
        raise damaged() from error


def _lines(sheet: _Sheet) -> Iterator[str]:
    sheet.reset_dimensions()  # what a sheet says of its own size may be wrong, and hide cells
    seen = 0
    for row in sheet.iter_rows(values_only=True):
        seen += len(row) + 1
        if seen > _MAX_CELLS:
            raise BadEvidence(f"Trang tính {sheet.title} có trên {_MAX_CELLS} ô; hãy chia nhỏ rồi nộp lại.")
        line = "\t".join(_shown(value) for value in row if value is not None)
        if line:
            yield line


def _shown(value: object) -> str:
    if isinstance(value, datetime):
        return (
            f"{day(value)} {value:%H:%M}" if value.time().replace(second=0, microsecond=0) != _MIDNIGHT else day(value)
        )
    if isinstance(value, date):
        return day(value)
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


_MIDNIGHT = datetime.min.time()
