"""The audit log: the book within a unit of work, its tiles for everybody to read, and the key that vouches for it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from typing import Protocol

from archive.domain.log import Checkpoint, Deed, LogRow, SealedCheckpoint
from archive.domain.signature import Verdict
from archive.domain.verification import VerificationReport


class LogBook(Protocol):
    """The entries, written in the same transaction as what they tell of; only grows."""

    def append(self, deed: Deed) -> int:
        """Add an entry behind the last one and return its sequence.

        Raises:
            BadInput: it is too long for a log.
        """
        ...

    def size(self) -> int:
        """How many entries there are."""
        ...

    def rows(self, start: int = 0, *, backwards: bool = False) -> Iterator[LogRow]:
        """The entries from `start` on as they are kept, first to last; `backwards` is last to first."""
        ...

    def restore(self, contents: Iterable[bytes]) -> int:
        """Put back entries behind the last one, and the events of dossiers that they tell; how many.

        Raises:
            RecordDamaged: one of them is no entry, or has another sequence.
        """
        ...

    def mark(self, size: int, root: bytes) -> None:
        """Remember that a checkpoint of that size and root was published."""
        ...

    def marks(self) -> Sequence[tuple[int, bytes]]:
        """Size and root of the checkpoints known to have been published, smallest first."""
        ...


Read = Callable[[int, bytes | None], Sequence[bytes]]
"""Gives the entries from a size on; the second argument is the entry published last, None when there is none."""

Seal = Callable[[Checkpoint], SealedCheckpoint]
"""Signs and stamps a checkpoint."""


class LogTiles(Protocol):
    """The published log: entries, hashes and checkpoints as files that are written once (C2SP tlog-tiles)."""

    def newest(self) -> SealedCheckpoint | None:
        """The newest checkpoint, None before the first.

        Raises:
            RecordDamaged: it is there and cannot be read.
            Unavailable: the disk refuses.
        """
        ...

    def publish(self, read: Read, seal: Seal) -> SealedCheckpoint | None:
        """Write what is new and then its checkpoint, which is returned; without anything new the newest one.

        A stop at any moment leaves a log that the next call goes on with; several may call at once.

        Raises:
            RecordDamaged: what was published is damaged.
            StorageFull: there is no room; the newest checkpoint stays as it was.
            Unavailable: the disk refuses.
        """
        ...

    def last(self) -> bytes | None:
        """The last entry under the newest checkpoint, None before the first.

        Raises:
            RecordDamaged: a file is missing or cannot be read.
            Unavailable: the disk refuses.
        """
        ...

    def contents(self) -> Iterator[bytes]:
        """The entries under the newest checkpoint, in order.

        Raises:
            RecordDamaged: a file is missing or cannot be read.
            Unavailable: the disk refuses.
        """
        ...

    def checkpoints(self) -> Iterator[tuple[str, SealedCheckpoint | None]]:
        """Every checkpoint kept, smallest first, by the name of its file; None for one that cannot be read.

        Raises:
            Unavailable: the disk refuses.
        """
        ...

    def check(self) -> VerificationReport:
        """Whether every file that the newest checkpoint needs is there and agrees with the others.

        Raises:
            Unavailable: the disk refuses.
        """
        ...


class Notary(Protocol):
    """Signs and checks signed notes (C2SP signed-note) with the archive's key."""

    def sign(self, text: str, *, name: str) -> tuple[str, str]:
        """The text as a note signed by the key under that name, and the certificates (PEM) of the key.

        Raises:
            Unavailable: the key cannot be used now.
        """
        ...

    def check(self, note: str, certificate: str, *, at: datetime) -> Verdict:
        """Whether a signature of the note is by the certificate's key, and leads to a trusted root."""
        ...
