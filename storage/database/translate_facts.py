"""Facts of a dossier ↔ rows of the tables, field by field of the same name; knows no SQL."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from sqlalchemy import Table

from archive.domain.criteria import Criterion
from archive.domain.dossier import OpenDossier
from archive.domain.evidence import Evidence
from archive.domain.meeting import Meeting
from archive.domain.outcome import Result
from archive.domain.paper import PaperClassification
from archive.domain.people import Cadre, Unit
from archive.domain.plan import Delegation, Period, PlanApproval, Task, Work
from archive.domain.rating import Proposal, SelfAssessment
from archive.domain.ruling import Ruling
from archive.domain.transfer import Transfer
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
        tables.works,
        tables.plan_approvals,
        tables.criteria,
        tables.transfers,
        tables.rulings,
        tables.papers,
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
    yield tables.works, dossier.works
    yield tables.plan_approvals, (dossier.approval,) if dossier.approval else ()
    yield tables.criteria, dossier.criteria
    yield tables.transfers, dossier.transfers
    yield tables.rulings, dossier.rulings
    yield tables.papers, dossier.papers


def _kept(row: Row, table: Table) -> Row:
    if table is tables.evidence:
        row["file"] = file_json(row["file"])
    return row if "ordinal" in table.c else {name: value for name, value in row.items() if name != "ordinal"}


def dossier_from(own: Row, rows: Rows) -> OpenDossier:
    """The dossier out of its own row and the rows of its facts."""
    meetings = _values(Meeting, rows[tables.meetings])
    approvals = _values(PlanApproval, rows[tables.plan_approvals])
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
        works=_values(Work, rows[tables.works]),
        approval=approvals[0] if approvals else None,
        criteria=_values(Criterion, rows[tables.criteria]),
        transfers=_values(Transfer, rows[tables.transfers]),
        rulings=_values(Ruling, rows[tables.rulings]),
        papers=_values(PaperClassification, rows[tables.papers]),
    )


def _values(make: Callable[..., Value], rows: Sequence[Row]) -> tuple[Value, ...]:
    return tuple(make(**row) for row in rows)
