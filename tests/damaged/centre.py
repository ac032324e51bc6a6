"""Packages for the central level whose bag is in order and whose selection is not; and packages that are closed."""

import json
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import bagit

from archive.exporters import BagExporter
from tests.contracts.exporting_contract import AT, two_records
from tests.damaged.keeping import bag_again, keep
from tests.exporters.receivers import receiver, rsa_key
from tests.workflow.export_world import export_to_centre, sealed_parts

_FOLDER = "SNV-2026-Q2"
_OTHER_PROOF = "7a" * 32


def _selection(edit: Callable[[dict[str, Any]], object]) -> Callable[[Path], object]:
    def damage(payload: Path) -> None:
        path = payload / _FOLDER / "selection.json"
        said = json.loads(path.read_text())
        edit(said)
        path.write_text(json.dumps(said))

    return damage


DAMAGES: dict[str, Callable[[Path], object]] = {
    "selection_mismatch--another-version": _selection(lambda said: said.update(version=2)),
    "selection_empty--no-files": _selection(lambda said: said.update(files=[])),
    "file_other--another-digest": lambda payload: next(payload.rglob("1.txt")).write_bytes(b"khac"),
    "proof_wrong--another-hash": _selection(lambda said: said["files"][0].update(proof=[_OTHER_PROOF])),
    "record_damaged--no-selection": _selection(lambda said: said.pop("files")),
    "bad_package--seal-no-json": lambda payload: (payload / _FOLDER / "seal.json").write_text("{"),
}


def selections(scratch: Path) -> None:
    """The central package taken apart, damaged, and made a good bag again."""
    package = export_to_centre(sealed_parts(), scratch / "out").package
    with zipfile.ZipFile(package) as archive:
        archive.extractall(scratch / "bag")
    bag = scratch / "bag" / package.stem
    for name, damage in DAMAGES.items():
        payload = Path(shutil.copytree(bag / "data", scratch / name / "goi"))
        damage(payload)
        bagit.make_bag(str(payload), checksums=["sha512"])
        bag_again(payload, f"centre/{name}.zip")


def closed(scratch: Path) -> None:
    """An encrypted package, which nobody but its receiver can judge, and pieces of one."""
    exporter = BagExporter(scratch=scratch / "plain")
    recipient = exporter.recipient(receiver(scratch / "office", rsa_key()).certificate, at=AT)
    package = exporter.export("goi", two_records(), out=scratch, at=AT, actor="vt01", encrypt_for=[recipient])
    content = package.read_bytes()
    keep("package/bad_package--encrypted.zip.p7m", content)
    keep("package/bad_package--encrypted-and-cut.zip", content[:600])


def build(scratch: Path) -> None:
    """All of them."""
    selections(scratch / "centre")
    closed(scratch / "closed")
