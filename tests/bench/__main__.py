"""make bench: runs every measure, prints a table, writes `build/bench.json`.

python -m tests.bench [NAME …]
"""

import json
import sys
from pathlib import Path

from rich.console import Console
from rich.table import Table

from tests.bench.filling import FILLING
from tests.bench.measures import MEASURES, Measured
from tests.bench.office import OFFICE
from tests.bench.status import status
from tests.bench.storage import intake, package, scrub
from tests.bench.web import WEB

EVERY = {
    **FILLING,
    **OFFICE,
    **MEASURES,
    **WEB,
    "status": status,
    "intake": intake,
    "scrub": scrub,
    "package": package,
}


def main(names: list[str]) -> None:
    """Run the measures named, or all."""
    measured = [measure() for name, measure in EVERY.items() if not names or name in names]
    _print(measured)
    out = Path("build/bench.json")
    out.parent.mkdir(exist_ok=True)
    out.write_text(json.dumps([item.plain() for item in measured], indent=2, ensure_ascii=False) + "\n")


def _print(measured: list[Measured]) -> None:
    table = Table(title="hoso bench: ours against the bare library on the same files")
    for heading in ("work", "n", "ours s", "floor s", "ours / floor", "must", "note"):
        table.add_column(heading)
    for item in measured:
        ratio = "" if item.ratio is None else f"{item.ratio:.2f}"
        floor = "" if item.floor is None else f"{item.floor:.2f}"
        table.add_row(item.work, str(item.count), f"{item.ours:.2f}", floor, ratio, item.must, item.note)
    Console(width=160).print(table)


if __name__ == "__main__":
    main(sys.argv[1:])
