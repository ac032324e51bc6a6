"""Audit: is the log whole, and is it the one that was promised?

The database, the published tiles, their checkpoints and stamps and what the log speaks of are held against each other,
and all of it against a checkpoint that somebody kept elsewhere.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import chain

from archive.domain.history import Event, EventKind
from archive.domain.log import Checkpoint, LogRow, SealedCheckpoint, origin_of
from archive.domain.log.checking import (
    BOOK,
    TILES,
    copy_problems,
    event_problems,
    root_problems,
    roots_at,
    row_problems,
)
from archive.domain.merkle import leaf_hash
from archive.domain.record import RecordId
from archive.domain.record_files import seal_of
from archive.domain.seal import SEAL_PATH
from archive.domain.verification import Problem, VerificationReport
from archive.errors import IntegrityError, NotFound, UsageError
from archive.ports import Parts

_GIVEN = "mốc đã giao"
_MARKED = "mốc ghi trong cơ sở dữ liệu"

_Promise = tuple[str, Checkpoint]


@dataclass(frozen=True, slots=True)
class _Book:
    """What the database says, read at one moment."""

    rows: Sequence[LogRow]
    marks: Sequence[tuple[int, bytes]]
    events: Sequence[Event]


def verify_log(parts: Parts, *, given: SealedCheckpoint | None = None) -> VerificationReport:
    """The whole log; `given` is a checkpoint kept elsewhere, which finds even a roll back of everything here."""
    try:
        book = _book(parts)
    except (UsageError, AttributeError, TypeError, ValueError):
        # Cells of a damaged database: what was published speaks for itself.
        return parts.desk.check() + parts.tiles.check()
    kept = list(parts.tiles.checkpoints())
    published, unreadable = _published(parts)
    origin = _origin(book, published)
    promises = [(where, sealed.promised) for where, sealed in kept if sealed]
    marks = [(f"{_MARKED} ({size})", Checkpoint(origin=origin, size=size, root=root)) for size, root in book.marks]
    asked = [(_GIVEN, given.promised)] if given else []
    sealed_with = list(_sealed_with(parts, book.events))
    problems = chain(
        unreadable,
        row_problems(book.rows),
        copy_problems(book.rows, published),
        _promised(book, published, [*promises, *marks, *asked, *sealed_with]),
        _of_another(sealed_with, origin),
        (
            Problem("log_checkpoint_damaged", where, "Mốc nhật ký không đọc được.")
            for where, sealed in kept
            if not sealed
        ),
        event_problems(book.rows, book.events),
        _unlogged(parts, book.events),
    )
    report = parts.tiles.check() + VerificationReport(len(book.rows), tuple(problems))
    for where, sealed in [*kept, (_GIVEN, given)]:
        if sealed:
            report += _vouched(parts, where, sealed, origin)
    return report + VerificationReport(notes=tuple(_notes(book, published)))


def _book(parts: Parts) -> _Book:
    with parts.desk.look() as work:
        return _Book(list(work.log.rows()), list(work.log.marks()), list(work.journal.everything()))


def _published(parts: Parts) -> tuple[list[bytes], list[Problem]]:
    """What can be read of the published entries; which file stops the reading is told by the tiles' own check too."""
    found: list[bytes] = []
    try:
        found.extend(parts.tiles.contents())
    except IntegrityError as wrong:
        return found, [Problem("log_tile_damaged", "nhật ký", wrong.sentence)]
    return found, []


def _origin(book: _Book, published: Sequence[bytes]) -> str:
    first = published[0] if published else next((row.content for row in book.rows), b"")
    return origin_of(leaf_hash(first))


def _promised(book: _Book, published: Sequence[bytes], promises: Sequence[_Promise]) -> Iterator[Problem]:
    sizes = {promised.size for _, promised in promises}
    yield from root_problems(promises, roots_at((row.content for row in book.rows), sizes), BOOK)
    yield from root_problems(promises, roots_at(published, sizes), TILES)


def _sealed_with(parts: Parts, events: Sequence[Event]) -> Iterator[_Promise]:
    """What each seal made here says of the log as it stood then."""
    taken_in = _taken_in(events)
    for record in parts.records.all():
        if str(record) in taken_in:
            continue  # it speaks of the log it came from
        with suppress(IntegrityError, NotFound):  # a damaged record is told of by its own check
            for version in parts.records.versions(record):
                log = seal_of(parts.records.content(record, version.number).open).log
                if log:
                    yield f"{record}/v{version.number}/{SEAL_PATH}", log


def _of_another(promises: Sequence[_Promise], origin: str) -> Iterator[Problem]:
    for where, promised in promises:
        if promised.origin != origin:
            words = f"Hồ sơ được niêm phong với nhật ký khác ({promised.origin}): nhật ký ở đây đã bị thay."
            yield Problem("log_checkpoint_other", where, words)


def _taken_in(events: Sequence[Event]) -> set[str]:
    return {event.subject for event in events if event.kind is EventKind.INGESTION}


def _vouched(parts: Parts, where: str, sealed: SealedCheckpoint, origin: str) -> VerificationReport:
    """One checkpoint: the log it is of, its signature and its stamp."""
    now = parts.clock.now()
    problems, notes = [], []
    if sealed.promised.origin != origin:
        problems.append(Problem("log_checkpoint_other", where, f"Mốc là của nhật ký khác ({sealed.promised.origin})."))
    verdict = parts.notary.check(sealed.note, sealed.certificate, at=now)
    if not verdict.holds:
        problems.append(Problem("log_checkpoint_signature", where, f"Chữ ký trên mốc: {verdict.words}."))
    if sealed.stamp is None:
        notes.append(f"{where}: mốc chưa có dấu thời gian")
    else:
        stamp = parts.stamper.check(sealed.stamp, sealed.note.encode(), at=now)
        if not stamp.verdict.holds:
            problems.append(Problem("log_stamp", where, f"Dấu thời gian của mốc: {stamp.verdict.words}."))
    return VerificationReport(1, tuple(problems), tuple(notes))


def _unlogged(parts: Parts, events: Sequence[Event]) -> Iterator[Problem]:
    """Records with more versions than the log tells of: a log rolled back together with its tiles shows so."""
    told = Counter(event.subject for event in events if event.kind is EventKind.SEALING)
    taken_in = _taken_in(events)
    for record in parts.records.all():
        if str(record) in taken_in:
            continue  # it came sealed, from elsewhere
        try:
            versions = len(parts.records.versions(record))
        except IntegrityError:
            continue  # its own check tells what is wrong with it
        if told[str(record)] < versions:
            yield Problem("log_record_unlogged", str(record), _unlogged_words(record, versions, told[str(record)]))


def _unlogged_words(record: RecordId, versions: int, told: int) -> str:
    return (
        f"Hồ sơ {record} có {versions} phiên bản, nhật ký chỉ ghi {told} lần niêm phong: nhật ký bị quay lui, hoặc lần "
        "niêm phong vừa bị ngắt (chạy lại hoso seal)."
    )


def _notes(book: _Book, published: Sequence[bytes]) -> Iterator[str]:
    waiting = len(book.rows) - len(published)
    if waiting > 0:
        yield f"{waiting} mục mới chưa được công bố; lệnh ghi tiếp theo hoặc hoso log checkpoint sẽ công bố"
