"""Rebuild: the database out of the sealed records alone (design §8); the index is made anew by its own step.

Only what is not there is put back: a dossier that has facts keeps them, for people may have gone on working. What was
never sealed is not in any record and cannot come back from one.
"""

import hashlib
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from archive.domain.dossier import OpenDossier, Stage
from archive.domain.history import Event, EventKind
from archive.domain.layout import evidence_paths
from archive.domain.reading import read_documents, read_facts
from archive.domain.record import RecordId
from archive.domain.seal import RECORD_PATH, SEAL_PATH, read_seal
from archive.errors import RecordDamaged
from archive.ports import Parts
from archive.ports.desk import Progress
from archive.ports.records import RecordContent, RecordVersion
from archive.ports.telling import Tell, silent

_END_OF_REVISION = b"%%EOF"
_LINE_ENDS = (b"\n", b"\r\n", b"\r", b"")


@dataclass(frozen=True, slots=True, kw_only=True)
class RebuildReport:
    """Which records were put back and which had their facts in the database already."""

    restored: tuple[RecordId, ...]
    kept: tuple[RecordId, ...]


def rebuild(parts: Parts, *, tell: Tell = silent) -> RebuildReport:
    """Put back the facts, documents, progress and working files of every sealed record the database does not know.

    Raises:
        RecordDamaged: a record cannot be read; the ones before it are put back.
        StorageFull: there is no room for the working files.
    """
    records = list(parts.records.all())
    restored: list[RecordId] = []
    for done, record in enumerate(records, start=1):
        if not _is_known(parts, record):
            _restore(parts, record)
            restored.append(record)
        tell("Dựng lại từ hồ sơ lưu trữ", done, len(records))
    return RebuildReport(
        restored=tuple(restored), kept=tuple(record for record in records if record not in set(restored))
    )


def _is_known(parts: Parts, record: RecordId) -> bool:
    with parts.desk.begin() as work:
        return record.unit in work.facts.units(record.quarter)


def _restore(parts: Parts, record: RecordId) -> None:
    """One record, in one unit of work; its files are stored before anything speaks of them."""
    versions = parts.records.versions(record)
    content = parts.records.content(record)
    said = _json(content, RECORD_PATH)
    facts = read_facts(said)
    sizes = dict(_stored(parts, content, said, facts))
    documents = read_documents(said, made=versions[-1].made, sizes=sizes)
    with parts.desk.begin() as work:
        work.facts.replace(facts)
        for document in documents:
            work.shelf.keep(document)
        for event in _sealings(parts, record, versions):
            work.journal.write(event)
        work.shelf.move(
            Progress(unit=record.unit, quarter=record.quarter, stage=Stage.SEALED, version=versions[-1].number)
        )
        work.commit()


def _stored(
    parts: Parts, content: RecordContent, said: Mapping[str, Any], facts: OpenDossier
) -> Iterator[tuple[str, int]]:
    """Every file that documents and evidence name, back among the working files: digest and size."""
    for path in (path for _, path in evidence_paths(facts) if path):
        with content.open(path) as source:
            yield parts.blobs.put(source)
    for document in said["documents"]:
        with content.open(document["source"]) as source:
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
        seal = read_seal(_json(parts.records.content(record, version.number), SEAL_PATH))
        yield Event(
            kind=EventKind.SEALING,
            unit=record.unit,
            quarter=record.quarter,
            subject=str(record),
            at=seal.sealed,
            actor=version.actor,
            note=f"phiên bản {version.number}",
        )


def _json(content: RecordContent, path: str) -> Any:  # noqa: ANN401 - JSON is untyped until read_facts or read_seal checks it
    with content.open(path) as source:
        try:
            return json.load(source)
        except ValueError as wrong:
            raise RecordDamaged(f"{path} không phải JSON; hãy khôi phục hồ sơ từ bản sao lưu.", path=path) from wrong
