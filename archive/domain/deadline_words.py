"""Deadlines in words: the day with its weekday, and how many days are left or missed."""

from datetime import date

from archive.domain.deadline import Deadline, Due
from archive.language import day

_WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")
_SATURDAY = 5


def weekday(value: date) -> str:
    """The day of the week, as calendars write it."""
    return _WEEKDAYS[value.weekday()]


def long_day(value: date) -> str:
    """A day with its weekday: `Thứ Tư, 24/06/2026`."""
    return f"{weekday(value)}, {day(value)}"


def left_words(days: int, *, past: str = "quá hạn") -> str:
    """Days left in words: 1 is the last good day, 0 or less are past (the day itself is one day late)."""
    if days > 1:
        return f"còn {days} ngày"
    return "hôm nay là ngày cuối" if days == 1 else f"{past} {1 - days} ngày"


def titled(due: Due) -> str:
    """What is due, with the quarter it belongs to."""
    return f"{due.what} ({due.quarter.short})"


def remarks(deadline: Deadline) -> tuple[str, ...]:
    """The notes of a deadline, and the weekday when the last good day is one people do not work on."""
    if deadline.last_day.weekday() < _SATURDAY:
        return deadline.notes
    return (*deadline.notes, f"Ngày cuối là {weekday(deadline.last_day)}; hạn không dời.")
