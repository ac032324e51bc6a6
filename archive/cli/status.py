"""hoso status: what each dossier has, what it misses, by when."""

import json
import sys
from collections.abc import Iterator

import click

from archive.cli.door import Door
from archive.cli.printing import json_option, quarter_option, unit_option
from archive.domain.deadline_notes import SILENT
from archive.domain.plan import Task
from archive.domain.quarter import Quarter
from archive.language import day
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
    sys.stdout.write(json.dumps(plain(first), ensure_ascii=False))
    for item in reviews:
        sys.stdout.write(", " + json.dumps(plain(item), ensure_ascii=False))
    sys.stdout.write("]}\n")


def plain(item: DossierReview) -> dict[str, object]:
    """One unit's part of the document."""
    return {
        "unit": item.facts.unit.code,
        "stage": item.progress.stage.value,
        "complete": item.is_complete,
        "components": [
            {"number": part.number, "kind": part.kind.value, "state": part.state.value, "reason": part.reason}
            for part in item.components
        ],
        "findings": [
            {
                "code": finding.code,
                "rule": finding.rule,
                "severity": finding.severity.value,
                "unit": finding.unit,
                "person": finding.person,
                "task": finding.task,
                "message": finding.message,
            }
            for finding in item.findings
        ],
        "tasks": [_task(item, task) for task in item.facts.tasks],
        "deadlines": [
            {"rule": deadline.rule, "before": deadline.before.isoformat(), "state": state.value}
            for deadline, state in item.deadlines
        ],
    }


def _task(item: DossierReview, task: Task) -> dict[str, object]:
    judged = item.judged[task.code]
    return {
        "task": task.code,
        "person": task.lead,
        "outcome": judged.outcome.value,
        "over_target": judged.over_target,
        "needs_evidence": judged.needs_evidence,
        "evidence": len(item.facts.evidence_of(task.code)),
    }


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
