"""hoso import: a workbook and its evidence files into the home."""

from pathlib import Path

import click

from archive.cli.door import Door
from archive.cli.printing import json_option, print_result, progress, say
from archive.workflow.intake import IntakeReport, take_in


@click.command("import", help="Nhập sổ của quý (.xlsx) và tệp minh chứng; không lưu gì nếu có ô sai.")
@click.argument("workbook", metavar="SỔ.xlsx", type=click.Path(path_type=Path))
@click.option("--files", metavar="THƯ_MỤC", type=click.Path(path_type=Path), help="Thư mục chứa tệp minh chứng.")
@click.option("--dry-run", is_flag=True, help="Chỉ kiểm tra và báo sẽ thay đổi gì.")
@json_option
@click.pass_obj
def import_workbook(door: Door, workbook: Path, files: Path | None, *, dry_run: bool, as_json: bool) -> None:
    if not door.places.home.exists():
        say(f"Tạo kho hồ sơ mới ở {door.create().home}")
    with door.open(writing=True) as parts, progress() as tell:
        report = take_in(parts, workbook, files, dry_run=dry_run, tell=tell)
    print_result(_plain(report), as_json=as_json, lines=lambda: _lines(report))


def _plain(report: IntakeReport) -> dict[str, object]:
    return {
        "quarter": str(report.quarter),
        "units": list(report.units),
        "changed": list(report.changed),
        "evidence_files": report.evidence_files,
        "dry_run": report.dry_run,
    }


def _lines(report: IntakeReport) -> list[str]:
    verb = "Sẽ thay đổi" if report.dry_run else "Đã nhập"
    changed = ", ".join(report.changed) or "không có gì mới"
    return [
        f"{report.quarter.short}: {len(report.units)} đơn vị, {report.evidence_files} tệp minh chứng.",
        f"{verb}: {changed}.",
    ]
