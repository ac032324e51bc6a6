"""hoso keys: the key that is not the system's own to keep."""

from pathlib import Path

import click

from archive.bootstrap import make_master_key
from archive.cli.printing import json_option, print_result, say


@click.group("keys", help="Khóa của hệ thống.")
def keys() -> None:
    pass


@keys.command("new-master", help="Tạo tệp khóa chính để mã hóa bản sao lưu; không ghi đè tệp đã có.")
@click.argument("file", metavar="TỆP", type=click.Path(path_type=Path, dir_okay=False))
@json_option
def new_master(file: Path, *, as_json: bool) -> None:
    make_master_key(file)
    say("Hãy giữ tệp này ở hai nơi ngoài kho và ngoài bản sao lưu: mất khóa là không mở được bản sao lưu nào.")
    print_result({"file": str(file)}, as_json=as_json, lines=lambda: [str(file)])
