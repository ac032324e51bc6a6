"""Sổ dữ liệu: every sheet of the workbook as it is stored, with a form for one row of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from api.pages.addresses import sheet_address, sheets_address
from api.pages.views.assessment import reopens
from api.pages.views.entries import Entry, Refusal, Refused, entries, wrongs
from api.pages.views.frame import SHEETS, Frame, Page, in_title
from archive.domain.dossier import OpenDossier, Stage
from archive.language import fold
from archive.ports.forms import Form, FormField, FormRow

ROW = "dong"  # the one row of a form
_FIXED = frozenset({"unit"})  # it is this unit in every row
_OF_THE_DOSSIER = frozenset({("Đơn vị", "code"), ("Kỳ", "quarter")})  # they say which dossier this is


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetLine:
    """One sheet in the list."""

    title: str
    purpose: str
    href: str
    count: str
    is_empty: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetsPage(Page):
    """The sheets of a unit's workbook."""

    template: ClassVar[str] = "sheets.html"
    sheets: tuple[SheetLine, ...]
    download: str
    bring: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """A code of another sheet, with what it stands for."""

    value: str
    label: str
    is_chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetField:
    """One field of the form; `options` where it names a row of another sheet, `is_tick` where it is a mark."""

    entry: Entry
    options: tuple[Option, ...]
    is_tick: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetRow:
    """One row as it stands; empty addresses for who may not change it or take it away."""

    id: str
    name: str
    mark: str
    cells: tuple[str, ...]
    edit: str
    may_remove: bool
    is_open: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetPage(Page):
    """One sheet: its rows, and the form of the row that is being changed or added."""

    template: ClassVar[str] = "sheet.html"
    back: str
    here: str
    purpose: str
    columns: tuple[str, ...]
    rows: tuple[SheetRow, ...]
    add: str
    form_title: str
    fields: tuple[SheetField, ...]
    mark: str
    refused: Refused | None
    cancel: str
    reopens: str
    undo: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenRow:
    """The row a form is about (None for a new one), the fields that may be changed, what was typed and refused."""

    row: FormRow | None
    mark: str
    fields: Sequence[str]
    typed: Mapping[str, str] | None = None
    refusal: Refusal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A sheet with its rows, which of them the visitor may change and take away, and whether a row may be added."""

    form: Form
    rows: Sequence[FormRow]
    editable: frozenset[str]
    removable: frozenset[str]
    may_add: bool


def slug_of(sheet: str) -> str:
    """The sheet in an address."""
    return fold(sheet).replace(" ", "-")


def is_typed(form: Form, item: FormField) -> bool:
    """Whether people type it here: not what says which dossier this is."""
    return item.name not in _FIXED and (form.sheet, item.name) not in _OF_THE_DOSSIER


def sheets_page(facts: OpenDossier, found: Sequence[tuple[Form, int]], *, may_bring: bool) -> SheetsPage:
    """Every sheet with how much stands in it."""
    quarter, unit = facts.quarter, facts.unit.code
    return SheetsPage(
        title=f"Sổ dữ liệu {in_title(quarter)} · {facts.unit.name}",
        sentence="Mọi dữ liệu của đơn vị trong quý, theo trang của sổ; sửa ở đây hoặc nhập cả sổ.",
        frame=Frame(quarter=quarter, unit=unit, place=SHEETS),
        sheets=tuple(_line(facts, form, count) for form, count in found),
        download=f"/nhap-so/so-da-ghi/{quarter}/{unit}" if may_bring else "",
        bring="/nhap-so" if may_bring else "",
    )


def sheet_page(
    facts: OpenDossier,
    sheet: Sheet,
    names: Mapping[str, Mapping[str, str]],
    opened: OpenRow | None,
    *,
    stage: Stage,
    undo: str,
) -> SheetPage:
    """One sheet; `names` are what the codes of other sheets stand for, by sheet and code."""
    quarter, unit, form = facts.quarter, facts.unit.code, sheet.form
    here = sheet_address(quarter, unit, slug_of(form.sheet))
    shown = [item for item in form.fields if item.name not in _FIXED]
    fields = _fields(form, opened, names) if opened else ()
    may_change = bool(sheet.editable or sheet.may_add)
    return SheetPage(
        title=f"{form.sheet} · {facts.unit.name}",
        sentence=f"{_count(len(sheet.rows), single=form.single)}, {quarter.short}.",
        frame=Frame(quarter=quarter, unit=unit, place=SHEETS),
        back=sheets_address(quarter, unit),
        here=here,
        purpose=form.purpose,
        columns=tuple(item.label for item in shown),
        rows=tuple(_row(row, shown, sheet, here, opened) for row in sheet.rows),
        add=f"{here}?them=x#dong" if sheet.may_add and not (opened and opened.row is None) else "",
        form_title="" if opened is None else f"Sửa {opened.row.name}".strip() if opened.row else "Thêm dòng",
        fields=fields,
        mark=opened.mark if opened else "",
        refused=(
            Refused(sentence=opened.refusal.sentence, wrongs=wrongs(item.entry for item in fields))
            if opened and opened.refusal
            else None
        ),
        cancel=here,
        reopens=reopens(stage) if may_change else "",
        undo=undo,
    )


def _line(facts: OpenDossier, form: Form, count: int) -> SheetLine:
    return SheetLine(
        title=form.sheet,
        purpose=form.purpose,
        href=sheet_address(facts.quarter, facts.unit.code, slug_of(form.sheet)),
        count=_count(count, single=form.single),
        is_empty=count == 0,
    )


def _count(count: int, *, single: bool) -> str:
    if count == 0:
        return "Chưa ghi"
    return "Đã ghi" if single else f"{count} dòng"


def _row(row: FormRow, shown: Sequence[FormField], sheet: Sheet, here: str, opened: OpenRow | None) -> SheetRow:
    return SheetRow(
        id=f"d-{row.mark}",
        name=row.name or next((text for text in row.texts.values() if text), ""),
        mark=row.mark,
        cells=tuple(row.texts[item.name] for item in shown),
        edit=f"{here}?sua={row.mark}#dong" if row.mark in sheet.editable else "",
        may_remove=row.mark in sheet.removable,
        is_open=bool(opened and opened.row and opened.row.mark == row.mark),
    )


def _fields(form: Form, opened: OpenRow, names: Mapping[str, Mapping[str, str]]) -> tuple[SheetField, ...]:
    refusal = opened.refusal
    made = entries(
        form,
        opened.row,
        opened.fields,
        id_of="o",
        typed=opened.typed,
        problems=refusal.problems.get(ROW, ()) if refusal else (),
        is_changed=bool(refusal and ROW in refusal.changed),
    )
    known = {item.name: item for item in form.fields}
    return tuple(_field(entry, known[name], names) for name, entry in made.items())


def _field(entry: Entry, item: FormField, names: Mapping[str, Mapping[str, str]]) -> SheetField:
    codes = names.get(item.sheet, {})
    options = [
        Option(value=code, label=f"{code} · {name}" if name else code, is_chosen=code == entry.value)
        for code, name in codes.items()
    ]
    if item.sheet and entry.value and entry.value not in codes:
        options.append(Option(value=entry.value, label=entry.value, is_chosen=True))
    return SheetField(entry=entry, options=tuple(options), is_tick=item.kind == "mark")
