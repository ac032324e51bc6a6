"""Log: publish the book's entries as tiles under a signed checkpoint, show them, and prove one to whoever doubts it."""

import json
from collections.abc import Sequence
from datetime import datetime
from itertools import islice
from pathlib import Path

from archive.domain.log import Action, Checkpoint, Deed, LogEntry, SealedCheckpoint, read_checkpoint, read_entry
from archive.domain.log.choosing import Chosen
from archive.domain.log.proof import proof_document
from archive.errors import BadInput, NotFound, RecordDamaged, Unavailable
from archive.ports import Parts
from archive.ports.search import SearchResults


def publish(parts: Parts) -> SealedCheckpoint | None:
    """Publish every entry of the book and return the newest checkpoint; None for a log without entries.

    What a stop left unpublished is published now. A stamp that cannot be had now is left out: the next one covers it.

    Raises:
        RecordDamaged: the book does not go on from what was published, or the published files are damaged.
        StorageFull: there is no room; the newest checkpoint stays as it was.
        Unavailable: the disk or the archive's key refuses.
    """
    sealed = parts.tiles.publish(lambda size, last: _read(parts, size, last), lambda promised: _seal(parts, promised))
    if sealed:
        promised = sealed.promised
        with parts.desk.begin() as work:
            work.log.mark(promised.size, promised.root)
            work.commit()
    return sealed


def require_continued(parts: Parts) -> None:
    """Refuse to write on when the book does not go on from what was published: it was rolled back or replaced.

    Raises:
        RecordDamaged: it does not.
        Unavailable: the disk refuses.
    """
    newest = parts.tiles.newest()
    if newest:
        _read(parts, newest.promised.size, parts.tiles.last())


def _read(parts: Parts, size: int, last: bytes | None) -> Sequence[bytes]:
    with parts.desk.look() as work:
        rows = list(work.log.rows(max(size - 1, 0)))
    sequences = [row.sequence for row in rows]
    if sequences != list(range(max(size - 1, 0), max(size - 1, 0) + len(rows))) or (size and not rows):
        raise _discontinued(size)
    if size and rows[0].content != last:
        raise _discontinued(size)
    return [row.content for row in rows[1 if size else 0 :]]


def _discontinued(size: int) -> RecordDamaged:
    return RecordDamaged(
        f"Nhật ký trong cơ sở dữ liệu không nối tiếp {size} mục đã công bố: cơ sở dữ liệu bị sửa hoặc bị thay bằng bản "
        "cũ. Hãy chạy hoso log verify; nếu đã khôi phục bản cũ thì chạy hoso rebuild.",
        published=size,
    )


def _seal(parts: Parts, promised: Checkpoint) -> SealedCheckpoint:
    note, certificate = parts.notary.sign(promised.text, name=promised.origin)
    try:
        stamp = parts.stamper.stamp(note.encode())
    except Unavailable:
        stamp = None  # an authority that is away must stop nobody; hoso log verify says what has no stamp
    return SealedCheckpoint(note=note, certificate=certificate, stamp=stamp)


_LONGEST_QUERY = 1000  # characters: nobody types more, and an entry has little room


def note_search(parts: Parts, query: str, results: SearchResults, *, reader: str = "", taken_as: str = "") -> None:
    """Log a search that shows somebody's data, before it is shown; `reader` is whose rights it was made with.

    `taken_as` says that the hits were taken away as a file of that kind.

    Raises:
        Unavailable: the log cannot be written now, so the result must not be shown.
        StorageFull: there is no room for it.
    """
    if not results.hits:
        return
    records = sorted({hit.id.partition("/")[0] for hit in results.hits})
    said = {
        "hits": str(len(results.hits)),
        "total": str(results.total),
        "records": ", ".join(records),
        "as": reader,
        "file": taken_as,
    }
    deed = Deed(
        at=parts.clock.now(),
        actor=parts.actor,
        action=Action.SEARCHED,
        subject=query[:_LONGEST_QUERY],
        details={name: value for name, value in said.items() if value},
    )
    with parts.desk.begin() as work:
        work.log.append(deed)
        work.commit()


def entries(
    parts: Parts, *, record: str = "", actor: str = "", since: datetime | None = None, limit: int | None = None
) -> list[LogEntry]:
    """The newest entries that were asked for, oldest first.

    Raises:
        RecordDamaged: an entry cannot be read.
    """
    found: list[LogEntry] = []
    with parts.desk.look() as work:
        for row in work.log.rows(backwards=True):
            entry = read_entry(row.content)
            if _is_asked(entry, record, actor, since):
                found.append(entry)
            if len(found) == limit:
                break
    return found[::-1]


def following(parts: Parts, *, after: int, limit: int) -> list[LogEntry]:
    """The entries that come after the one of that sequence, in their order.

    Raises:
        RecordDamaged: an entry cannot be read.
    """
    with parts.desk.look() as work:
        return [read_entry(row.content) for row in islice(work.log.rows(after + 1), limit)]


def newest_entries(parts: Parts, chosen: Chosen, *, before: int | None = None, limit: int) -> list[LogEntry]:
    """The newest of the chosen entries, newest first; `before` is the sequence from which on none is wanted.

    Raises:
        RecordDamaged: an entry cannot be read.
    """
    found: list[LogEntry] = []
    with parts.desk.look() as work:
        for row in work.log.rows(backwards=True):
            if before is not None and row.sequence >= before:
                continue
            entry = read_entry(row.content)
            if chosen.takes(entry):
                found.append(entry)
            if len(found) == limit:
                break
    return found


def _is_asked(entry: LogEntry, record: str, actor: str, since: datetime | None) -> bool:
    asked = (not record or entry.record == record) and (not actor or entry.deed.actor == actor)
    return asked and (since is None or entry.deed.at >= since)


def prove(parts: Parts, sequence: int, *, since: SealedCheckpoint | None = None) -> dict[str, object]:
    """The proof that an entry stands in the published log, and that this goes on from an older checkpoint.

    Raises:
        NotFound: there is no such entry.
        IntegrityError: what was published is not what a checkpoint promised.
    """
    sealed = publish(parts)
    if sealed is None:
        raise NotFound("Nhật ký chưa có mục nào.")
    contents = list(parts.tiles.contents())
    return proof_document(contents, sequence, sealed, since=since.promised if since else None)


def checkpoint_file(path: Path) -> SealedCheckpoint:
    """A checkpoint that somebody kept.

    Raises:
        NotFound: there is no such file.
        BadInput: it holds no checkpoint.
    """
    if not path.is_file():
        raise NotFound(f"Không thấy tệp mốc '{path}'.", path=str(path))
    try:
        return read_checkpoint(json.loads(path.read_bytes()))
    except ValueError as wrong:
        raise BadInput(f"Tệp {path} không phải mốc nhật ký; hãy lấy lại tệp mốc gốc.", path=str(path)) from wrong
