"""Backups of a home: snapshots that share what did not change, taken while people work, checked byte by byte.

With a master key nothing in the folder can be read without it, not even names.
"""

from storage.backup.home import HomeFiles
from storage.backup.marker import is_closed
from storage.backup.master_key import new_master_key, read_master_key
from storage.backup.snapshots import Snapshots

__all__ = ["HomeFiles", "Snapshots", "is_closed", "new_master_key", "read_master_key"]
