"""Packages that leave: written aside, checked, then renamed; and packages read back."""

from collections.abc import Mapping
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path
from typing import Protocol

from archive.domain.record import RecordId
from archive.domain.verification import VerificationReport
from archive.ports.records import RecordContent


class Exporter(Protocol):
    """Writes packages."""

    def export(
        self, name: str, records: Mapping[RecordId, RecordContent], *, out: Path, at: datetime, actor: str
    ) -> Path:
        """Write `<name>.zip`, a BagIt bag of the records, below `out` and return its path.

        Must leave nothing that looks finished when it fails, must check the finished package before it gets its
        name, and must not overwrite an existing one.

        Raises:
            UsageError: a package of that name is already there.
            StorageFull: there is no room.
        """
        ...


class Package(Protocol):
    """A package opened for reading."""

    @property
    def report(self) -> VerificationReport:
        """What the check of the bag itself found."""
        ...

    @property
    def records(self) -> Mapping[RecordId, RecordContent]:
        """The records inside."""
        ...


class PackageReader(Protocol):
    """Reads packages from anywhere; trusts nothing in them."""

    def open(self, path: Path) -> AbstractContextManager[Package]:
        """Open a package (.zip, or the unzipped folder) and check its bag.

        Must refuse entries that leave the package's folder and must bound what it unpacks.

        Raises:
            BadPackage: it is not a package of ours, or cannot be read at all.
        """
        ...
