"""Rebuild: the database out of the sealed records alone (design §8); the index is made anew by its own step.

Only what is not there is put back: a dossier that has facts keeps them, for people may have gone on working. What was
never sealed is not in any record and cannot come back from one.
"""

import hashlib
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from archive.domain.document import Document
from archive.domain.dossier import OpenDossier, Stage
from archive.domain.history import Event, EventKind
from archive.domain.layout import evidence_paths
from archive.domain.numbering import NumberEntry
from archive.domain.reading import read_documents, read_facts
from archive.domain.record import RecordId
from archive.domain.record_files import json_of, seal_of
from archive.domain.seal import RECORD_PATH
from archive.errors import RecordDamaged
from archive.ports import Parts
from archive.ports.desk import Desk, Progress, Work
from archive.ports.log import LogTiles
from archive.ports.records import RecordContent, RecordVersion
from archive.ports.telling import Tell, silent

_END_OF_REVISION = b"%%EOF"
_LINE_ENDS = (b"\n", b"\r\n", b"\r", b"")


@dataclass(frozen=True, slots=True, kw_only=True)
class RebuildReport:
    """Which records were put back, which had their facts in the database already, and how long the log is."""

    restored: tuple[RecordId, ...]
    kept: tuple[RecordId, ...]
    entries: int  # of the log, now


def rebuild(parts: Parts, *, tell: Tell = silent) -> RebuildReport:
    """Put back the facts, documents, progress and working files of every sealed record the database does not know.

    Raises:
        RecordDamaged: a record cannot be read; the ones before it are put back.
        StorageFull: there is no room for the working files.
    """
    restore_log(parts.desk, parts.tiles)
    records = list(parts.records.all())
    restored: list[RecordId] = []
    for done, record in enumerate(records, start=1):
        if not _is_known(parts, record):
            _restore(parts, record)
            restored.append(record)
        tell("Dựng lại từ hồ sơ lưu trữ", done, len(records))
    return RebuildReport(
        restored=tuple(restored),
        kept=tuple(record for record in records if record not in set(restored)),
        entries=_log_size(parts),
    )


def _log_size(parts: Parts) -> int:
    with parts.desk.look() as work:
        return work.log.size()


def restore_log(desk: Desk, tiles: LogTiles, *, only_lost: bool = False) -> int:
    """Put back the published entries that the database lacks, with the events they tell; how many.

    With `only_lost` a log that has any entry is left as it is: then somebody must look at it first.

    Raises:
        RecordDamaged: the database says something else than what was published, or the published files are damaged.
        StorageFull: there is no room.
    """
    published = list(tiles.contents())
    if not published:
        return 0
    with desk.begin() as work:
        kept = [row.content for row in work.log.rows()]
        if kept and (only_lost or len(kept) >= len(published)):
            return 0
        if kept != published[: len(kept)]:
            raise RecordDamaged(
                "Nhật ký trong cơ sở dữ liệu khác với nhật ký đã công bố; hãy chạy hoso log verify để biết mục nào."
            )
        count = work.log.restore(published[len(kept) :])
        for _, sealed in tiles.checkpoints():
            if sealed:
                work.log.mark(sealed.promised.size, sealed.promised.root)
        work.commit()
    return count


def _is_known(parts: Parts, record: RecordId) -> bool:
    with parts.desk.begin() as work:
        return record.unit in work.facts.units(record.quarter)


def _restore(parts: Parts, record: RecordId) -> None:
    """One record, in one unit of work; its files are stored before anything speaks of them."""
    versions = parts.records.versions(record)
    content = parts.records.content(record)
    said = json_of(content.open, RECORD_PATH)
    facts = read_facts(said)
    sizes = dict(_stored(parts, content, said, facts))
    documents = read_documents(said, made=versions[-1].made, sizes=sizes)
    with parts.desk.begin() as work:
        work.facts.replace(facts)
        for document in documents:
            work.shelf.keep(document)
            _put_back_number(work, document)
        known = [event for event in work.journal.events(record) if event.kind is EventKind.SEALING]
        for event in list(_sealings(parts, record, versions))[len(known) :]:  # a log that was lost as well
            work.journal.write(event)
        work.shelf.move(
            Progress(unit=record.unit, quarter=record.quarter, stage=Stage.SEALED, version=versions[-1].number)
        )
        work.commit()


def _put_back_number(work: Work, document: Document) -> None:
    """Its line in the register; numbers of what was never sealed come back from nowhere and show as unaccounted.

    A number given to another paper since the register was lost stays with that one; the record says its own.
    """
    number = document.number
    if number is None:
        return
    taken = {(entry.register, entry.number) for entry in work.numbers.entries(number.register.issuer)}
    if (number.register, number.number) not in taken:
        line = NumberEntry(
            register=number.register,
            number=number.number,
            given=number.given,
            actor="",
            document=document.due.id,
            note="dựng lại từ hồ sơ lưu trữ",
        )
        work.numbers.keep(line)


def _stored(
    parts: Parts, content: RecordContent, said: Mapping[str, Any], facts: OpenDossier
) -> Iterator[tuple[str, int]]:
    """Every file that documents and evidence name, back among the working files: digest and size."""
    for path in (path for _, path in evidence_paths(facts) if path):
        with content.open(path) as source:
            yield parts.blobs.put(source)
    for document in said["documents"]:
        for path in filter(None, (document["source"], document.get("data"))):
            with content.open(path) as source:
                yield parts.blobs.put(source)
        with content.open(document["file"]) as source:
            signed = source.read()
        yield parts.blobs.put(io.BytesIO(signed))
        yield parts.blobs.put(io.BytesIO(_unsigned(signed, document["unsigned_sha512"], document["file"])))


def _unsigned(signed: bytes, sha512: str, path: str) -> bytes:
    """The PDF before any signature: signing only adds revisions, so it is a beginning of the signed one.

    Raises:
        RecordDamaged: no revision has that digest.
    """
    end = signed.find(_END_OF_REVISION)
    while end >= 0:
        for line_end in _LINE_ENDS:
            beginning = signed[: end + len(_END_OF_REVISION)] + line_end
            if signed.startswith(beginning) and hashlib.sha512(beginning).hexdigest() == sha512:
                return beginning
        end = signed.find(_END_OF_REVISION, end + 1)
    if hashlib.sha512(signed).hexdigest() == sha512:
        return signed  # nobody had to sign it
    raise RecordDamaged(f"{path}: bản trước khi ký không còn nằm trong bản đã ký; hãy khôi phục từ bản sao lưu.")


def _sealings(parts: Parts, record: RecordId, versions: Sequence[RecordVersion]) -> Iterator[Event]:
    """When each version was sealed, as its own seal says; what else happened stands in the log."""
    for version in versions:
        seal = seal_of(parts.records.content(record, version.number).open)
        yield Event(
            kind=EventKind.SEALING,
            unit=record.unit,
            quarter=record.quarter,
            subject=str(record),
            at=seal.sealed,
            actor=version.actor,
            note=f"phiên bản {version.number}",
        )
