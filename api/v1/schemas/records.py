"""Sealed records, as `hoso show --json` tells them, and what `hoso search --json` finds in them."""

from pydantic import Field

from api.v1.schemas.said import Page, Said


class RecordLine(Said):
    """A record of which something is within reach."""

    record: str = Field(examples=["urn:hoso:SNV:2026-Q2"])
    unit: str = Field(examples=["SNV"])
    quarter: str = Field(examples=["2026-Q2"])
    version: int = Field(description="The newest.", examples=[1])
    href: str = Field(examples=["/api/v1/records/SNV/2026-Q2"])


class RecordPage(Page[RecordLine]):
    """Records, by unit and quarter."""


class VersionFacts(Said):
    """One version of a record."""

    number: int = Field(examples=[1])
    made: str = Field(examples=["2026-06-24T10:00:00+07:00"])
    message: str = Field(examples=["Nộp lần đầu"])
    actor: str = Field(examples=["thuky"])


class ItemFacts(Said):
    """One file of a record."""

    id: str = Field(examples=["urn:hoso:SNV:2026-Q2/documents/1-submission/submission.pdf"])
    sha512: str = Field(examples=["c" * 128])
    href: str = Field(examples=["/api/v1/records/SNV/2026-Q2/versions/1/files/documents/1-submission/submission.pdf"])


class RecordFacts(Said):
    """A record, its versions, and the files of one of them that are within reach."""

    record: str = Field(examples=["urn:hoso:SNV:2026-Q2"])
    version: int = Field(examples=[1])
    versions: list[VersionFacts]
    files: list[ItemFacts]


class HitFacts(Said):
    """One file found."""

    id: str = Field(examples=["urn:hoso:SNV:2026-Q2/documents/1-submission/submission.pdf"])
    title: str = Field(examples=["Tờ trình"])
    kind: str = Field(examples=["submission"])
    component: int = Field(examples=[1])
    unit: str = Field(examples=["SNV"])
    quarter: str = Field(examples=["2026-Q2"])
    person: str = Field(examples=[""])
    task: str = Field(examples=[""])
    page: int = Field(examples=[1])
    score: float = Field(examples=[3.2])
    snippet: str = Field(description="`**` stands around each word that was found.", examples=["**giải ngân** chậm"])


class SearchDocument(Said):
    """What a query found, with the keys of `hoso search --json`."""

    total: int = Field(examples=[1])
    offset: int = Field(examples=[0])
    limit: int = Field(examples=[20])
    next: str | None = Field(examples=[None])
    hits: list[HitFacts]
    facets: dict[str, dict[str, int]] = Field(examples=[{"unit": {"SNV": 1}}])
