"""Assemble: write every document a complete dossier needs; a document whose facts did not change is kept."""

import hashlib
import io
from collections.abc import Mapping, Sequence
from dataclasses import replace

import rfc8785

from archive.domain.contents import Content, content_of
from archive.domain.document import Document, DocumentId, DueDocument
from archive.domain.dossier import AssembledDossier, OpenDossier, Severity, Stage, due_documents, findings
from archive.domain.evidence import StoredFile
from archive.domain.history import Event, EventKind
from archive.domain.people import UnitCode
from archive.domain.quarter import Quarter
from archive.errors import DossierIncomplete
from archive.ports import Parts
from archive.ports.desk import Progress
from archive.ports.rendering import RenderedDocument, RenderRequest
from archive.ports.telling import Tell, silent

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PDF = "application/pdf"


def assemble(parts: Parts, unit: UnitCode, quarter: Quarter, *, tell: Tell = silent) -> AssembledDossier:
    """Write the documents of one dossier; each is kept as soon as it is made, so a stop loses at most one.

    Raises:
        NotFound: the unit has no facts in that quarter.
        DossierIncomplete: something is still missing; every finding is named.
        BadTemplate: a template and its data do not fit.
        ConversionFailed: LibreOffice gave no PDF.
    """
    with parts.desk.begin() as work:
        facts = work.facts.dossier(unit, quarter)
        progress = work.shelf.progress(unit, quarter)
        kept = {document.due.id: document for document in work.shelf.documents(unit, quarter)}
    if progress.stage is Stage.OPEN:
        _refuse_incomplete(facts)
        kept = _write(parts, facts, progress, kept, tell)
    return AssembledDossier(facts=facts, documents=tuple(kept[due.id] for due in due_documents(facts)))


def _refuse_incomplete(facts: OpenDossier) -> None:
    errors = [item for item in findings(facts) if item.severity is Severity.ERROR]
    if errors:
        raise DossierIncomplete(
            f"Hồ sơ {facts.unit.name} {facts.quarter.title} còn thiếu {len(errors)} mục, chưa lập được. "
            f"Mục đầu tiên: {errors[0].message}",
            findings=errors,
            unit=facts.unit.code,
        )


def _write(
    parts: Parts,
    facts: OpenDossier,
    progress: Progress,
    kept: Mapping[DocumentId, Document],
    tell: Tell,
) -> dict[DocumentId, Document]:
    due = {item.id: item for item in due_documents(facts)}
    contents = {item.id: content_of(facts, item) for item in due.values()}
    digests = {name: data_digest(content) for name, content in contents.items()}
    current = {
        name: document
        for name, document in kept.items()
        if name in due and _is_current(parts, facts, document, due[name], digests[name])
    }
    missing = [item for name, item in due.items() if name not in current]
    tell("Lập văn bản", len(current), len(due))
    for rendered in parts.renderer.render(_requests(parts, facts, missing, contents)):
        document = _store(parts, rendered, due[rendered.request.id], digests[rendered.request.id])
        current[document.due.id] = document
        tell("Lập văn bản", len(current), len(due))
    with parts.desk.begin() as work:
        for name, document in kept.items():
            if name not in due:
                work.shelf.drop(document)
        work.shelf.move(replace(progress, stage=Stage.ASSEMBLED))
        work.commit()
    return current


def _is_current(parts: Parts, facts: OpenDossier, document: Document, due: DueDocument, digest: str) -> bool:
    """Whether a document still says what it would say if it were written again now."""
    template = parts.renderer.template(due.kind, facts.unit.system)
    return document.due == due and document.data_digest == digest and document.template == template


def _requests(
    parts: Parts, facts: OpenDossier, missing: Sequence[DueDocument], contents: Mapping[DocumentId, Content]
) -> list[RenderRequest]:
    now = parts.clock.now()
    return [
        RenderRequest(
            id=item.id,
            kind=item.kind,
            system=facts.unit.system,
            title=f"{item.title} {facts.quarter.title} - {facts.unit.name}",
            data=contents[item.id],
            roles=tuple(signatory.role for signatory in item.signatories),
            made=now,
        )
        for item in missing
    ]


def _store(parts: Parts, rendered: RenderedDocument, due: DueDocument, digest: str) -> Document:
    document = Document(
        due=due,
        template=rendered.template,
        data_digest=digest,
        renderer=parts.renderer.version,
        docx=_stored(parts, f"{due.stem}.docx", rendered.docx, DOCX),
        pdf=_stored(parts, f"{due.stem}.pdf", rendered.pdf, PDF),
        pages=rendered.pages,
        slots=rendered.slots,
        made=rendered.request.made,
    )
    with parts.desk.begin() as work:
        work.shelf.keep(document)
        work.journal.write(
            Event(
                kind=EventKind.CREATION,
                unit=due.unit,
                quarter=due.quarter,
                subject=due.id,
                at=document.made,
                actor=parts.actor,
                note=f"mẫu {document.template.kind}/{document.template.system.folder}/{document.template.version}",
            )
        )
        work.commit()
    return document


def _stored(parts: Parts, name: str, content: bytes, media_type: str) -> StoredFile:
    sha512, size = parts.blobs.put(io.BytesIO(content))
    return StoredFile(name=name, sha512=sha512, size=size, media_type=media_type)


def data_digest(content: Content) -> str:
    """SHA-512 of the canonical JSON (RFC 8785) of a document's fill data, in hex."""
    return hashlib.sha512(rfc8785.dumps(dict(content))).hexdigest()  # type: ignore[arg-type]  # plain values only
