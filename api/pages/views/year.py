"""Cuối năm: the four quarters of a year side by side for a unit and for a person; nothing is averaged (R2)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from api.pages.addresses import file_address, record_address, year_address, year_person_address, year_sheet_address
from api.pages.views.chart_series import outcome_series, rating_series
from api.pages.views.charts import Chart, chart
from api.pages.views.frame import YEAR, Choice, Frame, Page
from api.pages.views.states import SEALED, State, stage_state
from archive.domain.dossier import Stage
from archive.domain.outcome import Outcome
from archive.domain.people import PersonCode, UnitCode
from archive.domain.quarter import FIRST_QUARTER, Quarter
from archive.domain.rating import Rating
from archive.domain.year import PersonQuarter
from archive.language import name_key, number, roman
from archive.ports.spreadsheets import Cell, Spreadsheet

_QUARTERS = (1, 2, 3, 4)
_NOT_YET = "Chưa có xếp loại"


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonCell:
    """One quarter of one person in the unit's table; empty where there is nothing."""

    rating: str
    about: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRow:
    """One person of a unit, in the order of the quarters."""

    name: str
    post: str
    href: str
    cells: tuple[PersonCell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class YearPage(Page):
    """A unit's people, quarter by quarter; without a unit there are but the units to choose from."""

    template: ClassVar[str] = "year.html"
    years: tuple[Choice, ...]
    units: tuple[Choice, ...]
    quarters: tuple[str, ...]
    rows: tuple[PersonRow, ...]
    charts: tuple[Chart, ...]
    download: str
    is_chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperLine:
    """One file that speaks of the person."""

    title: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class QuarterColumn:
    """One quarter of the person, as a column; `record` leads to what was sealed."""

    title: str
    about: str
    state: State
    record: str
    papers: tuple[PaperLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SideRow:
    """One thing that is said of every quarter."""

    label: str
    values: tuple[str, ...]
    is_figure: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonYearPage(Page):
    """One person, the quarters side by side."""

    template: ClassVar[str] = "year_person.html"
    back: str
    back_label: str
    columns: tuple[QuarterColumn, ...]
    rows: tuple[SideRow, ...]
    charts: tuple[Chart, ...]
    download: str


def year_page(
    year: int,
    found: Sequence[PersonQuarter],
    *,
    years: Iterable[int],
    units: Mapping[UnitCode, str],
    unit: UnitCode | None,
    quarter: Quarter | None,
) -> YearPage:
    """The unit's table; `found` is by person, then by quarter."""
    people = _by_person(found)
    name = units.get(unit, unit) if unit else ""
    return YearPage(
        title=f"Cuối năm {year}" + (f" · {name}" if name else ""),
        sentence=_sentence(found, unit),
        frame=Frame(quarter=quarter, unit=unit, place=YEAR),
        years=tuple(
            Choice(label=str(item), href=year_address(item, unit or ""), is_current=item == year) for item in years
        ),
        units=tuple(
            Choice(label=label, href=year_address(year, code), is_current=code == unit) for code, label in units.items()
        )
        if len(units) > 1
        else (),
        quarters=tuple(f"Quý {roman(item)}" for item in _QUARTERS),
        rows=tuple(_person(year, items) for items in people),
        charts=(_outcome_chart(found, year), _rating_chart(found, year)) if found else (),
        download=year_sheet_address(year, unit) if found and unit else "",
        is_chosen=unit is not None,
    )


def _by_person(found: Iterable[PersonQuarter]) -> list[list[PersonQuarter]]:
    people: dict[PersonCode, list[PersonQuarter]] = {}
    for item in found:
        people.setdefault(item.person, []).append(item)
    return sorted(people.values(), key=lambda items: name_key(items[-1].name))


def _sentence(found: Sequence[PersonQuarter], unit: UnitCode | None) -> str:
    if unit is None:
        return "Chọn đơn vị để xem các quý đặt cạnh nhau."
    if not found:
        return "Năm này chưa có dữ liệu của đơn vị."
    people, quarters = {item.person for item in found}, {item.quarter for item in found}
    return f"{len(people)} đồng chí, {len(quarters)} quý có dữ liệu; các quý đặt cạnh nhau, không tính trung bình."


def _person(year: int, items: Sequence[PersonQuarter]) -> PersonRow:
    return PersonRow(
        name=items[-1].name,
        post=items[-1].post,
        href=year_person_address(year, items[-1].person),
        cells=tuple(_cell([item for item in items if item.quarter.number == place]) for place in _QUARTERS),
    )


def _cell(items: Sequence[PersonQuarter]) -> PersonCell:
    if not items:
        return PersonCell(rating="", about="")
    item = items[-1]
    return PersonCell(rating=_rating_words(item), about=f"{item.tasks} nhiệm vụ{_outcome_words(item)}")


def _rating_words(item: PersonQuarter) -> str:
    if item.excluded:
        return "Không đánh giá"
    if item.decided:
        return item.decided
    return f"{item.proposed} (đề xuất)" if item.proposed else _NOT_YET


def _outcome_words(item: PersonQuarter) -> str:
    told = (Outcome.LATE, Outcome.NOT_COMPLETED)
    words = [f"{item.outcomes[outcome]} {outcome.words.lower()}" for outcome in told if item.outcomes.get(outcome)]
    return f", {', '.join(words)}" if words else ""


def _outcome_chart(found: Iterable[PersonQuarter], year: int) -> Chart:
    items = list(found)
    quarters = _quarters_of(year)
    counts = {
        outcome: [sum(item.outcomes.get(outcome, 0) for item in items if item.quarter == at) for at in quarters]
        for outcome in Outcome
    }
    total = sum(sum(values) for values in counts.values())
    return chart(
        id="bieu-do-ket-qua",
        title="Kết quả nhiệm vụ theo quý",
        said=f"Số nhiệm vụ theo kết quả trong từng quý, tất cả {number(total)} nhiệm vụ.",
        corner="Quý",
        labels=[item.short for item in quarters],
        series=outcome_series(counts),
    )


def _rating_chart(found: Iterable[PersonQuarter], year: int) -> Chart:
    items = [item for item in found if not item.excluded]
    quarters = _quarters_of(year)
    counts = {
        rating: [sum(_rating(item) == rating for item in items if item.quarter == at) for at in quarters]
        for rating in Rating
    }
    return chart(
        id="bieu-do-xep-loai",
        title="Xếp loại theo quý",
        said="Số đồng chí ở mỗi mức: mức được quyết định, nơi chưa có thì mức tập thể đề xuất.",
        corner="Quý",
        labels=[item.short for item in quarters],
        series=rating_series(counts),
    )


def _rating(item: PersonQuarter) -> str:
    return item.decided or item.proposed


def _quarters_of(year: int) -> list[Quarter]:
    return [Quarter(year, place) for place in _QUARTERS if Quarter(year, place) >= FIRST_QUARTER]


def person_year_page(
    year: int, found: Sequence[PersonQuarter], *, units: Mapping[UnitCode, str], quarter: Quarter | None
) -> PersonYearPage:
    """One person; `found` is by quarter, with two where the person moved within one."""
    last = found[-1]
    unit = units.get(last.record.unit, last.record.unit)
    return PersonYearPage(
        title=f"{last.name} · năm {year}",
        sentence=f"{last.post or 'Chưa ghi chức vụ'} · {unit}. Các quý đặt cạnh nhau, không tính trung bình.",
        frame=Frame(quarter=quarter, unit=last.record.unit if last.record.unit in units else None, place=YEAR),
        back=year_address(year, last.record.unit),
        back_label=f"{unit}, năm {year}",
        columns=tuple(_column(item, units) for item in found),
        rows=tuple(_rows(found)),
        charts=(_outcome_chart(found, year),),
        download=f"{year_person_address(year, last.person)}/bang",
    )


def _column(item: PersonQuarter, units: Mapping[UnitCode, str]) -> QuarterColumn:
    record = item.record
    return QuarterColumn(
        title=item.quarter.short,
        about=units.get(record.unit, record.unit),
        state=SEALED if item.version else stage_state(Stage.OPEN),
        record=record_address(record.quarter, record.unit, item.version) if item.version else "",
        papers=tuple(
            PaperLine(title=paper.title, href=file_address(str(paper.item), version=item.version))
            for paper in item.papers
        ),
    )


def _rows(found: Sequence[PersonQuarter]) -> Iterable[SideRow]:
    def row(label: str, values: Iterable[str], *, is_figure: bool = False) -> SideRow:
        return SideRow(label=label, values=tuple(values), is_figure=is_figure)

    yield row("Chức vụ", (item.post for item in found))
    if any(item.excluded for item in found):
        yield row("Không đánh giá", (item.excluded for item in found))
    yield row("Quyết định xếp loại", (item.decided for item in found))
    yield row("Số quyết định", (item.decision_number for item in found))
    yield row("Tập thể đề xuất", (item.proposed for item in found))
    yield row("Tự đề xuất", (item.self_proposed for item in found))
    yield row("Điểm tiêu chí chung", (_points(item.general_points) for item in found), is_figure=True)
    yield row("Điểm kết quả nhiệm vụ", (_points(item.task_points) for item in found), is_figure=True)
    yield row("Số nhiệm vụ", (number(item.tasks) for item in found), is_figure=True)
    for outcome in Outcome:
        if any(item.outcomes.get(outcome) for item in found):
            yield row(outcome.words, (number(item.outcomes.get(outcome, 0)) for item in found), is_figure=True)
    yield row("Vượt chỉ tiêu", (number(item.over_target) for item in found), is_figure=True)


def _points(text: str) -> str:
    """As it was written down, with a decimal comma."""
    return text.replace(".", ",")


_HEAD = (
    "Mã cán bộ", "Họ và tên", "Quý", "Đơn vị", "Chức vụ", "Hồ sơ", "Số nhiệm vụ",
    *(outcome.words for outcome in Outcome),
    "Vượt chỉ tiêu", "Điểm tiêu chí chung", "Điểm kết quả nhiệm vụ", "Tự đề xuất", "Tập thể đề xuất", "Quyết định",
    "Số quyết định",
)  # fmt: skip


def year_sheet(year: int, found: Iterable[PersonQuarter], units: Mapping[UnitCode, str]) -> Spreadsheet:
    """The same as a table for people to go on with."""
    return Spreadsheet(name=f"Cuối năm {year}", head=_HEAD, rows=[_sheet_row(item, units) for item in found])


def _sheet_row(item: PersonQuarter, units: Mapping[UnitCode, str]) -> Sequence[Cell]:
    standing = f"{item.record}, phiên bản {item.version}" if item.version else "chưa niêm phong"
    unit = units.get(item.record.unit, item.record.unit)
    counts = [item.outcomes.get(outcome, 0) for outcome in Outcome]
    points = [_points(item.general_points), _points(item.task_points)]
    rest = [item.self_proposed, item.proposed, item.decided, item.decision_number]
    who: list[Cell] = [item.person, item.name, item.quarter.short, unit, item.post, standing, item.tasks]
    return [*who, *counts, item.over_target, *points, *rest]
