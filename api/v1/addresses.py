"""The addresses of `/api/v1`, and what may stand in their places."""

from dataclasses import dataclass
from typing import Annotated
from urllib.parse import quote

from fastapi import Depends, Path

from archive.domain.job import Job
from archive.domain.quarter import Quarter
from archive.domain.record import RecordId

PREFIX = "/api/v1"
UNIT = "/quarters/{quarter}/units/{unit}"
_NAME = r"^[^/\x00-\x1F\x7F]+$"
_LONGEST = 300

QuarterName = Annotated[str, Path(pattern=r"^[0-9]{4}-Q[1-4]$", examples=["2026-Q2"])]
UnitName = Annotated[str, Path(max_length=60, pattern=_NAME, examples=["SNV"])]
SheetName = Annotated[
    str, Path(max_length=60, pattern=r"^[a-z]+(-[a-z]+)*$", description="Its slug.", examples=["ket-qua"])
]
RowName = Annotated[str, Path(max_length=_LONGEST, pattern=_NAME, description="Its id.", examples=["NV-SNV-01-01"])]
TaskName = Annotated[str, Path(max_length=60, pattern=_NAME, examples=["NV-SNV-01-02"])]
Digest = Annotated[str, Path(pattern=r"^[0-9a-f]{128}$", description="SHA-512 in hex.", examples=["c" * 128])]
JobName = Annotated[str, Path(pattern=r"^[0-9a-f]{16}$", examples=["0a7d9b3e5f1c2468"])]
DocumentId = Annotated[str, Path(max_length=_LONGEST, pattern=_NAME, examples=["2026-Q2.SNV.submission"])]
VersionNumber = Annotated[int, Path(ge=1, le=100_000, examples=[1])]
FilePath = Annotated[str, Path(max_length=1000, examples=["documents/1-submission/submission.pdf"])]


@dataclass(frozen=True, slots=True)
class UnitPlace:
    """A unit in a quarter."""

    quarter: QuarterName
    unit: UnitName


@dataclass(frozen=True, slots=True)
class SheetPlace(UnitPlace):
    """A sheet of its dossier."""

    sheet: SheetName


@dataclass(frozen=True, slots=True)
class RowPlace(SheetPlace):
    """A row of that sheet."""

    row: RowName


AtUnit = Annotated[UnitPlace, Depends()]
AtSheet = Annotated[SheetPlace, Depends()]
AtRow = Annotated[RowPlace, Depends()]


def unit_address(unit: str, quarter: Quarter) -> str:
    """A unit's dossier."""
    return f"{PREFIX}/quarters/{quarter}/units/{quote(unit, safe='')}"


def row_address(unit: str, quarter: Quarter, slug: str, row: str) -> str:
    """A row of a sheet."""
    return f"{unit_address(unit, quarter)}/sheets/{slug}/rows/{quote(row, safe='')}"


def evidence_address(unit: str, quarter: Quarter, sha512: str) -> str:
    """The bytes of a file of evidence."""
    return f"{unit_address(unit, quarter)}/evidence/{sha512}"


def document_address(document: str) -> str:
    """A paper not yet sealed."""
    return f"{PREFIX}/documents/{quote(document, safe='')}"


def job_address(job: Job) -> str:
    """A piece of slow work."""
    return f"{PREFIX}/jobs/{job.id}"


def record_address(record: RecordId) -> str:
    """A sealed record."""
    return f"{PREFIX}/records/{quote(record.unit, safe='')}/{record.quarter}"


def file_address(record: RecordId, version: int, path: str) -> str:
    """One file of a version of a record."""
    return f"{record_address(record)}/versions/{version}/files/{quote(path)}"
