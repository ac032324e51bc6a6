"""The workbook people fill in (design §14), read into facts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

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


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenEvidence:
    """A row of the sheet Minh chứng; `path` is a file inside the given folder, `cell` where it was named."""

    evidence: Evidence  # with `file` still empty
    path: Path | None
    cell: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkbookFacts:
    """What a good workbook says: one open dossier a unit, and the evidence still to be taken in."""

    quarter: Quarter
    dossiers: Sequence[OpenDossier]  # with `evidence` still empty
    evidence: Mapping[UnitCode, Sequence[GivenEvidence]]


class WorkbookReader(Protocol):
    """Reads a workbook without storing anything."""

    def read(self, workbook: Path, files: Path | None) -> WorkbookFacts:
        """Read the facts; evidence paths are looked up below `files`.

        Must report every bad cell of the whole workbook in one error, and must never follow a path out of `files`.
        A row marked secret keeps its number and summary; its file is not looked at (domain notes §3.7).

        Raises:
            BadWorkbook: the file is no workbook, a sheet or column is missing, or cells cannot be stored.
        """
        ...


class WorkbookWriter(Protocol):
    """Makes the empty workbook that an office fills in."""

    def write(self, path: Path, *, quarter: Quarter) -> None:
        """Write a workbook with every sheet and column a `WorkbookReader` asks for, and only the quarter filled in.

        Must not write over a file, leave half of one behind, or depend on the moment of writing.

        Raises:
            UsageError: `path` is taken, is no .xlsx name, or its folder cannot be written.
        """
        ...
