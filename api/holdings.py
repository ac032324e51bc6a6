"""Finds the one file an address names, in a sealed record or in a working dossier; a path never reaches the disk.

Three kinds of names: `urn:hoso:SNV:2026-Q2/documents/…` (a record's file), `2026-Q2.SNV/documents/…` (the same path
in a dossier not yet sealed) and `2026-Q2.SNV.submission` (the newest PDF of a document).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import PurePosixPath

from archive.domain.document import Document
from archive.domain.dossier import OpenDossier
from archive.domain.dossier.visible import people_within, visible_documents, visible_facts
from archive.domain.evidence import StoredFile
from archive.domain.layout import docx_path, evidence_paths, pdf_path
from archive.domain.people import UnitCode
from archive.domain.quarter import Quarter
from archive.domain.record import ItemId
from archive.domain.rights import Readable
from archive.errors import NotFound, UsageError
from archive.ports import Parts
from archive.ports.records import Opener
from archive.workflow.index import read_description
from archive.workflow.retrieve import allow_item, document


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """One file: the name people get it under (with its ending), its digest, and how to open it."""

    name: str
    sha512: str
    open: Opener


def find(parts: Parts, name: str, *, version: int | None = None, readable: Readable | None = None) -> Holding:
    """The file of that name; for a reader with bounds only one that lies within them.

    Raises:
        NotFound: there is no such file, or not for this reader, or the name has none of the three forms.
        RecordDamaged: the record that holds it cannot be read.
    """
    try:
        if name.startswith("urn:"):
            return _in_record(parts, ItemId.parse(name), version, readable)
        if "/" in name:
            return _in_dossier(parts, name, readable)
        found = document(parts, name, readable=readable)
    except UsageError as wrong:
        raise NotFound(f"Không thấy tệp '{name}'.", name=name) from wrong
    return _stored(parts, _document_name(parts, found, ".pdf"), found.current_pdf)


def _in_record(parts: Parts, item: ItemId, version: int | None, readable: Readable | None) -> Holding:
    allow_item(parts, item, version, readable=readable)
    content = parts.records.content(item.record, version)
    digest = content.digests().get(item.path)
    if digest is None:
        raise NotFound(f"Hồ sơ không có tệp '{item.path}'.", path=item.path)
    described = read_description(content)
    where = f"{described['unit']['name']} - {item.record.quarter.short}"
    names = {entry["file"]: entry["name"] for entry in described["evidence"] if entry["file"]}
    for entry in described["documents"]:
        names[entry["file"]] = f"{entry['title']} - {where}.pdf"
        names[entry["source"]] = f"{entry['title']} - {where}.docx"
    name = names.get(item.path, PurePosixPath(item.path).name)
    return Holding(name=name, sha512=digest, open=partial(content.open, item.path))


def _in_dossier(parts: Parts, name: str, readable: Readable | None) -> Holding:
    dossier, _, path = name.partition("/")
    quarter_text, _, unit = dossier.partition(".")
    quarter = Quarter.parse(quarter_text)
    with parts.desk.look() as work:
        facts = work.facts.dossier(UnitCode(unit), quarter)
        documents = work.shelf.documents(UnitCode(unit), quarter)
    people = people_within(facts, readable) if readable is not None else None
    if readable is not None and people is not None:
        documents = visible_documents(facts, documents, readable)
        facts = visible_facts(facts, people)
    for found, at, file in (*_of_documents(facts, documents), *_of_evidence(facts)):
        if at == path:
            return _stored(parts, found, file)
    raise NotFound(f"Hồ sơ không có tệp '{path}'.", path=path)


def _of_documents(facts: OpenDossier, documents: Iterable[Document]) -> Iterator[tuple[str, str, StoredFile]]:
    for item in documents:
        yield _name(facts, item, ".pdf"), pdf_path(item), item.current_pdf
        yield _name(facts, item, ".docx"), docx_path(item), item.docx


def _of_evidence(facts: OpenDossier) -> Iterator[tuple[str, str, StoredFile]]:
    for item, path in evidence_paths(facts):
        if item.file and path:
            yield item.file.name, path, item.file


def _document_name(parts: Parts, found: Document, ending: str) -> str:
    with parts.desk.look() as work:
        return _name(work.facts.dossier(found.due.unit, found.due.quarter), found, ending)


def _name(facts: OpenDossier, item: Document, ending: str) -> str:
    return f"{item.due.title} - {facts.unit.name} - {facts.quarter.short}{ending}"


def _stored(parts: Parts, name: str, file: StoredFile) -> Holding:
    return Holding(name=name, sha512=file.sha512, open=partial(parts.blobs.open, file.sha512))
