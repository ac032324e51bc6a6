"""hoso scrub: read everything stored again, a round at a time."""

import time
from collections.abc import Iterator
from pathlib import Path

import click

from archive.cli.door import Door
from archive.cli.printing import json_option, print_result, progress
from archive.domain.health import spoken
from archive.errors import IntegrityError
from archive.jobs.scrub import GoOn, ScrubReport, file_report
from archive.jobs.scrub import scrub as read_again


@click.command("scrub", help="Đọc lại mọi thứ đã lưu và so với mã băm; dừng lúc nào cũng được, lần sau đọc tiếp.")
@click.option("--minutes", type=click.FloatRange(min=0), help="Dừng sau ngần ấy phút; mặc định đọc hết một vòng.")
@click.option(
    "--load", default=100, show_default=True, type=click.IntRange(1, 100), help="Phần trăm thời gian được đọc đĩa."
)
@json_option
@click.pass_obj
def scrub(door: Door, minutes: float | None, load: int, *, as_json: bool) -> int:
    with door.open() as parts, progress() as tell:
        report = read_again(parts, go_on=_pace(minutes, load), tell=tell)
        kept = file_report(parts, report)
    data = {**_plain(report), "report": str(kept)}
    print_result(data, as_json=as_json, lines=lambda: _lines(report, kept))
    return IntegrityError.exit_code if report.found.problems else 0


def _pace(minutes: float | None, load: int) -> GoOn:
    """Rests after each object so long that reading takes the share asked for, and ends when the time is up."""
    until = time.monotonic() + minutes * 60 if minutes is not None else None
    last: list[float] = []

    def go_on() -> bool:
        if last:
            time.sleep((time.monotonic() - last[0]) * (100 - load) / load)
        last[:] = [time.monotonic()]
        return until is None or last[0] < until

    return go_on


def _plain(report: ScrubReport) -> dict[str, object]:
    name, last = report.oldest or (None, None)
    return {
        "ok": not report.found.problems,
        "checked": report.objects,
        "total": report.total,
        "finished": report.finished,
        "oldest": {"object": name, "checked": last.isoformat() if last else None},
        "problems": [
            {"code": item.code, "where": item.where, "message": item.message} for item in report.found.problems
        ],
    }


def _lines(report: ScrubReport, kept: Path) -> Iterator[str]:
    round_state = "đã xong" if report.finished else "chưa xong, lần sau đọc tiếp"
    yield f"Đã đọc lại {report.objects} trong {report.total} vật lưu; vòng này {round_state}."
    for problem in report.found.problems:
        yield f"  {problem.where}: {problem.message}"
    if report.oldest:
        name, last = report.oldest
        when = f"đọc lần cuối {last:%d/%m/%Y %H:%M} UTC" if last else "chưa đọc lần nào"
        yield f"Lâu chưa đọc lại nhất: {spoken(name)}, {when}"
    yield f"Biên bản có chữ ký: {kept}"
