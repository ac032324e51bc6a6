"""The quarter's workbook: an empty one to fill in (design §14), and a filled one read into facts, nothing stored."""

from archive.workbook.forms import SheetForms
from archive.workbook.reader import ExcelWorkbookReader
from archive.workbook.writer import ExcelWorkbookWriter

__all__ = ["ExcelWorkbookReader", "ExcelWorkbookWriter", "SheetForms"]
