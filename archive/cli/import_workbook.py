"""hoso import: a workbook and its evidence files into the home."""

from collections.abc import Iterator
from pathlib import Path

import click

from archive.cli.door import Door
from archive.cli.printing import json_option, print_result, progress, say
from archive.cli.users import begin_accounts
from archive.plain import intake_document
from archive.workflow.intake import IntakeReport, take_in

_MANY = 40  # changes or refused cells shown to a person; JSON always has all


@click.command("import", help="Nhập sổ của quý (.xlsx) và tệp minh chứng; không lưu gì nếu có ô sai.")
@click.argument("workbook", metavar="SỔ.xlsx", type=click.Path(path_type=Path))
@click.option("--files", metavar="THƯ_MỤC", type=click.Path(path_type=Path), help="Thư mục chứa tệp minh chứng.")
@click.option("--update", is_flag=True, help="Bổ sung: trang, dòng, cột không có trong sổ thì giữ như đã lưu.")
@click.option("--partial", is_flag=True, help="Lưu các dòng đúng, liệt kê các ô sai của những dòng bỏ lại.")
@click.option("--dry-run", is_flag=True, help="Chỉ kiểm tra và báo sẽ thay đổi gì.")
@json_option
@click.pass_obj
def import_workbook(
    door: Door, workbook: Path, files: Path | None, *, update: bool, partial: bool, dry_run: bool, as_json: bool
) -> None:
    if not door.places.home.exists():
        say(f"Tạo kho hồ sơ mới ở {door.create().home}")
        begin_accounts(door)
    with door.open(writing=True) as parts, progress() as tell:
        report = take_in(parts, workbook, files, update=update, partial=partial, dry_run=dry_run, tell=tell)
    for line in _warnings(report):
        say(line)
    print_result(intake_document(report), as_json=as_json, lines=lambda: _lines(report))


def _lines(report: IntakeReport) -> Iterator[str]:
    verb = "Sẽ thay đổi" if report.dry_run else "Đã nhập"
    changed = ", ".join(report.changed) or "không có gì mới"
    yield f"{report.quarter.short}: {len(report.units)} đơn vị, {report.evidence_files} tệp minh chứng."
    yield f"{verb}: {changed}."
    yield from _first(report.changes, "thay đổi")


def _warnings(report: IntakeReport) -> Iterator[str]:
    if report.skipped:
        verb = "Sẽ nhập" if report.dry_run else "Đã nhập"
        yield f"hoso: {verb} MỘT PHẦN: {report.skipped_rows} dòng bỏ lại. Hãy sửa các ô sau rồi nhập lại cả sổ."
        yield from _first(report.skipped, "ô")
        if not report.update:
            yield "  Dòng bỏ lại coi như không có trong sổ; nhập với --update thì dữ liệu đã lưu của dòng đó được giữ."
    yield from (f"hoso: {sentence}" for sentence in report.withheld)
    if report.proposals:
        yield "hoso: các ô sau có vẻ gõ bằng phông chữ cũ; chưa sửa gì, hãy sửa trong sổ nếu đúng."
        yield from _first(report.proposals, "ô")


def _first(items: tuple[object, ...], what: str) -> Iterator[str]:
    yield from (f"  - {item}" for item in items[:_MANY])
    if len(items) > _MANY:
        yield f"  … và {len(items) - _MANY} {what} nữa (tất cả {len(items)}); thêm --json để xem đủ."
