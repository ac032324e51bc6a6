"""A table as a spreadsheet, for people to go on with; what is in it is text and numbers, never a formula."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

Cell = str | int | Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Spreadsheet:
    """One table: its name, the heading of each column, and rows as long as these."""

    name: str
    head: Sequence[str]
    rows: Iterable[Sequence[Cell]]


class SpreadsheetWriter(Protocol):
    """Writes spreadsheets."""

    def write(self, sheet: Spreadsheet) -> bytes:
        """The table as a file (.xlsx).

        Text must arrive as that very text: what begins like a formula is text too, and letters that such a file
        cannot hold are left out.
        """
        ...
