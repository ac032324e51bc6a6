"""Signatures as values: who signs where, and what a check of one says. A check is never a bool (design §7)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from archive.errors import SignatureInvalid


class SignerRole(StrEnum):
    """The roles signature blocks are named by; templates mark each block with its role."""

    CADRE = "cadre"
    SECRETARY = "secretary"
    CHAIR = "chair"
    HEAD = "head"
    ORGAN = "organ"


@dataclass(frozen=True, slots=True, kw_only=True)
class Signatory:
    """Who signs in a role; an organ signs with its seal, after the person. `person` is the cadre's code, if one."""

    role: SignerRole
    name: str
    post: str = ""
    person: str = ""  # names are not unique: two cadres of one unit may share one


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureSlot:
    """Where a signature appears: page counted from 0, box in PDF points from the lower left corner."""

    role: SignerRole
    page: int
    left: float
    bottom: float
    right: float
    top: float


class Verdict(StrEnum):
    """What a check of one signature found (design §7)."""

    VALID = "valid"
    VALID_AT_SIGNING_TIME = "valid_at_signing_time"
    UNTRUSTED_ROOT = "untrusted_root"
    OTHER_CERTIFICATE = "other_certificate"  # a good one, of somebody else than the archive
    EXPIRED = "expired"
    REVOKED = "revoked"
    BROKEN = "broken"
    CHANGED_AFTER_SIGNING = "changed_after_signing"

    @property
    def words(self) -> str:
        """The verdict in Vietnamese."""
        return _WORDS[self]

    @property
    def holds(self) -> bool:
        """Whether a dossier may be sealed with this signature."""
        return self in (Verdict.VALID, Verdict.VALID_AT_SIGNING_TIME)


_WORDS = {
    Verdict.VALID: "hợp lệ",
    Verdict.VALID_AT_SIGNING_TIME: "hợp lệ tại thời điểm ký",
    Verdict.UNTRUSTED_ROOT: "chứng thư gốc chưa được tin cậy",
    Verdict.OTHER_CERTIFICATE: "chứng thư không phải của kho lưu trữ này",
    Verdict.EXPIRED: "chứng thư hết hạn",
    Verdict.REVOKED: "chứng thư đã bị thu hồi",
    Verdict.BROKEN: "chữ ký không khớp với nội dung",
    Verdict.CHANGED_AFTER_SIGNING: "văn bản bị sửa sau khi ký",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureReport:
    """What is known of one signature in a PDF; `is_development` marks a key that proves nothing."""

    field: str
    signer: str
    claimed: datetime | None
    verdict: Verdict
    covers_whole_file: bool
    is_development: bool
    has_timestamp: bool
    note: str = ""


def require_valid(reports: Sequence[SignatureReport], *, expected: int, title: str) -> None:
    """Accept the signatures of one document only if each holds and none is missing or added.

    Raises:
        SignatureInvalid: one does not hold, or there are more or fewer than expected.
    """
    bad = [f"{report.signer}: {report.verdict.words}" for report in reports if not report.verdict.holds]
    if bad or len(reports) != expected:
        found = "; ".join(bad) or f"có {len(reports)} chữ ký, cần {expected}"
        raise SignatureInvalid(f"Chữ ký trên {title} không đạt ({found}). Hãy ký lại văn bản này.", document=title)
