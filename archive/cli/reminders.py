"""hoso reminders: what is still due for whom, overdue first."""

from collections.abc import Iterator

import click

from archive.cli.door import Door
from archive.cli.printing import json_option, print_result, quarter_option, unit_option
from archive.domain.calendar_reminder import Reminder, Standing
from archive.domain.deadline_notes import SILENT
from archive.domain.deadline_words import left_words
from archive.domain.quarter import Quarter
from archive.language import day
from archive.workflow.remind import remind
from archive.workflow.review import review


@click.command("reminders", help="Còn việc gì phải làm, của ai, hạn ngày nào; việc quá hạn đứng trước.")
@quarter_option
@unit_option
@click.option("--within", metavar="NGÀY", type=click.IntRange(min=0), help="Chỉ việc đến hạn trong chừng ấy ngày.")
@json_option
@click.pass_obj
def reminders(door: Door, quarter: str, unit: str | None, within: int | None, *, as_json: bool) -> None:
    asked = Quarter.parse(quarter)
    with door.open() as parts:
        found = remind(parts, asked, review(parts, asked, unit), others=unit is None)
    kept = [item for item in found if within is None or item.is_within(within)]
    print_result(
        {"quarter": str(asked), "reminders": [_plain(item) for item in kept]},
        as_json=as_json,
        lines=lambda: _lines(kept),
    )


def _plain(item: Reminder) -> dict[str, object]:
    return {
        "state": item.standing.value,
        "owed_by": item.owed_by.value,
        "name": item.name,
        "unit": item.unit,
        "person": item.person,
        "task": item.task,
        "quarter": str(item.quarter),
        "rule": item.rule,
        "finding": item.code or None,
        "what": item.what,
        "before": item.before.isoformat() if item.before else None,
        "internal_before": item.internal.isoformat() if item.internal else None,
        "days_left": item.days_left,
    }


def _lines(found: list[Reminder]) -> Iterator[str]:
    for item in found:
        yield f"{_when(item)} · {item.name} · {item.what} [{item.rule}]"
    if not found:
        yield "Không còn việc nào đến hạn."


def _when(item: Reminder) -> str:
    if item.before is None or item.days_left is None:
        return SILENT
    words = left_words(item.days_left, past="quá hạn" if item.standing is Standing.OVERDUE else "đã qua")
    own = f", hạn nội bộ trước {day(item.internal)}" if item.internal else ""
    return f"{words[0].upper()}{words[1:]} (trước {day(item.before)}{own})"
