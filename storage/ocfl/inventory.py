"""The inventory of an OCFL object as a value: which versions there are, which files each has, where their bytes lie."""

import json
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import quote

from archive.errors import RecordDamaged
from archive.ports.records import RecordVersion
from storage.ocfl.paths import is_safe

INVENTORY = "inventory.json"
SIDECAR = "inventory.json.sha512"
_TYPE = "https://ocfl.io/1.1/spec/#inventory"
_DIGEST = re.compile(r"[0-9a-f]{128}")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")  # RFC 3339
_NAMES_FOLDER = "contentDirectory"
_FOLDER = "content"  # the name that OCFL takes when none is told, and the only one here
_CONTENT = re.compile(rf"v[1-9][0-9]*/{_FOLDER}/.+")


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One version: its metadata, and path → SHA-512 for each of its files."""

    version: RecordVersion
    state: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Fixity:
    """A digest of another kind than the inventory's own, for one path of the object."""

    kind: str
    digest: str
    path: str


@dataclass(frozen=True, slots=True)
class Inventory:
    """An object up to its newest version; `manifest` says under which path of the object a digest's bytes lie.

    `names_folder`: it says what the folder of contents is called, which ours never do and all of one object must.
    """

    object_id: str
    manifest: Mapping[str, str]
    snapshots: tuple[Snapshot, ...] = ()
    names_folder: bool = False
    fixity: tuple[Fixity, ...] = field(default=(), compare=False)

    @property
    def head(self) -> int:
        """The newest version's number, 0 before the first."""
        return len(self.snapshots)

    def after(self, snapshot: Snapshot, added: Mapping[str, str]) -> "Inventory":
        """The inventory with one more version, whose new bytes are `added`."""
        return Inventory(self.object_id, {**self.manifest, **added}, (*self.snapshots, snapshot), self.names_folder)

    def at(self, number: int) -> "Inventory":
        """The inventory as it was when that version was the newest."""
        manifest = {digest: path for digest, path in self.manifest.items() if _version_of(path) <= number}
        return Inventory(self.object_id, manifest, self.snapshots[:number], self.names_folder)

    def written(self) -> bytes:
        """The inventory as `inventory.json` holds it."""
        document: dict[str, object] = {
            "id": self.object_id,
            "type": _TYPE,
            "digestAlgorithm": "sha512",
            "head": f"v{self.head}",
            "manifest": {digest: [path] for digest, path in self.manifest.items()},
            "versions": {f"v{item.version.number}": _version_block(item) for item in self.snapshots},
        }
        if self.names_folder:
            document[_NAMES_FOLDER] = _FOLDER
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
    _require(document.get(_NAMES_FOLDER, _FOLDER) == _FOLDER, _NAMES_FOLDER)
    told = document["manifest"]
    manifest = {_digest(digest): _one_path(paths) for digest, paths in told.items()}
    _require(len(manifest) == len(told), "manifest")
    blocks = document["versions"]
    _require(all(digest in told for block in blocks.values() for digest in block["state"]), "state")
    snapshots = tuple(_snapshot(number, blocks[f"v{number}"]) for number in range(1, len(blocks) + 1))
    _require(bool(snapshots) and document["head"] == f"v{len(snapshots)}", "head")
    _require({digest for item in snapshots for digest in item.state.values()} == set(manifest), "manifest")
    _require(isinstance(document["id"], str), "id")
    fixity = _fixity(document.get("fixity", {}), set(manifest.values()))
    return Inventory(document["id"], manifest, snapshots, _NAMES_FOLDER in document, fixity)


def _fixity(block: Any, paths: Collection[str]) -> tuple[Fixity, ...]:  # noqa: ANN401 - as above
    """Digests of other kinds, which we never write and others may have."""
    for digests in block.values():
        _require(len({digest.lower() for digest in digests}) == len(digests), "fixity")
    found = tuple(
        Fixity(kind, digest.lower(), path)
        for kind, digests in block.items()
        for digest, named in digests.items()
        for path in named
    )
    _require(all(item.path in paths for item in found), "fixity")
    return found


def _snapshot(number: int, block: Any) -> Snapshot:  # noqa: ANN401 - as above
    _require(bool(_MOMENT.fullmatch(block["created"])), "created")
    version = RecordVersion(
        number=number,
        made=datetime.fromisoformat(block["created"]),
        message=str(block["message"]),
        actor=str(block["user"]["name"]),
    )
    state = {_path(path): _digest(digest) for digest, paths in block["state"].items() for path in paths}
    _require(len(state) == sum(map(len, block["state"].values())), "paths")
    _require(not any(str(folder) in state for path in state for folder in PurePosixPath(path).parents), "paths")
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
