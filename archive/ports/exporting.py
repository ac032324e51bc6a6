"""Packages that leave: written aside, checked, perhaps closed for their receivers, then renamed; and packages read."""

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from archive.domain.record import RecordId
from archive.domain.verification import VerificationReport
from archive.ports.records import RecordContent


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    """Whom a package may be closed for: the name in the certificate, its SHA-256 in hex, and itself as PEM."""

    name: str
    sha256: str
    certificate: bytes


class Exporter(Protocol):
    """Writes packages."""

    def recipient(self, certificate: Path, *, at: datetime) -> Recipient:
        """Read a receiver's certificate (PEM or DER).

        Must refuse one that is not valid at that moment, or whose key is not for receiving what is encrypted.

        Raises:
            BadInput: it cannot be read, or may not be used; the sentence says why.
        """
        ...

    def export(
        self,
        name: str,
        records: Mapping[RecordId, RecordContent],
        *,
        out: Path,
        at: datetime,
        actor: str,
        encrypt_for: Sequence[Recipient] = (),
    ) -> Path:
        """Write `<name>.zip`, a BagIt bag of the records, below `out` and return its path.

        With recipients it is `<name>.zip.p7m` (CMS, AES-256), which each of them can open, and the plain zip is never
        in `out` nor left anywhere. Must leave nothing that looks finished when it fails, must check the finished
        package before it gets its name, and must not overwrite an existing one.

        Raises:
            UsageError: a package of that name is already there, or it is larger than receivers could open.
            StorageFull: there is no room.
            Unavailable: it cannot be encrypted here now.
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
        """The whole records inside."""
        ...

    @property
    def selections(self) -> Mapping[RecordId, RecordContent]:
        """The records of which only a selection is inside (archive/domain/selection.py)."""
        ...


class PackageReader(Protocol):
    """Reads packages from anywhere; trusts nothing in them."""

    def open(self, path: Path) -> AbstractContextManager[Package]:
        """Open a package (.zip, or the unzipped folder) and check its bag.

        Must refuse entries that leave the package's folder and must bound what it unpacks.

        Raises:
            BadPackage: it is not a package of ours, is encrypted, or cannot be read at all.
        """
        ...
