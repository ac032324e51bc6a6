"""The workbook reader: opens, reads every sheet, checks everything, and only then makes facts of it.

facts = ExcelWorkbookReader().read(Path("quy.xlsx"), Path("minh-chung"))
"""

from pathlib import Path

from archive.ports.intake import WorkbookFacts
from archive.workbook import tables
from archive.workbook.checks import check_rows
from archive.workbook.evidence_files import find_evidence
from archive.workbook.facts import facts_of
from archive.workbook.grid import open_grid
from archive.workbook.problems import Problems
from archive.workbook.rows import read_table


class ExcelWorkbookReader:
    """Reads .xlsx workbooks; keeps nothing between two readings."""

    def read(self, workbook: Path, files: Path | None) -> WorkbookFacts:
        """Read the facts; evidence paths are looked up below `files`.

        Raises:
            BadWorkbook: the file is no workbook, or cells cannot be stored; `problems` names every one of them.
        """
        problems = Problems()
        with open_grid(workbook) as grid:
            rows = {table.title: read_table(grid, table, problems) for table in tables.TABLES}
        check_rows(rows, problems)
        paths = find_evidence(rows[tables.EVIDENCE.title] or (), files, problems)
        problems.raise_if_any(workbook.name)
        return facts_of({title: found for title, found in rows.items() if found is not None}, paths)
