"""hoso redo: fill a kept document again from its own data and form, and say whether it comes out the same."""

import click

from archive.cli.door import Door
from archive.cli.printing import json_option, print_result
from archive.errors import IntegrityError
from archive.ports.rendering import Difference
from archive.workflow.redo import redo as make_again


@click.command("redo", help="Lập lại một văn bản từ dữ liệu và mẫu đã giữ, so nội dung và bố cục với bản đang giữ.")
@click.argument("name", metavar="MÃ")
@json_option
@click.pass_obj
def redo(door: Door, name: str, *, as_json: bool) -> int:
    with door.open() as parts:
        made = make_again(parts, name)
    used = made.template
    form = f"{used.kind}/{used.system.folder}/{used.version}"
    data = {
        "id": name,
        "same": made.is_same,
        "template": {"name": form, "sha512": used.sha512},
        "renderer": made.renderer,
        "renderer_now": made.renderer_now,
        "differences": [{"where": item.where, "kept": item.kept, "again": item.again} for item in made.differences],
    }
    verdict = "giống bản đang giữ" if made.is_same else f"khác bản đang giữ ở {len(made.differences)} chỗ"
    print_result(
        data,
        as_json=as_json,
        lines=lambda: [f"{made.title}, mẫu {form}: {verdict}", *map(_line, made.differences)],
    )
    return 0 if made.is_same else IntegrityError.exit_code


def _line(item: Difference) -> str:
    return f"  {item.where}: đang giữ «{item.kept}», lập lại «{item.again}»"
