"""What commands print: data on stdout as text or JSON, talk on stderr."""

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from archive.errors import BadWorkbook, DossierIncomplete, HosoError
from archive.plain import error_document
from archive.ports.telling import Tell

json_option = click.option("--json", "as_json", is_flag=True, help="In kết quả dạng JSON cho máy đọc.")
quarter_option = click.option("--quarter", required=True, metavar="QUÝ", help="Quý, ví dụ 2026-Q2.")
unit_option = click.option("--unit", metavar="MÃ", help="Chỉ một đơn vị.")

_MANY = 20  # problems shown in full to a person; JSON always has all


def print_result(data: object, *, as_json: bool, lines: Callable[[], Iterable[str]]) -> None:
    """Print one result, as JSON or as the lines for people."""
    if as_json:
        print(json.dumps(data, ensure_ascii=False))
        return
    for line in lines():
        print(line)


def say(text: str) -> None:
    """Talk: never part of the data."""
    print(text, file=sys.stderr)


def print_error(error: HosoError, *, as_json: bool) -> None:
    """One line for people; with JSON also the object of design §13 on stdout."""
    say(f"hoso: {error.sentence}")
    items = _items(error)
    for item in items[:_MANY]:
        say(f"  - {item}")
    if len(items) > _MANY:
        say(f"  … và {len(items) - _MANY} mục nữa; thêm --json để xem đủ.")
    if as_json:
        print(json.dumps(error_document(error), ensure_ascii=False, default=str))


def _items(error: HosoError) -> list[str]:
    if isinstance(error, BadWorkbook):
        return [str(problem) for problem in error.problems]
    if isinstance(error, DossierIncomplete):
        return [str(getattr(finding, "message", finding)) for finding in error.findings]
    changes = error.detail.get("changes")
    return [str(change) for change in changes] if isinstance(changes, list) else []


@contextmanager
def progress() -> Iterator[Tell]:
    """A bar on stderr for long work; silent where nobody looks."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description:<32}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, disable=not console.is_terminal, transient=True) as bars:
        task = bars.add_task("…", total=None)

        def tell(what: str, done: int, total: int) -> None:
            bars.update(task, description=what, completed=done, total=total)

        yield tell
