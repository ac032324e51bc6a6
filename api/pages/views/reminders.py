"""Nhắc việc: what is still due, overdue first, and under each who owes it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import ClassVar

from api.pages.addresses import calendar_address, dossier_address
from api.pages.views.frame import REMINDERS, Frame, Page, in_title
from archive.domain.calendar_reminder import Reminder, Standing
from archive.domain.deadline_notes import SILENT
from archive.domain.deadline_words import left_words
from archive.domain.people import UnitCode
from archive.domain.quarter import Quarter
from archive.language import day

_MOST = 200  # reminders on the page; more are a sign that nobody reads them one by one
_TITLES = {
    Standing.OVERDUE: ("Quá hạn", "bad", "late"),
    Standing.DUE: ("Đến hạn", "wait", "day"),
    Standing.UNDATED: ("Chưa có ngày", "none", "question"),
    Standing.PAST: ("Ngày đã qua, không rõ đã làm chưa", "none", "dash"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReminderLine:
    """One thing due: `href` leads to the dossier it belongs to, where there is one."""

    what: str
    who: str
    when: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReminderGroup:
    """Things that stand alike."""

    title: str
    tone: str
    icon: str
    lines: tuple[ReminderLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RemindersPage(Page):
    """All of them, or the first ones with how many were left out."""

    template: ClassVar[str] = "reminders.html"
    groups: tuple[ReminderGroup, ...]
    left_out: int
    calendar: str


def reminders_page(found: Sequence[Reminder], *, quarter: Quarter, units: Mapping[UnitCode, str]) -> RemindersPage:
    """The page; `units` are those the reader may open."""
    shown = found[:_MOST]
    return RemindersPage(
        title=f"Nhắc việc {in_title(quarter)}",
        sentence=_sentence(found),
        frame=Frame(quarter=quarter, place=REMINDERS),
        groups=tuple(_groups(shown, units)),
        left_out=len(found) - len(shown),
        calendar=calendar_address(quarter),
    )


def _sentence(found: Sequence[Reminder]) -> str:
    late = sum(item.standing is Standing.OVERDUE for item in found)
    due = sum(item.standing is Standing.DUE for item in found)
    if not late and not due:
        return "Không còn việc nào đến hạn trong phần thuộc quyền xem của đồng chí."
    counted = [f"{late} việc quá hạn" if late else "", f"{due} việc đến hạn" if due else ""]
    return f"{', '.join(filter(None, counted))}; việc quá hạn đứng trước."


def _groups(found: Sequence[Reminder], units: Mapping[UnitCode, str]) -> Iterator[ReminderGroup]:
    for standing, items in groupby(found, key=lambda item: item.standing):
        title, tone, icon = _TITLES[standing]
        yield ReminderGroup(title=title, tone=tone, icon=icon, lines=tuple(_line(item, units) for item in items))


def _line(item: Reminder, units: Mapping[UnitCode, str]) -> ReminderLine:
    return ReminderLine(
        what=item.what,
        who=item.name,
        when=_when(item),
        href=dossier_address(item.quarter, item.unit) if item.unit in units and item.unit else "",
    )


def _when(item: Reminder) -> str:
    if item.before is None or item.days_left is None:
        return SILENT
    words = left_words(item.days_left, past="quá hạn" if item.standing is Standing.OVERDUE else "đã qua")
    own = f", hạn nội bộ trước {day(item.internal)}" if item.internal else ""
    return f"trước {day(item.before)}{own} · {words}"
