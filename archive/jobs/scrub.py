"""Scrub: everything stored is read again and compared with its digest, round after round (design §8).

A round may be stopped at any moment and goes on where it was. What one run found is signed, so that its report can be
shown later.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import rfc8785

from archive.domain.fixity import FixityLedger
from archive.domain.record import RecordId
from archive.domain.verification import VerificationReport
from archive.errors import NotFound
from archive.ports import Parts
from archive.ports.telling import Tell, silent
from archive.workflow.verify import verify_record

_BLOB, _STORE, _DATABASE = "blob:", "store:records", "database"
_KEEP_EVERY = 50  # objects: a stop loses the memory of at most so many readings, never data
_FORMAT = "hoso-scrub/1"

GoOn = Callable[[], bool]
"""Asked before each object: False ends the run; it may take its time first, which is how a scrub is slowed down."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScrubReport:
    """What one run read: `objects` of `total`; `finished` says whether the round is over."""

    began: datetime
    ended: datetime
    objects: int
    total: int
    finished: bool
    oldest: tuple[str, datetime | None] | None  # the object unread for longest, None for never
    found: VerificationReport


def scrub(parts: Parts, *, go_on: GoOn = lambda: True, tell: Tell = silent) -> ScrubReport:
    """Read on in the round under way, or begin the next one.

    Raises:
        Unavailable: the ledger cannot be kept.
        StorageFull: there is no room for the ledger.
    """
    began = parts.clock.now()
    names = objects_of(parts)
    ledger = parts.ledgers.read().among(names)
    waiting = ledger.waiting(names)
    found, read = VerificationReport(), 0
    for portion in _portions(waiting):
        reading: dict[str, datetime] = {}
        for name in portion:
            if not go_on():
                break
            found += _read_again(parts, name)
            reading[name] = parts.clock.now()
            tell("Đọc lại", len(names) - len(waiting) + read + len(reading), len(names))
        ledger = ledger.after(reading)
        read += len(reading)
        parts.ledgers.keep(ledger)
        if len(reading) < len(portion):
            break
    finished = read == len(waiting)
    if finished:
        parts.ledgers.keep(ledger.ended())
    return ScrubReport(
        began=began,
        ended=parts.clock.now(),
        objects=read,
        total=len(names),
        finished=finished,
        oldest=ledger.oldest(names),
        found=found,
    )


def _portions(names: Sequence[str]) -> Iterator[Sequence[str]]:
    return (names[start : start + _KEEP_EVERY] for start in range(0, len(names), _KEEP_EVERY))


def objects_of(parts: Parts) -> list[str]:
    """Everything that is read again: each working file, each record, the store's own files, the database."""
    blobs = (f"{_BLOB}{sha512}" for sha512 in parts.blobs.digests())
    return [*blobs, *(str(record) for record in parts.records.all()), _STORE, _DATABASE]


def oldest_unchecked(parts: Parts, ledger: FixityLedger) -> tuple[str, datetime | None] | None:
    """The object unread for longest, for those who watch over the system."""
    return ledger.oldest(objects_of(parts))


def file_report(parts: Parts, report: ScrubReport) -> Path:
    """Keep the report with the archive's signature over its canonical JSON (RFC 8785), and say where.

    Raises:
        Unavailable: the archive's key cannot be used now, or the disk refuses.
        StorageFull: there is no room.
    """
    said: dict[str, object] = {
        "format": _FORMAT,
        "began": report.began.isoformat(),
        "ended": report.ended.isoformat(),
        "objects": report.objects,
        "total": report.total,
        "finished": report.finished,
        "problems": [
            {"code": item.code, "where": item.where, "message": item.message} for item in report.found.problems
        ],
    }
    signature = parts.sealer.seal(rfc8785.dumps(said))  # type: ignore[arg-type]  # plain values only
    fields = {"algorithm": signature.algorithm, "certificate": signature.certificate, "value": signature.value}
    return parts.ledgers.file({**said, "signature": fields}, at=report.ended)


def _read_again(parts: Parts, name: str) -> VerificationReport:
    """One object; what was taken away since it was listed is for the next round to miss."""
    try:
        if name == _STORE:
            return parts.records.check()
        if name == _DATABASE:
            return parts.desk.check()
        if name.startswith(_BLOB):
            return parts.blobs.check(name.removeprefix(_BLOB))
        return verify_record(parts, RecordId.parse(name))
    except NotFound:
        return VerificationReport()
