"""hoso rebuild: database and index again, from the records alone."""

import click

from archive.cli.door import Door
from archive.cli.printing import json_option, print_result, progress
from archive.workflow.index import reindex
from archive.workflow.rebuild import RebuildReport
from archive.workflow.rebuild import rebuild as put_back


@click.command("rebuild", help="Dựng lại cơ sở dữ liệu và chỉ mục từ kho hồ sơ lưu trữ; không ghi đè dữ liệu đang có.")
@json_option
@click.pass_obj
def rebuild(door: Door, *, as_json: bool) -> None:
    door.create()  # a home whose database was lost gets an empty one
    with door.open(writing=True, mending=True) as parts, progress() as tell:
        report = put_back(parts, tell=tell)
        found = reindex(parts, tell=tell)
    data = {
        "restored": [str(record) for record in report.restored],
        "kept": [str(record) for record in report.kept],
        "entries": report.entries,
        "files": found,
    }
    print_result(data, as_json=as_json, lines=lambda: _lines(report, found))


def _lines(report: RebuildReport, found: int) -> list[str]:
    return [
        f"Đã dựng lại {len(report.restored)} hồ sơ; {len(report.kept)} hồ sơ đã có dữ liệu, giữ nguyên.",
        f"Nhật ký có {report.entries} mục.",
        f"Tra cứu được {found} tệp.",
    ]
