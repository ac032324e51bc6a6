"""hoso run: assemble, sign, seal and index in one go; goes on after a stop."""

import click

from archive.cli.door import Door
from archive.cli.printing import json_option, print_result, progress, quarter_option, unit_option
from archive.domain.quarter import Quarter
from archive.jobs.run import RunReport, refuse_unfinished
from archive.jobs.run import run as run_quarter
from archive.workflow.review import units_of


@click.command("run", help="Lập, ký, niêm phong và lập chỉ mục; dừng giữa chừng thì chạy lại để làm tiếp.")
@quarter_option
@unit_option
@json_option
@click.pass_obj
def run(door: Door, quarter: str, unit: str | None, *, as_json: bool) -> None:
    asked = Quarter.parse(quarter)
    with door.open(writing=True) as parts, progress() as tell:
        report = run_quarter(parts, asked, units_of(parts, asked, unit), tell=tell)
    refuse_unfinished(report)
    print_result(_plain(report), as_json=as_json, lines=lambda: _lines(report))


def _plain(report: RunReport) -> dict[str, object]:
    return {"sealed": list(report.sealed), "already_sealed": list(report.before)}


def _lines(report: RunReport) -> list[str]:
    lines = [f"Đã niêm phong: {', '.join(report.sealed)}." if report.sealed else "Không có việc mới."]
    return [*lines, *([f"Đã xong từ trước: {', '.join(report.before)}."] if report.before else [])]
