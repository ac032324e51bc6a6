"""Packages that leave, and packages that arrive: `BagExporter` writes, `BagReader` opens and trusts nothing.

`ExcelSpreadsheets` writes tables for people to go on with.
"""

from archive.exporters.bag import BagExporter
from archive.exporters.entries import Limits
from archive.exporters.reader import BagReader
from archive.exporters.spreadsheets import ExcelSpreadsheets

__all__ = ["BagExporter", "BagReader", "ExcelSpreadsheets", "Limits"]
