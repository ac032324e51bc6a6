"""The inventory of an OCFL object as a value: which versions there are, which files each has, where their bytes lie."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import quote

from archive.errors import RecordDamaged
from archive.ports.records import RecordVersion
from storage.ocfl.paths import is_safe

INVENTORY = "inventory.json"
SIDECAR = "inventory.json.sha512"
_TYPE = "https://ocfl.io/1.1/spec/#inventory"
_DIGEST = re.compile(r"[0-9a-f]{128}")
_CONTENT = re.compile(r"v[1-9][0-9]*/content/.+")


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One version: its metadata, and path → SHA-512 for each of its files."""

    version: RecordVersion
    state: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Inventory:
    """An object up to its newest version; `manifest` says under which path of the object a digest's bytes lie."""

    object_id: str
    manifest: Mapping[str, str]
    snapshots: tuple[Snapshot, ...] = ()

    @property
    def head(self) -> int:
        """The newest version's number, 0 before the first."""
        return len(self.snapshots)

    def after(self, snapshot: Snapshot, added: Mapping[str, str]) -> "Inventory":
        """The inventory with one more version, whose new bytes are `added`."""
        return Inventory(self.object_id, {**self.manifest, **added}, (*self.snapshots, snapshot))

    def at(self, number: int) -> "Inventory":
        """The inventory as it was when that version was the newest."""
        manifest = {digest: path for digest, path in self.manifest.items() if _version_of(path) <= number}
        return Inventory(self.object_id, manifest, self.snapshots[:number])

    def written(self) -> bytes:
        """The inventory as `inventory.json` holds it."""
        document = {
            "id": self.object_id,
            "type": _TYPE,
            "digestAlgorithm": "sha512",
            "head": f"v{self.head}",
            "manifest": {digest: [path] for digest, path in self.manifest.items()},
            "versions": {f"v{item.version.number}": _version_block(item) for item in self.snapshots},
        }
        return json.dumps(document, ensure_ascii=False, indent=2, sort_keys=True).encode()


def _version_of(path: str) -> int:
    return int(path[1 : path.index("/")])


def _version_block(snapshot: Snapshot) -> dict[str, object]:
    version = snapshot.version
    state: dict[str, list[str]] = {}
    for path in sorted(snapshot.state):
        state.setdefault(snapshot.state[path], []).append(path)
    return {
        "created": version.made.isoformat(),
        "message": version.message,
        "user": {"name": version.actor, "address": f"urn:hoso:actor:{quote(version.actor, safe='')}"},
        "state": state,
    }


def read(raw: bytes, where: str) -> Inventory:
    """The inventory out of its bytes; `where` is for the error.

    Raises:
        RecordDamaged: it is not one of ours.
    """
    try:
        return _read(json.loads(raw))
    except (AttributeError, KeyError, TypeError, ValueError, RecursionError) as wrong:
        raise RecordDamaged(
            f"Danh mục tệp {where} không đọc được; hãy khôi phục hồ sơ này từ bản sao lưu.", where=where
        ) from wrong


def _read(document: Any) -> Inventory:  # noqa: ANN401 - JSON is untyped until each value below is checked
    _require(document["type"] == _TYPE, "type")
    _require(document["digestAlgorithm"] == "sha512", "digestAlgorithm")
    manifest = {_digest(digest): _one_path(paths) for digest, paths in document["manifest"].items()}
    blocks = document["versions"]
    snapshots = tuple(_snapshot(number, blocks[f"v{number}"]) for number in range(1, len(blocks) + 1))
    _require(bool(snapshots) and document["head"] == f"v{len(snapshots)}", "head")
    _require(all(digest in manifest for item in snapshots for digest in item.state.values()), "state")
    _require(isinstance(document["id"], str), "id")
    return Inventory(document["id"], manifest, snapshots)


def _snapshot(number: int, block: Any) -> Snapshot:  # noqa: ANN401 - as above
    version = RecordVersion(
        number=number,
        made=datetime.fromisoformat(block["created"]),
        message=str(block["message"]),
        actor=str(block["user"]["name"]),
    )
    state = {_path(path): _digest(digest) for digest, paths in block["state"].items() for path in paths}
    return Snapshot(version, state)


def _digest(text: str) -> str:
    lowered = text.lower()
    _require(bool(_DIGEST.fullmatch(lowered)), text)
    return lowered


def _one_path(paths: Iterable[str]) -> str:
    (path,) = paths  # we never store the same bytes twice
    _require(bool(_CONTENT.fullmatch(path)), path)
    return _path(path)


def _path(path: str) -> str:
    _require(is_safe(path), path)
    return path


def _require(holds: bool, what: str) -> None:  # noqa: FBT001 - an assertion that survives -O
    if not holds:
        raise ValueError(what)
