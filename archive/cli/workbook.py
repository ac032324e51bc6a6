"""hoso workbook: an empty workbook for an office to fill in."""

from pathlib import Path

import click

from archive.bootstrap import workbook_writer
from archive.cli.printing import json_option, print_result, quarter_option
from archive.domain.quarter import Quarter


@click.command("workbook", help="Tạo sổ trống (.xlsx) của một quý để đơn vị ghi; không cần kho hồ sơ.")
@quarter_option
@click.option("--out", required=True, metavar="SỔ.xlsx", type=click.Path(path_type=Path), help="Tệp sổ sẽ tạo.")
@json_option
def workbook(quarter: str, out: Path, *, as_json: bool) -> None:
    asked = Quarter.parse(quarter)
    workbook_writer().write(out, quarter=asked)
    data = {"workbook": str(out), "quarter": str(asked)}
    print_result(data, as_json=as_json, lines=lambda: [str(out)])
