"""Inventories that OCFL 1.1 forbids, each by its code: our reader and a foreign validator say no."""

import hashlib
import io
import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from archive.domain.quarter import Quarter
from archive.domain.record import RecordId
from archive.ports.records import RecordVersion
from storage.ocfl import OcflRecords
from tests.contracts.exporting_contract import record_files
from tests.quarters import SNV
from tests.validators.ocfl import ocfl_problems

RECORD = RecordId(SNV, Quarter(2026, 2))
AT = datetime(2026, 6, 24, 1, tzinfo=UTC)
Edit = Callable[[dict[str, Any]], object]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    records = OcflRecords(tmp_path / "records")
    files = {path: lambda content=content: io.BytesIO(content) for path, content in record_files(SNV).items()}
    records.add(RECORD, files, RecordVersion(number=1, made=AT, message="Nộp lần đầu", actor="thư ký"))
    return tmp_path / "records"


def rewrite(root: Path, edit: Edit, *, only_root: bool = False) -> None:
    """Another inventory with sidecars that fit it: what no digest can find."""
    folder = next(root.rglob("0=ocfl_object_1.1")).parent
    document = json.loads((folder / "inventory.json").read_bytes())
    edit(document)
    raw = json.dumps(document).encode()
    for place in (folder,) if only_root else (folder, folder / "v1"):
        for name, content in (
            ("inventory.json", raw),
            ("inventory.json.sha512", f"{hashlib.sha512(raw).hexdigest()} inventory.json\n".encode()),
        ):
            (place / name).chmod(0o644)
            (place / name).write_bytes(content)


def found(root: Path) -> set[str]:
    return {problem.code for problem in OcflRecords(root).check(RECORD).problems}


def _state(document: dict[str, Any]) -> dict[str, list[str]]:
    state: dict[str, list[str]] = document["versions"]["v1"]["state"]
    return state


def _wrong_case(document: dict[str, Any]) -> None:
    digest, paths = _state(document).popitem()
    _state(document)[digest.upper()] = paths


def _twice(document: dict[str, Any]) -> None:
    digest, paths = next(iter(document["manifest"].items()))
    document["manifest"][digest.upper()] = paths


def _unused(document: dict[str, Any]) -> None:
    _state(document).popitem()


def _same_path(document: dict[str, Any]) -> None:
    (first, _), (_, second) = list(_state(document).items())[:2]
    _state(document)[first] = second


def _folder_and_file(document: dict[str, Any]) -> None:
    digest = next(digest for digest, paths in _state(document).items() if paths == ["record.json"])
    _state(document)[digest] = ["evidence/NV-001"]


def _fixity(document: dict[str, Any]) -> None:
    path = next(iter(document["manifest"].values()))[0]
    document["fixity"] = {"md5": {"0" * 32: [path]}}


RULES: dict[str, Edit] = {
    "E049 no time zone": lambda document: document["versions"]["v1"].update(created="2026-06-24T08:00:00"),
    "E049 no seconds": lambda document: document["versions"]["v1"].update(created="2026-06-24T08:00Z"),
    "E050 another case": _wrong_case,
    "E093 another fixity": _fixity,
    "E095 one path twice": _same_path,
    "E095 a folder and a file": _folder_and_file,
    "E096 a digest twice": _twice,
    "E107 in the manifest, not used": _unused,
}


def test_a_rewritten_inventory_that_says_the_same_is_accepted(root: Path) -> None:
    rewrite(root, dict.copy)

    assert found(root) == set()
    assert ocfl_problems(root) == []


@pytest.mark.parametrize("rule", RULES)
def test_what_the_specification_forbids_is_refused_by_both(root: Path, rule: str) -> None:
    rewrite(root, RULES[rule])

    assert found(root) & {"inventory_damaged", "digest_mismatch"}
    assert ocfl_problems(root) != []


def test_a_root_inventory_that_is_not_the_newest_versions_is_refused_by_both(root: Path) -> None:
    rewrite(root, lambda document: document.update(contentDirectory="content"), only_root=True)

    assert found(root) == {"inventory_damaged"}
    assert ocfl_problems(root) != []
