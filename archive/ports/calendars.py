"""Calendars that people load into the program they already look at."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarEvent:
    """Something to see on one whole day; `key` stays the same for ever, so that a later file moves it.

    `alarm` says whether people are to be warned some days before.
    """

    key: str
    day: date
    title: str
    text: str
    category: str
    alarm: bool


class CalendarWriter(Protocol):
    """Writes a calendar file."""

    def write(self, events: Sequence[CalendarEvent], *, name: str, about: str, made: datetime) -> bytes:
        """An iCalendar file (RFC 5545) of whole-day events, in the order given.

        The same key always gives the same UID; the same input gives the same bytes. `made` is the aware moment at
        which the file is made. Any text is written so that a reader gets it back as it was.
        """
        ...
