"""The sheets of the workbook as forms of single rows, read, checked and told in the same words as its cells."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from archive.domain.dossier import OpenDossier
from archive.errors import BadForm, ChangedMeanwhile, NotFound
from archive.language import tidy
from archive.ports.forms import NEW, FieldProblem, Form, FormField, FormRow
from archive.workbook import tables
from archive.workbook.cells import words_of
from archive.workbook.kinds import CODE, COUNT, DATE, DECIMAL, MARK, MOMENT, Kind
from archive.workbook.stated import SINGLE, kept_in, key_of
from archive.workbook.table import Column, Table

_KINDS = {id(CODE): "code", id(DATE): "date", id(MOMENT): "moment", id(DECIMAL): "number", id(COUNT): "count"}
_MARK_DIGITS = 16
_NOT_TYPED = "path"  # a file of evidence is attached, its name is not typed


class SheetForms:
    """Forms over the workbook's tables; keeps nothing between two calls."""

    def forms(self) -> Sequence[Form]:
        """Every sheet, in the order of the workbook."""
        return [_form(table) for table in tables.TABLES]

    def form(self, sheet: str) -> Form:
        """One sheet.

        Raises:
            NotFound: the workbook has no such sheet.
        """
        return _form(_table(sheet))

    def rows(self, dossier: OpenDossier, sheet: str) -> Sequence[FormRow]:
        """The rows that the dossier keeps of the sheet.

        Raises:
            NotFound: the workbook has no such sheet.
        """
        table = _table(sheet)
        return [_row(table, value) for value in kept_in(dossier, table)]

    def edited(self, dossier: OpenDossier, sheet: str, *, mark: str, texts: Mapping[str, str] | None) -> OpenDossier:
        """The dossier with the row that bears the mark changed, added (`NEW`), or (no `texts`) taken away.

        Raises:
            NotFound: the workbook has no such sheet.
            ChangedMeanwhile: no row bears the mark any more.
            BadForm: a field cannot be stored; every such field is named.
        """
        table = _table(sheet)
        kept = list(kept_in(dossier, table))
        at = _place(table, kept, mark)
        if texts is None:
            _refuse_orphans(dossier, table, kept[at])
            return _with(dossier, table, [*kept[:at], *kept[at + 1 :]])
        row = _read(dossier, table, kept[at] if at < len(kept) else None, texts)
        others = [*kept[:at], *kept[at + 1 :]]
        _refuse_twice(table, row, others)
        if at < len(kept) and table.key and key_of(table, row) != key_of(table, kept[at]):
            _refuse_orphans(dossier, table, kept[at])
        return _with(dossier, table, [*kept[:at], row, *kept[at + 1 :]])


def _table(sheet: str) -> Table:
    found = next((table for table in tables.TABLES if table.title == sheet), None)
    if found is None:
        raise NotFound(f"Sổ không có trang '{sheet}'.", sheet=sheet)
    return found


def _form(table: Table) -> Form:
    fields = tuple(_field(column) for column in _typed(table))
    return Form(sheet=table.title, purpose=table.purpose, fields=fields, key=table.key, single=table.of in SINGLE)


def _typed(table: Table) -> Iterator[Column]:
    return (column for column in table.columns if column.field != _NOT_TYPED)


def _field(column: Column) -> FormField:
    target = tables.REFERS_TO.get(column.field) if column.kind is CODE else None
    return FormField(
        name=column.field,
        label=column.label,
        kind=_kind(column.kind),
        expected=column.kind.expected,
        required=column.required,
        choices=tuple(dict.fromkeys(word for word, _ in column.kind.words)),
        sheet=target.title if target else "",
    )


def _kind(kind: Kind) -> str:
    if kind.words:
        return "choice"
    return "mark" if kind is MARK else _KINDS.get(id(kind), "text")


def _row(table: Table, value: Any) -> FormRow:  # noqa: ANN401 - a sheet may hold any kind of fact
    texts = {column.field: words_of(column, getattr(value, column.field)) for column in _typed(table)}
    name = " · ".join(texts[field] for field in table.key if texts[field])
    return FormRow(mark=_mark(value), name=name, texts=texts)


def _mark(value: object) -> str:
    """Facts are frozen values of plain values: they are written alike exactly when they are alike."""
    return hashlib.sha256(repr(value).encode()).hexdigest()[:_MARK_DIGITS]


def _place(table: Table, kept: Sequence[Any], mark: str) -> int:
    if mark == NEW:
        if table.of in SINGLE and kept:
            raise ChangedMeanwhile(f"Trang '{table.title}' vừa được người khác ghi; hãy xem lại trước khi sửa.")
        return len(kept)
    for place, value in enumerate(kept):
        if _mark(value) == mark:
            return place
    raise ChangedMeanwhile(
        f"Dòng này của trang '{table.title}' vừa được người khác sửa hoặc bỏ; chưa lưu thay đổi của đồng chí. "
        "Hãy xem lại rồi lưu.",
        sheet=table.title,
    )


def _read(dossier: OpenDossier, table: Table, old: Any, texts: Mapping[str, str]) -> Any:  # noqa: ANN401 - same
    problems: list[FieldProblem] = []
    values: dict[str, Any] = {}
    for column in _typed(table):
        if column.field in texts:
            values[column.field] = _value(dossier, column, tidy(texts[column.field]), problems)
        elif old is None:
            values[column.field] = dossier.unit.code if column.field == "unit" else column.kind.empty
            if column.required and values[column.field] is None:
                problems.append(FieldProblem(column.field, column.label, "ô trống", column.kind.expected))
    if problems:
        raise BadForm(_sentence(problems), problems=problems)
    return replace(old, **values) if old is not None else table.value(**values)


def _value(dossier: OpenDossier, column: Column, text: str, problems: list[FieldProblem]) -> object:
    if not text:
        if column.required:
            problems.append(FieldProblem(column.field, column.label, "ô trống", column.kind.expected))
        return column.kind.empty
    try:
        value = column.kind.read(text)
    except ValueError:
        problems.append(FieldProblem(column.field, column.label, text, column.kind.expected))
        return column.kind.empty
    target = tables.REFERS_TO.get(column.field) if column.kind is CODE else None
    if target is not None and not any(item.code == value for item in kept_in(dossier, target)):
        problems.append(FieldProblem(column.field, column.label, text, f"mã đã có ở trang '{target.title}'"))
    return value


def _sentence(problems: Sequence[FieldProblem]) -> str:
    more = f" (và {len(problems) - 1} ô khác)" if len(problems) > 1 else ""
    return f"Chưa lưu gì. {problems[0]}{more}."


def _refuse_twice(table: Table, row: object, others: Sequence[Any]) -> None:
    if not table.key or not any(key_of(table, other) == key_of(table, row) for other in others):
        return
    column = next(column for column in table.columns if column.field == table.key[0])
    text = words_of(column, getattr(row, column.field))
    problem = FieldProblem(column.field, column.label, text, "một giá trị chưa có ở dòng khác")
    raise BadForm(_sentence([problem]), problems=[problem])


def _refuse_orphans(dossier: OpenDossier, table: Table, value: Any) -> None:  # noqa: ANN401 - same
    """A code that other rows name stays: their rows would speak of nothing."""
    for other in tables.TABLES:
        for column in other.columns:
            if column.kind is not CODE or tables.REFERS_TO.get(column.field) is not table or other is table:
                continue
            named = [item for item in kept_in(dossier, other) if getattr(item, column.field) == value.code]
            if named:
                problem = FieldProblem(
                    "code", table.columns[0].label, value.code, f"bỏ {len(named)} dòng của trang '{other.title}' trước"
                )
                raise BadForm(_sentence([problem]), problems=[problem])


def _with(dossier: OpenDossier, table: Table, values: Sequence[Any]) -> OpenDossier:
    changed: dict[str, Any] = {table.of: tuple(values)}
    if table.of in SINGLE:
        if table.of in ("period", "unit") and not values:
            problem = FieldProblem(table.key[0], table.columns[0].label, "ô trống", "một dòng; không bỏ được")
            raise BadForm(_sentence([problem]), problems=[problem])
        changed[table.of] = values[0] if values else None
    return replace(dossier, **changed)
