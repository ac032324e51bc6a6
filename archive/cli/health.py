"""hoso health: how the system is, for people and for machines that watch."""

from collections.abc import Iterator, Sequence

import click

from archive.cli.door import Door
from archive.cli.printing import json_option, print_result
from archive.domain.health import Level, Sign, is_well
from archive.errors import Unavailable
from archive.jobs.health import health as look
from archive.plain import health_document

_MARKS = {Level.GOOD: "tốt", Level.WARNING: "CHÚ Ý", Level.BAD: "HỎNG"}


@click.command("health", help="Tình trạng hệ thống: dữ liệu, đĩa, đọc lại, sao lưu, chứng thư.")
@json_option
@click.pass_obj
def health(door: Door, *, as_json: bool) -> int:
    with door.open() as parts:
        signs = look(parts)
    print_result(health_document(signs), as_json=as_json, lines=lambda: _lines(signs))
    return 0 if is_well(signs) else Unavailable.exit_code


def _lines(signs: Sequence[Sign]) -> Iterator[str]:
    for sign in signs:
        yield f"{_MARKS[sign.level]:<6} {sign.sentence}"
