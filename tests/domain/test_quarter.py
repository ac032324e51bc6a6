"""The quarter reads, writes and follows itself."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.domain.quarter import FIRST_QUARTER, Quarter
from archive.errors import UsageError

QUARTERS = st.builds(Quarter, st.integers(2027, 2100), st.integers(1, 4))


@given(QUARTERS)
def test_a_quarter_reads_back_what_it_writes(quarter: Quarter) -> None:
    assert Quarter.parse(str(quarter)) == quarter


@given(QUARTERS)
def test_the_following_quarter_begins_after_this_one_with_none_between(quarter: Quarter) -> None:
    following = quarter.following()

    months = (following.first_day.year - quarter.first_day.year) * 12 + following.first_day.month
    assert months - quarter.first_day.month == 3


@pytest.mark.parametrize("text", ["", "2026", "2026-Q5", "2026-q2", "Q2-2026", "2026-Q2x", "２０２６-Q2 "])
def test_another_form_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(UsageError, match="2026-Q2"):
        Quarter.parse(text)


@pytest.mark.parametrize("text", ["2026-Q1", "2025-Q4"])
def test_a_quarter_before_the_first_one_is_refused(text: str) -> None:
    """R61: evaluation by axes begins with quarter II of 2026."""
    with pytest.raises(UsageError, match="quý II năm 2026"):
        Quarter.parse(text)


def test_titles_use_roman_numbers() -> None:
    assert (Quarter(2026, 3).title, Quarter(2026, 3).short) == ("quý III năm 2026", "Quý III/2026")


@given(QUARTERS)
def test_the_quarter_before_the_following_one_is_the_quarter_itself(quarter: Quarter) -> None:
    assert quarter.following().preceding() == quarter


def test_nothing_comes_before_the_first_quarter() -> None:
    assert FIRST_QUARTER.preceding() is None
