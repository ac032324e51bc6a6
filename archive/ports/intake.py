"""The workbook people fill in (design §14), read into facts."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from archive.domain.change import StatedRow
from archive.domain.dossier import OpenDossier
from archive.domain.evidence import Evidence
from archive.domain.people import UnitCode
from archive.domain.quarter import Quarter


@dataclass(frozen=True, slots=True)
class CellProblem:
    """One cell that cannot be stored: where, what was found, what is expected."""

    sheet: str
    cell: str
    found: str
    expected: str

    def __str__(self) -> str:
        return f"Trang '{self.sheet}', ô {self.cell}: thấy '{self.found}'; cần {self.expected}"


@dataclass(frozen=True, slots=True)
class CellProposal:
    """Text that looks typed in an old font but does not bear its name: read as it stands, with what it may mean."""

    sheet: str
    cell: str
    found: str
    proposed: str

    def __str__(self) -> str:
        return f"Trang '{self.sheet}', ô {self.cell}: thấy '{self.found}'; có lẽ là '{self.proposed}'"


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenEvidence:
    """A row of the sheet Minh chứng; `path` is a file inside the given folder, `cell` where it was named.

    `evidence.file` is empty, or the stored file the row names when the folder has none of that name. `said` are the
    fields the sheet has columns for: what a supplement leaves unsaid stays as it is stored.
    """

    evidence: Evidence
    path: Path | None
    cell: str
    said: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkbookFacts:
    """What a workbook says: one open dossier a unit, and the evidence still to be taken in.

    `evidence` of a dossier is what stays of the stored one. `skipped` are the bad cells of the rows left out of a
    partial reading, `skipped_rows` how many rows that were.
    """

    quarter: Quarter
    dossiers: Sequence[OpenDossier]
    evidence: Mapping[UnitCode, Sequence[GivenEvidence]]
    skipped: Sequence[CellProblem] = ()
    skipped_rows: int = 0
    proposals: Sequence[CellProposal] = ()


Stored = Callable[[Quarter, Collection[UnitCode]], Sequence[OpenDossier]]
"""The open dossiers already stored for a quarter, of these units; of all when no unit is named."""


def nothing_stored(quarter: Quarter, units: Collection[UnitCode]) -> Sequence[OpenDossier]:
    """No quarter has anything yet."""
    del quarter, units
    return ()


class WorkbookReader(Protocol):
    """Reads a workbook without storing anything."""

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

        Must report every bad cell of the whole workbook in one error, and must never follow a path out of `files`.
        A row marked secret keeps its number and summary; its file is not looked at (domain notes §3.7).

        With `update` only the period must be there: what the workbook does not say stays as stored, a row with a
        known key takes the place of the stored one, and the dossiers are those the workbook speaks of, as they will
        be. With `partial` rows with bad cells, and rows that hang on them, are left out and told in `skipped`.

        Raises:
            BadWorkbook: the file is no workbook, a sheet or column is missing, no unit or period can be read, or
                (not with `partial`) cells cannot be stored.
        """
        ...

    def state(self, dossier: OpenDossier) -> Sequence[StatedRow]:
        """The dossier as rows of the workbook, in the words of its sheets and columns; rows of one key are named so."""
        ...


class WorkbookWriter(Protocol):
    """Makes the workbook that an office fills in."""

    def write(self, path: Path, *, quarter: Quarter, dossiers: Sequence[OpenDossier] = ()) -> None:
        """Write a workbook with every sheet and column a `WorkbookReader` asks for, filled with what `dossiers` say.

        Without dossiers only the quarter is filled in. What was written, read again, must be the same facts; dossiers
        of another quarter begin this one, without their cut-off day. A text must never be taken for a formula by the
        program that opens it. Must not write over a file, leave half of one behind, or depend on the moment of writing.

        Raises:
            UsageError: `path` is taken, is no .xlsx name, or its folder cannot be written; or the dossiers do not fit
                in one workbook (two periods, one code in two units).
        """
        ...
