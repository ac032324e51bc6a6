"""Deadlines of §6 and §9.2, read as strictly before, in Việt Nam time."""

from datetime import UTC, datetime, timedelta

import pytest

from archive.domain.deadline import DeadlineState, deadlines, submission_deadline
from archive.domain.quarter import Quarter
from archive.language import VIETNAM

TABLE = {
    1: {"R26": "2027-03-25", "R54": "2027-03-25", "R55": "2027-03-30", "R57": "2027-03-30", "R56": "2027-04-05"},
    2: {"R26": "2027-06-25", "R54": "2027-06-25", "R55": "2027-06-30", "R57": "2027-06-30", "R56": "2027-07-05"},
    3: {"R26": "2027-09-25", "R54": "2027-09-25", "R55": "2027-09-30", "R57": "2027-09-30", "R56": "2027-10-05"},
}


@pytest.mark.parametrize("number", [1, 2, 3])
def test_each_quarter_has_the_dates_of_the_guidance(number: int) -> None:
    expected = {**TABLE[number], "R63": TABLE[number]["R56"]}

    found = {item.rule: item.before.isoformat() for item in deadlines(Quarter(2027, number))}

    assert found == expected


def test_quarter_four_gets_no_date_the_guidance_does_not_name() -> None:
    """R58: only the general rule of §6.2.1 speaks of every quarter."""
    assert [item.rule for item in deadlines(Quarter(2026, 4))] == ["R26"]
    assert submission_deadline(Quarter(2026, 4)) is None


LAST_MOMENT = datetime(2026, 6, 24, 23, 59, 59, tzinfo=VIETNAM)


@pytest.mark.parametrize(
    ("done", "now", "state"),
    [
        (LAST_MOMENT, LAST_MOMENT + timedelta(days=90), DeadlineState.MET),
        (LAST_MOMENT + timedelta(seconds=1), LAST_MOMENT + timedelta(days=1), DeadlineState.LATE),
        (None, LAST_MOMENT, DeadlineState.OPEN),
        (None, LAST_MOMENT + timedelta(seconds=1), DeadlineState.LATE),
    ],
    ids=["done in the last second", "done a second later", "open in the last second", "open a second later"],
)
def test_before_means_strictly_before(done: datetime | None, now: datetime, state: DeadlineState) -> None:
    deadline = submission_deadline(Quarter(2026, 2))

    assert deadline is not None
    assert deadline.state(done=done, now=now) is state


def test_the_day_is_that_of_viet_nam_whatever_the_machine_says() -> None:
    """17:00 UTC on the 24th is already the 25th in Việt Nam."""
    deadline = submission_deadline(Quarter(2026, 2))
    moment = datetime(2026, 6, 24, 17, 0, tzinfo=UTC)

    assert deadline is not None
    assert deadline.state(done=moment, now=moment) is DeadlineState.LATE
    assert deadline.days_left(moment - timedelta(seconds=1)) == 1
