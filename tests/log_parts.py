"""The audit log in memory: a book, its published copy, and a notary and stamper whose word is a digest."""

import base64
import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

import rfc8785

from archive.domain.history import Event
from archive.domain.log import (
    Checkpoint,
    Deed,
    LogEntry,
    LogRow,
    SealedCheckpoint,
    entry_document,
    event_of,
    origin_of,
    read_entry,
)
from archive.domain.log.entry import MOST_BYTES
from archive.domain.merkle import leaf_hash, tree_root
from archive.domain.signature import Verdict
from archive.domain.verification import VerificationReport
from archive.errors import BadInput, RecordDamaged
from archive.ports.log import Read, Seal
from archive.ports.stamping import StampReport

STAMPED_AT = datetime(2026, 6, 22, 3, tzinfo=UTC)


@dataclass
class MemoryBook:
    """Entries in a list; the events they tell go to `happened`."""

    kept: list[bytes] = field(default_factory=list)
    marked: list[tuple[int, bytes]] = field(default_factory=list)
    happened: list[Event] = field(default_factory=list)

    def within(self, happened: list[Event]) -> "MemoryBook":
        """A copy that is free to grow."""
        return MemoryBook(list(self.kept), list(self.marked), happened)

    def append(self, deed: Deed) -> int:
        content = rfc8785.dumps(entry_document(LogEntry(sequence=len(self.kept), deed=deed)))
        if len(content) > MOST_BYTES:
            raise BadInput(deed.action)
        self.kept.append(content)
        return len(self.kept) - 1

    def size(self) -> int:
        return len(self.kept)

    def rows(self, start: int = 0, *, backwards: bool = False) -> Iterator[LogRow]:
        rows = [LogRow(place, content, leaf_hash(content).hex()) for place, content in enumerate(self.kept)][start:]
        return iter(rows[::-1] if backwards else rows)

    def restore(self, contents: Iterable[bytes]) -> int:
        begin = len(self.kept)
        for content in contents:
            entry = read_entry(content)
            if entry.sequence != len(self.kept):
                raise RecordDamaged(str(entry.sequence))
            self.kept.append(content)
            event = event_of(entry)
            if event:
                self.happened.append(event)
        return len(self.kept) - begin

    def mark(self, size: int, root: bytes) -> None:
        if (size, root) not in self.marked:
            self.marked.append((size, root))

    def marks(self) -> Sequence[tuple[int, bytes]]:
        return sorted(self.marked)


@dataclass
class MemoryTiles:
    """What was published, and its checkpoints."""

    published: list[bytes] = field(default_factory=list)
    sealed: list[SealedCheckpoint] = field(default_factory=list)

    def newest(self) -> SealedCheckpoint | None:
        return self.sealed[-1] if self.sealed else None

    def publish(self, read: Read, seal: Seal) -> SealedCheckpoint | None:
        new = read(len(self.published), self.last())
        if new:
            published = [*self.published, *new]
            origin = origin_of(leaf_hash(published[0]))
            sealed = seal(Checkpoint(origin=origin, size=len(published), root=tree_root(published)))
            self.published, self.sealed = published, [*self.sealed, sealed]
        return self.newest()

    def last(self) -> bytes | None:
        return self.published[-1] if self.published else None

    def contents(self) -> Iterator[bytes]:
        return iter(self.published)

    def checkpoints(self) -> Iterator[tuple[str, SealedCheckpoint | None]]:
        return ((f"checkpoints/{sealed.promised.size}", sealed) for sealed in self.sealed)

    def check(self) -> VerificationReport:
        return VerificationReport(len(self.published))


class PlainNotary:
    """A signature that is the digest of the text."""

    def sign(self, text: str, *, name: str) -> tuple[str, str]:
        value = hashlib.sha256(text.encode()).digest()
        return f"{text}\n\u2014 {name} {_coded(b'TEST' + value)}\n", "PEM"

    def check(self, note: str, certificate: str, *, at: datetime) -> Verdict:
        del certificate, at
        text, _, line = note.rpartition("\n\n")
        value = hashlib.sha256(f"{text}\n".encode()).digest()
        return Verdict.VALID if line.endswith(f" {_coded(b'TEST' + value)}\n") else Verdict.BROKEN


class PlainStamper:
    """A token that is the digest of the content."""

    def stamp(self, content: bytes) -> bytes | None:
        return hashlib.sha256(content).digest()

    def check(self, token: bytes, content: bytes, *, at: datetime) -> StampReport:
        del at
        good = token == hashlib.sha256(content).digest()
        return StampReport(verdict=Verdict.VALID if good else Verdict.BROKEN, moment=STAMPED_AT, is_development=True)


def _coded(value: bytes) -> str:
    return base64.b64encode(value).decode()
