"""Deadlines of all five steps (§6, §9.2, §10.3), read as strictly before, in Việt Nam time."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.domain.calendar_policy import CalendarPolicy, EnteredDate
from archive.domain.deadline import Deadline, DeadlineState, deadlines, submission_deadline, undated
from archive.domain.deadline_rules import RULES, Debtor
from archive.domain.deadline_words import left_words, long_day, remarks
from archive.domain.quarter import FIRST_QUARTER, Quarter
from archive.language import VIETNAM

# Domain notes §7.7, cell by cell: the day, and how many years beside the quarter's own it lies.
TABLE = {
    1: {"R23": "25/12 -1", "R26": "25/3", "R54": "25/3", "R55": "30/3", "R57": "30/3", "R56": "05/4", "R63": "05/4"},
    2: {"R23": "25/3", "R26": "25/6", "R54": "25/6", "R55": "30/6", "R57": "30/6", "R56": "05/7", "R63": "05/7"},
    3: {"R23": "25/6", "R26": "25/9", "R54": "25/9", "R55": "30/9", "R57": "30/9", "R56": "05/10", "R63": "05/10"},
    4: {"R23": "25/9", "R26": "25/12"},
}
QUARTERS = [Quarter(year, number) for year in (2026, 2027, 2028) for number in TABLE if (year, number) >= (2026, 2)]
CELLS = [(quarter, rule, cell) for quarter in QUARTERS for rule, cell in TABLE[quarter.number].items()]
FOURTH = Quarter(2026, 4)
ENTERED = CalendarPolicy(
    entered=(EnteredDate(year=2026, rule="R54", before=date(2026, 12, 20), basis="Công văn 12-CV/BTCTU"),)
)


def meant(cell: str, year: int) -> date:
    """The date a cell of the table stands for."""
    day, _, shift = cell.partition(" ")
    return date(year + int(shift or 0), int(day[3:]), int(day[:2]))


def due(quarter: Quarter, rule: str, policy: CalendarPolicy | None = None) -> Deadline:
    """The deadline of one rule."""
    return next(item for item in deadlines(quarter, policy or CalendarPolicy()) if item.rule == rule)


@pytest.mark.parametrize(("quarter", "rule", "cell"), CELLS, ids=[f"{quarter} {rule}" for quarter, rule, _ in CELLS])
def test_each_cell_of_the_calendar_has_its_date(quarter: Quarter, rule: str, cell: str) -> None:
    assert due(quarter, rule).before == meant(cell, quarter.year)


@pytest.mark.parametrize("quarter", QUARTERS, ids=str)
def test_no_quarter_has_a_date_that_is_not_in_the_calendar(quarter: Quarter) -> None:
    assert {item.rule for item in deadlines(quarter)} == TABLE[quarter.number].keys()


@pytest.mark.parametrize("quarter", QUARTERS, ids=str)
def test_each_rule_is_either_dated_or_said_to_have_no_date(quarter: Quarter) -> None:
    dated = [item.rule for item in deadlines(quarter)]
    silent = [item.rule for item in undated(quarter)]

    assert sorted(dated + silent) == sorted(rule.rule for rule in RULES)


@pytest.mark.parametrize("quarter", QUARTERS, ids=str)
def test_deadlines_come_in_the_order_of_their_days(quarter: Quarter) -> None:
    days = [item.before for item in deadlines(quarter)]

    assert days == sorted(days)


@pytest.mark.parametrize(
    ("rule", "step", "owed_by"),
    [
        ("R23", 1, [Debtor.LEAD_BODY]),
        ("R26", 2, [Debtor.LEAD_BODY, Debtor.CADRE]),
        ("R54", 3, [Debtor.UNIT]),
        ("R55", 4, [Debtor.BOARD, Debtor.STANDING_COMMITTEE]),
        ("R57", 4, [Debtor.UNIT]),
        ("R56", 5, [Debtor.BOARD, Debtor.STANDING_COMMITTEE]),
        ("R63", None, [Debtor.BOARD, Debtor.STANDING_COMMITTEE]),
    ],
)
def test_each_deadline_says_its_step_and_who_owes_it(rule: str, step: int | None, owed_by: list[Debtor]) -> None:
    found = due(Quarter(2027, 1), rule)

    assert (found.step, list(found.owed_by)) == (step, owed_by)


LAST_MOMENT = datetime(2026, 6, 24, 23, 59, 59, tzinfo=VIETNAM)
SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("done", "now", "state"),
    [
        (LAST_MOMENT, LAST_MOMENT + timedelta(days=90), DeadlineState.MET),
        (LAST_MOMENT + SECOND, LAST_MOMENT + timedelta(days=1), DeadlineState.LATE),
        (None, LAST_MOMENT, DeadlineState.OPEN),
        (None, LAST_MOMENT + SECOND, DeadlineState.LATE),
    ],
    ids=["done in the last second", "done a second later", "open in the last second", "open a second later"],
)
def test_before_means_strictly_before(done: datetime | None, now: datetime, state: DeadlineState) -> None:
    assert due(FIRST_QUARTER, "R54").state(done=done, now=now) is state


def test_the_day_is_that_of_viet_nam_whatever_the_machine_says() -> None:
    """17:00 UTC on the 24th is already the 25th in Việt Nam."""
    moment = datetime(2026, 6, 24, 17, 0, tzinfo=UTC)

    assert due(FIRST_QUARTER, "R54").state(done=moment, now=moment) is DeadlineState.LATE
    assert due(FIRST_QUARTER, "R54").days_left(moment - SECOND) == 1


@given(
    quarter=st.sampled_from([item for item in QUARTERS if item != FIRST_QUARTER and not item.is_last]),
    rule=st.sampled_from(sorted(TABLE[1])),
    offset=st.integers(-200_000, 200_000),
)
def test_every_moment_is_late_exactly_from_midnight_in_viet_nam_on(quarter: Quarter, rule: str, offset: int) -> None:
    """Midnight in Việt Nam is 17:00 UTC of the day before."""
    deadline = due(quarter, rule)
    midnight = datetime.combine(deadline.last_day, datetime.min.time(), UTC) + timedelta(hours=17)

    state = deadline.state(done=None, now=midnight + timedelta(seconds=offset))

    assert state is (DeadlineState.LATE if offset >= 0 else DeadlineState.OPEN)


def test_the_first_assignment_was_past_before_the_guidance_existed_and_makes_nobody_late() -> None:
    first = due(FIRST_QUARTER, "R23")

    assert first.state(done=None, now=LAST_MOMENT) is DeadlineState.OPEN
    assert "không tính là chậm" in first.notes[0]


def test_the_second_assignment_makes_late() -> None:
    assert due(Quarter(2026, 3), "R23").state(done=None, now=LAST_MOMENT + SECOND) is DeadlineState.LATE


def test_quarter_four_is_part_of_the_year_and_says_that_the_guidance_gives_no_date() -> None:
    """R58: neither 25/12 for sending, nor 30/12, nor 05/01 follows from silence."""
    silent = undated(FOURTH)

    assert [item.rule for item in silent] == ["R54", "R55", "R57", "R56", "R63"]
    assert all("Hướng dẫn không nêu thời hạn quý IV; gộp vào đánh giá năm" in item.note for item in silent)
    assert submission_deadline(FOURTH) is None


def test_the_general_rule_for_quarter_four_says_where_it_comes_from_and_makes_nobody_late() -> None:
    found = due(FOURTH, "R26")

    assert "quy định chung tại mục 6.2.1" in found.notes[0]
    assert found.state(done=None, now=datetime(2027, 2, 1, tzinfo=UTC)) is DeadlineState.OPEN


def test_the_report_on_quarter_four_names_the_date_it_would_have_without_setting_it() -> None:
    note = next(item.note for item in undated(FOURTH) if item.rule == "R63")

    assert "05/01/2027" in note
    assert "chỉ tính khi được nhập" in note


def test_an_entered_date_stands_with_its_basis() -> None:
    found = due(FOURTH, "R54", ENTERED)

    assert (found.before, found.basis) == (date(2026, 12, 20), "Công văn 12-CV/BTCTU")
    assert submission_deadline(FOURTH, ENTERED) == found


def test_what_was_not_entered_still_has_no_date() -> None:
    silent = undated(FOURTH, ENTERED)

    assert [item.rule for item in silent] == ["R55", "R57", "R56", "R63"]
    assert all("chưa nhập ngày" in item.note for item in silent)


def test_a_quarter_four_with_dates_of_its_own_is_compiled_in_time_or_late() -> None:
    late = due(FOURTH, "R26", ENTERED).state(done=None, now=datetime(2026, 12, 25, tzinfo=VIETNAM))

    assert late is DeadlineState.LATE


def test_dates_entered_for_one_year_are_not_those_of_another() -> None:
    assert submission_deadline(Quarter(2027, 4), ENTERED) is None


@pytest.mark.parametrize("quarter", [item for item in QUARTERS if not item.is_last], ids=str)
def test_dates_entered_for_quarter_four_change_no_other_quarter(quarter: Quarter) -> None:
    assert deadlines(quarter, ENTERED) == deadlines(quarter)


def test_an_internal_date_lies_beside_the_rule_and_changes_nothing_of_it() -> None:
    policy = CalendarPolicy(internal_days=2, internal_by_rule=(("R26", 6), ("R55", 0)))

    found = {item.rule: item.internal for item in deadlines(Quarter(2026, 3), policy)}

    assert (found["R54"], found["R26"], found["R55"]) == (date(2026, 9, 23), date(2026, 9, 19), None)
    assert due(Quarter(2026, 3), "R54", policy).before == date(2026, 9, 25)


def test_an_internal_date_makes_nobody_late() -> None:
    found = due(Quarter(2026, 3), "R54", CalendarPolicy(internal_days=5))

    assert found.state(done=None, now=datetime(2026, 9, 22, tzinfo=VIETNAM)) is DeadlineState.OPEN


def test_two_steps_on_one_day_and_five_days_for_the_next_are_shown_not_hidden() -> None:
    assert "không có ngày đệm" in due(FIRST_QUARTER, "R54").notes[0]
    assert "5 ngày" in due(FIRST_QUARTER, "R55").notes[0]


def test_the_other_date_for_the_central_level_is_a_note() -> None:
    """Domain notes §9.9: 198-KL/TW names day 15 of the last month; the guidance governs here."""
    found = due(FIRST_QUARTER, "R56")

    assert found.before == date(2026, 7, 5)
    assert "198-KL/TW" in found.notes[0]
    assert "15/06/2026" in found.notes[0]


def test_a_last_day_on_a_weekend_is_named_and_not_moved() -> None:
    """24/03/2028 is a Friday, 24/09/2028 a Sunday."""
    sunday = due(Quarter(2028, 3), "R54")

    assert (long_day(sunday.last_day), sunday.before) == ("Chủ nhật, 24/09/2028", date(2028, 9, 25))
    assert remarks(sunday)[-1] == "Ngày cuối là Chủ nhật; hạn không dời."
    assert remarks(due(Quarter(2028, 1), "R54")) == due(Quarter(2028, 1), "R54").notes


@pytest.mark.parametrize(
    ("days", "words"), [(3, "còn 3 ngày"), (1, "hôm nay là ngày cuối"), (0, "quá hạn 1 ngày"), (-4, "quá hạn 5 ngày")]
)
def test_days_left_are_said_in_words(days: int, words: str) -> None:
    assert left_words(days) == words
