"""Timetable: what is due in a quarter or a year, by when and from whom, for people and as a calendar file."""

from dataclasses import dataclass
from datetime import datetime

from archive.domain.deadline import Deadline, Undated, deadlines, undated
from archive.domain.deadline_notes import READING
from archive.domain.deadline_rules import ASSIGNMENT
from archive.domain.deadline_words import long_day, remarks, titled
from archive.domain.quarter import FIRST_QUARTER, Quarter
from archive.errors import UsageError
from archive.language import VIETNAM, day
from archive.ports import Parts
from archive.ports.calendars import CalendarEvent

_RULE, _INTERNAL = "Thời hạn", "Hạn nội bộ"


@dataclass(frozen=True, slots=True, kw_only=True)
class Timetable:
    """What is due, by day, and what has no day; `now` is the moment the days left are counted from."""

    quarters: tuple[Quarter, ...]
    dated: tuple[Deadline, ...]
    undated: tuple[Undated, ...]
    now: datetime


def timetable(parts: Parts, *, quarter: Quarter | None = None, year: int | None = None) -> Timetable:
    """The deadlines of a quarter or of a year's quarters; of the present quarter when neither is named.

    The assignment of the quarter after the last one is due within it, so it is told as well (R23).

    Raises:
        UsageError: both are named, or the year lies before the first quarter (R61).
    """
    now = parts.clock.now()
    quarters = _quarters(quarter, year, now)
    found = [item for each in quarters for item in deadlines(each, parts.calendar)]
    following = [item for item in deadlines(quarters[-1].following(), parts.calendar) if item.rule == ASSIGNMENT]
    return Timetable(
        quarters=quarters,
        dated=tuple(sorted([*found, *following], key=lambda item: item.before)),
        undated=tuple(item for each in quarters for item in undated(each, parts.calendar)),
        now=now,
    )


def calendar_file(parts: Parts, found: Timetable) -> bytes:
    """The timetable for people's own calendars: each on its last good day, the office's earlier days apart."""
    events = [event for item in found.dated for event in _events(item)]
    names = ", ".join(quarter.short for quarter in found.quarters)
    silent = [f"{item.quarter.short}, {item.what}: {item.note}" for item in found.undated]
    return parts.calendar_files.write(
        events, name=f"Thời hạn hồ sơ quý: {names}", about="\n".join([READING, *silent]), made=found.now
    )


def _quarters(quarter: Quarter | None, year: int | None, now: datetime) -> tuple[Quarter, ...]:
    if quarter and year:
        raise UsageError("Chỉ chọn một trong hai: --quarter hoặc --year.")
    if year:
        named = [Quarter(year, number) for number in (1, 2, 3, 4)]
        known = tuple(item for item in named if item >= FIRST_QUARTER)
        if not known:
            raise UsageError(f"Năm {year} trước kỳ đầu tiên; việc đánh giá bắt đầu từ {FIRST_QUARTER.title}.")
        return known
    today = now.astimezone(VIETNAM).date()
    return (quarter or max(FIRST_QUARTER, Quarter(today.year, (today.month + 2) // 3)),)


def _events(item: Deadline) -> list[CalendarEvent]:
    """The deadline itself, and the office's own day when there is one; neither moves for a weekend."""
    place = f"{item.quarter}:{item.rule}"
    title = titled(item)
    due = CalendarEvent(
        key=f"deadline:{place}",
        day=item.last_day,
        title=title,
        text="\n".join(
            [
                f"Trước ngày {day(item.before)}; ngày cuối: {long_day(item.last_day)}.",
                f"Ai: {', '.join(item.debtors)}.",
                f"Căn cứ: {item.basis} ({item.rule}).",
                *remarks(item),
            ]
        ),
        category=_RULE,
        alarm=item.binds,
    )
    return [due, *_internal(item, place, title)]


def _internal(item: Deadline, place: str, title: str) -> list[CalendarEvent]:
    last = item.internal_last_day
    if item.internal is None or last is None:
        return []
    text = (
        f"Đơn vị tự đặt: trước ngày {day(item.internal)}; không phải thời hạn của Hướng dẫn.\n"
        f"Thời hạn: trước ngày {day(item.before)} ({item.basis})."
    )
    return [
        CalendarEvent(
            key=f"internal:{place}",
            day=last,
            title=f"{_INTERNAL}: {title}",
            text=text,
            category=_INTERNAL,
            alarm=True,
        )
    ]
