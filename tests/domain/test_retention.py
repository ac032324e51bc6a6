"""Nothing is destroyed by default: a period is set with its basis, only grows, and a hold is stronger than it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.domain.people import UnitCode
from archive.domain.quarter import Quarter
from archive.domain.record import RecordId
from archive.domain.retention import (
    LegalHold,
    Retention,
    RetentionPeriod,
    may_be_disposed,
    with_hold,
    with_period,
    without_hold,
)
from archive.errors import NotFound, RuleBroken, UsageError

RECORD = RecordId(UnitCode("SNV"), Quarter(2026, 2))
NEW = Retention(record=RECORD)
FAR = date(9999, 12, 31)
HOLD = LegalHold(number="12-QĐ/UBKT", reason="đang kiểm tra", set_by="an", set_on=date(2027, 1, 5))

years = st.one_of(st.none(), st.integers(1, 200))
days = st.dates(date(2026, 4, 1), FAR)
holds = st.lists(st.sampled_from("abc"), unique=True, max_size=3).map(
    lambda numbers: tuple(replace(HOLD, number=number) for number in numbers)
)


def period(length: int | None, basis: str = "Thông tư 10/2022/TT-BNV") -> RetentionPeriod:
    return RetentionPeriod(years=length, basis=basis, set_by="an", set_on=date(2026, 7, 1))


def test_ten_years_count_from_the_end_of_the_year_of_the_work() -> None:
    kept = with_period(NEW, period(10))

    assert kept.due == date(2037, 1, 1)
    assert not may_be_disposed(kept, date(2036, 12, 31)).is_due
    assert may_be_disposed(kept, date(2037, 1, 1)).is_due


@pytest.mark.parametrize("number", [2, 3, 4])
def test_every_quarter_of_a_year_is_due_on_the_same_day(number: int) -> None:
    kept = with_period(Retention(record=RecordId(UnitCode("SNV"), Quarter(2026, number))), period(5))

    assert kept.due == date(2032, 1, 1)


def test_what_forbids_a_destruction_is_said() -> None:
    kept = with_hold(with_period(NEW, period(10)), HOLD)

    assert may_be_disposed(kept, date(2030, 1, 1)).obstacles == (
        "còn thời hạn bảo quản đến hết ngày 31/12/2036",
        "đang bị giữ theo 12-QĐ/UBKT: đang kiểm tra",
    )


@given(days, holds)
def test_nothing_is_destroyed_while_the_period_is_unset(today: date, held: tuple[LegalHold, ...]) -> None:
    assert "chưa đặt thời hạn bảo quản" in may_be_disposed(replace(NEW, holds=held), today).obstacles


@given(days, holds)
def test_what_is_permanent_is_never_destroyed(today: date, held: tuple[LegalHold, ...]) -> None:
    assert "bảo quản vĩnh viễn" in may_be_disposed(replace(NEW, period=period(None), holds=held), today).obstacles


@given(years, days, holds.filter(bool))
def test_a_hold_forbids_whatever_the_period(length: int | None, today: date, held: tuple[LegalHold, ...]) -> None:
    assert not may_be_disposed(replace(NEW, period=period(length), holds=held), today).is_due


@given(st.integers(1, 200), days, st.integers(0, 10_000))
def test_what_is_due_stays_due_as_days_pass(length: int, today: date, more: int) -> None:
    kept = replace(NEW, period=period(length))
    later = today + timedelta(days=min(more, (FAR - today).days))

    assert may_be_disposed(kept, today).is_due <= may_be_disposed(kept, later).is_due


@given(st.lists(years, min_size=1, max_size=8), days)
def test_a_period_only_grows_whatever_is_tried(tried: list[int | None], today: date) -> None:
    kept = NEW
    for length in tried:
        before = kept
        try:
            kept = with_period(kept, period(length))
        except RuleBroken:
            assert kept == before
        if before.period:
            assert may_be_disposed(kept, today).is_due <= may_be_disposed(before, today).is_due
    longest = max((length if length is not None else 999) for length in tried)
    assert kept.period is not None
    assert (kept.period.years if kept.period.years is not None else 999) == longest


def test_shortening_is_refused_with_both_periods() -> None:
    with pytest.raises(RuleBroken, match=r"10 năm.*5 năm"):
        with_period(with_period(NEW, period(10)), period(5))


def test_the_same_length_may_get_a_better_basis() -> None:
    kept = with_period(with_period(NEW, period(10)), period(10, "Quy định số 1"))

    assert kept.period is not None
    assert kept.period.basis == "Quy định số 1"


@pytest.mark.parametrize("wrong", [period(0), period(-1), period(201), period(10, " "), period(None, "")])
def test_a_period_without_sense_or_basis_is_refused(wrong: RetentionPeriod) -> None:
    with pytest.raises(UsageError):
        with_period(NEW, wrong)


def test_a_hold_is_released_by_its_number_and_no_other_is() -> None:
    held = with_hold(with_hold(NEW, HOLD), replace(HOLD, number="13"))

    assert without_hold(held, HOLD.number).holds == (replace(HOLD, number="13"),)


def test_a_hold_that_is_not_there_cannot_be_released() -> None:
    with pytest.raises(NotFound):
        without_hold(NEW, "12")


@pytest.mark.parametrize("wrong", [replace(HOLD, number=""), replace(HOLD, reason=" ")])
def test_a_hold_needs_a_number_and_a_reason(wrong: LegalHold) -> None:
    with pytest.raises(UsageError):
        with_hold(NEW, wrong)


def test_one_paper_holds_a_record_once() -> None:
    with pytest.raises(UsageError, match="đã bị giữ"):
        with_hold(with_hold(NEW, HOLD), HOLD)
