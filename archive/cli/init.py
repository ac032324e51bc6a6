"""hoso init: a new home."""

import click

from archive.cli.door import Door
from archive.cli.printing import json_option, print_result


@click.command("init", help="Tạo kho hồ sơ mới: cơ sở dữ liệu, khóa thử (development), người quản trị.")
@json_option
@click.pass_obj
def init(door: Door, *, as_json: bool) -> None:
    where = door.create()
    print_result({"home": str(where.home)}, as_json=as_json, lines=lambda: [f"Kho hồ sơ: {where.home}"])
