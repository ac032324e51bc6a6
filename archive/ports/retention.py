"""How long records are kept, and what is left of those that were destroyed."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Protocol

from archive.domain.record import RecordId
from archive.domain.retention import Retention


class Retentions(Protocol):
    """Periods and holds, within one unit of work; what was said earlier stays readable in the database."""

    def find(self, record: RecordId) -> Retention:
        """What is known of the record's keeping; a `Retention` without a period when nothing is."""
        ...

    def keep(self, retention: Retention, *, actor: str, on: date) -> None:
        """Put this in the place of what was known; nothing of it is ever overwritten in the store, only followed."""
        ...

    def forget(self, record: RecordId) -> None:
        """Take the working facts and documents of a destroyed record away; its events and retention stay."""
        ...


class Destructions(Protocol):
    """The records of destruction, each a JSON document kept for ever."""

    def keep(self, record: RecordId, document: Mapping[str, Any]) -> None:
        """Keep the canonical JSON (RFC 8785) of the document; durable when it returns.

        Raises:
            UsageError: there is one of that record already.
            StorageFull: there is no room; nothing was kept.
            Unavailable: the disk refuses.
        """
        ...

    def find(self, record: RecordId) -> Mapping[str, Any] | None:
        """The document of a record, None when it was not destroyed.

        Raises:
            RecordDamaged: it is there and is no JSON.
            Unavailable: the disk refuses.
        """
        ...

    def all(self) -> Sequence[RecordId]:
        """Every record that was destroyed, by name."""
        ...
