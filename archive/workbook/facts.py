"""Rows that passed every check made into the facts of the quarter: one open dossier a unit."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from archive.domain.dossier import OpenDossier
from archive.domain.evidence import Evidence
from archive.domain.meeting import Meeting
from archive.domain.outcome import Result
from archive.domain.people import Cadre, Unit, UnitCode
from archive.domain.plan import Delegation, Period, Task
from archive.domain.rating import Proposal, SelfAssessment
from archive.ports.intake import GivenEvidence, WorkbookFacts
from archive.workbook import tables
from archive.workbook.problems import cell_name
from archive.workbook.rows import Row
from archive.workbook.tables import Table

Value = TypeVar("Value")


def facts_of(rows: Mapping[str, Sequence[Row]], paths: Mapping[int, Path]) -> WorkbookFacts:
    """The facts; `paths` holds the evidence file of each row of Minh chứng that names one."""

    def every(table: Table, build: Callable[..., Value]) -> list[Value]:
        return [build(**row.values) for row in rows[table.title]]

    cadres, tasks = every(tables.CADRES, Cadre), every(tables.TASKS, Task)
    unit_of_person = {cadre.code: cadre.unit for cadre in cadres}
    unit_of_task = {task.code: unit_of_person[task.lead] for task in tasks}
    of_unit = _by(cadres, lambda cadre: cadre.unit)
    tasks_of = _by(tasks, lambda task: unit_of_task[task.code])
    results_of = _by(every(tables.RESULTS, Result), lambda result: unit_of_task[result.task])
    assessments_of = _by(every(tables.ASSESSMENTS, SelfAssessment), lambda item: unit_of_person[item.person])
    proposals_of = _by(every(tables.PROPOSALS, Proposal), lambda item: unit_of_person[item.person])
    meetings = {meeting.unit: meeting for meeting in every(tables.MEETINGS, Meeting)}
    delegations = tuple(every(tables.DELEGATIONS, Delegation))
    period = every(tables.PERIOD, Period)[0]
    dossiers = [
        OpenDossier(
            period=period,
            unit=unit,
            cadres=of_unit[unit.code],
            tasks=tasks_of[unit.code],
            results=results_of[unit.code],
            self_assessments=assessments_of[unit.code],
            meeting=meetings.get(unit.code),
            proposals=proposals_of[unit.code],
            delegations=delegations,
        )
        for unit in every(tables.UNITS, Unit)
    ]
    evidence = _by(
        [_given(row, paths) for row in rows[tables.EVIDENCE.title]], lambda given: unit_of_task[given.evidence.task]
    )
    return WorkbookFacts(quarter=period.quarter, dossiers=dossiers, evidence=dict(evidence))


def _given(row: Row, paths: Mapping[int, Path]) -> GivenEvidence:
    values = {field: value for field, value in row.values.items() if field != "path"}
    return GivenEvidence(
        evidence=Evidence(**values), path=paths.get(row.number), cell=cell_name(row.column("path"), row.number)
    )


def _by(values: Sequence[Value], unit: Callable[[Value], UnitCode]) -> defaultdict[UnitCode, tuple[Value, ...]]:
    """Values grouped by unit, each group in the order of the workbook."""
    groups: dict[UnitCode, list[Value]] = {}
    for value in values:
        groups.setdefault(unit(value), []).append(value)
    return defaultdict(tuple, {code: tuple(group) for code, group in groups.items()})
