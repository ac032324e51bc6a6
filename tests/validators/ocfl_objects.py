"""Objects for the codes of OCFL 1.1, each made from a good one of two versions by one change; and what ocfl-py says."""

import hashlib
import io
import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from archive.domain.quarter import Quarter
from archive.domain.record import RecordId
from archive.ports.records import RecordVersion
from storage.ocfl import OcflRecords
from tests.contracts.exporting_contract import record_files
from tests.quarters import SNV

RECORD = RecordId(SNV, Quarter(2026, 2))
EVERYWHERE, HEAD, OLDEST = ("", "v1", "v2"), ("", "v2"), ("v1",)
Inventory = dict[str, Any]
Edit = Callable[[Inventory], object]
Change = Callable[[Path], object]


_JUDGE = """
import json, sys
from ocfl.validator import Validator
for folder in sys.argv[1:]:
    judge = Validator(log_warnings=True)
    try:
        valid = judge.validate_object(folder)
    except Exception:  # it falls over some inventories, after it has said what is wrong with them
        valid = False
    print(json.dumps([valid, sorted({code[:4] for code in judge.log.codes})]))
"""


def good_object(scratch: Path) -> Path:
    """An object of two versions, as our own store writes it."""
    records = OcflRecords(scratch / "records")
    files = record_files(SNV)
    for number, content in enumerate((files, {**files, "evidence/NV-001/2.txt": b"hai"}), start=1):
        made = datetime(2026, 6, 23 + number, 1, tzinfo=UTC)
        version = RecordVersion(number=number, made=made, message="Nộp", actor="thư ký")
        openers = {path: lambda held=held: io.BytesIO(held) for path, held in content.items()}
        records.add(RECORD, openers, version)
    found = next((scratch / "records").rglob("0=ocfl_object_1.1")).parent
    for path in found.rglob("*"):
        path.chmod(0o755 if path.is_dir() else 0o644)
    return found


def write_inventory(folder: Path, inventory: Inventory, *, algorithm: str = "sha512") -> None:
    """An inventory with a sidecar that fits it: what no digest can find."""
    raw = json.dumps(inventory).encode()
    (folder / "inventory.json").write_bytes(raw)
    said = hashlib.new(algorithm, raw).hexdigest()
    (folder / f"inventory.json.{algorithm}").write_text(f"{said} inventory.json\n")


def read_inventory(folder: Path) -> Inventory:
    """The inventory as it stands there."""
    document: Inventory = json.loads((folder / "inventory.json").read_bytes())
    return document


def told(edit: Edit, places: Iterable[str] = HEAD) -> Change:
    """A change of what inventories say."""

    def change(folder: Path) -> None:
        for place in places:
            document = read_inventory(folder / place)
            edit(document)
            write_inventory(folder / place, document)

    return change


def added(name: str, content: bytes = b"x") -> Change:
    """One more file."""

    def change(folder: Path) -> None:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)

    return change


def removed(name: str) -> Change:
    """One file less."""
    return lambda folder: (folder / name).unlink()


def both(*changes: Change) -> Change:
    """Several changes, one after the other."""

    def change(folder: Path) -> None:
        for one in changes:
            one(folder)

    return change


def state(inventory: Inventory, version: str = "v2") -> dict[str, list[str]]:
    """Digest → paths of one version."""
    found: dict[str, list[str]] = inventory["versions"][version]["state"]
    return found


def made_from(good: Path, changes: Mapping[str, Change], into: Path) -> dict[str, Path]:
    """One object for each change, by the change's name."""
    objects = {}
    for place, (name, change) in enumerate(changes.items()):
        objects[name] = Path(shutil.copytree(good, into / f"object-{place}"))
        change(objects[name])
    return objects


def judged(objects: Mapping[str, Path]) -> dict[str, tuple[bool, set[str]]]:
    """Whether ocfl-py calls each one valid, and the codes of errors and warnings that it names."""
    done = subprocess.run(
        [sys.executable, "-c", _JUDGE, *objects.values()], capture_output=True, text=True, check=True, timeout=120
    )
    said = [json.loads(line) for line in done.stdout.splitlines()]
    return {name: (valid, set(codes)) for name, (valid, codes) in zip(objects, said, strict=True)}
