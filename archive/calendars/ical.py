"""iCalendar files (RFC 5545) by the icalendar library; the only place that knows it."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from uuid import NAMESPACE_URL, uuid5

from icalendar import Alarm, Calendar, Event, vText

from archive.ports.calendars import CalendarEvent

# 9:00 three days before. Submission shares its day with compilation (domain notes §0.1), so what is still missing then
# must be found in three working mornings; an earlier warning is the office's own day, which has an event of its own.
ALARM = timedelta(days=-3, hours=9)
_PRODUCT = "-//hoso//Ho so quy//VI"


class IcalendarWriter:
    """Writes whole-day events that leave the day free, each with at most one alarm."""

    def write(self, events: Sequence[CalendarEvent], *, name: str, about: str, made: datetime) -> bytes:
        """The file; a UID is made of the event's key alone (RFC 7986 §5.3), so that a second import moves the event."""
        calendar = Calendar()
        calendar.add("version", "2.0")
        calendar.add("prodid", _PRODUCT)
        calendar.add("method", "PUBLISH")
        for label in ("name", "x-wr-calname"):  # RFC 7986, and what older programs read
            calendar.add(label, vText(name))  # the library would not escape a text under a name it does not know
        for label in ("description", "x-wr-caldesc"):
            calendar.add(label, vText(about))
        for event in events:
            calendar.add_component(_component(event, made))
        return bytes(calendar.to_ical())


def _component(event: CalendarEvent, made: datetime) -> Event:
    component = Event()
    component.add("uid", str(uuid5(NAMESPACE_URL, f"urn:hoso:{event.key}")))
    component.add("dtstamp", made.astimezone(UTC))
    component.add("dtstart", event.day)
    component.add("dtend", event.day + timedelta(days=1))
    component.add("summary", event.title)
    component.add("description", event.text)
    component.add("categories", [event.category])
    component.add("transp", "TRANSPARENT")  # a deadline does not make people busy
    if event.alarm:
        component.add_component(_alarm(event))
    return component


def _alarm(event: CalendarEvent) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", event.title)
    alarm.add("trigger", ALARM)
    return alarm
