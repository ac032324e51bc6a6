"""hoso export: sealed records into one package."""

from pathlib import Path

import click

from archive.cli.door import Door
from archive.cli.printing import json_option, print_result, quarter_option, say, unit_option
from archive.domain.quarter import Quarter
from archive.workflow.export import export as export_records
from archive.workflow.review import units_of


@click.command("export", help="Kết xuất hồ sơ đã niêm phong của một đơn vị hoặc cả quý thành gói .zip.")
@quarter_option
@unit_option
@click.option("--out", required=True, metavar="THƯ_MỤC", type=click.Path(path_type=Path), help="Thư mục đặt gói.")
@json_option
@click.pass_obj
def export(door: Door, quarter: str, unit: str | None, out: Path, *, as_json: bool) -> None:
    asked = Quarter.parse(quarter)
    with door.open(writing=True) as parts:
        report = export_records(parts, asked, units_of(parts, asked, unit), out=out, whole=unit is None)
    if report.left_out:
        say(f"Chưa niêm phong nên không có trong gói: {', '.join(report.left_out)}.")
    if report.already_there:
        say("Gói này đã kết xuất từ trước và còn nguyên vẹn.")
    data = {
        "package": str(report.package),
        "records": [str(record) for record in report.records],
        "left_out": list(report.left_out),
    }
    print_result(data, as_json=as_json, lines=lambda: [str(report.package)])
