"""hoso sign: sign what waits for a signature."""

import click

from archive.cli.door import Door
from archive.cli.printing import json_option, print_result, progress, quarter_option, unit_option
from archive.domain.dossier import AssembledDossier, SignedDossier
from archive.domain.quarter import Quarter
from archive.workflow.review import units_of
from archive.workflow.sign import sign as sign_dossier


@click.command("sign", help="Ký các văn bản đang chờ ký, theo đúng thứ tự người ký.")
@quarter_option
@unit_option
@click.option("--as", "signer", metavar="AI", help="Chỉ ký phần của một người (mã cán bộ) hoặc cơ quan (ORGAN).")
@json_option
@click.pass_obj
def sign(door: Door, quarter: str, unit: str | None, signer: str | None, *, as_json: bool) -> None:
    asked = Quarter.parse(quarter)
    with door.open(writing=True) as parts, progress() as tell:
        dossiers = [sign_dossier(parts, code, asked, signer=signer, tell=tell) for code in units_of(parts, asked, unit)]
    units = [_plain(item) for item in dossiers]
    print_result(
        {"quarter": quarter, "units": units},
        as_json=as_json,
        lines=lambda: [f"{item['unit']}: đã ký {item['signatures']}, còn chờ {item['waiting']}" for item in units],
    )


def _plain(dossier: AssembledDossier | SignedDossier) -> dict[str, object]:
    assembled = dossier.assembled if isinstance(dossier, SignedDossier) else dossier
    return {
        "unit": assembled.facts.unit.code,
        "signatures": sum(len(document.signatures) for document in assembled.documents),
        "waiting": sum(len(document.unsigned_by) for document in assembled.documents),
    }
