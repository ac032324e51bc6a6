"""Word files filled: ours from the compiled form against stock docxtpl, same form, same data, bytes to bytes."""

import io
import json
import time
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from docxtpl import DocxTemplate
from jinja2 import Environment

from archive.domain.document import DocumentKind
from archive.domain.people import IssuerSystem
from doc_templates.catalog import Catalog, Form
from doc_templates.render import fill
from doc_templates.render.sandbox import environment
from tests.bench.measures import Measured
from tests.bench.rounds import in_turns

ROUNDS = 9
MUST = "≥ 20× docxtpl (issue 4)"


def example_of(kind: DocumentKind, *, rows: int = 0) -> tuple[Form, dict[str, Any]]:
    """A form of the Party's layout with its example; `rows` makes its table that long."""
    form = Catalog().form(kind, IssuerSystem.PARTY)
    data: dict[str, Any] = json.loads((form.folder / "example.json").read_text("utf-8"))
    if rows:
        given = data["rows"]
        data["rows"] = [{**given[place % len(given)], "number": place + 1} for place in range(rows)]
    return form, data


def _filling(work: str, kind: DocumentKind, *, rows: int, count: int) -> Measured:
    """CPU seconds for `count` documents; the first of each way, which compiles, is not counted."""
    form, data = example_of(kind, rows=rows)
    own, stock = partial(fill, form, data, title="bench"), partial(_by_docxtpl, form.template, data)
    own(), stock()
    ours, floor = in_turns(_times(own, count), _times(stock, count), rounds=ROUNDS, clock=time.process_time)
    note = (
        f"{floor / ours:.0f}× docxtpl; {1000 * ours / count:.2f} ms against {1000 * floor / count:.1f} ms of CPU each"
    )
    return Measured(f"fill: {work}", count, ours, floor, MUST, note)


def _times(work: Callable[[], object], count: int) -> Callable[[], None]:
    def many() -> None:
        for _ in range(count):
            work()

    return many


def _by_docxtpl(template: bytes, data: Mapping[str, Any]) -> bytes:
    """As docxtpl's own manual does it, escaping switched on; our filters stand in an environment of Jinja's default."""
    jinja = Environment(autoescape=True)
    jinja.filters.update(environment().filters)
    word, out = DocxTemplate(io.BytesIO(template)), io.BytesIO()
    word.render(dict(data), jinja, autoescape=True)
    word.save(out)
    return out.getvalue()


FILLING: Mapping[str, Callable[[], Measured]] = {
    "fill-letter": partial(_filling, "a letter", DocumentKind.SUBMISSION, rows=0, count=20),
    "fill-30": partial(_filling, "a table of 30 rows", DocumentKind.EVIDENCE_LIST, rows=30, count=20),
    "fill-500": partial(_filling, "a table of 500 rows", DocumentKind.EVIDENCE_LIST, rows=500, count=4),
}
