"""Retrieve: find files of sealed records, show a record, hand out one file."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import BinaryIO

from archive.domain.document import Document
from archive.domain.quarter import Quarter
from archive.domain.record import ItemId, RecordId
from archive.errors import NotFound
from archive.ports import Parts
from archive.ports.records import RecordVersion
from archive.ports.search import Hit, SearchResults, Sort


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordView:
    """A record as a person sees it: its versions and the files of one of them with their digests."""

    record: RecordId
    version: int
    versions: Sequence[RecordVersion]
    files: Mapping[str, str]


def search(parts: Parts, query: str, *, limit: int = 20, offset: int = 0, sort: Sort = "relevance") -> SearchResults:
    """Find files; a hit whose file no longer stands in its record is not shown.

    Raises:
        UsageError: the query cannot be understood.
    """
    results = parts.search.search(query, limit=limit, offset=offset, sort=sort)
    standing = [hit for hit in results.hits if _stands(parts, hit)]
    return replace(results, hits=standing, total=results.total - len(results.hits) + len(standing))


def _stands(parts: Parts, hit: Hit) -> bool:
    item = ItemId.parse(hit.id)
    try:
        return item.path in parts.records.content(item.record).digests()
    except NotFound:
        return False


def show(parts: Parts, record: RecordId, version: int | None = None) -> RecordView:
    """A record and its files.

    Raises:
        NotFound: no such record or version.
    """
    versions = parts.records.versions(record)
    if not versions:
        raise NotFound(f"Không thấy hồ sơ {record}. Hồ sơ chỉ có sau khi niêm phong.", record=str(record))
    content = parts.records.content(record, version)
    return RecordView(record=record, version=version or versions[-1].number, versions=versions, files=content.digests())


@contextmanager
def get(parts: Parts, name: str) -> Iterator[BinaryIO]:
    """One file: of a record by its item id, or the PDF of a document not yet sealed by its document id.

    Raises:
        NotFound: there is no such file.
        UsageError: the name is neither.
    """
    if name.startswith("urn:"):
        item = ItemId.parse(name)
        source = parts.records.content(item.record).open(item.path)
    else:
        source = parts.blobs.open(document(parts, name).current_pdf.sha512)
    with source:
        yield source


def document(parts: Parts, name: str) -> Document:
    """A working document by its id, as `2026-Q2.SNV.submission`.

    Raises:
        NotFound: there is no such document.
        UsageError: the name has another form.
    """
    quarter, _, rest = name.partition(".")
    asked = Quarter.parse(quarter)
    with parts.desk.begin() as work:
        for unit in work.facts.units(asked):
            if rest.startswith(f"{unit}."):
                found = next((item for item in work.shelf.documents(unit, asked) if item.due.id == name), None)
                if found:
                    return found
    raise NotFound(f"Không thấy văn bản '{name}'. Hãy xem mã văn bản bằng lệnh hoso status hoặc hoso search.", id=name)
