"""Tổng quan: the quarter as a map of units × the seven components, with its deadlines."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import ClassVar

from api.pages.addresses import dossier_address, overview_address
from api.pages.views.charts import Chart
from api.pages.views.days import Done, left
from api.pages.views.frame import OVERVIEW, Frame, Page, in_title
from api.pages.views.quarter_charts import QuarterTally
from api.pages.views.states import OVERDUE, State, component_state, stage_state
from archive.domain.calendar_policy import GUIDANCE_ONLY, CalendarPolicy
from archive.domain.deadline import Deadline, DeadlineState, deadlines, submission_deadline
from archive.domain.deadline_rules import ASSIGNMENT, COMPILATION, SUBMISSION
from archive.domain.deadline_words import titled
from archive.domain.document import COMPONENTS
from archive.domain.dossier import Severity, Stage
from archive.domain.dossier.components import ComponentState
from archive.domain.quarter import Quarter
from archive.language import VIETNAM, day, fold
from archive.workflow.review import DossierReview

# Headings of narrow columns, in the order of the components.
_SHORT = (
    "Tờ trình",
    "Tự đánh giá",
    "Biên bản",
    "Diện BTV (PL 05)",
    "Cơ quan tỉnh (PL 06)",
    "Đảng ủy (PL 07)",
    "Minh chứng",
)
_UNITS_OWE = {COMPILATION, SUBMISSION}  # deadlines that a sealed dossier meets


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One of the seven components as a heading."""

    number: int
    short: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One component of one unit; `reason` says why it is missing or does not apply, else empty."""

    number: int
    short: str
    state: State
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitRow:
    """One unit's dossier at a glance; `missing` counts what people still have to give."""

    name: str
    href: str
    complete: int
    missing: int
    cells: tuple[Cell, ...]
    stage: State
    overdue: State | None
    is_sealed_late: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """One of the four numbers; it is a link that leaves only its units on the map, or takes that back."""

    key: str
    label: str
    number: int
    href: str
    icon: str
    tone: str
    is_current: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarDay:
    """A day before which something is due, with what is due and the days left."""

    before: str
    left: str
    tone: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OverviewPage(Page):
    """The map of one quarter; `rows` holds the units that most is missing of first, `units` counts all of them."""

    template: ClassVar[str] = "overview.html"
    tallies: tuple[Tally, ...]
    calendar: tuple[CalendarDay, ...]
    charts: tuple[Chart, ...]
    columns: tuple[Column, ...]
    rows: tuple[UnitRow, ...]
    units: int
    everything: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WelcomePage(Page):
    """The first page of a system without any data."""

    template: ClassVar[str] = "welcome.html"


def welcome() -> WelcomePage:
    """The page before the first workbook was taken in."""
    return WelcomePage(
        title="Chưa có dữ liệu",
        sentence="Khi người quản trị nhập sổ của quý, hồ sơ của các đơn vị sẽ hiện ở đây.",
        frame=Frame(place=OVERVIEW),
    )


def overview(
    reviews: Iterable[DossierReview],
    *,
    quarter: Quarter,
    now: datetime,
    policy: CalendarPolicy = GUIDANCE_ONLY,
    only: str = "",
) -> OverviewPage:
    """The map; each review is let go as soon as its row is made. `only` is the key of a tally, or empty."""
    tally, due = QuarterTally(), submission_deadline(quarter, policy)
    rows = sorted((_row(review) for review in tally.over(reviews)), key=_risk)
    sealed = sum(_is_sealed(row) for row in rows)
    return OverviewPage(
        title=f"Tổng quan {in_title(quarter)}",
        sentence=_sentence(rows, sealed, due),
        frame=Frame(quarter=quarter, place=OVERVIEW),
        tallies=_tallies(rows, quarter, only),
        calendar=_calendar(_strip(quarter, policy), rows, now=now),
        charts=tally.charts(today=now.astimezone(VIETNAM).date(), due=due),
        columns=tuple(
            Column(number=number, short=_SHORT[number - 1], title=title)
            for number, (_, title) in enumerate(COMPONENTS, start=1)
        ),
        rows=tuple(row for row in rows if only not in _KINDS or _KINDS[only].holds(row)),
        units=len(rows),
        everything=overview_address(quarter) if only in _KINDS else "",
    )


def _row(review: DossierReview) -> UnitRow:
    facts, is_sealed = review.facts, review.progress.stage is Stage.SEALED
    late = any(item.rule == SUBMISSION and state is DeadlineState.LATE for item, state in review.deadlines)
    return UnitRow(
        name=facts.unit.name,
        href=dossier_address(facts.quarter, facts.unit.code),
        complete=sum(part.state is not ComponentState.MISSING for part in review.components),
        missing=sum(item.severity is Severity.ERROR for item in review.findings),
        cells=tuple(
            Cell(
                number=part.number,
                short=_SHORT[part.number - 1],
                state=component_state(part),
                reason=part.reason or "",
            )
            for part in review.components
        ),
        stage=stage_state(review.progress.stage),
        overdue=OVERDUE if late and not is_sealed else None,
        is_sealed_late=late and is_sealed,
    )


def _is_sealed(row: UnitRow) -> bool:
    return row.stage == stage_state(Stage.SEALED)


def _risk(row: UnitRow) -> tuple[int, int, bool, str]:
    """What is missing most comes first; among equals, what is late, then what is not sealed."""
    return (-row.missing, -bool(row.overdue), _is_sealed(row), fold(row.name))


@dataclass(frozen=True, slots=True)
class _Kind:
    """What a tally counts."""

    label: str
    icon: str
    tone: str
    holds: Callable[[UnitRow], bool]


_KINDS = {
    "du": _Kind("Đủ thành phần", "check", "good", lambda row: row.missing == 0),
    "thieu": _Kind("Còn thiếu", "cross", "bad", lambda row: row.missing > 0),
    "qua-han": _Kind("Quá hạn", "late", "bad", lambda row: row.overdue is not None),
    "da-niem-phong": _Kind("Đã niêm phong", "lock", "good", _is_sealed),
}


def _tallies(rows: Sequence[UnitRow], quarter: Quarter, only: str) -> tuple[Tally, ...]:
    return tuple(
        Tally(
            key=key,
            label=kind.label,
            number=sum(kind.holds(row) for row in rows),
            href=overview_address(quarter, only="" if key == only else key),
            icon=kind.icon,
            tone=kind.tone,
            is_current=key == only,
        )
        for key, kind in _KINDS.items()
    )


def _sentence(rows: Sequence[UnitRow], sealed: int, due: Deadline | None) -> str:
    waiting = [row for row in rows if row.missing]
    by_when = f" trước ngày {day(due.before)}" if due else ""
    if sealed == len(rows):
        every = f"Cả {len(rows)} đơn vị" if len(rows) > 1 else "Đơn vị"
        return f"{every} đã niêm phong hồ sơ; có thể tra cứu và kết xuất."
    if not waiting:
        return f"Không đơn vị nào còn thiếu; {len(rows) - sealed} hồ sơ chờ lập, ký và niêm phong{by_when}."
    items = sum(row.missing for row in waiting)
    return f"{len(waiting)}/{len(rows)} đơn vị còn thiếu {items} mục, cần bổ sung{by_when}."


def _strip(quarter: Quarter, policy: CalendarPolicy) -> list[Deadline]:
    """The quarter's deadlines and the next one's assignment of tasks, which falls into it; not what never bound."""
    own = [item for item in deadlines(quarter, policy) if item.binds or item.rule != ASSIGNMENT]
    following = [item for item in deadlines(quarter.following(), policy) if item.rule == ASSIGNMENT]
    return sorted([*own, *following], key=lambda item: item.before)


def _calendar(strip: Sequence[Deadline], rows: Sequence[UnitRow], *, now: datetime) -> tuple[CalendarDay, ...]:
    days = []
    sealed, late = sum(_is_sealed(row) for row in rows), sum(row.is_sealed_late for row in rows)
    units_done = Done.NOT_YET if sealed < len(rows) else Done.LATE if late else Done.IN_TIME
    for before, together in groupby(strip, key=lambda item: item.before):
        due = list(together)
        own = [item for item in due if item.rule in _UNITS_OWE]
        is_known = any(item.binds for item in own)
        words = left(due[0], now=now, done=units_done if is_known else Done.NOT_KNOWN_HERE)
        items = [_words(item) for item in due]
        if own:
            items.append(f"{sealed}/{len(rows)} đơn vị đã niêm phong hồ sơ" + (f", {late} sau hạn" if late else ""))
        days.append(CalendarDay(before=day(before), left=words.words, tone=words.tone, items=tuple(items)))
    return tuple(days)


def _words(item: Deadline) -> str:
    """What is due; of which quarter when it is a plan, and why it is shown when it does not bind (R58)."""
    words = titled(item) if item.rule == ASSIGNMENT else item.what
    return words if item.binds else f"{words}. {' '.join(item.notes)}"
