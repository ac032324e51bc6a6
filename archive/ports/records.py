"""Sealed records: an OCFL storage root behind a small door. What is added stays; a change is a new version."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO, Protocol

from archive.domain.record import RecordId
from archive.domain.verification import VerificationReport

Opener = Callable[[], BinaryIO]


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordVersion:
    """One version of a record as its inventory tells it."""

    number: int
    made: datetime
    message: str
    actor: str


class RecordContent(Protocol):
    """The files of one version of a record, wherever it lies: in the store or in a package."""

    def digests(self) -> Mapping[str, str]:
        """Path → SHA-512 in hex as recorded, for every file; nothing is re-read."""
        ...

    def open(self, path: str) -> BinaryIO:
        """Read one file; the caller closes.

        Raises:
            NotFound: the version has no such file.
        """
        ...


class Records(Protocol):
    """The store of sealed records."""

    def add(self, record: RecordId, files: Mapping[str, Opener], version: RecordVersion) -> None:
        """Add `version.number` with exactly these files, as the next version of the record.

        Must be durable when it returns, must never show a half-made version, and must not store bytes again that
        an earlier version of the record has (forward delta).

        Raises:
            WrongOrder: that is not the next version number.
            UsageError: a path could leave the record's folder.
            RecordDamaged: the record's inventory cannot be read.
            StorageFull: there is no room; nothing was added.
        """
        ...

    def versions(self, record: RecordId) -> Sequence[RecordVersion]:
        """The versions, oldest first; empty when the record does not exist.

        Raises:
            RecordDamaged: its inventory cannot be read.
        """
        ...

    def content(self, record: RecordId, version: int | None = None) -> RecordContent:
        """The files of a version, the newest when none is named.

        Raises:
            NotFound: no such record or version.
            RecordDamaged: its inventory cannot be read.
        """
        ...

    def all(self) -> Iterator[RecordId]:
        """Every record, in order of its name."""
        ...

    def remove(self, record: RecordId) -> None:
        """Take a record away with all its versions, whatever state it is in; one that is not there is no error.

        Nobody may ever see half of it; its bytes are gone when this returns. Only a decided destruction asks for it.

        Raises:
            Unavailable: the disk refuses; the record may be gone from sight with some bytes left behind, and asking
                again finishes it.
        """
        ...

    def check(self, record: RecordId | None = None) -> VerificationReport:
        """Re-read every file and the inventory of a record; report what is missing, extra or changed.

        Without a record: the store's own files, outside all records.

        Raises:
            NotFound: no such record.
        """
        ...
