"""What every writer of calendar files must do; the judges are the icalendar reader and a look at the bare lines."""

from abc import ABC, abstractmethod
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from icalendar import Alarm, Calendar, Event

from archive.ports.calendars import CalendarEvent, CalendarWriter

MADE = datetime(2026, 6, 22, 3, 0, tzinfo=UTC)
LONG = "Tổng hợp, đánh giá kết quả; gửi lại cá nhân \\ hoàn thiện hồ sơ của đồng chí Đặng Thị Thủy\n" * 5
EVENT = CalendarEvent(
    key="deadline:2026-Q2:R54",
    day=date(2026, 6, 24),
    title="Gửi hồ sơ về Ban Tổ chức Tỉnh ủy (Quý II/2026)",
    text=LONG,
    category="Thời hạn",
    alarm=True,
)
# Every character of people's texts: letters of all scripts, marks, punctuation, and the line break; no control codes.
TEXTS = st.text(st.characters(exclude_categories=["Cc", "Cs"], include_characters="\n"), min_size=1, max_size=300)


def alarms(event: Event) -> list[Alarm]:
    """The alarms of an event."""
    return [part for part in event.subcomponents if isinstance(part, Alarm)]


def before(alarm: Alarm) -> timedelta:
    """How long before the event's day begins the alarm rings."""
    assert isinstance(alarm.TRIGGER, timedelta)
    return -alarm.TRIGGER


class CalendarWriterContract(ABC):
    """The suite; each implementation gives its `writer`."""

    @pytest.fixture
    @abstractmethod
    def writer(self) -> CalendarWriter:
        """What writes calendars."""

    def written(self, writer: CalendarWriter, *events: CalendarEvent, made: datetime = MADE) -> bytes:
        return writer.write(events, name="Thời hạn", about="Trước ngày N", made=made)

    def read(self, content: bytes) -> list[Event]:
        return list(Calendar.from_ical(content).events)

    def test_an_event_is_the_whole_day_and_nothing_more(self, writer: CalendarWriter) -> None:
        event = self.read(self.written(writer, EVENT))[0]

        assert (event.start, event.end) == (date(2026, 6, 24), date(2026, 6, 25))
        assert type(event.start) is date

    def test_texts_come_back_as_they_were(self, writer: CalendarWriter) -> None:
        event = self.read(self.written(writer, EVENT))[0]

        assert (str(event["SUMMARY"]), str(event["DESCRIPTION"])) == (EVENT.title, EVENT.text)

    @settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.differing_executors])
    @given(text=TEXTS)
    def test_any_text_comes_back_as_it_was_from_lines_that_are_not_too_long(
        self, writer: CalendarWriter, text: str
    ) -> None:
        content = self.written(writer, replace(EVENT, text=text))

        assert str(self.read(content)[0]["DESCRIPTION"]) == text
        assert max(len(line) for line in content.split(b"\r\n")) <= 75

    def test_what_the_calendar_says_of_itself_comes_back_as_it_was(self, writer: CalendarWriter) -> None:
        content = writer.write([], name="Thời hạn; quý II, III", about=LONG, made=MADE)
        calendar = Calendar.from_ical(content)

        assert str(calendar["DESCRIPTION"]) == LONG
        assert "\r\nNAME:Thời hạn\\; quý II\\, III\r\n".encode() in content  # the reader takes NAME as it stands
        assert max(len(line) for line in content.split(b"\r\n")) <= 75

    def test_lines_end_with_crlf_and_have_at_most_75_octets(self, writer: CalendarWriter) -> None:
        """RFC 5545 §3.1; a break inside a letter would leave a line that is not UTF-8."""
        content = self.written(writer, EVENT)
        lines = content.split(b"\r\n")

        assert lines[-1] == b""
        assert not any(b"\n" in line or b"\r" in line for line in lines)
        assert [line for line in lines if len(line) > 75] == []
        assert "\ufffd" not in "".join(line.decode("utf-8", "replace") for line in lines)

    def test_the_same_key_gives_the_same_uid_whatever_else_changes(self, writer: CalendarWriter) -> None:
        moved = replace(EVENT, day=date(2026, 6, 20), title="Đổi tên", alarm=False)

        first = self.read(self.written(writer, EVENT))[0]
        second = self.read(self.written(writer, moved, made=MADE + timedelta(days=9)))[0]

        assert str(first["UID"]) == str(second["UID"])

    def test_other_keys_give_other_uids(self, writer: CalendarWriter) -> None:
        events = self.read(self.written(writer, EVENT, replace(EVENT, key="internal:2026-Q2:R54")))

        assert len({str(event["UID"]) for event in events}) == 2

    def test_events_stand_in_the_order_given(self, writer: CalendarWriter) -> None:
        titles = ["c", "a", "b"]

        found = self.read(self.written(writer, *(replace(EVENT, key=item, title=item) for item in titles)))

        assert [str(event["SUMMARY"]) for event in found] == titles

    def test_the_stamp_is_the_moment_given_in_utc(self, writer: CalendarWriter) -> None:
        assert b"DTSTAMP:20260622T030000Z\r\n" in self.written(writer, EVENT)

    def test_the_same_input_gives_the_same_bytes(self, writer: CalendarWriter) -> None:
        assert self.written(writer, EVENT) == self.written(writer, EVENT)

    def test_an_alarm_rings_before_the_day_and_only_where_asked_for(self, writer: CalendarWriter) -> None:
        loud, silent = self.read(self.written(writer, EVENT, replace(EVENT, key="x", alarm=False)))

        assert [before(alarm) > timedelta() for alarm in alarms(loud)] == [True]
        assert alarms(silent) == []

    def test_a_calendar_without_events_is_one_still(self, writer: CalendarWriter) -> None:
        calendar = Calendar.from_ical(self.written(writer))

        assert (str(calendar["VERSION"]), calendar.events) == ("2.0", [])
        assert str(calendar["NAME"]) == "Thời hạn"
