"""Kinds of cells: how each is read, what an empty one means, and what a person is told when it cannot be read.

Readers raise ValueError for what they cannot read; the sheet reader turns that into a cell problem.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from types import MappingProxyType

from archive.domain.quarter import Quarter
from archive.errors import UsageError
from archive.language import VIETNAM, day, fold, tidy
from archive.workbook.grid import INVISIBLE, Formula, Percent, RawValue

_DAY_FIRST = re.compile(r"(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4})")
_YEAR_FIRST = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_MIDNIGHT = re.compile(r"[ T]0?0:00(:00(\.0+)?)?$")
_HOUR = re.compile(r"\b(\d{1,2})\s*(?::|h|giờ|g)\s*(\d{1,2})?(?::\d{2})?(?:\s*phút)?(?!\d)", re.IGNORECASE)
_FILLERS = re.compile(r"ngày|lúc|vào|[,;\s-]", re.IGNORECASE)
_NUMBER = re.compile(r"-?(\d+|\d{1,3}([.,])\d{3}(\2\d{3})*)([.,]\d+)?")
_GROUPED = re.compile(r"-?[1-9]\d{0,2}(\.\d{3})+")
_MAX_NUMBER_LENGTH = 24
_CODE = re.compile(r"[^\s./\\:*?\"<>|][^/\\:*?\"<>|]{0,59}")
_YEARS = range(1900, 2101)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One kind of cell; `empty` is the value of an empty cell, `expected` completes the sentence "cần …".

    A closed list has `words`: what people may write and what each word means.
    """

    expected: str
    read: Callable[[RawValue], object]
    empty: object = None
    words: tuple[tuple[str, object], ...] = ()


def shown(value: RawValue) -> str:
    """A cell's value as a person sees it."""
    match value:
        case None:
            return ""
        case bool():
            return str(value).upper()
        case date():
            return _plain_day(value)
        case int() | float():
            return _plain(_exact(value))
        case Percent():
            return f"{_plain(value.points)}%"
    return tidy(INVISIBLE.sub("", value.text if isinstance(value, Formula) else str(value)))


def _plain_day(value: date) -> str:
    if isinstance(value, datetime) and value.time() != time():
        return f"{day(value.date())} {value:%H:%M}"
    return day(value)


def _plain(value: Decimal) -> str:
    """Digits with a decimal comma; no points between thousands, for the number may well be a document's."""
    return f"{value:f}".replace(".", ",")


def squash(text: str) -> str:
    """What closed lists and headers are compared by: letters and digits only, without marks and case."""
    return "".join(letter for letter in fold(text) if letter.isalnum())


def _text(value: RawValue) -> str:
    return shown(value)


def _code(value: RawValue) -> str:
    text = _text(value)
    if not _CODE.fullmatch(text):
        raise ValueError(text)
    return text


def _date(value: RawValue) -> date:
    if isinstance(value, datetime):
        found = value.date()
    elif isinstance(value, date):
        found = value
    elif isinstance(value, str):
        found = _written_date(_MIDNIGHT.sub("", tidy(value)))
    else:
        raise ValueError(value)  # noqa: TRY004 - one error for every unreadable cell
    if found.year not in _YEARS:
        raise ValueError(value)
    return found


def _written_date(text: str) -> date:
    if match := _DAY_FIRST.fullmatch(text):
        return date(int(match[3]), int(match[2]), int(match[1]))
    if match := _YEAR_FIRST.fullmatch(text):
        return date(int(match[1]), int(match[2]), int(match[3]))
    raise ValueError(text)


def _moment(value: RawValue) -> datetime:
    """A moment in Việt Nam time; a day alone means its first minute."""
    if isinstance(value, str):
        return _written_moment(tidy(value))
    if isinstance(value, datetime):
        # Excel keeps times as fractions of a day: 08:00 may come back as 07:59:59.999.
        return (value + timedelta(milliseconds=500)).replace(microsecond=0, tzinfo=VIETNAM)
    return datetime.combine(_date(value), time(), VIETNAM)


def _written_moment(text: str) -> datetime:
    found = _DAY_FIRST.search(text) or _YEAR_FIRST.search(text)
    if not found:
        raise ValueError(text)
    day_part = _date(found[0])
    rest = text[: found.start()] + " " + re.sub(r"^T(?=\d)", "", text[found.end() :])
    hour = _HOUR.search(rest)
    leftover = _HOUR.sub("", rest, count=1)
    if _FILLERS.sub("", leftover):
        raise ValueError(text)
    at = time(int(hour[1]), int(hour[2] or 0)) if hour else time()
    return datetime.combine(day_part, at, VIETNAM)


def _exact(value: float) -> Decimal:
    """Excel keeps 15 significant digits; more are noise of the binary form."""
    return Decimal(value) if isinstance(value, int) else Decimal(f"{value:.15g}")


def _decimal(value: RawValue) -> Decimal:
    if isinstance(value, Percent):
        return value.points
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _exact(value)
    if isinstance(value, str):
        return _written_decimal(value)
    raise ValueError(value)


def _written_decimal(text: str) -> Decimal:
    """1.234,5 and 1234.5 and 1,234.5; a point before groups of three is a thousands mark, as Vietnamese writes it."""
    plain = "".join(tidy(text).removesuffix("%").split())
    if len(plain) > _MAX_NUMBER_LENGTH or not _NUMBER.fullmatch(plain):
        raise ValueError(text)
    if "," in plain and "." in plain:
        grouping = "." if plain.rindex(",") > plain.rindex(".") else ","
        return Decimal(plain.replace(grouping, "").replace(",", "."))
    if plain.count(",") > 1 or _GROUPED.fullmatch(plain):
        return Decimal(plain.replace(",", "").replace(".", ""))
    return Decimal(plain.replace(",", "."))


def _count(value: RawValue) -> int:
    found = _decimal(value)
    if isinstance(value, Percent) or found < 0 or found != found.to_integral_value():
        raise ValueError(value)
    return int(found)


def _mark(value: RawValue) -> bool:
    word = shown(value).casefold()
    if word not in _MARKS:
        raise ValueError(value)
    return _MARKS[word]


_MARKS = {
    **dict.fromkeys(("x", "✓", "✔", "có", "true", "1"), True),
    **dict.fromkeys(("không", "false", "0"), False),
}


def _quarter(value: RawValue) -> Quarter:
    try:
        return Quarter.parse(shown(value).upper().replace(" ", ""))
    except UsageError as error:
        raise ValueError(value) from error


def _axis(value: RawValue) -> int:
    found = _count(re.sub(r"(?i)^\s*trục\s*", "", tidy(value)) if isinstance(value, str) else value)
    if found not in range(1, 7):
        raise ValueError(value)
    return found


def choice(
    words: Mapping[str, object], *, also: Mapping[str, object] = MappingProxyType({}), empty: object = None
) -> Kind:
    """A closed list: the words people may write, compared without marks, case and spaces; `also` are known unlisted."""
    known = {squash(word): meaning for word, meaning in (*words.items(), *also.items())}

    def read(value: RawValue) -> object:
        key = squash(shown(value))
        if key not in known:
            raise ValueError(value)
        return known[key]

    expected = "một trong: " + " / ".join(word for word in words if word)
    return Kind(expected=expected, read=read, empty=empty, words=tuple(words.items()))


TEXT = Kind(expected="chữ", read=_text, empty="")
CODE = Kind(expected='một mã ngắn, không có dấu / \\ : * ? " < > | và không bắt đầu bằng dấu chấm', read=_code)
DATE = Kind(expected="một ngày có thật, viết như 25/6/2026", read=_date)
MOMENT = Kind(expected="ngày giờ có thật, viết như 08:00 22/06/2026", read=_moment)
DECIMAL = Kind(expected="một số, viết như 1.234,5", read=_decimal)
COUNT = Kind(expected="một số nguyên không âm", read=_count)
MARK = Kind(expected="dấu x hoặc ô trống", read=_mark, empty=False)
QUARTER = Kind(expected="một quý từ quý II năm 2026, viết như 2026-Q2", read=_quarter)
AXIS = Kind(expected="số của một trong sáu trục, từ 1 đến 6", read=_axis)
