"""hoso get: one file out of a record, or a document not yet sealed."""

import shutil
from pathlib import Path

import click

from archive.cli.door import Door
from archive.cli.printing import json_option, print_result
from archive.cli.users import as_option, bounds
from archive.errors import UsageError
from archive.workflow.retrieve import get as open_file


@click.command("get", help="Lấy một văn bản hoặc tệp minh chứng ra tệp.")
@click.argument("name", metavar="MÃ")
@click.option("--out", required=True, metavar="TỆP", type=click.Path(path_type=Path), help="Ghi ra tệp này.")
@as_option
@json_option
@click.pass_obj
def get(door: Door, name: str, out: Path, reader: str | None, *, as_json: bool) -> None:
    if out.exists():
        raise UsageError(f"Tệp {out} đã có; hãy chọn tên khác.")
    aside = out.with_name(f".{out.name}.part")
    try:
        with (
            door.open() as parts,
            open_file(parts, name, readable=bounds(parts, reader)) as source,
            aside.open("wb") as target,
        ):
            shutil.copyfileobj(source, target)
        aside.rename(out)
    finally:
        aside.unlink(missing_ok=True)
    print_result({"id": name, "out": str(out)}, as_json=as_json, lines=lambda: [str(out)])
