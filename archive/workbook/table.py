"""What a sheet of the workbook is: its columns, the value a row makes, and where a dossier keeps it."""

from dataclasses import dataclass
from typing import Any

from archive.workbook.kinds import Kind

# Fields that lead to a dossier, the shortest way first: a unit's code, one of its cadres, one of their tasks.
OWNERS = ("unit", "lead", "person", "task")


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its header, the attribute it fills, how its cells are read; a row cannot do without `required`."""

    label: str
    field: str
    kind: Kind
    required: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet; without an `optional` one a workbook is still whole.

    A row becomes `value(**fields)` and is kept in the dossier's field `of`. Two rows of one `key` are one thing said
    twice; a sheet without a key may say anything once more. `purpose` is what people are told it is for.
    """

    title: str
    columns: tuple[Column, ...]
    value: type[Any]
    of: str
    key: tuple[str, ...]
    purpose: str
    optional: bool = False

    def place(self, field: str) -> int:
        """Where a field's column stands, from 1."""
        return next(place for place, column in enumerate(self.columns, start=1) if column.field == field)

    def has(self, field: str) -> bool:
        """Whether some column fills the field."""
        return any(column.field == field for column in self.columns)

    @property
    def owner(self) -> str | None:
        """The field that says whose dossier a row goes to; None for what the whole workbook says (Kỳ, Phân cấp)."""
        return next((field for field in OWNERS if self.has(field)), None)
