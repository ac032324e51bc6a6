"""The timetable of a quarter or a year, and the calendar file made of it."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from icalendar import Calendar, Event

from archive.domain.calendar_policy import CalendarPolicy, EnteredDate
from archive.domain.quarter import FIRST_QUARTER, Quarter
from archive.errors import UsageError
from archive.ports import Parts
from archive.workflow.timetable import Timetable, calendar_file, timetable
from tests.contracts.calendars_contract import alarms
from tests.parts import FixedClock, memory_parts


def parts_at(moment: datetime = datetime(2026, 6, 22, 3, tzinfo=UTC), policy: CalendarPolicy | None = None) -> Parts:
    """Parts of an empty home at a moment."""
    return replace(memory_parts(), clock=FixedClock(moment), calendar=policy or CalendarPolicy())


def rules(found: Timetable) -> list[tuple[str, str]]:
    """Each dated rule with its quarter."""
    return [(str(item.quarter), item.rule) for item in found.dated]


def events_of(parts: Parts, quarter: Quarter) -> list[Event]:
    """The events of the quarter's file, read back."""
    return list(Calendar.from_ical(calendar_file(parts, timetable(parts, quarter=quarter))).events)


def test_a_quarter_tells_its_own_deadlines_and_the_assignment_of_the_next() -> None:
    found = timetable(parts_at(), quarter=Quarter(2026, 3))

    assert [rule for quarter, rule in rules(found) if quarter == "2026-Q3"] == [
        "R23", "R26", "R54", "R55", "R57", "R56", "R63",
    ]  # fmt: skip
    assert ("2026-Q4", "R23") in rules(found)


def test_a_year_tells_each_deadline_once_in_the_order_of_days() -> None:
    found = timetable(parts_at(), year=2027)

    assert len(set(rules(found))) == len(found.dated) == 3 * 7 + 2 + 1
    assert [item.before for item in found.dated] == sorted(item.before for item in found.dated)


def test_the_first_year_begins_with_the_first_quarter() -> None:
    assert [str(item) for item in timetable(parts_at(), year=2026).quarters] == ["2026-Q2", "2026-Q3", "2026-Q4"]


@pytest.mark.parametrize(
    ("moment", "quarter"),
    [
        (datetime(2026, 6, 30, 16, 59, tzinfo=UTC), "2026-Q2"),
        (datetime(2026, 6, 30, 17, 0, tzinfo=UTC), "2026-Q3"),
        (datetime(2027, 1, 1, tzinfo=UTC), "2027-Q1"),
        (datetime(2026, 2, 1, tzinfo=UTC), "2026-Q2"),
    ],
    ids=["the last minute in Việt Nam", "the first minute", "new year", "before the first quarter"],
)
def test_when_nothing_is_named_it_is_the_present_quarter_in_viet_nam(moment: datetime, quarter: str) -> None:
    assert [str(item) for item in timetable(parts_at(moment)).quarters] == [quarter]


def test_a_quarter_and_a_year_at_once_are_refused() -> None:
    with pytest.raises(UsageError, match="--quarter hoặc --year"):
        timetable(parts_at(), quarter=FIRST_QUARTER, year=2026)


def test_a_year_before_the_first_quarter_is_refused() -> None:
    with pytest.raises(UsageError, match="2025"):
        timetable(parts_at(), year=2025)


def test_an_event_lies_on_the_last_good_day() -> None:
    event = next(item for item in events_of(parts_at(), FIRST_QUARTER) if "Gửi hồ sơ" in str(item["SUMMARY"]))

    assert event.start == date(2026, 6, 24)
    assert "Trước ngày 25/06/2026; ngày cuối: Thứ Tư, 24/06/2026" in str(event["DESCRIPTION"])
    assert "mục 9.2.1a của Hướng dẫn (R54)" in str(event["DESCRIPTION"])


def test_each_dated_deadline_has_an_event_and_no_undated_one_has() -> None:
    parts = parts_at()
    fourth = Quarter(2026, 4)

    events = events_of(parts, fourth)

    assert len(events) == len(timetable(parts, quarter=fourth).dated) == 3


def test_the_file_of_quarter_four_says_that_the_guidance_gives_no_date() -> None:
    parts = parts_at()
    content = calendar_file(parts, timetable(parts, quarter=Quarter(2026, 4)))

    assert "Hướng dẫn không nêu thời hạn quý IV" in str(Calendar.from_ical(content)["DESCRIPTION"])


def test_an_entered_date_of_quarter_four_is_an_event_with_its_basis() -> None:
    entered = EnteredDate(year=2026, rule="R54", before=date(2026, 12, 20), basis="Công văn 12-CV/BTCTU")
    events = events_of(parts_at(policy=CalendarPolicy(entered=(entered,))), Quarter(2026, 4))

    event = next(item for item in events if "Gửi hồ sơ" in str(item["SUMMARY"]))

    assert event.start == date(2026, 12, 19)
    assert "Công văn 12-CV/BTCTU" in str(event["DESCRIPTION"])


def test_an_internal_day_is_an_event_of_its_own_and_said_to_be_no_rule() -> None:
    events = events_of(parts_at(policy=CalendarPolicy(internal_by_rule=(("R26", 6),))), FIRST_QUARTER)

    event = next(item for item in events if str(item["SUMMARY"]).startswith("Hạn nội bộ"))

    assert event.start == date(2026, 6, 18)
    assert "không phải thời hạn của Hướng dẫn" in str(event["DESCRIPTION"])
    assert len({str(item["UID"]) for item in events}) == len(events)


def test_what_makes_nobody_late_rings_nobody() -> None:
    first = next(item for item in events_of(parts_at(), FIRST_QUARTER) if item.start == date(2026, 3, 24))

    assert alarms(first) == []
