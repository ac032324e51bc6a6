"""hoso portfolio: a sealed record as one PDF for reading, the signed originals attached."""

from pathlib import Path

import click

from archive.cli.door import Door
from archive.cli.printing import json_option, print_result, say
from archive.cli.users import as_option, bounds
from archive.domain.record import RecordId
from archive.workflow.portfolio import portfolio as write_portfolio


@click.command("portfolio", help="Ghép một hồ sơ đã niêm phong thành một tệp PDF để đọc, đính kèm các bản gốc đã ký.")
@click.argument("record", metavar="MÃ_HỒ_SƠ")
@click.option("--version", type=click.IntRange(1), help="Phiên bản; mặc định là mới nhất.")
@click.option("--out", required=True, metavar="TỆP", type=click.Path(path_type=Path), help="Ghi ra tệp này.")
@as_option
@json_option
@click.pass_obj
def portfolio(door: Door, record: str, version: int | None, out: Path, reader: str | None, *, as_json: bool) -> None:
    with door.open() as parts:
        asked = RecordId.parse(record)
        report = write_portfolio(parts, asked, out=out, version=version, readable=bounds(parts, reader))
    for title in report.unshown:
        say(f"Chỉ có trang nêu tên, không ghép được: {title}.")
    data = {
        "record": record,
        "out": str(out),
        "pages": report.pages,
        "attached": report.attached,
        "unshown": list(report.unshown),
    }
    told = f"{out}: {report.pages} trang, đính kèm {report.attached} bản gốc đã ký"
    print_result(data, as_json=as_json, lines=lambda: [told])
