"""Deadlines of a quarter (R23, R26, R54-R58, R63) and whether they were met.

"Trước ngày N" is read as strictly before: the last good moment is 23:59 of the day before, in Việt Nam time
(domain notes §7). Quarter IV has no date in the guidance; none is invented (R58).
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from archive.domain.quarter import Quarter
from archive.language import VIETNAM


class DeadlineState(StrEnum):
    """Where a deadline stands at a moment."""

    MET = "met"
    LATE = "late"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Deadline:
    """Something due strictly before a day; `rule` is the rule's number, `what` says it in Vietnamese."""

    rule: str
    before: date
    what: str

    def state(self, *, done: datetime | None, now: datetime) -> DeadlineState:
        """Met when done in time, late when done or still open at or past the day, else open."""
        judged = (done or now).astimezone(VIETNAM).date()
        if judged >= self.before:
            return DeadlineState.LATE
        return DeadlineState.MET if done else DeadlineState.OPEN

    def days_left(self, now: datetime) -> int:
        """Whole days until the day itself; the last good day gives 1, a missed deadline 0 or less."""
        return (self.before - now.astimezone(VIETNAM).date()).days


def deadlines(quarter: Quarter) -> tuple[Deadline, ...]:
    """What the guidance dates for the quarter, in order; quarter IV has only what a general rule gives (R58)."""
    month, year = quarter.last_month, quarter.year
    following = quarter.following()
    compiled = Deadline("R26", date(year, month, 25), "Cơ quan chủ trì hoàn thành tổng hợp, đánh giá")
    if quarter.is_last:
        return (compiled,)
    return (
        compiled,
        Deadline("R54", date(year, month, 25), "Gửi hồ sơ về Ban Tổ chức Tỉnh ủy"),
        Deadline("R55", date(year, month, 30), "Tổ chức đánh giá, xếp loại của Ban Thường vụ Tỉnh ủy"),
        Deadline("R57", date(year, month, 30), "Báo cáo kết quả xếp loại cán bộ thuộc thẩm quyền"),
        Deadline(
            "R56", following.first_day.replace(day=5), "Trình Trung ương hồ sơ cán bộ diện Bộ Chính trị, Ban Bí thư"
        ),
        Deadline("R63", following.first_day.replace(day=5), "Báo cáo Ban Tổ chức Trung ương"),
    )


def submission_deadline(quarter: Quarter) -> Deadline | None:
    """The day before which a unit's dossier is due (R54), if the guidance names one."""
    return next((deadline for deadline in deadlines(quarter) if deadline.rule == "R54"), None)
