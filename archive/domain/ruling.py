"""What people decided that software may only ask for: each with who, when and why (R10, R28, R43, R45, R19)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from archive.domain.people import PersonCode, UnitCode


class RulingKind(StrEnum):
    """What was decided."""

    LARGER_SHARE = "Tỷ lệ xuất sắc 25 %"  # R43, for `group`
    NEGLIGENCE = "Cố tình không thực hiện"  # R28, for `person`
    OBJECTIVE_CAUSE = "Nguyên nhân khách quan"  # for `person`
    PLAN_CHANGE = "Điều chỉnh danh mục"  # R21, for the unit or `person`
    GOING_BACK = "Quay lại bước trước"  # R19, for `person`
    PRIORITY = "Thứ tự ưu tiên"  # R45, for `group`: ties are left to people
    TWO_POSTS = "Xét cả hai chức vụ"  # R40 where the guidance is silent, for `person`
    SAME_LEVEL = "Cùng cấp đề xuất và quyết định"  # R11, for `person`: only where Phụ lục 01 says so


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """One decision of people; `person` and `group` say whom it is for, neither means the whole unit."""

    kind: RulingKind
    unit: UnitCode
    decided_on: date
    decided_by: str
    reason: str
    person: PersonCode | None = None
    group: str = ""
    number: str = ""
