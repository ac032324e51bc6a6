"""Packages that leave, and packages that arrive: `BagExporter` writes, `BagReader` opens and trusts nothing."""

from archive.exporters.bag import BagExporter
from archive.exporters.entries import Limits
from archive.exporters.reader import BagReader

__all__ = ["BagExporter", "BagReader", "Limits"]
