"""Rows that passed every check made into the facts of the quarter, on top of what is kept: one open dossier a unit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from archive.domain.dossier import OpenDossier
from archive.domain.evidence import Evidence, StoredFile
from archive.domain.people import UnitCode
from archive.ports.intake import GivenEvidence, WorkbookFacts
from archive.workbook import tables
from archive.workbook.kept import Kept
from archive.workbook.optional_tables import CRITERIA
from archive.workbook.owners import Owners
from archive.workbook.problems import Problems, cell_name
from archive.workbook.rows import Row, Sheets
from archive.workbook.stated import SINGLE, kept_in, key_of
from archive.workbook.table import Table

Given = Mapping[Table, Sequence[Row]]
Files = Mapping[int, Path | StoredFile]  # row of Minh chứng → its file


@dataclass(frozen=True, slots=True, kw_only=True)
class FactsMaker:
    """Makes the facts; without anything `kept` a dossier is what the workbook says of it and no more."""

    sheets: Sheets
    kept: Kept
    files: Files
    problems: Problems

    def make(self) -> WorkbookFacts:
        """The dossiers the workbook speaks of; one that speaks of no unit speaks of all that are kept."""
        for_all, of_unit = self._by_unit()
        units = of_unit or {code: {} for code in self.kept.dossiers}
        dossiers = [self._dossier(unit, {**for_all, **given}) for unit, given in units.items()]
        return WorkbookFacts(
            quarter=dossiers[0].quarter,
            dossiers=dossiers,
            evidence={
                unit: [self._given(row) for row in given.get(tables.EVIDENCE, ())] for unit, given in units.items()
            },
            skipped=self.problems.in_order,
            skipped_rows=self.problems.rows,
            proposals=self.problems.proposals,
        )

    def _by_unit(self) -> tuple[Given, Mapping[UnitCode, Given]]:
        owners = Owners.of(self.sheets, self.kept)
        for_all: dict[Table, list[Row]] = {}
        of_unit: dict[UnitCode, dict[Table, list[Row]]] = {}
        for table in tables.TABLES:
            for row in self.sheets[table.title] or ():
                unit = owners.unit(table, row)
                rows = for_all if unit is None else of_unit.setdefault(unit, {})
                rows.setdefault(table, []).append(row)
        return for_all, of_unit

    def _dossier(self, unit: UnitCode, given: Given) -> OpenDossier:
        old = self.kept.dossiers.get(unit)
        fields: dict[str, Any] = {}
        for table in tables.TABLES:
            said = _overlaid(self._old(old, table), given.get(table, ()), table)
            if said:
                fields[table.of] = said[0] if table.of in SINGLE else tuple(said)
        return OpenDossier(**fields)

    def _old(self, dossier: OpenDossier | None, table: Table) -> Sequence[Any]:
        """What is kept of a sheet; a new unit shares what is said of the whole quarter."""
        if dossier is None and table in (tables.DELEGATIONS, CRITERIA):
            dossier = next(iter(self.kept.dossiers.values()), None)
        return kept_in(dossier, table) if dossier else ()

    def _given(self, row: Row) -> GivenEvidence:
        file = self.files.get(row.number)
        stored = file if isinstance(file, StoredFile) else None
        values = {field: value for field, value in row.values.items() if field != "path"}
        return GivenEvidence(
            evidence=Evidence(**values, file=stored),
            path=file if isinstance(file, Path) else None,
            cell=cell_name(row.column("path"), row.number),
            said=frozenset(row.columns),
        )


def _overlaid(old: Sequence[Any], rows: Sequence[Row], table: Table) -> list[Any]:
    """The old values with each row in the place of the one of its key; a column the sheet lacks says nothing."""
    if table is tables.EVIDENCE:
        return list(old)  # taken in and supplemented once their digests are known
    values = {key_of(table, value): value for value in old}
    for row in rows:
        key = tuple(row.values[field] for field in table.key)
        said = {field: row.values[field] for field in row.columns}
        values[key] = replace(values[key], **said) if key in values else table.value(**row.values)
    return list(values.values())
