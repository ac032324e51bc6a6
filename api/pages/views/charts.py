"""A chart as the browser draws it, and the table of the same numbers that stands beside it."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from archive.language import number


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """One row of numbers, one for each label; `tone` is good, bad, wait, info or none, None where a day is to come."""

    name: str
    values: Sequence[int | None]
    tone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A label to be marked on the chart, with the word for it."""

    at: str
    word: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartRow:
    """One line of the table: a label with its numbers."""

    label: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A chart; `data` is what static/charts.js draws, `said` one sentence for who does not see it."""

    id: str
    title: str
    said: str
    data: str
    head: tuple[str, ...]
    rows: tuple[ChartRow, ...]


def chart(
    *,
    id: str,  # noqa: A002 - what it is in the page
    title: str,
    said: str,
    corner: str,
    labels: Sequence[str],
    series: Sequence[Series],
    kind: str = "bar",
    marks: Sequence[Mark] = (),
) -> Chart:
    """The chart and its table; `corner` is the heading over the labels."""
    drawn = {
        "kind": kind,
        "labels": list(labels),
        "series": [asdict(item) | {"values": list(item.values)} for item in series],
        "marks": [asdict(mark) for mark in marks],
    }
    return Chart(
        id=id,
        title=title,
        said=said,
        data=json.dumps(drawn, ensure_ascii=False),
        head=(corner, *(item.name for item in series)),
        rows=tuple(
            ChartRow(label=label, values=tuple(_shown(item.values[place]) for item in series))
            for place, label in enumerate(labels)
        ),
    )


def _shown(value: int | None) -> str:
    return "" if value is None else number(value)
