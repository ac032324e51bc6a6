"""Papers on their way between a unit and another body or a person: sent, received, answered.

Rules: R26 (results to the compiling body and back), R32 (opinions asked and given), R33 (the answer of the central
level), R37 (notices), R41 (the former body's comment), R62 (results of digital transformation). A paper that was not
answered is shown as such, never as agreed.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from archive.domain.people import PersonCode, UnitCode


class TransferKind(StrEnum):
    """What was sent."""

    RESULTS = "Gửi tổng hợp kết quả"  # R26: person → compiling body
    APPRAISAL = "Trả kết quả thẩm định"  # R26: compiling body → person
    PERSON_TO_BOARD = "Cá nhân gửi Ban Tổ chức"  # R26
    OPINION = "Xin ý kiến"  # R32: `received` is the day of the answer
    FORMER_BODY = "Nhận xét nơi công tác trước"  # R41
    NOTICE = "Thông báo kết quả"  # R37
    DIGITAL = "Kết quả chuyển đổi số"  # R62
    CENTRAL_ANSWER = "Trung ương trả lời"  # R33


@dataclass(frozen=True, slots=True, kw_only=True)
class Transfer:
    """One paper: `body` is the other side, `person` whom it speaks of, empty for the whole unit."""

    kind: TransferKind
    unit: UnitCode
    body: str
    person: PersonCode | None = None
    sent: date | None = None
    received: date | None = None
    number: str = ""
    note: str = ""
