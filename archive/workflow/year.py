"""Year: the quarters of a year side by side, with links into the records, for the year-end evaluation (R2)."""

import json
from collections.abc import Iterator
from typing import Any

from archive.domain.description import describe_facts
from archive.domain.people import Cadre, Management, PersonCode, UnitCode
from archive.domain.quarter import FIRST_QUARTER, Quarter
from archive.domain.record import RecordId
from archive.domain.rights import Readable, about_person
from archive.domain.seal import RECORD_PATH
from archive.domain.year import PersonQuarter, people_of
from archive.errors import NotFound, UsageError
from archive.ports import Parts

_QUARTERS = (1, 2, 3, 4)


def year_of(
    parts: Parts, year: int, *, person: str | None = None, unit: str | None = None, readable: Readable | None = None
) -> tuple[PersonQuarter, ...]:
    """What each quarter of the year says of a person, or of everybody in a unit: by person, then by quarter.

    A person who moved is followed from unit to unit. The newest version of a sealed record counts; a dossier changed
    after sealing and not sealed again still speaks as it was sealed. A reader with bounds sees the people within them,
    and is told of nobody else; of such a reader only the units are looked into whose facts name the person.

    Raises:
        UsageError: neither a person nor a unit is named, or the year lies before the first quarter (R61).
        NotFound: no quarter of the year says anything of them.
    """
    if person is None and unit is None:
        raise UsageError("Hãy chọn một cán bộ (--person) hoặc một đơn vị (--unit).")
    if year < FIRST_QUARTER.year:
        raise UsageError(f"Năm {year} trước kỳ đầu tiên; việc đánh giá hằng quý bắt đầu từ {FIRST_QUARTER.title}.")
    found = [
        item
        for number in _QUARTERS
        if Quarter(year, number) >= FIRST_QUARTER
        for item in _quarter(parts, Quarter(year, number), unit, person, readable)
        if person in (None, item.person)
    ]
    if not found:
        raise NotFound(f"Năm {year} chưa có quý nào có dữ liệu của {person or f'đơn vị {unit}'}.", year=year)
    return tuple(sorted(found, key=lambda item: (item.person, item.quarter, item.record.unit)))


def _quarter(
    parts: Parts, quarter: Quarter, unit: str | None, person: str | None, readable: Readable | None
) -> Iterator[PersonQuarter]:
    with parts.desk.look() as work:
        units = [code for code in work.facts.units(quarter) if unit in (None, code)]
        if readable is not None and unit is None:  # a page waits for this
            units = sorted({cadre.unit for cadre in work.facts.across(Cadre, quarter) if cadre.code == person})
    for code in units:
        record = RecordId(UnitCode(code), quarter)
        versions = parts.records.versions(record)
        described = _sealed(parts, record) if versions else _open(parts, record)
        people = {PersonCode(item["code"]): Management(item["management"]) for item in described["people"]}
        for found in people_of(described, version=versions[-1].number if versions else None):
            if readable is None or readable.covers(about_person(found.person, unit=record.unit, people=people)):
                yield found


def _sealed(parts: Parts, record: RecordId) -> dict[str, Any]:
    with parts.records.content(record).open(RECORD_PATH) as file:
        described: dict[str, Any] = json.load(file)
    return described


def _open(parts: Parts, record: RecordId) -> dict[str, Any]:
    with parts.desk.look() as work:
        return describe_facts(work.facts.dossier(record.unit, record.quarter))
