"""A dossier as rows of the workbook, in the words of its sheets and columns: what a change is told by."""

from collections.abc import Hashable, Iterator, Sequence
from typing import Any

from archive.domain.change import StatedRow
from archive.domain.dossier import OpenDossier
from archive.domain.evidence import Evidence
from archive.workbook import tables
from archive.workbook.cells import words_of
from archive.workbook.table import Column, Table

SINGLE = frozenset(("period", "unit", "meeting", "approval"))  # what a dossier keeps one of
_DIGITS = 12  # of a digest: enough to see that two files of one name differ


def state(dossier: OpenDossier) -> Sequence[StatedRow]:
    """Every row of the dossier, sheet by sheet."""
    return [_row(table, value) for table in tables.TABLES for value in kept_in(dossier, table)]


def kept_in(dossier: OpenDossier, table: Table) -> Sequence[Any]:
    """The values a dossier keeps of one sheet."""
    kept = getattr(dossier, table.of)
    if table.of in SINGLE:
        return () if kept is None else (kept,)
    return tuple(kept)


def key_of(table: Table, value: object) -> tuple[Hashable, ...]:
    """What tells a value from the others of its sheet."""
    return tuple(getattr(value, field) for field in table.key)


def _row(table: Table, value: Any) -> StatedRow:  # noqa: ANN401 - a sheet may hold any kind of fact
    cells = {column.label: text for column in table.columns if (text := _text(table, column, value))}
    if isinstance(value, Evidence):
        return StatedRow(
            sheet=table.title, name=_evidence_name(value), identities=tuple(_of_evidence(value)), cells=cells
        )
    name = " · ".join(
        cells[column.label] for column in table.columns if column.field in table.key and column.label in cells
    )
    return StatedRow(sheet=table.title, name=name, identities=(key_of(table, value),), cells=cells)


def _text(table: Table, column: Column, value: Any) -> str:  # noqa: ANN401 - same
    if table is tables.EVIDENCE and column.field == "path":
        return f"{value.file.name} ({value.file.sha512[:_DIGITS]})" if value.file else ""
    return words_of(column, getattr(value, column.field))


def _evidence_name(item: Evidence) -> str:
    known_by = item.number or item.summary or (item.file.name if item.file else "")
    return " · ".join(part for part in (item.task, known_by) if part)


def _of_evidence(item: Evidence) -> Iterator[Hashable]:
    yield ("file", item.task, item.file.sha512) if item.file else None
    if item.number or item.summary:
        yield ("paper", item.task, item.number, item.summary)
