"""What people type after a field's name, read into the value the index holds: quarters, years, days, fixed words."""

import calendar
import re
from datetime import date

from archive.language import fold, tidy
from indexer.query.fields import CHOICES, SHOWN_CHOICES, YEAR
from indexer.query.tree import Field, Range, Term, Tree
from indexer.words import key

_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_NUMBER = r"q?([1-4]|i{1,3}|iv)"
_QUARTER_FIRST = re.compile(rf"^(?:quy )?{_NUMBER}(?: ?(?:nam|[-/ ]) ?(\d{{4}}))?$")
_YEAR_FIRST = re.compile(rf"^(\d{{4}})[-/ ]{_NUMBER}$")
_YEAR = re.compile(r"^\d{4}$")
_SEPARATOR = r"[-/.]"
_DAY_FIRST = re.compile(rf"^(\d{{1,2}}){_SEPARATOR}(\d{{1,2}}){_SEPARATOR}(\d{{4}})$")
_ISO_DAY = re.compile(r"^(\d{4})-(\d{1,2})-(\d{1,2})$")
_MONTH = re.compile(rf"^(\d{{1,2}}){_SEPARATOR}(\d{{4}})$")
_ISO_MONTH = re.compile(r"^(\d{4})-(\d{1,2})$")


class Unreadable(ValueError):  # noqa: N818 - reads as what it says of a value
    """The value does not fit its field; the text says what is expected, in Vietnamese."""


def fixed(field: str, text: str) -> Tree:
    """A value of a field that takes only values of its own kind.

    Raises:
        Unreadable: the text is not such a value.
    """
    if field == Field.QUARTER:
        return Term(_quarter(text), Field.QUARTER)
    if field == YEAR:
        return between(field, text, text)
    if field == Field.DAY:
        return between(field, text, text)
    found = CHOICES[field].get(key(text))
    if found is None:
        raise Unreadable(f"hãy viết một trong: {SHOWN_CHOICES[Field(field)]}")
    return Term(found, Field(field))


def between(field: str, low: str, high: str, *, without_low: bool = False, without_high: bool = False) -> Range:
    """A range of days, quarters or years, an end left empty is open.

    Raises:
        Unreadable: an end is not a value of the field, or the end lies before the beginning.
    """
    read = _SPANS.get(field)
    if read is None:
        raise Unreadable("chỉ ngày, quý và năm có khoảng [… TO …]")
    target = Field.DAY if field == Field.DAY else Field.QUARTER
    first = read(low)[1] + 1 if low and without_low else read(low)[0] if low else None
    last = read(high)[0] - 1 if high and without_high else read(high)[1] if high else None
    if first is not None and last is not None and first > last:
        raise Unreadable("khoảng này không chứa giá trị nào vì điểm đầu nằm sau điểm cuối")
    return Range(target, first, last)


def _quarter(text: str) -> str:
    year, number = _quarter_parts(text)
    return f"{year}-Q{number}" if year else f"Q{number}"


def _quarter_parts(text: str) -> tuple[str, int]:
    folded = tidy(fold(text).replace("_", " "))
    if found := _YEAR_FIRST.match(folded):
        year, number = found[1], found[2]
    elif found := _QUARTER_FIRST.match(folded):
        year, number = found[2] or "", found[1]
    else:
        raise Unreadable("hãy viết quý như 2026-Q2 hoặc II/2026")
    return year, _ROMAN.get(number) or int(number)


def _quarter_span(text: str) -> tuple[int, int]:
    year, number = _quarter_parts(text)
    if not year:
        raise Unreadable("hãy viết quý kèm năm, như 2026-Q2")
    value = int(year) * 10 + number
    return value, value


def _year_span(text: str) -> tuple[int, int]:
    if not _YEAR.match(text):
        raise Unreadable("hãy viết năm bằng bốn chữ số, như 2026")
    return int(text) * 10 + 1, int(text) * 10 + 4


def _day_span(text: str) -> tuple[int, int]:
    """A day, or all days of the month or year that is typed."""
    try:
        first, last = _days(text)
    except ValueError as wrong:
        raise Unreadable("hãy viết ngày như 25/6/2026 hoặc 2026-06-25, tháng như 6/2026, năm như 2026") from wrong
    return int(f"{first:%Y%m%d}"), int(f"{last:%Y%m%d}")


def _days(text: str) -> tuple[date, date]:
    if found := _DAY_FIRST.match(text):
        exact = date(int(found[3]), int(found[2]), int(found[1]))
        return exact, exact
    if found := _ISO_DAY.match(text):
        exact = date(int(found[1]), int(found[2]), int(found[3]))
        return exact, exact
    if found := _ISO_MONTH.match(text):
        return _month(int(found[1]), int(found[2]))
    if found := _MONTH.match(text):
        return _month(int(found[2]), int(found[1]))
    if _YEAR.match(text):
        return date(int(text), 1, 1), date(int(text), 12, 31)
    raise ValueError(text)


def _month(year: int, month: int) -> tuple[date, date]:
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


_SPANS = {Field.DAY.value: _day_span, Field.QUARTER.value: _quarter_span, YEAR: _year_span}
