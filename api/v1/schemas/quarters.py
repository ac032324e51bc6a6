"""Quarters, units, and who asks."""

from typing import Literal

from pydantic import Field

from api.v1.schemas.said import Said

StageName = Literal["open", "assembled", "signed", "sealed"]


class TokenFacts(Said):
    """What this token opens."""

    id: str = Field(examples=["5f1c0a7d9b3e"])
    name: str = Field(examples=["Phần mềm quản lý cán bộ"])
    account: str = Field(examples=["thuky"])
    actions: list[str] = Field(examples=[["edit_facts", "read", "report"]])
    ends: str = Field(description="When it stops working.", examples=["2026-09-20T09:00:00+07:00"])


class QuarterFacts(Said):
    """A quarter with facts within reach."""

    quarter: str = Field(examples=["2026-Q2"])
    title: str = Field(examples=["quý II năm 2026"])
    units: int = Field(description="How many units of it are within reach.", examples=[1])


class UnitFacts(Said):
    """A unit in a quarter."""

    unit: str = Field(examples=["SNV"])
    name: str = Field(examples=["Sở Nội vụ"])
    stage: StageName = Field(examples=["open"])
    version: int = Field(description="The newest version of its record; 0 before it is sealed.", examples=[0])


class SignerFacts(Said):
    """Who is to sign, or has signed."""

    role: str = Field(examples=["head"])
    name: str = Field(examples=["Lý Văn Thủy"])


class DocumentFacts(Said):
    """A paper of a dossier that is not sealed yet."""

    id: str = Field(examples=["2026-Q2.SNV.submission"])
    kind: str = Field(examples=["submission"])
    title: str = Field(examples=["Tờ trình"])
    person: str | None = Field(description="The cadre it is about; null: the unit.", examples=[None])
    pages: int = Field(examples=[2])
    sha512: str = Field(description="Of the newest PDF.", examples=["c" * 128])
    signed: list[SignerFacts]
    waits_for: list[SignerFacts] = Field(description="In this order.")
    href: str = Field(description="The PDF.", examples=["/api/v1/documents/2026-Q2.SNV.submission"])
