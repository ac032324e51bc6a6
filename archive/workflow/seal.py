"""Seal: a signed dossier becomes a version of its record; from here on it only grows by versions (design §8)."""

import hashlib
import io
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial

import rfc8785

from archive.domain.description import describe
from archive.domain.dossier import AssembledDossier, SealedDossier, SignedDossier, Stage
from archive.domain.evidence import StoredFile
from archive.domain.history import Event, EventKind
from archive.domain.layout import PREMIS_PATH, docx_path, evidence_paths, pdf_path, text_path
from archive.domain.people import UnitCode
from archive.domain.premis import premis
from archive.domain.quarter import Quarter
from archive.domain.record import RecordId
from archive.domain.seal import RECORD_PATH, SEAL_PATH, Seal, root_of, seal_document, statement
from archive.domain.signature import require_valid
from archive.errors import DigestMismatch, WrongOrder
from archive.ports import Parts
from archive.ports.desk import Progress
from archive.ports.records import Opener, RecordVersion
from archive.ports.telling import Tell, silent


@dataclass(frozen=True, slots=True)
class _File:
    """A file on its way into the record."""

    sha512: str
    size: int
    open: Opener


def seal(parts: Parts, unit: UnitCode, quarter: Quarter, *, tell: Tell = silent) -> SealedDossier:
    """Seal one signed dossier; sealing again what is already sealed adds nothing.

    Raises:
        NotFound: the unit has no facts in that quarter.
        WrongOrder: it is not assembled, or somebody has not signed.
        SignatureInvalid: a signature no longer holds; nothing was sealed.
        DigestMismatch: a working file changed on the disk; nothing was sealed.
        StorageFull: there is no room; nothing was sealed.
    """
    record = RecordId(unit, quarter)
    with parts.desk.begin() as work:
        facts = work.facts.dossier(unit, quarter)
        progress = work.shelf.progress(unit, quarter)
        documents = tuple(work.shelf.documents(unit, quarter))
        events = list(work.journal.events(record))
    if progress.stage is Stage.SEALED:
        return SealedDossier(record=record, unit=unit, quarter=quarter, version=progress.version)
    if progress.stage is Stage.OPEN:
        raise WrongOrder(f"Hồ sơ {facts.unit.name} {quarter.title} chưa lập và ký xong; hãy lập rồi ký trước.")
    dossier = SignedDossier(assembled=AssembledDossier(facts=facts, documents=documents))
    events.append(_check_signatures(parts, dossier, tell))
    files = _files(parts, dossier, tell)
    version = _add(parts, record, files, events)
    return _close(parts, record, progress, version, events[-1])


def _check_signatures(parts: Parts, dossier: SignedDossier, tell: Tell) -> Event:
    """Every signature once more, on the very bytes that go into the record."""
    now = parts.clock.now()
    documents = dossier.assembled.documents
    for done, document in enumerate(documents, start=1):
        with parts.blobs.open(document.current_pdf.sha512) as source:
            reports = parts.signatures.check(source.read(), at=now)
        require_valid(reports, expected=len(document.due.signatories), title=document.due.title)
        tell("Kiểm tra chữ ký", done, len(documents))
    facts = dossier.assembled.facts
    return Event(
        kind=EventKind.SIGNATURE_VALIDATION,
        unit=facts.unit.code,
        quarter=facts.quarter,
        subject=facts.unit.code,
        at=now,
        actor=parts.actor,
        note=f"{len(documents)} văn bản",
    )


def _files(parts: Parts, dossier: SignedDossier, tell: Tell) -> dict[str, _File]:
    """Everything the version holds but what describes it."""
    facts = dossier.assembled.facts
    readable = {
        **{pdf_path(item): item.current_pdf for item in dossier.assembled.documents},
        **{path: item.file for item, path in evidence_paths(facts) if path and item.file},
    }
    files = {path: _stored(parts, file) for path, file in readable.items()}
    files |= {docx_path(item): _stored(parts, item.docx) for item in dossier.assembled.documents}
    by_ocr = set()
    for done, (path, file) in enumerate(readable.items(), start=1):
        with parts.blobs.open(file.sha512) as source:
            text = parts.extractor.extract(source, file.media_type)
        files[text_path(path)] = _made("\f".join(text.pages).encode())
        if text.by_ocr:
            by_ocr.add(path)
        tell("Đọc nội dung", done, len(readable))
    files[RECORD_PATH] = _made(_canonical(describe(dossier, read_by_ocr=frozenset(by_ocr))))
    return files


def _add(parts: Parts, record: RecordId, files: dict[str, _File], events: Iterable[Event]) -> int:
    """Add the version unless the newest one already says the same: a stop after adding must not add twice."""
    versions = parts.records.versions(record)
    if versions:
        newest = parts.records.content(record).digests()
        if newest.get(RECORD_PATH) == files[RECORD_PATH].sha512:
            return versions[-1].number
    number, now = len(versions) + 1, parts.clock.now()
    measured = {path: (file.sha512, file.size) for path, file in files.items()}
    files[PREMIS_PATH] = _made(premis(str(record), measured, list(events)))
    digests = {path: file.sha512 for path, file in files.items()}
    root = root_of(digests)
    said = statement(record=str(record), version=number, tree_size=len(digests), root=root, sealed=now)
    made = Seal(
        record=str(record),
        version=number,
        tree_size=len(digests),
        root=root,
        sealed=now,
        signature=parts.sealer.seal(said),
    )
    files[SEAL_PATH] = _made(_canonical(seal_document(made)))
    message = "Nộp lần đầu" if number == 1 else "Bổ sung sau niêm phong"
    parts.records.add(
        record,
        {path: file.open for path, file in files.items()},
        RecordVersion(number=number, made=now, message=message, actor=parts.actor),
    )
    return number


def _close(parts: Parts, record: RecordId, progress: Progress, version: int, checked: Event) -> SealedDossier:
    with parts.desk.begin() as work:
        work.journal.write(checked)
        work.journal.write(
            Event(
                kind=EventKind.SEALING,
                unit=record.unit,
                quarter=record.quarter,
                subject=str(record),
                at=parts.clock.now(),
                actor=parts.actor,
                note=f"phiên bản {version}",
            )
        )
        work.shelf.move(replace(progress, stage=Stage.SEALED, version=version))
        work.commit()
    return SealedDossier(record=record, unit=record.unit, quarter=record.quarter, version=version)


def _stored(parts: Parts, file: StoredFile) -> _File:
    """A working file on its way; read once more, for what is sealed must be what was taken in.

    Raises:
        DigestMismatch: the working bytes changed on the disk.
    """
    with parts.blobs.open(file.sha512) as source:
        found = hashlib.file_digest(source, "sha512").hexdigest()  # type: ignore[arg-type]  # any binary file will do
    if found != file.sha512:
        raise DigestMismatch(file.name, expected=file.sha512, found=found)
    return _File(file.sha512, file.size, partial(parts.blobs.open, file.sha512))


def _made(content: bytes) -> _File:
    return _File(hashlib.sha512(content).hexdigest(), len(content), partial(io.BytesIO, content))


def _canonical(value: Mapping[str, object]) -> bytes:
    """Canonical JSON (RFC 8785)."""
    return rfc8785.dumps(json.loads(json.dumps(value)))
