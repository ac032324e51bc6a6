"""hoso carry: the next quarter's workbook, begun with the tasks not yet due in this one."""

from collections.abc import Iterator
from pathlib import Path

import click

from archive.bootstrap import workbook_writer
from archive.cli.door import Door
from archive.cli.printing import json_option, print_result, unit_option
from archive.domain.quarter import Quarter
from archive.language import day
from archive.workflow.carry import CarryReport
from archive.workflow.carry import carry as carry_over


@click.command("carry", help="Lập sổ quý sau, ghi sẵn các nhiệm vụ chưa đến hạn chuyển từ quý này (không chấm điểm).")
@click.option("--from", "quarter", required=True, metavar="QUÝ", help="Quý có nhiệm vụ chưa đến hạn, ví dụ 2026-Q2.")
@unit_option
@click.option("--out", metavar="TỆP.xlsx", type=click.Path(path_type=Path), help="Mặc định: quy-<quý sau>.xlsx.")
@json_option
@click.pass_obj
def carry(door: Door, quarter: str, unit: str | None, out: Path | None, *, as_json: bool) -> None:
    asked = Quarter.parse(quarter)
    with door.open() as parts:
        target = out or Path(f"quy-{asked.following()}.xlsx")
        report = carry_over(parts, asked, writer=workbook_writer(), out=target, unit=unit)
    print_result(_plain(report), as_json=as_json, lines=lambda: _lines(report))


def _plain(report: CarryReport) -> dict[str, object]:
    return {
        "from": str(report.came_from),
        "into": str(report.into),
        "tasks": [task.code for task in report.tasks],
        "waiting": [task.code for task in report.waiting],
        "workbook": str(report.workbook),
    }


def _lines(report: CarryReport) -> Iterator[str]:
    yield f"{len(report.tasks)} nhiệm vụ chuyển từ {report.came_from.short} sang {report.into.short}, chưa chấm điểm:"
    for task in report.tasks:
        yield f"  {task.code} · {task.lead} · hạn {day(task.due) if task.due else 'chưa rõ'} · {task.name}"
    yield f"Sổ {report.into.short}: {report.workbook}"
