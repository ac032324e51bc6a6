"""hoso reindex: the search index made anew from the sealed records."""

import click

from archive.cli.door import Door
from archive.cli.printing import json_option, print_result, progress
from archive.workflow.index import reindex as make_anew


@click.command("reindex", help="Lập lại toàn bộ chỉ mục tra cứu từ các hồ sơ đã niêm phong.")
@json_option
@click.pass_obj
def reindex(door: Door, *, as_json: bool) -> None:
    with door.open(writing=True) as parts, progress() as tell:
        found = make_anew(parts, tell=tell)
    print_result({"files": found}, as_json=as_json, lines=lambda: [f"Tra cứu được {found} tệp."])
