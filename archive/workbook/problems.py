"""Collects every bad cell of a workbook, so that people hear of all of them at once and in the order they see them."""

from collections.abc import Sequence

from openpyxl.utils import get_column_letter

from archive.errors import BadWorkbook
from archive.ports.intake import CellProblem, CellProposal
from archive.workbook.table import Table
from archive.workbook.tables import PERIOD, TABLES

_SHOWN_LENGTH = 80
_PLACE = {table.title: place for place, table in enumerate(TABLES)}

Place = tuple[int, int, int]  # sheet, row, column


def cell_name(column: int, row: int) -> str:
    """A cell as Excel names it; both count from 1."""
    return f"{get_column_letter(column)}{row}"


class Problems:
    """What was found so far: bad cells, which spoil their row, and faults that spoil the whole workbook."""

    def __init__(self) -> None:
        self._found: list[tuple[Place, CellProblem]] = []
        self._places: set[Place] = set()
        self._rows: set[tuple[str, int]] = set()
        self._spoil_all = False
        self.proposals: list[CellProposal] = []

    def add(self, table: Table, *, row: int, column: int, found: str, expected: str, spoils_all: bool = False) -> None:
        """Note one bad cell; row and column count from 1. Without its period nothing of a workbook can be used."""
        problem = CellProblem(table.title, cell_name(column, row), _short(found), expected)
        place = (_PLACE[table.title], row, column)
        self._found.append((place, problem))
        self._places.add(place)
        self._rows.add((table.title, row))
        self._spoil_all = self._spoil_all or spoils_all or table is PERIOD

    def propose(self, table: Table, *, row: int, column: int, found: str, proposed: str) -> None:
        """Note what a cell may mean; it is read as it stands."""
        cell = cell_name(column, row)
        self.proposals.append(CellProposal(table.title, cell, _short(found), _short(proposed)))

    def has(self, table: Table, *, row: int, column: int) -> bool:
        """Whether a cell is already known to be bad."""
        return (_PLACE[table.title], row, column) in self._places

    def spoil(self, table: Table, *, row: int) -> bool:
        """Whether some cell of the row is bad."""
        return (table.title, row) in self._rows

    @property
    def rows(self) -> int:
        """How many rows have a bad cell."""
        return len(self._rows)

    @property
    def in_order(self) -> Sequence[CellProblem]:
        """By sheet, row and column."""
        return [problem for _, problem in sorted(self._found, key=lambda item: item[0])]

    def raise_if_any(self, workbook: str) -> None:
        """Stop when anything was found.

        Raises:
            BadWorkbook: names every bad cell.
        """
        if self._found:
            raise BadWorkbook(
                f"Sổ '{workbook}' có {len(self._found)} chỗ chưa đúng; chưa lưu gì. "
                "Hãy sửa từng ô được nêu rồi nhập lại.",
                problems=self.in_order,
                workbook=workbook,
            )

    def raise_if_all_is_spoilt(self, workbook: str) -> None:
        """Stop when what was found leaves no row to use.

        Raises:
            BadWorkbook: names every bad cell.
        """
        if self._spoil_all:
            self.raise_if_any(workbook)


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN_LENGTH else text[: _SHOWN_LENGTH - 1] + "…"
