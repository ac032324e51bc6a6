"""What stored dossiers put into a workbook: the cells of every row, sheet by sheet.

What one book cannot say is refused.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from archive.domain.dossier import OpenDossier
from archive.domain.people import UnitCode
from archive.errors import UsageError
from archive.workbook import tables
from archive.workbook.cells import CellValue, cell_of
from archive.workbook.stated import kept_in, key_of
from archive.workbook.table import Column, Table

Filling = Mapping[Table, Sequence[Sequence[CellValue]]]


def filling_of(dossiers: Sequence[OpenDossier]) -> Filling:
    """The rows of each sheet, in the order of the dossiers.

    Raises:
        UsageError: two units have other periods, or one code: read again, it would not be the same.
    """
    return {table: [_cells(table, value) for value in _values(table, dossiers)] for table in tables.TABLES}


def _values(table: Table, dossiers: Sequence[OpenDossier]) -> Sequence[Any]:
    if table.owner is None and table is not tables.UNITS:
        return _agreed(table, dossiers)
    values = [(dossier.unit.code, value) for dossier in dossiers for value in kept_in(dossier, table)]
    _refuse_twice(table, values)
    return [value for _, value in values]


def _agreed(table: Table, dossiers: Sequence[OpenDossier]) -> Sequence[Any]:
    """What all dossiers say of the quarter."""
    said = [kept_in(dossier, table) for dossier in dossiers]
    for dossier, other in zip(dossiers, said, strict=True):
        if set(other) != set(said[0]):
            raise UsageError(
                f"Trang '{table.title}' của {dossiers[0].unit.code} và {dossier.unit.code} khác nhau, "
                "không ghi chung một sổ được; hãy xuất từng đơn vị bằng --unit.",
            )
    return said[0] if said else ()


def _refuse_twice(table: Table, values: Sequence[tuple[UnitCode, Any]]) -> None:
    first: dict[object, UnitCode] = {}
    for unit, value in values:
        other = first.setdefault(key_of(table, value), unit) if table.key else unit
        if other != unit:
            raise UsageError(
                f"Trang '{table.title}': {other} và {unit} cùng dùng mã '{getattr(value, table.key[0])}', "
                "không ghi chung một sổ được; hãy xuất từng đơn vị bằng --unit.",
            )


def _cells(table: Table, value: Any) -> Sequence[CellValue]:  # noqa: ANN401 - a sheet may hold any kind of fact
    return [_cell(column, table, value) for column in table.columns]


def _cell(column: Column, table: Table, value: Any) -> CellValue:  # noqa: ANN401 - same
    if table is tables.EVIDENCE and column.field == "path":
        return value.file.name if value.file else None
    return cell_of(column, getattr(value, column.field))
