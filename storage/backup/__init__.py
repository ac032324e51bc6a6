"""Backups of a home: snapshots that share what did not change, taken while people work, checked byte by byte."""

from storage.backup.home import HomeFiles
from storage.backup.snapshots import Snapshots

__all__ = ["HomeFiles", "Snapshots"]
