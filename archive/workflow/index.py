"""Index: make a sealed record findable, from the record alone, so that the index can always be made anew."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from archive.domain.document import COMPONENT_NUMBER, DocumentKind
from archive.domain.record import ItemId, RecordId
from archive.domain.rights import about_files
from archive.domain.seal import RECORD_PATH
from archive.errors import RecordDamaged
from archive.ports import Parts
from archive.ports.records import RecordContent
from archive.ports.search import IndexEntry
from archive.ports.telling import Tell, silent

_EVIDENCE = "evidence"


def index(parts: Parts, record: RecordId) -> int:
    """Index the newest version of a record and return how many files can now be found.

    Raises:
        NotFound: there is no such record.
        RecordDamaged: its description or texts cannot be read.
    """
    content = parts.records.content(record)
    entries = list(_entries(record, content))
    parts.search.replace(record, entries)
    version = parts.records.versions(record)[-1].number
    with parts.desk.begin() as work:
        progress = work.shelf.progress(record.unit, record.quarter)
        work.shelf.move(replace(progress, indexed=version))
        work.commit()
    return len(entries)


def reindex(parts: Parts, *, tell: Tell = silent) -> int:
    """Throw the index away and make it anew from all records; returns how many files can be found."""
    parts.search.clear()
    records = list(parts.records.all())
    found = 0
    for done, record in enumerate(records, start=1):
        found += index(parts, record)
        tell("Lập chỉ mục", done, len(records))
    return found


def _entries(record: RecordId, content: RecordContent) -> Iterator[IndexEntry]:
    described = read_description(content)
    unit = described["unit"]["name"]
    names = {person["code"]: person for person in described["people"]}
    about = about_files(described, unit=record.unit)
    for document in described["documents"]:
        person = names.get(document["person"] or "", {})
        yield IndexEntry(
            id=str(ItemId(record, document["file"])),
            record=record,
            title=document["title"],
            kind=document["kind"],
            component=document["component"],
            unit=record.unit,
            unit_name=unit,
            quarter=str(record.quarter),
            pages=_pages(content, document["text"]),
            person=person.get("code", ""),
            person_name=person.get("name", ""),
            rating=_rating(person),
            number=(document.get("number") or {}).get("sign", ""),
            day=(described["meeting"] or {}).get("held", "")[:10],
            managements=about[document["file"]].managements,
        )
    tasks = {task["code"]: task for task in described["tasks"]}
    for item in described["evidence"]:
        if item["file"] is not None:
            task = tasks[item["task"]]
            entry = _evidence(record, content, item, task=task, person=names.get(task["lead"], {}), unit=unit)
            yield replace(entry, managements=about[item["file"]].managements)


def _evidence(
    record: RecordId,
    content: RecordContent,
    item: Mapping[str, Any],
    *,
    task: Mapping[str, Any],
    person: Mapping[str, Any],
    unit: str,
) -> IndexEntry:
    return IndexEntry(
        id=str(ItemId(record, item["file"])),
        record=record,
        title=item["summary"] or item["name"],
        kind=_EVIDENCE,
        component=COMPONENT_NUMBER[DocumentKind.EVIDENCE_LIST],
        unit=record.unit,
        unit_name=unit,
        quarter=str(record.quarter),
        pages=_pages(content, item["text"]),
        person=person.get("code", ""),
        person_name=person.get("name", ""),
        task=task["code"],
        axis=str(task["axis"] or ""),
        outcome=task["outcome"],
        rating=_rating(person),
        number=item["number"],
        day=item["issued"] or "",
    )


def _rating(person: Mapping[str, Any]) -> str:
    proposal = person.get("proposal") or {}
    return proposal.get("decided") or proposal.get("proposed") or ""


def _pages(content: RecordContent, path: str) -> tuple[str, ...]:
    with content.open(path) as source:
        return tuple(source.read().decode().split("\f"))


def read_description(content: RecordContent) -> Mapping[str, Any]:
    """The parsed `record.json`.

    Raises:
        RecordDamaged: it is not readable JSON.
    """
    with content.open(RECORD_PATH) as source:
        try:
            described: Mapping[str, Any] = json.load(source)
        except ValueError as wrong:
            raise RecordDamaged(f"{RECORD_PATH} không đọc được; hãy khôi phục hồ sơ này từ bản sao lưu.") from wrong
    return described
