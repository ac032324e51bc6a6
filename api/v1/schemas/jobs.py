"""Slow work, as `hoso jobs --json` tells it."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from api.v1.schemas.said import Page, Said

DocumentName = Annotated[str, StringConstraints(max_length=200, pattern=r"^[^|/\x00-\x1F]+$")]


class UnitJob(Said):
    """Work on one dossier."""

    kind: Literal["assemble", "seal", "run", "export"] = Field(examples=["assemble"])


class SignJob(Said):
    """Signing papers of one dossier: those named whose turn it is, or all whose turn it is when none is named."""

    kind: Literal["sign"]
    documents: list[DocumentName] = Field(default=[], max_length=500, examples=[["2026-Q2.SNV.submission"]])


class QuarterJob(Said):
    """Work on a whole quarter."""

    kind: Literal["export"]
    quarter: str = Field(pattern=r"^[0-9]{4}-Q[1-4]$", examples=["2026-Q2"])


class SystemJob(Said):
    """Work on everything stored."""

    kind: Literal["verify", "index", "scrub"] = Field(examples=["verify"])


class JobError(Said):
    """Why it failed."""

    code: str = Field(examples=["dossier_incomplete"])
    message: str = Field(examples=["Còn thiếu biên bản hội nghị."])


class JobFacts(Said):
    """A piece of work: `what`, `done` and `total` say how far it is, `result` what came of it."""

    id: str = Field(examples=["0a7d9b3e5f1c2468"])
    kind: str = Field(examples=["assemble"])
    state: Literal["waiting", "running", "done", "failed", "cancelled"] = Field(examples=["waiting"])
    asked_by: str = Field(examples=["thuky"])
    asked_at: str = Field(examples=["2026-06-22T09:00:00+07:00"])
    arguments: dict[str, str] = Field(examples=[{"quarter": "2026-Q2", "unit": "SNV"}])
    attempt: int = Field(examples=[0])
    what: str = Field(examples=["Lập văn bản"])
    done: int = Field(examples=[3])
    total: int = Field(examples=[12])
    result: dict[str, str] = Field(examples=[{}])
    error: JobError | None = Field(examples=[None])
    ended_at: str | None = Field(examples=[None])


class JobPage(Page[JobFacts]):
    """The newest first."""
