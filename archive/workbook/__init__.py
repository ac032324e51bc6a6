"""The quarter's workbook as people fill it in (design §14), read into facts; nothing is stored here."""

from archive.workbook.reader import ExcelWorkbookReader

__all__ = ["ExcelWorkbookReader"]
