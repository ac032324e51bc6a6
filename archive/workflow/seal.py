"""Seal: a signed dossier becomes a version of its record; from here on it only grows by versions (design §8)."""

import hashlib
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial

import rfc8785

from archive.domain.contents import IndexedEvidence
from archive.domain.contents.dossier_index import dossier_index, pages_of
from archive.domain.description import DescribedIndex, describe
from archive.domain.document import OTHER_TITLE, DocumentKind
from archive.domain.dossier import AssembledDossier, SealedDossier, SignedDossier, Stage
from archive.domain.dossier.documents import document_id
from archive.domain.dossier.papers import secret_paper
from archive.domain.evidence import StoredFile
from archive.domain.history import Event, EventKind
from archive.domain.layout import (
    INDEX_DATA,
    INDEX_DOCX,
    INDEX_PDF,
    PREMIS_PATH,
    data_path,
    docx_path,
    evidence_paths,
    pdf_path,
    text_path,
)
from archive.domain.people import UnitCode
from archive.domain.premis import premis
from archive.domain.quarter import Quarter
from archive.domain.record import RecordId
from archive.domain.seal import RECORD_PATH, SEAL_PATH, Seal, root_of, seal_document, statement
from archive.domain.signature import require_valid
from archive.errors import DigestMismatch, NotFound, WrongOrder
from archive.ports import Parts
from archive.ports.desk import Progress
from archive.ports.records import Opener, RecordVersion
from archive.ports.rendering import RenderRequest
from archive.ports.telling import Tell, silent

PDF = "application/pdf"
_JSON = "application/json"


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
        BadTemplate: the form of the Mục lục and its data do not fit; nothing was sealed.
        ConversionFailed: LibreOffice gave no PDF of the Mục lục; nothing was sealed.
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
    is_decided = any(item.decided for item in facts.proposals)
    version = _add(parts, record, files, events, is_decided=is_decided)
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
    by_ocr, pages = set(), {}
    for done, (path, file) in enumerate(readable.items(), start=1):
        with parts.blobs.open(file.sha512) as source:
            text = parts.extractor.extract(source, file.media_type)
        files[text_path(path)] = _made("\f".join(text.pages).encode())
        pages[path] = len(text.pages)
        if text.by_ocr:
            by_ocr.add(path)
        tell("Đọc nội dung", done, len(readable))
    index = None
    if not secret_paper(facts, DocumentKind.DOSSIER_INDEX):
        made, index = _index(parts, dossier, pages)
        files |= made
    data = dict(_data(parts, dossier))
    files |= {data_path(item): data[item.due.id] for item in dossier.assembled.documents if item.due.id in data}
    without = frozenset(item.due.id for item in dossier.assembled.documents) - data.keys()
    described = describe(dossier, read_by_ocr=frozenset(by_ocr), index=index, without_data=without)
    files[RECORD_PATH] = _made(_canonical(described))
    return files


def _data(parts: Parts, dossier: SignedDossier) -> Iterator[tuple[str, _File]]:
    """What each document was filled with, by its id; one that was made before such data were kept has none."""
    for document in dossier.assembled.documents:
        try:
            with parts.blobs.open(document.data_digest) as source:
                size = len(source.read())
        except NotFound:
            continue
        name, digest = f"{document.due.stem}.json", document.data_digest
        yield document.due.id, _stored(parts, StoredFile(name=name, sha512=digest, size=size, media_type=_JSON))


def _index(parts: Parts, dossier: SignedDossier, pages: Mapping[str, int]) -> tuple[dict[str, _File], DescribedIndex]:
    """The Mục lục of this version, from what lies in it; `pages` by path, of what was read."""
    facts = dossier.assembled.facts
    evidence = [
        IndexedEvidence(item, pages_of(item.file, read=pages[path]) if path and item.file else None)
        for item, path in evidence_paths(facts)
        if item.counts
    ]
    data = dossier_index(facts, dossier.assembled.documents, evidence)
    title = OTHER_TITLE[DocumentKind.DOSSIER_INDEX]
    request = RenderRequest(
        id=document_id(facts, DocumentKind.DOSSIER_INDEX),
        kind=DocumentKind.DOSSIER_INDEX,
        system=facts.unit.system,
        title=f"{title} {facts.quarter.title} - {facts.unit.name}",
        data=data,
        roles=(),
        made=parts.clock.now(),
    )
    (rendered,) = parts.renderer.render([request])
    text = parts.extractor.extract(io.BytesIO(rendered.pdf), PDF)
    files = {
        INDEX_PDF: _made(rendered.pdf),
        INDEX_DOCX: _made(rendered.docx),
        INDEX_DATA: _made(_canonical(data)),
        text_path(INDEX_PDF): _made("\f".join(text.pages).encode()),
    }
    digest = hashlib.sha512(_canonical(data)).hexdigest()
    described = DescribedIndex(
        template=rendered.template, data_digest=digest, renderer=parts.renderer.version, pages=rendered.pages
    )
    return files, described


def _add(parts: Parts, record: RecordId, files: dict[str, _File], events: Iterable[Event], *, is_decided: bool) -> int:
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
    published = parts.tiles.newest()
    log = published.promised if published else None
    said = statement(record=str(record), version=number, tree_size=len(digests), root=root, sealed=now, log=log)
    made = Seal(
        record=str(record),
        version=number,
        tree_size=len(digests),
        root=root,
        sealed=now,
        signature=parts.sealer.seal(said),
        log=log,
    )
    files[SEAL_PATH] = _made(_canonical(seal_document(made)))
    message = "Nộp lần đầu" if number == 1 else ("Sau khi quyết định" if is_decided else "Bổ sung sau niêm phong")
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
        # Facts that somebody changed meanwhile are not in this version: it stands, and their dossier stays open.
        current = work.shelf.progress(record.unit, record.quarter)
        stage = Stage.SEALED if current == progress else current.stage
        work.shelf.move(replace(current, stage=stage, version=version))
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
