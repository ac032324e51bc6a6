"""What an import changes, field by field, in the words people wrote: sheet, row, column, before and after."""

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from archive.domain.matching import match
from archive.domain.people import UnitCode


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedRow:
    """One row as people read it: `name` is what they call it, `cells` the filled ones by the label of their column.

    Rows that share one of their `identities` are the same row at two times; the first identity is the strongest.
    """

    sheet: str
    name: str
    identities: tuple[Hashable, ...]
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One field that changed, empty where there was or will be nothing; no `column` means the row as a whole."""

    unit: UnitCode
    sheet: str
    key: str
    column: str
    before: str
    after: str

    def __str__(self) -> str:
        place = " · ".join(part for part in (self.unit, self.sheet, self.key, self.column) if part)
        return f"{place}: {_quoted(self.before)} → {_quoted(self.after)}"


_LONGEST = 60  # characters of a text shown on one line
_MOST_IDENTITIES = 2  # evidence has two: its file, and its number with its summary


def _quoted(text: str) -> str:
    short = text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
    return f"'{short}'" if text else "(trống)"


def first_given(unit: UnitCode, rows: Sequence[StatedRow]) -> Iterator[Change]:
    """A unit heard of for the first time: each row is one change."""
    for row in rows:
        told = "; ".join(f"{label}: {text}" for label, text in row.cells.items())
        yield Change(unit=unit, sheet=row.sheet, key=row.name, column="", before="", after=told)


def changes(unit: UnitCode, before: Sequence[StatedRow], after: Sequence[StatedRow]) -> Iterator[Change]:
    """Every field that differs, once; a row that came or went is every field of it. The order of rows says nothing."""
    for old, new in match(before, after, _whole, *(_identity(place) for place in range(_MOST_IDENTITIES))):
        row = new or old
        if row is None:
            continue
        was, now = (old.cells if old else {}), (new.cells if new else {})
        for label in dict.fromkeys((*was, *now)):
            if was.get(label, "") != now.get(label, ""):
                yield Change(
                    unit=unit,
                    sheet=row.sheet,
                    key=row.name,
                    column=label,
                    before=was.get(label, ""),
                    after=now.get(label, ""),
                )


def _whole(row: StatedRow) -> Hashable:
    return row.sheet, tuple(sorted(row.cells.items()))


def _identity(place: int) -> Callable[[StatedRow], Hashable | None]:
    def identity(row: StatedRow) -> Hashable | None:
        return (row.sheet, row.identities[place]) if place < len(row.identities) else None

    return identity
