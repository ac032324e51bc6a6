"""What `hoso status --json` tells of a unit (design §13)."""

from typing import Literal

from pydantic import Field

from api.v1.schemas.quarters import StageName
from api.v1.schemas.said import Said


class ComponentFacts(Said):
    """One of the seven components of a dossier (§9.1)."""

    number: int = Field(examples=[3])
    kind: str = Field(examples=["minutes"])
    state: Literal["complete", "missing", "not_applicable"] = Field(examples=["missing"])
    reason: str | None = Field(examples=["chưa có thông tin hội nghị"])


class FindingFacts(Said):
    """What is missing or wrong; codes in docs/findings.md."""

    code: str = Field(examples=["meeting_missing"])
    rule: str = Field(examples=["R48"])
    severity: Literal["error", "warning"] = Field(examples=["error"])
    unit: str = Field(examples=["SNV"])
    person: str | None = Field(examples=[None])
    task: str | None = Field(examples=[None])
    message: str = Field(examples=["Sở Nội vụ chưa có biên bản hội nghị; hãy ghi trang Hội nghị trước 25/06/2026."])


class TaskFacts(Said):
    """A task and what came of it."""

    task: str = Field(examples=["NV-SNV-01-01"])
    person: str = Field(examples=["CB-SNV-01"])
    outcome: Literal["early", "on_time", "late", "not_completed", "carried_over", "open"] = Field(examples=["late"])
    over_target: bool = Field(examples=[False])
    needs_evidence: bool = Field(examples=[True])
    evidence: int = Field(description="How many pieces there are.", examples=[1])


class DeadlineFacts(Said):
    """A date that the unit must keep: done before that day."""

    rule: str = Field(examples=["R54"])
    before: str = Field(examples=["2026-06-25"])
    state: Literal["met", "late", "open"] = Field(examples=["open"])


class UnitStatus(Said):
    """One unit's dossier: how far it is, what it misses."""

    unit: str = Field(examples=["SNV"])
    stage: StageName = Field(examples=["open"])
    complete: bool = Field(examples=[False])
    components: list[ComponentFacts]
    findings: list[FindingFacts]
    tasks: list[TaskFacts]
    deadlines: list[DeadlineFacts]
