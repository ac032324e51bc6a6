"""hoso init: a new home."""

import click

from archive.cli.door import Door
from archive.cli.printing import json_option, print_result
from archive.cli.users import begin_accounts


@click.command("init", help="Tạo kho hồ sơ mới: cơ sở dữ liệu, khóa thử (development), người quản trị.")
@click.option("--admin", metavar="TÀI_KHOẢN", help="Tên người quản trị đầu tiên; mặc định là người dùng của máy.")
@json_option
@click.pass_obj
def init(door: Door, admin: str | None, *, as_json: bool) -> None:
    where = door.create()
    begin_accounts(door, name=admin)
    print_result({"home": str(where.home)}, as_json=as_json, lines=lambda: [f"Kho hồ sơ: {where.home}"])
