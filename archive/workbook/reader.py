"""The workbook reader: opens, reads every sheet, checks everything, and only then makes facts of it.

facts = ExcelWorkbookReader().read(Path("quy.xlsx"), Path("minh-chung"))
"""

from collections.abc import Sequence
from pathlib import Path

from archive.domain.change import StatedRow
from archive.domain.dossier import OpenDossier
from archive.ports.intake import Stored, WorkbookFacts, nothing_stored
from archive.workbook import tables
from archive.workbook.checks import RowChecks
from archive.workbook.evidence_files import EvidenceFiles
from archive.workbook.facts import FactsMaker
from archive.workbook.grid import open_grid
from archive.workbook.kept import Kept
from archive.workbook.owners import Owners
from archive.workbook.problems import Problems
from archive.workbook.rows import Row, Sheets, read_table
from archive.workbook.stated import state

_NOTHING = Kept.of(())


class ExcelWorkbookReader:
    """Reads .xlsx workbooks; keeps nothing between two readings."""

    def read(
        self,
        workbook: Path,
        files: Path | None,
        *,
        stored: Stored = nothing_stored,
        update: bool = False,
        partial: bool = False,
    ) -> WorkbookFacts:
        """Read the facts; evidence paths are looked up below `files`, then among the files stored for the same task.

        Raises:
            BadWorkbook: the file is no workbook, or cells cannot be stored; `problems` names every one of them.
        """
        problems = Problems()
        sheets = _read(workbook, problems, update=update)
        there = _stored(sheets, stored)
        kept = there if update else _NOTHING
        checks = RowChecks(sheets=sheets, kept=kept, problems=problems, partial=partial)
        checks.check_period()
        if update:  # without its quarter nobody knows what it supplements
            problems.raise_if_all_is_spoilt(workbook.name)
        checks.check_rows()
        found = EvidenceFiles(files=files, kept=there, owners=Owners.of(sheets, there)).find(
            sheets[tables.EVIDENCE.title] or (), problems
        )
        if partial:
            problems.raise_if_all_is_spoilt(workbook.name)
        else:
            problems.raise_if_any(workbook.name)
        return FactsMaker(sheets=_good(sheets, problems), kept=kept, files=found, problems=problems).make()

    def state(self, dossier: OpenDossier) -> Sequence[StatedRow]:
        """The dossier as rows of the workbook, in the words of its sheets and columns."""
        return state(dossier)


def _read(workbook: Path, problems: Problems, *, update: bool) -> Sheets:
    sheets: dict[str, Sequence[Row] | None] = {}
    with open_grid(workbook) as grid:
        for table in tables.TABLES:
            may_lack = table.optional or (update and table is not tables.PERIOD)
            rows = read_table(grid, table, problems, optional=may_lack)
            sheets[table.title] = () if rows is None and may_lack else rows
    return sheets


def _stored(sheets: Sheets, stored: Stored) -> Kept:
    """What the quarter holds of the units that the sheet Đơn vị names, of all units when it names none.

    Offices number their own cadres and tasks: a workbook that names its units means their codes.
    """
    quarters = [row.values["quarter"] for row in sheets[tables.PERIOD.title] or ()]
    if not quarters or quarters[0] is None:
        return _NOTHING
    named = {row.values["code"] for row in sheets[tables.UNITS.title] or ()}
    return Kept.of(stored(quarters[0], named - {None}))


def _good(sheets: Sheets, problems: Problems) -> Sheets:
    return {
        table.title: [row for row in sheets[table.title] or () if not problems.spoil(table, row=row.number)]
        for table in tables.TABLES
    }
