"""hoso assemble: write every document of the dossiers that miss nothing."""

import click

from archive.cli.door import Door
from archive.cli.printing import json_option, print_result, progress, quarter_option, unit_option
from archive.domain.quarter import Quarter
from archive.workflow.assemble import assemble as assemble_dossier
from archive.workflow.review import units_of


@click.command("assemble", help="Lập mọi văn bản của hồ sơ đã đủ dữ liệu.")
@quarter_option
@unit_option
@json_option
@click.pass_obj
def assemble(door: Door, quarter: str, unit: str | None, *, as_json: bool) -> None:
    asked = Quarter.parse(quarter)
    with door.open(writing=True) as parts, progress() as tell:
        dossiers = [assemble_dossier(parts, code, asked, tell=tell) for code in units_of(parts, asked, unit)]
    made = {item.facts.unit.code: [document.due.id for document in item.documents] for item in dossiers}
    print_result(
        {"quarter": quarter, "documents": made},
        as_json=as_json,
        lines=lambda: [f"{code}: {len(documents)} văn bản" for code, documents in made.items()],
    )
