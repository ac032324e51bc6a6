"""hoso calendar: what is due, when, from whom; also as a file for people's own calendars."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import click

from archive.cli.door import Door
from archive.cli.printing import json_option, print_result
from archive.domain.deadline import Deadline, Undated
from archive.domain.deadline_notes import READING
from archive.domain.deadline_words import left_words, long_day, remarks, titled, weekday
from archive.domain.quarter import Quarter
from archive.errors import UsageError
from archive.language import day
from archive.workflow.timetable import Timetable, calendar_file, timetable


@click.command("calendar", help="Việc gì đến hạn, ngày nào, của ai, còn bao nhiêu ngày; hoặc ghi thành tệp lịch .ics.")
@click.option("--quarter", metavar="QUÝ", help="Quý, ví dụ 2026-Q2; bỏ trống cả hai là quý hiện tại.")
@click.option("--year", type=click.IntRange(2026, 2100), help="Mọi quý của một năm.")
@click.option(
    "--out",
    metavar="LỊCH.ics",
    type=click.Path(path_type=Path),
    help="Ghi tệp lịch mới, nạp được vào mọi phần mềm lịch.",
)
@json_option
@click.pass_obj
def calendar(door: Door, quarter: str | None, year: int | None, out: Path | None, *, as_json: bool) -> None:
    asked = Quarter.parse(quarter) if quarter else None
    with door.open() as parts:
        found = timetable(parts, quarter=asked, year=year)
        if out:
            _write(out, calendar_file(parts, found))
    data = _plain(found) | {"out": str(out) if out else None}
    print_result(data, as_json=as_json, lines=lambda: [str(out)] if out else list(_lines(found)))


def _write(out: Path, content: bytes) -> None:
    """The file, never over another one and never half."""
    if out.exists():
        raise UsageError(f"Tệp {out} đã có; hãy chọn tên khác.")
    aside = out.with_name(f".{out.name}.part")
    try:
        aside.write_bytes(content)
        aside.rename(out)
    finally:
        aside.unlink(missing_ok=True)


def _plain(found: Timetable) -> dict[str, object]:
    return {
        "quarters": [str(quarter) for quarter in found.quarters],
        "reading": READING,
        "deadlines": [_plain_deadline(item, found.now) for item in found.dated],
        "undated": [_plain_undated(item) for item in found.undated],
    }


def _plain_deadline(item: Deadline, now: datetime) -> dict[str, object]:
    return {
        "quarter": str(item.quarter),
        "rule": item.rule,
        "step": item.step,
        "what": item.what,
        "owed_by": list(item.debtors),
        "before": item.before.isoformat(),
        "last_day": item.last_day.isoformat(),
        "weekday": weekday(item.last_day),
        "days_left": item.days_left(now),
        "binds": item.binds,
        "basis": item.basis,
        "internal_before": item.internal.isoformat() if item.internal else None,
        "notes": list(remarks(item)),
    }


def _plain_undated(item: Undated) -> dict[str, object]:
    return {
        "quarter": str(item.quarter),
        "rule": item.rule,
        "step": item.step,
        "what": item.what,
        "owed_by": list(item.debtors),
        "note": item.note,
    }


def _lines(found: Timetable) -> Iterator[str]:
    for item in found.dated:
        left = left_words(item.days_left(found.now), past="đã qua")  # whether it was done is not asked here
        yield f"Trước {day(item.before)} (ngày cuối: {long_day(item.last_day)}), {left}"
        yield f"  {titled(item)}: {', '.join(item.debtors)}"
        yield f"  {f'Bước {item.step}, ' if item.step else ''}{item.basis} [{item.rule}]"
        if item.internal_last_day and item.internal:
            yield f"  Hạn nội bộ: trước {day(item.internal)} (ngày cuối: {long_day(item.internal_last_day)})"
        for note in remarks(item):
            yield f"  Lưu ý: {note}"
    for undated in found.undated:
        yield f"Chưa có ngày: {titled(undated)}: {', '.join(undated.debtors)} [{undated.rule}]"
        yield f"  {undated.note}"
    yield READING
