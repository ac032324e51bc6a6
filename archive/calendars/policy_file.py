"""The file an office writes its own dates into: quarter IV with the basis of each date, and internal earlier days.

    [internal]
    days_before = 2                  # earlier than every date, for the office itself
    R26 = 6                          # another number for one rule

    [quarter_iv.2026.R54]
    before = 2026-12-20
    basis = "Công văn số 12-CV/BTCTU ngày 30/11/2026"

A key that means nothing is an error: a date under a misspelt name would be lost without a word.
"""

import tomllib
from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from archive.domain.calendar_policy import CalendarPolicy, EnteredDate
from archive.domain.deadline_rules import ASSIGNMENT, RULES
from archive.domain.quarter import Quarter
from archive.errors import UsageError
from archive.language import day, tidy

_MOST_DAYS = 60  # a quarter has 90 days: an earlier wish would fall before the work begins
_INTERNAL = "internal"
_FOURTH = "quarter_iv"
_GENERAL = "days_before"
_FIRST_YEAR = 2026
_LAST_YEAR = 2100
_DATED = tuple(rule.rule for rule in RULES)
_ENTERED = tuple(rule for rule in _DATED if rule != ASSIGNMENT)  # R23 lies in quarter III and has its date


def read_policy(path: Path, *, own_fourth: bool) -> CalendarPolicy:
    """The policy the file holds; `own_fourth` says whether quarter IV is to have dates of its own.

    Raises:
        UsageError: the file cannot be read, holds something else than it may, or contradicts `own_fourth`.
    """
    content = _Table(path, "", _content(path))
    content.only(_INTERNAL, _FOURTH)
    entered = tuple(_entered(content.table(_FOURTH)))
    if entered and not own_fourth:
        raise content.wrong(_FOURTH, "có ngày riêng cho quý IV nhưng HOSO_Q4 là 'year'", "đặt HOSO_Q4=dates")
    if own_fourth and not entered:
        raise content.wrong(
            _FOURTH, "chưa có ngày nào nhưng HOSO_Q4 là 'dates'", "ghi mục [quarter_iv.2026.R54] với before và basis"
        )
    internal = content.table(_INTERNAL)
    internal.only(_GENERAL, *_DATED)
    return CalendarPolicy(
        entered=entered,
        internal_days=internal.days(_GENERAL) if _GENERAL in internal.values else 0,
        internal_by_rule=tuple((rule, internal.days(rule)) for rule in _DATED if rule in internal.values),
    )


def _content(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as broken:
        raise UsageError(f"Không đọc được tệp lịch {path} mà HOSO_CALENDAR chỉ tới: {broken.strerror}.") from broken
    except ValueError as wrong:  # not UTF-8, or not TOML
        raise UsageError(f"Tệp lịch {path} không phải TOML hợp lệ: {wrong}.") from wrong


def _entered(years: "_Table") -> Iterator[EnteredDate]:
    for year in years.values:
        if not year.isdecimal() or not _FIRST_YEAR <= int(year) <= _LAST_YEAR:
            raise years.wrong(year, "không phải năm", f"ghi năm từ {_FIRST_YEAR}")
        rules = years.table(year)
        rules.only(*_ENTERED)
        for rule in rules.values:
            item = rules.table(rule)
            item.only("before", "basis")
            yield EnteredDate(year=int(year), rule=rule, before=item.day_of(int(year)), basis=item.text("basis"))


class _Table:
    """One table of the file, which knows its place for telling what is wrong in it."""

    def __init__(self, path: Path, name: str, values: Mapping[str, Any]) -> None:
        self.path = path
        self.name = name
        self.values = values

    def wrong(self, key: str, what: str, do: str) -> UsageError:
        """The error about one key: where, what, and what to do."""
        place = f"{self.name}.{key}" if self.name else key
        return UsageError(f"Tệp lịch {self.path}, mục '{place}': {what}; hãy {do}.", file=str(self.path), key=place)

    def only(self, *known: str) -> None:
        """Refuse keys that mean nothing."""
        for key in self.values:
            if key not in known:
                raise self.wrong(key, "không có nghĩa ở đây", f"dùng một trong: {', '.join(known)}")

    def table(self, key: str) -> "_Table":
        """A table below this one; empty when it is not there."""
        found = self.values.get(key, {})
        if not isinstance(found, dict):
            raise self.wrong(key, f"là '{found}', không phải một bảng", f"viết [{key}] trên dòng riêng")
        return _Table(self.path, f"{self.name}.{key}" if self.name else key, found)

    def days(self, key: str) -> int:
        """A number of days."""
        found = self.values[key]
        if type(found) is not int or not 0 <= found <= _MOST_DAYS:
            raise self.wrong(key, f"là '{found}'", f"ghi số ngày nguyên từ 0 đến {_MOST_DAYS}")
        return found

    def text(self, key: str) -> str:
        """A text that says something."""
        found = self.values.get(key, "")
        if not isinstance(found, str) or not tidy(found):
            raise self.wrong(key, "còn trống", "ghi số, ngày của văn bản quy định ngày này")
        return tidy(found)

    def day_of(self, year: int) -> date:
        """A day that can belong to the year's quarter IV: inside it, or in the quarter after."""
        found = self.values.get("before")
        if not isinstance(found, date) or isinstance(found, datetime):
            raise self.wrong("before", f"là '{found}', không phải ngày", f"viết dạng {year}-12-20, không có dấu nháy")
        fourth = Quarter(year, 4)
        first = fourth.first_day + timedelta(days=1)
        last = fourth.following().following().first_day
        if not first <= found <= last:
            raise self.wrong("before", f"là {day(found)}", f"ghi ngày từ {day(first)} đến {day(last)}")
        return found
