"""The iCalendar writer keeps the contract, and rings in working hours."""

from datetime import timedelta

import pytest
from icalendar import Calendar

from archive.calendars import IcalendarWriter
from archive.ports.calendars import CalendarWriter
from tests.contracts.calendars_contract import EVENT, MADE, CalendarWriterContract, alarms, before


class TestIcalendarWriter(CalendarWriterContract):
    @pytest.fixture
    def writer(self) -> CalendarWriter:
        return IcalendarWriter()


def test_the_alarm_rings_at_nine_three_days_before() -> None:
    content = IcalendarWriter().write([EVENT], name="Thời hạn", about="", made=MADE)
    event = Calendar.from_ical(content).events[0]

    assert before(alarms(event)[0]) == timedelta(days=3) - timedelta(hours=9)


def test_a_deadline_leaves_people_free() -> None:
    content = IcalendarWriter().write([EVENT], name="Thời hạn", about="", made=MADE)

    assert str(Calendar.from_ical(content).events[0]["TRANSP"]) == "TRANSPARENT"
