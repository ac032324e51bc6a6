"""How single cells are read."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest

from archive.language import VIETNAM
from archive.workbook.grid import Percent, RawValue
from archive.workbook.kinds import AXIS, CODE, COUNT, DATE, DECIMAL, MARK, MOMENT, QUARTER, TEXT, Kind, shown

DAY = date(2026, 6, 25)


@pytest.mark.parametrize(
    "cell",
    [
        *("25/6/2026", "25-06-2026", "2026-06-25", "25.06.2026", " 25 / 06 / 2026 ", "2026-06-25 00:00:00"),
        *(DAY, datetime(2026, 6, 25, 17, 30)),  # noqa: DTZ001 - Excel knows no zones
    ],
)
def test_a_day_is_read_in_every_form_offices_use(cell: RawValue) -> None:
    assert DATE.read(cell) == DAY


@pytest.mark.parametrize("cell", ["06/25/2026", "25/6/26", "25/6", "hôm nay", "29/02/2026", 2026, True, "25/6/0026"])
def test_what_is_no_day_is_refused(cell: RawValue) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the kind's words are the message
        DATE.read(cell)


@pytest.mark.parametrize(
    "cell",
    [
        *(
            "08:00 22/06/2026",
            "22/6/2026 08:00",
            "8h00 ngày 22/6/2026",
            "8 giờ, ngày 22-06-2026",
            "2026-06-22 08:00:00",
        ),
        *("2026-06-22T08:00", "8 giờ 00 phút ngày 22/6/2026"),
        datetime(2026, 6, 22, 8, 0),  # noqa: DTZ001 - Excel knows no zones
        datetime(2026, 6, 22, 8, 0) - timedelta(microseconds=900),  # noqa: DTZ001
    ],
)
def test_a_moment_is_vietnamese_time(cell: RawValue) -> None:
    assert MOMENT.read(cell) == datetime(2026, 6, 22, 8, 0, tzinfo=VIETNAM)


def test_a_day_alone_is_a_moment_too() -> None:
    assert MOMENT.read("22/06/2026") == datetime(2026, 6, 22, tzinfo=VIETNAM)


@pytest.mark.parametrize("cell", ["08:00", "8h ngày 31/6/2026", "sáng 22/6/2026", "08:61 22/06/2026", 8])
def test_what_is_no_moment_is_refused(cell: RawValue) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the kind's words are the message
        MOMENT.read(cell)


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("1.234,5", "1234.5"),
        ("1234.5", "1234.5"),
        ("1234,5", "1234.5"),
        ("1,234.5", "1234.5"),
        ("1.234", "1234"),
        ("12.345.678", "12345678"),
        ("1,234,567", "1234567"),
        ("0.125", "0.125"),
        ("0,5", "0.5"),
        ("45 %", "45"),
        ("-2", "-2"),
        ("1 234", "1234"),
        (64.3, "64.3"),
        (0.1 + 0.2, "0.3"),
        (120, "120"),
        (Percent(Decimal(95)), "95"),
    ],
)
def test_numbers_are_read_with_comma_and_point(cell: RawValue, number: str) -> None:
    assert DECIMAL.read(cell) == Decimal(number)


@pytest.mark.parametrize("cell", ["1.23.4", "1,2,3", "12a", "NaN", "∞", "1e5", "", "5/6", True, DAY, "9" * 30])
def test_what_is_no_number_is_refused(cell: RawValue) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the kind's words are the message
        DECIMAL.read(cell)


@pytest.mark.parametrize(
    ("kind", "cell", "value"),
    [
        (COUNT, 11.0, 11),
        (COUNT, "11", 11),
        (AXIS, "Trục 3", 3),
        (AXIS, "6", 6),
        (MARK, "X", True),
        (MARK, True, True),
        (MARK, "không", False),
        (TEXT, 1234, "1234"),
        (TEXT, 45.5, "45,5"),
        (TEXT, Percent(Decimal(45)), "45%"),
        (TEXT, "a\x07b", "ab"),
        (CODE, 17, "17"),
        (CODE, " NV-01 ", "NV-01"),
    ],
)
def test_other_kinds_are_read(kind: Kind, cell: RawValue, value: object) -> None:
    assert kind.read(cell) == value


def test_a_quarter_may_be_typed_in_small_letters() -> None:
    assert str(QUARTER.read("2026-q2")) == "2026-Q2"


@pytest.mark.parametrize("cell", ["../../a", "a/b", "a:b", ".a", "", "a" * 61])
def test_a_code_that_could_be_a_path_is_refused(cell: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the kind's words are the message
        CODE.read(cell)


def test_a_moment_is_shown_as_people_write_it() -> None:
    assert shown(datetime(2026, 6, 22, 8, 0)) == "22/06/2026 08:00"  # noqa: DTZ001 - Excel knows no zones
