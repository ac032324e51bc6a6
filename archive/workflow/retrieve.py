"""Retrieve: find files of sealed records, show a record, hand out one file; each only as far as the reader may read.

A reader without bounds (`readable` is None) is the operator, who owns the files. For everybody else a thing that may
not be read and a thing that does not exist are the same, to the letter.
"""

import json
from collections.abc import Container, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import BinaryIO

from archive.domain.document import Document
from archive.domain.layout import text_path
from archive.domain.quarter import Quarter
from archive.domain.record import ItemId, RecordId
from archive.domain.rights import About, Readable, about_document, about_files
from archive.domain.seal import RECORD_PATH
from archive.errors import NotFound, RecordDamaged
from archive.ports import Parts
from archive.ports.desk import Work
from archive.ports.records import RecordContent, RecordVersion
from archive.ports.search import Hit, SearchResults, Sort


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordView:
    """A record as a person sees it: its versions and the files of one of them with their digests."""

    record: RecordId
    version: int
    versions: Sequence[RecordVersion]
    files: Mapping[str, str]


def search(
    parts: Parts,
    query: str,
    *,
    limit: int = 20,
    offset: int = 0,
    sort: Sort = "relevance",
    readable: Readable | None = None,
) -> SearchResults:
    """Find files; a hit whose file no longer stands in its record is not shown.

    Raises:
        UsageError: the query cannot be understood.
    """
    results = parts.search.search(query, limit=limit, offset=offset, sort=sort, readable=readable)
    standing = _standing(parts, results.hits)
    return replace(results, hits=standing, total=results.total - len(results.hits) + len(standing))


def _standing(parts: Parts, hits: Sequence[Hit]) -> list[Hit]:
    """The hits whose files stand in their records; each record is asked once, for a page often shows many of one."""
    items = [(hit, ItemId.parse(hit.id)) for hit in hits]
    files = {record: _files(parts, record) for record in {item.record for _, item in items}}
    return [hit for hit, item in items if item.path in files[item.record]]


def text_of(parts: Parts, item: ItemId, *, readable: Readable | None = None) -> tuple[str, ...]:
    """The pages of a sealed file as the text that was read out of it, for who may open the file itself.

    Raises:
        NotFound: no such file, or not for this reader, or nothing was read out of it.
    """
    allow_item(parts, item, readable=readable)
    with parts.records.content(item.record).open(text_path(item.path)) as source:
        return tuple(source.read().decode().split("\f"))


def _files(parts: Parts, record: RecordId) -> Container[str]:
    try:
        return parts.records.content(record).digests()
    except NotFound:
        return ()


def show(parts: Parts, record: RecordId, version: int | None = None, *, readable: Readable | None = None) -> RecordView:
    """A record and those of its files that the reader may open.

    Raises:
        NotFound: no such record or version, or nothing in it that the reader may open.
    """
    versions = parts.records.versions(record)
    wanted = [item.number for item in versions if version in (None, item.number)]
    files = _open_files(parts.records.content(record, wanted[-1]), record, readable) if wanted else {}
    if not files:
        which = f" phiên bản {version}" if version else ""
        raise NotFound(f"Không thấy hồ sơ {record}{which}. Hồ sơ chỉ có sau khi niêm phong.", record=str(record))
    return RecordView(record=record, version=wanted[-1], versions=versions, files=files)


def _open_files(content: RecordContent, record: RecordId, readable: Readable | None) -> Mapping[str, str]:
    digests = content.digests()
    if readable is None:
        return digests
    about = _about(content, record)
    everybody = About(unit=record.unit)  # the description, the seal and the events name all people
    return {path: digest for path, digest in digests.items() if readable.covers(about.get(path, everybody))}


def _about(content: RecordContent, record: RecordId) -> Mapping[str, About]:
    with content.open(RECORD_PATH) as source:
        try:
            return about_files(json.load(source), unit=record.unit)
        except (ValueError, KeyError, TypeError) as wrong:
            raise RecordDamaged(f"{record}: {RECORD_PATH} không đọc được; hãy khôi phục từ bản sao lưu.") from wrong


@contextmanager
def get(parts: Parts, name: str, *, readable: Readable | None = None) -> Iterator[BinaryIO]:
    """One file: of a record by its item id, or the PDF of a document not yet sealed by its document id.

    Raises:
        NotFound: there is no such file, or none that the reader may open.
        UsageError: the name is neither.
    """
    if name.startswith("urn:"):
        item = ItemId.parse(name)
        allow_item(parts, item, readable=readable)
        source = parts.records.content(item.record).open(item.path)
    else:
        source = parts.blobs.open(document(parts, name, readable=readable).current_pdf.sha512)
    with source:
        yield source


def allow_item(parts: Parts, item: ItemId, version: int | None = None, *, readable: Readable | None = None) -> None:
    """Let a reader with bounds pass only to a file of a record that lies inside them.

    Raises:
        NotFound: no such file, or not for this reader.
    """
    if readable is None:
        return
    try:
        files = show(parts, item.record, version, readable=readable).files
    except NotFound:
        files = {}
    if item.path not in files:
        raise NotFound(f"Không thấy tệp '{item}'. Hãy xem mã tệp bằng lệnh hoso search.", id=str(item))


def document(parts: Parts, name: str, *, readable: Readable | None = None) -> Document:
    """A working document by its id, as `2026-Q2.SNV.submission`.

    Raises:
        NotFound: there is no such document, or not for this reader.
        UsageError: the name has another form.
    """
    quarter, _, rest = name.partition(".")
    asked = Quarter.parse(quarter)
    with parts.desk.look() as work:
        for unit in work.facts.units(asked):
            if rest.startswith(f"{unit}."):
                found = next((item for item in work.shelf.documents(unit, asked) if item.due.id == name), None)
                if found and (readable is None or readable.covers(_about_working(work, found))):
                    return found
    raise NotFound(f"Không thấy văn bản '{name}'. Hãy xem mã văn bản bằng lệnh hoso status hoặc hoso search.", id=name)


def _about_working(work: Work, document: Document) -> About:
    due = document.due
    people = {cadre.code: cadre.management for cadre in work.facts.dossier(due.unit, due.quarter).cadres}
    return about_document(due.kind.value, unit=due.unit, person=due.person, people=people)
