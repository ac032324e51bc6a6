"""Periods, holds and records of destruction in memory."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol

from archive.domain.document import Document, DocumentId
from archive.domain.people import UnitCode
from archive.domain.quarter import Quarter
from archive.domain.record import RecordId
from archive.domain.retention import Retention
from archive.errors import UsageError


class Working(Protocol):
    """The facts and documents that a destruction takes away."""

    dossiers: dict[tuple[UnitCode, Quarter], Any]
    stages: dict[tuple[UnitCode, Quarter], Any]
    made: dict[DocumentId, Document]


@dataclass
class MemoryRetentions:
    """What is known, by record; `work` is what it may take away."""

    kept: dict[RecordId, Retention] = field(default_factory=dict)
    work: Working | None = None

    def within(self, work: Working) -> "MemoryRetentions":
        """The same over copies, free to change."""
        return MemoryRetentions(dict(self.kept), work)

    def find(self, record: RecordId) -> Retention:
        return self.kept.get(record, Retention(record=record))

    def keep(self, retention: Retention, *, actor: str, on: date) -> None:
        del actor, on
        self.kept[retention.record] = retention

    def forget(self, record: RecordId) -> None:
        assert self.work
        key = (record.unit, record.quarter)
        self.work.dossiers.pop(key, None)
        self.work.stages.pop(key, None)
        for name, document in list(self.work.made.items()):
            if (document.due.unit, document.due.quarter) == key:
                del self.work.made[name]


@dataclass
class MemoryDestructions:
    """Documents by record."""

    kept: dict[RecordId, Mapping[str, Any]] = field(default_factory=dict)

    def keep(self, record: RecordId, document: Mapping[str, Any]) -> None:
        if record in self.kept:
            raise UsageError(str(record))
        self.kept[record] = document

    def find(self, record: RecordId) -> Mapping[str, Any] | None:
        return self.kept.get(record)

    def all(self) -> Sequence[RecordId]:
        return sorted(self.kept)
