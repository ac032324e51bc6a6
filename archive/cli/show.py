"""hoso show: a record, its versions and its files."""

import click

from archive.cli.door import Door
from archive.cli.printing import json_option, print_result
from archive.cli.users import as_option, bounds
from archive.domain.record import RecordId
from archive.language import moment
from archive.plain import record_document
from archive.workflow.retrieve import RecordView
from archive.workflow.retrieve import show as show_record


@click.command("show", help="Xem một hồ sơ đã niêm phong: các phiên bản và tệp.")
@click.argument("record", metavar="MÃ_HỒ_SƠ")
@click.option("--version", type=click.IntRange(1), help="Phiên bản; mặc định là mới nhất.")
@as_option
@json_option
@click.pass_obj
def show(door: Door, record: str, version: int | None, reader: str | None, *, as_json: bool) -> None:
    with door.open() as parts:
        view = show_record(parts, RecordId.parse(record), version, readable=bounds(parts, reader))
    print_result(record_document(view), as_json=as_json, lines=lambda: _lines(view))


def _lines(view: RecordView) -> list[str]:
    versions = [f"  v{item.number} · {moment(item.made)} · {item.message} · {item.actor}" for item in view.versions]
    return [f"{view.record} phiên bản {view.version}", *versions, *(f"  {path}" for path in sorted(view.files))]
