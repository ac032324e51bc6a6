"""Collects every bad cell of a workbook, so that people hear of all of them at once and in the order they see them."""

from collections.abc import Sequence

from openpyxl.utils import get_column_letter

from archive.errors import BadWorkbook
from archive.ports.intake import CellProblem
from archive.workbook.tables import TABLES, Table

_SHOWN_LENGTH = 80
_PLACE = {table.title: place for place, table in enumerate(TABLES)}


def cell_name(column: int, row: int) -> str:
    """A cell as Excel names it; both count from 1."""
    return f"{get_column_letter(column)}{row}"


class Problems:
    """What was found so far."""

    def __init__(self) -> None:
        self._found: list[tuple[tuple[int, int, int], CellProblem]] = []
        self._places: set[tuple[int, int, int]] = set()

    def add(self, table: Table, *, row: int, column: int, found: str, expected: str) -> None:
        """Note one bad cell; row and column count from 1."""
        short = found if len(found) <= _SHOWN_LENGTH else found[: _SHOWN_LENGTH - 1] + "…"
        problem = CellProblem(table.title, cell_name(column, row), short, expected)
        place = (_PLACE[table.title], row, column)
        self._found.append((place, problem))
        self._places.add(place)

    def has(self, table: Table, *, row: int, column: int) -> bool:
        """Whether a cell is already known to be bad."""
        return (_PLACE[table.title], row, column) in self._places

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
