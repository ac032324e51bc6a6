"""What happened; rows are added and never changed, which the schema itself holds."""

from collections.abc import Iterator, Sequence

from sqlalchemy import Connection, insert, select

from archive.domain.history import Event
from archive.domain.log import deed_of
from archive.domain.record import RecordId
from storage.database.log import SqlLogBook
from storage.database.tables import events
from storage.database.translate_facts import fields

_COLUMNS = [column for column in events.c if column.name != "id"]


class SqlJournal:
    """The journal within one unit of work."""

    def __init__(self, connection: Connection, log: SqlLogBook) -> None:
        self._connection = connection
        self._log = log

    def write(self, event: Event) -> None:
        """Add an event, and its entry of the log."""
        self._connection.execute(insert(events), fields(event))
        self._log.append(deed_of(event))

    def everything(self) -> Iterator[Event]:
        """Every event of every dossier, in the order of writing."""
        for row in self._connection.execute(select(*_COLUMNS).order_by(events.c.id)).mappings():
            yield Event(**row)

    def events(self, record: RecordId) -> Sequence[Event]:
        """Everything that happened to one dossier, oldest first; in the order of writing within one moment."""
        found = (
            select(*_COLUMNS)
            .where(events.c.quarter == record.quarter, events.c.unit == record.unit)
            .order_by(events.c.id)
        )
        happened = [Event(**row) for row in self._connection.execute(found).mappings()]
        return sorted(happened, key=lambda event: event.at)
