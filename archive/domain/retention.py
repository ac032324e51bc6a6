"""How long a record must be kept, and whether it may be destroyed (domain notes §3.6).

The rules, all here:

1. No period is ever assumed: while nobody set one, nothing is destroyed.
2. A period has a legal basis and a name behind it, and only grows; permanent is the longest.
3. It counts from the end of the year in which the work ended (Thông tư 10/2022/TT-BNV).
4. A legal hold keeps the record, whatever its period, until it is released.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from archive.domain.record import RecordId
from archive.errors import NotFound, RuleBroken, UsageError
from archive.language import day, tidy

_LONGEST_YEARS = 200  # a longer period is a slip of the keyboard; what is meant is permanent


@dataclass(frozen=True, slots=True, kw_only=True)
class RetentionPeriod:
    """How long, by what basis, set by whom; no years is permanent."""

    years: int | None
    basis: str
    set_by: str
    set_on: date

    @property
    def words(self) -> str:
        """As people say it."""
        return "vĩnh viễn" if self.years is None else f"{self.years} năm"

    def is_shorter_than(self, other: "RetentionPeriod") -> bool:
        """Whether it would let a record go earlier."""
        if self.years is None:
            return False
        return other.years is None or self.years < other.years


@dataclass(frozen=True, slots=True, kw_only=True)
class LegalHold:
    """Why a record must stay for now: the number of the paper that demands it, the reason, who entered it when."""

    number: str
    reason: str
    set_by: str
    set_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Retention:
    """What is known of one record's keeping."""

    record: RecordId
    period: RetentionPeriod | None = None
    holds: tuple[LegalHold, ...] = ()

    @property
    def work_ended(self) -> date:
        """The day periods count from: the last of the quarter's year."""
        return date(self.record.quarter.year, 12, 31)

    @property
    def due(self) -> date | None:
        """The first day on which the period is over; None for never, or while no period is set."""
        if self.period is None or self.period.years is None:
            return None
        return date(self.work_ended.year + self.period.years + 1, 1, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Disposability:
    """Whether a record may be destroyed on a day; `obstacles` are what forbids it, as sentences."""

    retention: Retention
    obstacles: tuple[str, ...]

    @property
    def is_due(self) -> bool:
        """Whether nothing forbids it."""
        return not self.obstacles


def may_be_disposed(retention: Retention, today: date) -> Disposability:
    """Whether the record may be destroyed on that day, and if not, why not."""
    return Disposability(retention=retention, obstacles=tuple(_obstacles(retention, today)))


def _obstacles(retention: Retention, today: date) -> Iterator[str]:
    if retention.period is None:
        yield "chưa đặt thời hạn bảo quản"
    elif retention.due is None:
        yield "bảo quản vĩnh viễn"
    elif today < retention.due:
        yield f"còn thời hạn bảo quản đến hết ngày {day(date(retention.due.year - 1, 12, 31))}"
    for hold in retention.holds:
        yield f"đang bị giữ theo {hold.number}: {hold.reason}"


def with_period(retention: Retention, period: RetentionPeriod) -> Retention:
    """The record kept for that period.

    Raises:
        UsageError: the period says no basis, or no sensible number of years.
        RuleBroken: it is shorter than what was set before.
    """
    if not tidy(period.basis):
        raise UsageError("Thời hạn bảo quản phải có căn cứ pháp lý; hãy ghi số và ngày văn bản.")
    if period.years is not None and not 1 <= period.years <= _LONGEST_YEARS:
        raise UsageError(f"Thời hạn {period.years} năm không dùng được; hãy ghi từ 1 đến {_LONGEST_YEARS} năm.")
    before = retention.period
    if before and period.is_shorter_than(before):
        raise RuleBroken(
            f"Hồ sơ {retention.record} đã có thời hạn bảo quản {before.words} ({before.basis}); thời hạn chỉ được "
            f"kéo dài, không rút xuống {period.words}.",
            record=str(retention.record),
        )
    return replace(retention, period=period)


def with_hold(retention: Retention, hold: LegalHold) -> Retention:
    """The record held.

    Raises:
        UsageError: the hold says no number or reason, or that number holds the record already.
    """
    if not (tidy(hold.number) and tidy(hold.reason)):
        raise UsageError("Lệnh giữ hồ sơ phải có số văn bản và lý do.")
    if any(item.number == hold.number for item in retention.holds):
        raise UsageError(f"Hồ sơ {retention.record} đã bị giữ theo {hold.number}.", record=str(retention.record))
    return replace(retention, holds=(*retention.holds, hold))


def without_hold(retention: Retention, number: str) -> Retention:
    """The record without the hold of that number.

    Raises:
        NotFound: no such hold is on the record.
    """
    left = tuple(item for item in retention.holds if item.number != number)
    if len(left) == len(retention.holds):
        raise NotFound(
            f"Hồ sơ {retention.record} không bị giữ theo '{number}'; hãy xem bằng hoso retention show.",
            record=str(retention.record),
        )
    return replace(retention, holds=left)
