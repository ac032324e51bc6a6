"""Facts of a dossier ↔ rows of the tables, field by field of the same name; knows no SQL."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from sqlalchemy import Table

from archive.domain.dossier import OpenDossier
from archive.domain.evidence import Evidence
from archive.domain.meeting import Meeting
from archive.domain.outcome import Result
from archive.domain.people import Cadre, Unit
from archive.domain.plan import Delegation, Period, Task
from archive.domain.rating import Proposal, SelfAssessment
from storage.database import tables
from storage.database.translate_files import file_from, file_json

Row = dict[str, Any]
Rows = Mapping[Table, Sequence[Row]]
Value = TypeVar("Value")

_ADDED = ("quarter", "owner", "ordinal")  # columns of a table of facts that are no fields
FACTS = {
    table: tuple(column for column in table.c if column.name not in _ADDED)
    for table in (
        tables.cadres,
        tables.tasks,
        tables.results,
        tables.evidence,
        tables.self_assessments,
        tables.meetings,
        tables.proposals,
        tables.delegations,
    )
}


def fields(value: object) -> Row:
    """A frozen value's fields by name."""
    return {name: getattr(value, name) for name in type(value).__dataclass_fields__}  # type: ignore[attr-defined]  # only dataclasses come here


def dossier_rows(dossier: OpenDossier) -> Iterator[tuple[Table, list[Row]]]:
    """The rows that keep a dossier, the dossier's own first, as the others hang on it."""
    unit = fields(dossier.unit)
    yield tables.dossiers, [{**fields(dossier.period), **unit, "unit": unit.pop("code")}]
    owner = {"quarter": dossier.quarter, "owner": dossier.unit.code}
    for table, values in _groups(dossier):
        named = [{**fields(value), **owner, "ordinal": place} for place, value in enumerate(values)]
        yield table, [_kept(row, table) for row in named]


def _groups(dossier: OpenDossier) -> Iterator[tuple[Table, Sequence[object]]]:
    yield tables.cadres, dossier.cadres
    yield tables.tasks, dossier.tasks
    yield tables.results, dossier.results
    yield tables.evidence, dossier.evidence
    yield tables.self_assessments, dossier.self_assessments
    yield tables.meetings, (dossier.meeting,) if dossier.meeting else ()
    yield tables.proposals, dossier.proposals
    yield tables.delegations, dossier.delegations


def _kept(row: Row, table: Table) -> Row:
    if table is tables.evidence:
        row["file"] = file_json(row["file"])
    return row if "ordinal" in table.c else {name: value for name, value in row.items() if name != "ordinal"}


def dossier_from(own: Row, rows: Rows) -> OpenDossier:
    """The dossier out of its own row and the rows of its facts."""
    meetings = _values(Meeting, rows[tables.meetings])
    return OpenDossier(
        period=Period(
            quarter=own["quarter"],
            cutoff=own["cutoff"],
            guidance_number=own["guidance_number"],
            guidance_date=own["guidance_date"],
        ),
        unit=Unit(
            code=own["unit"],
            name=own["name"],
            superior=own["superior"],
            kind=own["kind"],
            system=own["system"],
            symbol=own["symbol"],
            place=own["place"],
        ),
        cadres=_values(Cadre, rows[tables.cadres]),
        tasks=_values(Task, rows[tables.tasks]),
        results=_values(Result, rows[tables.results]),
        evidence=_values(Evidence, [{**row, "file": file_from(row["file"])} for row in rows[tables.evidence]]),
        self_assessments=_values(SelfAssessment, rows[tables.self_assessments]),
        meeting=meetings[0] if meetings else None,
        proposals=_values(Proposal, rows[tables.proposals]),
        delegations=_values(Delegation, rows[tables.delegations]),
    )


def _values(make: Callable[..., Value], rows: Sequence[Row]) -> tuple[Value, ...]:
    return tuple(make(**row) for row in rows)
