"""The audit log's book: entries numbered without a gap under the single writer's transaction, never changed."""

from collections.abc import Iterable, Iterator, Sequence

import rfc8785
from sqlalchemy import Connection, func, insert, select

from archive.domain.log import Deed, LogEntry, LogRow, entry_document, event_of, read_entry
from archive.domain.log.entry import MOST_BYTES
from archive.domain.merkle import leaf_hash
from archive.errors import BadInput, RecordDamaged
from storage.database.log_tables import log_entries, log_marks
from storage.database.tables import events
from storage.database.translate_facts import fields


class SqlLogBook:
    """The book within one unit of work."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def append(self, deed: Deed) -> int:
        """Add an entry behind the last one and return its sequence.

        Raises:
            BadInput: it is too long for a log.
        """
        entry = LogEntry(sequence=self.size(), deed=deed)
        content = rfc8785.dumps(entry_document(entry))
        if len(content) > MOST_BYTES:
            raise BadInput(f"Việc '{deed.action}' có nội dung quá dài để ghi nhật ký; hãy chia nhỏ rồi làm lại.")
        self._keep(entry.sequence, content)
        return entry.sequence

    def size(self) -> int:
        """How many entries there are: one more than the last sequence, for a gap must not be filled."""
        last = self._connection.scalar(select(func.max(log_entries.c.sequence)))
        return 0 if last is None else last + 1

    def rows(self, start: int = 0, *, backwards: bool = False) -> Iterator[LogRow]:
        """The entries from `start` on as they are kept, first to last; `backwards` is last to first."""
        order = log_entries.c.sequence.desc() if backwards else log_entries.c.sequence
        found = select(log_entries).where(log_entries.c.sequence >= start).order_by(order)
        for row in self._connection.execute(found):
            yield LogRow(row.sequence, row.entry.encode(), row.leaf)

    def restore(self, contents: Iterable[bytes]) -> int:
        """Put back entries behind the last one, and the events of dossiers that they tell; how many.

        Raises:
            RecordDamaged: one of them is no entry, or has another sequence.
        """
        begin = size = self.size()
        for content in contents:
            entry = read_entry(content)
            if entry.sequence != size:
                raise RecordDamaged(f"Mục nhật ký {size} bị thay bằng mục {entry.sequence}; hãy chạy hoso log verify.")
            self._keep(size, content)
            event = event_of(entry)
            if event:
                self._connection.execute(insert(events), fields(event))
            size += 1
        return size - begin

    def mark(self, size: int, root: bytes) -> None:
        """Remember that a checkpoint of that size and root was published."""
        if (size, root) not in self.marks():
            self._connection.execute(insert(log_marks), {"size": size, "root": root.hex()})

    def marks(self) -> Sequence[tuple[int, bytes]]:
        """Size and root of the checkpoints known to have been published, smallest first."""
        found = self._connection.execute(select(log_marks).order_by(log_marks.c.size, log_marks.c.id))
        return [(row.size, _bytes(row.root)) for row in found]

    def _keep(self, sequence: int, content: bytes) -> None:
        row = {"sequence": sequence, "entry": content.decode(), "leaf": leaf_hash(content).hex()}
        self._connection.execute(insert(log_entries), row)


def _bytes(root: str) -> bytes:
    try:
        return bytes.fromhex(root)
    except ValueError:
        return b""  # the root of no log: whoever compares it finds the difference
