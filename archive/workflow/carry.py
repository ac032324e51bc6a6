"""Carry: the workbook of the next quarter, begun with the tasks that moved there (R25)."""

from dataclasses import dataclass
from pathlib import Path

from archive.domain.carry import carried_into_next
from archive.domain.plan import Task
from archive.domain.quarter import Quarter
from archive.errors import NotFound
from archive.ports import Parts
from archive.ports.intake import WorkbookWriter


@dataclass(frozen=True, slots=True, kw_only=True)
class CarryReport:
    """What moves to `into`; `waiting` are the tasks that quarter's facts, where it has some, do not list yet."""

    came_from: Quarter
    into: Quarter
    tasks: tuple[Task, ...]
    waiting: tuple[Task, ...]
    workbook: Path


def carry(parts: Parts, quarter: Quarter, *, writer: WorkbookWriter, out: Path, unit: str | None = None) -> CarryReport:
    """Write next quarter's workbook: units, people, delegation and the tasks not yet due, nothing scored.

    Raises:
        NotFound: the quarter or unit has no facts.
        UsageError: the file cannot be written there.
    """
    into = quarter.following()
    with parts.desk.begin() as work:
        units = [code for code in work.facts.units(quarter) if unit in (None, code)]
        if not units:
            whose = f" của đơn vị {unit}" if unit else ""
            raise NotFound(f"Chưa có dữ liệu {quarter.title}{whose}; hãy nhập sổ bằng lệnh hoso import trước.")
        dossiers = [carried_into_next(work.facts.dossier(code, quarter)) for code in units]
        there = set(work.facts.units(into))
        listed = {task.code for code in units if code in there for task in work.facts.dossier(code, into).tasks}
    tasks = tuple(task for dossier in dossiers for task in dossier.tasks)
    writer.write(out, quarter=into, dossiers=dossiers)
    return CarryReport(
        came_from=quarter,
        into=into,
        tasks=tasks,
        waiting=tuple(task for task in tasks if task.code not in listed),
        workbook=out,
    )
