"""Where upkeep remembers what it did: which object was read again when, and the reports it signed."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Protocol

from archive.domain.fixity import FixityLedger


class Ledgers(Protocol):
    """Keeps the ledger of fixity checks; losing it loses no data, only the memory of checks."""

    def read(self) -> FixityLedger:
        """The ledger as last kept; an empty one when there is none, or when it cannot be understood."""
        ...

    def keep(self, ledger: FixityLedger) -> None:
        """Put the ledger in the place of the old one; durable when it returns.

        Raises:
            StorageFull: there is no room; the old one stays.
            Unavailable: the disk refuses; the old one stays.
        """
        ...

    def note_backup(self, at: datetime) -> None:
        """Remember that the home was backed up; durable when it returns.

        Raises:
            StorageFull: there is no room.
            Unavailable: the disk refuses.
        """
        ...

    def last_backup(self) -> datetime | None:
        """When the home was last backed up; None for never, or when that is not known any more."""
        ...

    def file(self, report: Mapping[str, object], *, at: datetime) -> Path:
        """Keep a report beside the earlier ones and say where; durable when it returns, never over another.

        Raises:
            StorageFull: there is no room.
            Unavailable: the disk refuses.
        """
        ...
