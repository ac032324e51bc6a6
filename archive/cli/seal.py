"""hoso seal: seal what is signed, and make it findable."""

import click

from archive.cli.door import Door
from archive.cli.printing import json_option, print_result, progress, quarter_option, unit_option
from archive.domain.quarter import Quarter
from archive.workflow.index import index
from archive.workflow.review import units_of
from archive.workflow.seal import seal as seal_dossier


@click.command("seal", help="Niêm phong hồ sơ đã ký và lập chỉ mục tra cứu.")
@quarter_option
@unit_option
@json_option
@click.pass_obj
def seal(door: Door, quarter: str, unit: str | None, *, as_json: bool) -> None:
    asked = Quarter.parse(quarter)
    sealed = []
    with door.open(writing=True) as parts, progress() as tell:
        for code in units_of(parts, asked, unit):
            sealed.append(seal_dossier(parts, code, asked, tell=tell))
            index(parts, sealed[-1].record)
    print_result(
        {"records": [{"record": str(item.record), "version": item.version} for item in sealed]},
        as_json=as_json,
        lines=lambda: [f"{item.record} phiên bản {item.version}" for item in sealed],
    )
