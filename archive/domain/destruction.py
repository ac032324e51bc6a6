"""The record of a destruction: what was destroyed, by whose decision and on what basis; kept for ever and signed.

It holds names and digests of files and nothing of what they said.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from archive.domain.record import RecordId
from archive.domain.retention import RetentionPeriod
from archive.domain.seal import SealSignature
from archive.errors import HosoError, RecordDamaged, UsageError
from archive.language import tidy

FORMAT = "hoso-destruction/1"


@dataclass(frozen=True, slots=True, kw_only=True)
class DisposalDecision:
    """The paper that decided the destruction: number, date, and the body that issued it."""

    number: str
    decided_on: date
    body: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DestroyedVersion:
    """One version of what was destroyed: when it was made and path → SHA-512 of each of its files."""

    number: int
    made: datetime
    files: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Destruction:
    """One record destroyed; `working_files` are the digests of what it left among the working files."""

    record: RecordId
    period: RetentionPeriod
    due: date
    decision: DisposalDecision
    destroyed: datetime
    actor: str
    versions: tuple[DestroyedVersion, ...]
    working_files: tuple[str, ...]


def require_complete(decision: DisposalDecision, today: date) -> None:
    """Accept a decision.

    Raises:
        UsageError: number or body is missing, or it is dated in the future.
    """
    if not (tidy(decision.number) and tidy(decision.body)):
        raise UsageError("Quyết định tiêu hủy phải có số văn bản và cơ quan ban hành.")
    if decision.decided_on > today:
        raise UsageError("Ngày quyết định tiêu hủy nằm trong tương lai; hãy kiểm tra lại.")


def destruction_document(destruction: Destruction) -> dict[str, Any]:
    """The record of destruction as JSON holds it, without its signature: what is signed."""
    period, decision = destruction.period, destruction.decision
    return {
        "format": FORMAT,
        "record": str(destruction.record),
        "retention": {
            "years": period.years,
            "basis": period.basis,
            "set_by": period.set_by,
            "set_on": period.set_on.isoformat(),
            "due": destruction.due.isoformat(),
        },
        "decision": {"number": decision.number, "date": decision.decided_on.isoformat(), "body": decision.body},
        "destroyed": destruction.destroyed.isoformat(),
        "actor": destruction.actor,
        "versions": [
            {"number": item.number, "made": item.made.isoformat(), "files": dict(sorted(item.files.items()))}
            for item in destruction.versions
        ],
        "working_files": sorted(destruction.working_files),
    }


def signed_document(destruction: Destruction, signature: SealSignature) -> dict[str, Any]:
    """The same with the archive's signature."""
    fields = {"algorithm": signature.algorithm, "certificate": signature.certificate, "value": signature.value}
    return {**destruction_document(destruction), "signature": fields}


def read_destruction(said: Mapping[str, Any]) -> tuple[Destruction, SealSignature]:
    """The record of destruction and its signature out of parsed JSON.

    Raises:
        RecordDamaged: it is not a record of destruction of this format.
    """
    try:
        return _read(said), SealSignature(**said["signature"])
    except (KeyError, TypeError, ValueError, AttributeError, HosoError) as wrong:
        raise RecordDamaged(
            f"Biên bản tiêu hủy không đúng định dạng {FORMAT}; hãy khôi phục tệp từ bản sao lưu."
        ) from wrong


def _read(said: Mapping[str, Any]) -> Destruction:
    if said["format"] != FORMAT:
        raise ValueError(said["format"])
    kept, decided = said["retention"], said["decision"]
    return Destruction(
        record=RecordId.parse(said["record"]),
        period=RetentionPeriod(
            years=kept["years"],
            basis=kept["basis"],
            set_by=kept["set_by"],
            set_on=date.fromisoformat(kept["set_on"]),
        ),
        due=date.fromisoformat(kept["due"]),
        decision=DisposalDecision(
            number=decided["number"], decided_on=date.fromisoformat(decided["date"]), body=decided["body"]
        ),
        destroyed=datetime.fromisoformat(said["destroyed"]),
        actor=said["actor"],
        versions=tuple(
            DestroyedVersion(
                number=item["number"], made=datetime.fromisoformat(item["made"]), files=dict(item["files"])
            )
            for item in said["versions"]
        ),
        working_files=tuple(said["working_files"]),
    )
