"""What an import did, how the system is, and what the audit log says; with the keys of the command line."""

from typing import Literal

from pydantic import Field

from api.v1.schemas.said import Said


class ChangeFacts(Said):
    """One field that an import changed; without a column the row as a whole."""

    unit: str = Field(examples=["SNV"])
    sheet: str = Field(examples=["Kết quả"])
    key: str = Field(examples=["NV-SNV-01-01"])
    column: str = Field(examples=["Ngày hoàn thành"])
    before: str = Field(examples=[""])
    after: str = Field(examples=["24/06/2026"])


class CellFacts(Said):
    """A cell that cannot be stored."""

    sheet: str = Field(examples=["Kết quả"])
    cell: str = Field(examples=["B7"])
    found: str = Field(examples=["cuối tháng"])
    expected: str = Field(examples=["ngày, ví dụ 25/6/2026"])


class ProposalFacts(Said):
    """A cell read as it stands that may mean something else."""

    sheet: str = Field(examples=["Nhiệm vụ"])
    cell: str = Field(examples=["C4"])
    found: str = Field(examples=["B¸o c¸o"])
    proposed: str = Field(examples=["Báo cáo"])


class ImportReport(Said):
    """What an import did; with `dry_run` what it would do."""

    quarter: str = Field(examples=["2026-Q2"])
    units: list[str] = Field(examples=[["SNV"]])
    changed: list[str] = Field(examples=[["SNV"]])
    changes: list[ChangeFacts]
    evidence_files: int = Field(examples=[0])
    partial: bool = Field(examples=[False])
    skipped: list[CellFacts]
    skipped_rows: int = Field(examples=[0])
    proposals: list[ProposalFacts]
    withheld: list[str] = Field(examples=[[]])
    dry_run: bool = Field(examples=[True])


class SignFacts(Said):
    """One sign of health."""

    name: str = Field(examples=["disk_free"])
    level: Literal["good", "warning", "bad"] = Field(examples=["good"])
    value: float | None = Field(examples=[61.5])
    unit: str = Field(examples=["percent"])
    message: str = Field(examples=["Đĩa còn trống 61 %."])


class HealthDocument(Said):
    """How the system is; answered with 200 even when something is bad: read `ok`."""

    ok: bool = Field(examples=[True])
    signs: list[SignFacts]


class LogLine(Said):
    """One entry of the audit log."""

    sequence: int = Field(examples=[41])
    at: str = Field(examples=["2026-06-22T09:00:00+07:00"])
    actor: str = Field(examples=["thuky"])
    action: str = Field(examples=["dossier/modification"])
    subject: str = Field(examples=["SNV"])
    reason: str = Field(examples=["Kết quả, 1 thay đổi"])
    details: dict[str, str] = Field(examples=[{"unit": "SNV", "quarter": "2026-Q2", "outcome": ""}])


class LogPage(Said):
    """Entries in their order."""

    entries: list[LogLine]
    after: int = Field(description="The last sequence told: ask on with it.", examples=[41])
    next: str | None = Field(description="Where the log goes on; null when nothing more is there yet.", examples=[None])
