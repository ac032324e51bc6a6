"""Assemble: write every document a complete dossier needs; a document whose facts did not change is kept.

What is written here is released for signing, so this is the moment at which papers get their numbers (decision 0016):
a paper written again keeps its number, one no longer due leaves it cancelled.
"""

import hashlib
import io
from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

import rfc8785

from archive.domain.contents import Content, content_of
from archive.domain.contents.issue import issued
from archive.domain.contents.letterhead import symbol_of
from archive.domain.document import Document, DocumentId, DueDocument
from archive.domain.dossier import AssembledDossier, OpenDossier, Severity, Stage, due_documents, findings
from archive.domain.evidence import StoredFile
from archive.domain.history import Event, EventKind
from archive.domain.numbering import DocumentNumber, NumberEntry, cancelled, register_of
from archive.domain.people import UnitCode
from archive.domain.quarter import Quarter
from archive.errors import ChangedMeanwhile, DossierIncomplete
from archive.language import VIETNAM
from archive.ports import Parts
from archive.ports.desk import Progress, Work
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
        ChangedMeanwhile: somebody changed the facts while the documents were written.
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
    numbers, contents = _issue(parts, facts, due.values())
    kept_data = {name: canonical(content) for name, content in contents.items()}
    digests = {name: hashlib.sha512(data).hexdigest() for name, data in kept_data.items()}
    current = {
        name: document
        for name, document in kept.items()
        if name in due and _is_current(parts, facts, document, due[name], digests[name])
    }
    missing = [item for name, item in due.items() if name not in current]
    tell("Lập văn bản", len(current), len(due))
    for rendered in parts.renderer.render(_requests(parts, facts, missing, contents)):
        name = rendered.request.id
        document = _store(parts, rendered, due[name], kept_data[name], numbers.get(name))
        current[document.due.id] = document
        tell("Lập văn bản", len(current), len(due))
    with parts.desk.begin() as work:
        _refuse_changed(work, facts)
        for name, document in kept.items():
            if name not in due:
                work.shelf.drop(document)
        work.shelf.move(replace(progress, stage=Stage.ASSEMBLED))
        work.commit()
    return current


def _refuse_changed(work: Work, facts: OpenDossier) -> None:
    """Documents were written of these facts: of others they would say what nobody gave.

    Raises:
        ChangedMeanwhile: somebody changed them while the documents were written; what was written is kept for a next
            time.
    """
    if work.facts.dossier(facts.unit.code, facts.quarter) != facts:
        raise ChangedMeanwhile(
            f"Số liệu của {facts.unit.name} vừa được sửa trong khi đang lập văn bản; hãy lập hồ sơ lại.",
            unit=facts.unit.code,
        )


def _issue(
    parts: Parts, facts: OpenDossier, due: Collection[DueDocument]
) -> tuple[dict[DocumentId, DocumentNumber], dict[DocumentId, Content]]:
    """The numbers of the papers that bear one, and what each paper says; what is no longer due loses its number."""
    with parts.desk.begin() as work:
        entries = dict(_given(parts, work, facts, due))
        _cancel_others(parts, work, facts, {item.id for item in due})
        work.commit()
    numbers, contents = {}, {}
    for item in due:
        content = content_of(facts, item, parts.province)
        if item.id in entries:
            paper = issued(content, item.kind, entries[item.id])
            numbers[item.id], content = paper.number, paper.data
        contents[item.id] = content
    return numbers, contents


def _given(
    parts: Parts, work: Work, facts: OpenDossier, due: Iterable[DueDocument]
) -> Iterator[tuple[DocumentId, NumberEntry]]:
    unit, today = facts.unit, _today(parts)
    for item in due:
        symbol = symbol_of(item.kind)
        if symbol:
            register = register_of(unit.code, symbol, unit.system, on=today, term=work.numbers.term(unit.code))
            yield item.id, work.numbers.give(register, item.id, on=today, actor=parts.actor)


def _cancel_others(parts: Parts, work: Work, facts: OpenDossier, due: Container[str]) -> None:
    own = f"{facts.quarter}.{facts.unit.code}."  # papers outside the components have another beginning
    for entry in work.numbers.entries(facts.unit.code):
        if entry.is_in_force and entry.document and entry.document.startswith(own) and entry.document not in due:
            work.numbers.keep(cancelled(entry, on=_today(parts), because="văn bản không còn trong hồ sơ"))


def _today(parts: Parts) -> date:
    return parts.clock.now().astimezone(VIETNAM).date()


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


def _store(
    parts: Parts, rendered: RenderedDocument, due: DueDocument, data: bytes, number: DocumentNumber | None
) -> Document:
    digest, _ = parts.blobs.put(io.BytesIO(data))  # kept as it was filled in, so that it can be filled in again
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
        number=number,
    )
    used = document.template
    note = f"mẫu {used.kind}/{used.system.folder}/{used.version}"
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
                note=f"{note}; số {number.sign}" if number else note,
            )
        )
        work.commit()
    return document


def _stored(parts: Parts, name: str, content: bytes, media_type: str) -> StoredFile:
    sha512, size = parts.blobs.put(io.BytesIO(content))
    return StoredFile(name=name, sha512=sha512, size=size, media_type=media_type)


def canonical(content: Content) -> bytes:
    """Canonical JSON (RFC 8785) of a document's fill data."""
    return rfc8785.dumps(dict(content))  # type: ignore[arg-type]  # plain values only
