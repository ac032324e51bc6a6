"""How long somebody has held a post, in calendar months (R40): 15/4 to 15/6 is two months, not one day short of it.

A month ends on the day of the same number; where the month has no such day, on its last one (31/12 to 28/2).
"""

import calendar
from datetime import date

MONTHS_IN_POST = 2  # §8.1: "chưa đủ 02 tháng"
_MONTHS = 12


def add_months(day: date, months: int) -> date:
    """The day so many calendar months later."""
    year, month = divmod(day.year * _MONTHS + day.month - 1 + months, _MONTHS)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def full_months(since: date, at: date) -> int:
    """How many whole months lie between two days; negative when `at` comes first by a month or more."""
    months = (at.year - since.year) * _MONTHS + at.month - since.month
    return months if add_months(since, months) <= at else months - 1


def is_short(since: date, at: date) -> bool:
    """Whether the post was held for less than two months at that day (R40)."""
    return full_months(since, at) < MONTHS_IN_POST
