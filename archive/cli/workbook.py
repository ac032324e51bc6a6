"""hoso workbook: a workbook for an office to fill in, empty or with what is stored."""

from collections.abc import Sequence
from pathlib import Path

import click

from archive.bootstrap import workbook_writer
from archive.cli.door import Door
from archive.cli.printing import json_option, print_result, quarter_option, unit_option
from archive.domain.dossier import OpenDossier
from archive.domain.people import UnitCode
from archive.domain.quarter import Quarter
from archive.errors import NotFound, UsageError


@click.command("workbook", help="Tạo sổ (.xlsx) của một quý: sổ trống (không cần kho hồ sơ), hoặc đã ghi dữ liệu.")
@quarter_option
@click.option("--out", required=True, metavar="SỔ.xlsx", type=click.Path(path_type=Path), help="Tệp sổ sẽ tạo.")
@click.option("--filled", is_flag=True, help="Ghi sẵn dữ liệu đang lưu, để sửa rồi nhập lại.")
@unit_option
@json_option
@click.pass_obj
def workbook(door: Door, quarter: str, out: Path, *, filled: bool, unit: str | None, as_json: bool) -> None:
    asked = Quarter.parse(quarter)
    if unit and not filled:
        raise UsageError("--unit chọn dữ liệu để ghi vào sổ; hãy thêm --filled, hoặc bỏ --unit để tạo sổ trống.")
    dossiers = _stored(door, asked, unit) if filled else ()
    workbook_writer().write(out, quarter=asked, dossiers=dossiers)
    units = [dossier.unit.code for dossier in dossiers]
    data = {"workbook": str(out), "quarter": str(asked), "units": units}
    print_result(data, as_json=as_json, lines=lambda: [str(out)])


def _stored(door: Door, quarter: Quarter, unit: str | None) -> Sequence[OpenDossier]:
    """What is stored of the quarter.

    Raises:
        NotFound: nothing is.
    """
    with door.open() as parts, parts.desk.begin() as work:
        units = [UnitCode(unit)] if unit else work.facts.units(quarter)
        if not units:
            raise NotFound(f"Chưa có dữ liệu nào của {quarter.title}; hãy nhập sổ bằng hoso import.")
        return [work.facts.dossier(code, quarter) for code in units]
