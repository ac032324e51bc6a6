"""Calendars: the file people load into their own, and the file an office writes its own dates into."""

from archive.calendars.ical import IcalendarWriter
from archive.calendars.policy_file import read_policy

__all__ = ["IcalendarWriter", "read_policy"]
