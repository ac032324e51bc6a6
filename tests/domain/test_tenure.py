"""Calendar months in a post: ends of months are handled, and no day is counted twice (R40)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.domain.tenure import add_months, full_months, is_short

DAYS = st.dates(min_value=date(2000, 1, 1), max_value=date(2100, 12, 31))


@pytest.mark.parametrize(
    ("since", "at", "short"),
    [
        (date(2026, 4, 15), date(2026, 6, 15), False),
        (date(2026, 4, 15), date(2026, 6, 14), True),
        (date(2026, 4, 24), date(2026, 6, 24), False),
        (date(2025, 12, 31), date(2026, 2, 27), True),
        (date(2025, 12, 31), date(2026, 2, 28), False),
        (date(2023, 12, 31), date(2024, 2, 28), True),
        (date(2023, 12, 31), date(2024, 2, 29), False),
        (date(2026, 6, 24), date(2026, 6, 24), True),
        (date(2026, 7, 1), date(2026, 6, 24), True),
    ],
)
def test_two_months_end_on_the_day_of_the_same_number_or_the_last_of_the_month(
    since: date, at: date, *, short: bool
) -> None:
    assert is_short(since, at) is short


@given(DAYS, DAYS)
def test_a_day_lies_between_the_last_full_month_and_the_next(since: date, at: date) -> None:
    months = full_months(since, at)

    assert add_months(since, months) <= at < add_months(since, months + 1)


@given(DAYS, DAYS)
def test_a_day_more_in_post_never_makes_it_shorter(since: date, at: date) -> None:
    assert full_months(since, at) <= full_months(since, at + timedelta(days=1))


@given(DAYS, st.integers(-36, 36))
def test_so_many_months_later_is_that_month(since: date, months: int) -> None:
    later = add_months(since, months)

    assert (later.year * 12 + later.month) - (since.year * 12 + since.month) == months
    assert later.day <= since.day
