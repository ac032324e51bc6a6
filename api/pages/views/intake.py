"""Nhập sổ: a workbook is sent, what it would change is shown before anything is stored, then it is brought in."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from api.pages.views.frame import INTAKE, Frame, Page
from archive.domain.change import Change
from archive.domain.people import UnitCode
from archive.domain.quarter import Quarter
from archive.ports.intake import CellProblem
from archive.workflow.intake import IntakeReport

ADDRESS = "/nhap-so"
_MOST_SHOWN = 60  # changes of one sheet of one unit; the others are counted
_MOST_CELLS = 300
_LONGEST = 160  # characters of a text


@dataclass(frozen=True, slots=True, kw_only=True)
class Download:
    """A workbook to take home."""

    label: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IntakePage(Page):
    """Where a workbook is sent."""

    template: ClassVar[str] = "intake.html"
    mistake: str
    blank: tuple[Download, ...]
    filled: tuple[Download, ...]
    most_megabytes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One way of bringing it in, with what that means."""

    value: str
    label: str
    hint: str
    is_chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeLine:
    """One field before and after; `column` is empty for a row as a whole."""

    row: str
    column: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedSheet:
    """What changes on one sheet of one unit; `more` are not shown."""

    sheet: str
    count: str
    lines: tuple[ChangeLine, ...]
    more: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedUnit:
    """What changes in one unit."""

    name: str
    is_new: bool
    sheets: tuple[ChangedSheet, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewPage(Page):
    """What a workbook that was sent would change, or the cells to mend first."""

    template: ClassVar[str] = "intake_preview.html"
    back: str
    here: str
    file: str
    ways: tuple[Way, ...]
    is_partial: bool
    mistake: str
    cells: tuple[CellProblem, ...]
    more_cells: int
    cells_title: str
    units: tuple[ChangedUnit, ...]
    untouched: str
    remarks: tuple[str, ...]
    may_store: bool
    store: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """How it is to be brought in."""

    update: bool = True
    partial: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """What a trial told: a report, or why there is none."""

    report: IntakeReport | None = None
    mistake: str = ""
    cells: Sequence[CellProblem] = ()


def intake_page(
    quarters: Sequence[Quarter], units: Mapping[UnitCode, str], *, following: Quarter, megabytes: int, mistake: str = ""
) -> IntakePage:
    """The form; filled workbooks of the newest quarter for the units the visitor may write about."""
    newest = quarters[0] if quarters else following
    blank = dict.fromkeys((newest, following))
    return IntakePage(
        title="Nhập sổ",
        sentence="Gửi sổ của quý (.xlsx) và tệp minh chứng; phần mềm cho xem trước mọi thay đổi, chưa lưu gì.",
        frame=Frame(quarter=quarters[0] if quarters else None, place=INTAKE),
        mistake=mistake,
        blank=tuple(
            Download(label=f"Sổ trống {quarter.short}", href=f"{ADDRESS}/so-trong/{quarter}") for quarter in blank
        ),
        filled=tuple(
            Download(label=f"{name}, {newest.short}", href=f"{ADDRESS}/so-da-ghi/{newest}/{unit}")
            for unit, name in units.items()
        ),
        most_megabytes=megabytes,
    )


def preview_page(name: str, file: str, tried: Tried, chosen: Chosen, names: Mapping[UnitCode, str]) -> PreviewPage:
    """What would change, by unit and sheet."""
    report = tried.report
    cells = report.skipped if report else tried.cells
    units = tuple(_units(report, names)) if report else ()
    return PreviewPage(
        title="Xem trước khi nhập",
        sentence=_sentence(tried),
        frame=Frame(quarter=report.quarter if report else None, place=INTAKE),
        back=ADDRESS,
        here=f"{ADDRESS}/{name}",
        file=file,
        ways=_ways(chosen),
        is_partial=chosen.partial,
        mistake=tried.mistake,
        cells=tuple(cells[:_MOST_CELLS]),
        more_cells=max(0, len(cells) - _MOST_CELLS),
        cells_title=f"{'Dòng bỏ lại vì có ô' if report else 'Ô'} cần sửa ({len(cells)})",
        units=units,
        untouched=_untouched(report, names),
        remarks=_remarks(report),
        may_store=bool(report and (report.changed or report.evidence_files)),
        store="Nhập phần đúng của sổ" if report and report.skipped else "Nhập sổ",
    )


def _sentence(tried: Tried) -> str:
    report = tried.report
    if report is None:
        return "Chưa nhập được và chưa lưu gì; hãy sửa trong sổ rồi gửi lại."
    if not report.changed:
        return f"{report.quarter.short}: sổ giống dữ liệu đang lưu, không có gì thay đổi."
    files = f", {report.evidence_files} tệp minh chứng" if report.evidence_files else ""
    return f"{report.quarter.short}: sẽ thay đổi {len(report.changed)} đơn vị{files}. Chưa lưu gì."


def _ways(chosen: Chosen) -> tuple[Way, ...]:
    return (
        Way(
            value="bo-sung",
            label="Bổ sung",
            hint="Trang, dòng, cột không có trong sổ thì giữ như đang lưu; dòng trùng mã thì thay.",
            is_chosen=chosen.update,
        ),
        Way(
            value="thay-the",
            label="Thay toàn bộ",
            hint="Sổ là toàn bộ dữ liệu quý của các đơn vị ghi trong sổ; dòng không có trong sổ sẽ bị bỏ.",
            is_chosen=not chosen.update,
        ),
    )


def _units(report: IntakeReport, names: Mapping[UnitCode, str]) -> Iterable[ChangedUnit]:
    for unit in report.changed:
        own = [change for change in report.changes if change.unit == unit]
        sheets = dict.fromkeys(change.sheet for change in own)
        is_new = bool(own) and all(not change.column and not change.before for change in own)
        yield ChangedUnit(
            name=names.get(unit) or _new_name(own) or unit,
            is_new=is_new,
            sheets=tuple(_sheet(sheet, [item for item in own if item.sheet == sheet]) for sheet in sheets),
        )


def _new_name(changes: Sequence[Change]) -> str:
    return next((item.key for item in changes if item.sheet == "Đơn vị"), "")


def _sheet(sheet: str, changes: Sequence[Change]) -> ChangedSheet:
    rows = len({change.key for change in changes})
    return ChangedSheet(
        sheet=sheet,
        count=f"{rows} dòng" if all(not item.column for item in changes) else f"{rows} dòng, {len(changes)} ô",
        lines=tuple(_line(change) for change in changes[:_MOST_SHOWN]),
        more=max(0, len(changes) - _MOST_SHOWN),
    )


def _line(change: Change) -> ChangeLine:
    return ChangeLine(row=change.key, column=change.column, before=_short(change.before), after=_short(change.after))


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def _untouched(report: IntakeReport | None, names: Mapping[UnitCode, str]) -> str:
    if report is None or len(report.units) == len(report.changed) or not report.changed:
        return ""
    same = [names.get(unit, unit) for unit in report.units if unit not in report.changed]
    return f"Không thay đổi: {', '.join(same)}."


def _remarks(report: IntakeReport | None) -> tuple[str, ...]:
    if report is None:
        return ()
    fonts = [f"{item}. Có vẻ gõ bằng phông chữ cũ, chưa sửa gì." for item in report.proposals]
    left = []
    if report.skipped and not report.update:
        left.append("Dòng bỏ lại coi như không có trong sổ; chọn Bổ sung thì dữ liệu đã lưu của dòng đó được giữ.")
    return (*report.withheld, *left, *fonts)
