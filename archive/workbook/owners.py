"""Which unit a row speaks of: by its unit, its person or its task, as the workbook says or as it is kept."""

from collections.abc import Mapping
from dataclasses import dataclass

from archive.domain.people import UnitCode
from archive.workbook import tables
from archive.workbook.kept import Kept
from archive.workbook.rows import Row, Sheets
from archive.workbook.table import Table


@dataclass(frozen=True, slots=True)
class Owners:
    """The units of the people and tasks that the workbook names; others are looked up in what is kept."""

    of_person: Mapping[str, UnitCode]
    of_task: Mapping[str, UnitCode | None]
    kept: Kept

    @classmethod
    def of(cls, sheets: Sheets, kept: Kept) -> "Owners":
        """As the sheets Cán bộ and Nhiệm vụ say, and what is kept where they say nothing."""
        people = {row.values["code"]: row.values["unit"] for row in sheets[tables.CADRES.title] or ()}
        known = cls(people, {}, kept)
        tasks = {row.values["code"]: known.of_lead(row.values["lead"]) for row in sheets[tables.TASKS.title] or ()}
        return cls(people, tasks, kept)

    def unit(self, table: Table, row: Row) -> UnitCode | None:
        """The unit a row speaks of; None where it speaks of all, or of nobody known."""
        if table is tables.UNITS:
            return UnitCode(row.values["code"])
        if table.owner is None:
            return None
        code = row.values[table.owner]
        if table.owner == "unit":
            return UnitCode(code)
        if table.owner == "task":
            return self.of_task.get(code) or self._home(tables.TASKS, code)
        return self.of_lead(code)

    def of_lead(self, person: str) -> UnitCode | None:
        """The unit a person belongs to."""
        return self.of_person.get(person) or self._home(tables.CADRES, person)

    def _home(self, table: Table, code: str) -> UnitCode | None:
        return next(iter(self.kept.homes(table, code)), None)
