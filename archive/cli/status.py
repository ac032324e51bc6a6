"""hoso status: what each dossier has, what it misses, by when."""

import json
import sys
from collections.abc import Iterator

import click

from archive.cli.door import Door
from archive.cli.printing import json_option, quarter_option, unit_option
from archive.domain.deadline_notes import SILENT
from archive.domain.quarter import Quarter
from archive.language import day
from archive.plain import status_document
from archive.workflow.review import DossierReview, review


@click.command("status", help="Hồ sơ còn thiếu gì, của ai, hạn ngày nào.")
@quarter_option
@unit_option
@json_option
@click.pass_obj
def status(door: Door, quarter: str, unit: str | None, *, as_json: bool) -> None:
    asked = Quarter.parse(quarter)
    with door.open() as parts:
        reviews = review(parts, asked, unit)
        if as_json:
            _write_json(asked, reviews)
            return
        for item in reviews:
            for line in _lines(item):
                print(line)


def _write_json(quarter: Quarter, reviews: Iterator[DossierReview]) -> None:
    """The document of design §13, written unit by unit so that memory stays bounded."""
    first = next(reviews)  # an unknown quarter or unit is an error before anything is printed
    sys.stdout.write(f'{{"quarter": "{quarter}", "units": [')
    sys.stdout.write(json.dumps(status_document(first), ensure_ascii=False))
    for item in reviews:
        sys.stdout.write(", " + json.dumps(status_document(item), ensure_ascii=False))
    sys.stdout.write("]}\n")


def _lines(item: DossierReview) -> Iterator[str]:
    due = next((deadline for deadline, _ in item.deadlines if deadline.rule == "R54"), None)
    when = f"hạn gửi trước {day(due.before)}" if due else f"{SILENT[0].lower()}{SILENT[1:]}"
    yield f"{item.facts.unit.name} ({item.facts.unit.code}) · {item.progress.stage.words} · {when}"
    for part in item.components:
        reason = f" · {part.reason}" if part.reason else ""
        yield f"  {part.number}  {part.title:<52} {part.state.words}{reason}"
    for finding in item.findings:
        yield f"  - [{finding.rule}] {finding.message}"
    yield ""
