"""The changes that OCFL 1.1 forbids, warns of or allows, by the code that names them in its specification."""

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.validators.ocfl_objects import (
    EVERYWHERE,
    OLDEST,
    Change,
    Inventory,
    added,
    both,
    read_inventory,
    removed,
    state,
    told,
    write_inventory,
)

_NEW = "v2/content/evidence/NV-001/2.txt"


def _drop(*path: str) -> Callable[[Inventory], object]:
    def edit(inventory: Inventory) -> None:
        block: Any = inventory
        for name in path[:-1]:
            block = block[name]
        del block[path[-1]]

    return edit


def _renamed(old: str, new: str) -> Callable[[Inventory], object]:
    """Another path for what bears this one in the newest version."""

    def edit(inventory: Inventory) -> None:
        for paths in state(inventory).values():
            paths[:] = [new if path == old else path for path in paths]

    return edit


def _moved(new: str) -> Callable[[Inventory], object]:
    """Another place in the manifest for the bytes of the newest version."""

    def edit(inventory: Inventory) -> None:
        for paths in inventory["manifest"].values():
            paths[:] = [new if path == _NEW else path for path in paths]

    return edit


def _digest_of(inventory: Inventory, path: str) -> str:
    manifest: dict[str, list[str]] = inventory["manifest"]
    return next(digest for digest, paths in manifest.items() if path in paths)


def _unknown_digest(inventory: Inventory) -> None:
    state(inventory)["ab" * 64] = ["la.txt"]


def _another_case(inventory: Inventory) -> None:
    digest, paths = state(inventory).popitem()
    state(inventory)[digest.upper()] = paths


def _twice_in_manifest(inventory: Inventory) -> None:
    digest, paths = next(iter(inventory["manifest"].items()))
    inventory["manifest"][digest.upper()] = paths


def _one_place_for_two(inventory: Inventory) -> None:
    first, second = list(inventory["manifest"].values())[:2]
    first.append(second[0])


def _one_path_for_two(inventory: Inventory) -> None:
    first, second = list(state(inventory).values())[:2]
    first.append(second[0])


def _fixity(*digests: str) -> Callable[[Inventory], object]:
    return lambda inventory: inventory.update(fixity={"md5": {digest: [_NEW] for digest in digests}})


def _skipped(inventory: Inventory) -> None:
    inventory["versions"]["v3"] = inventory["versions"].pop("v2")
    inventory["head"] = "v3"


def _old_state(inventory: Inventory) -> None:
    state(inventory, "v1").popitem()


def _all_in_capitals(inventory: Inventory) -> None:
    inventory["manifest"] = {digest.upper(): paths for digest, paths in inventory["manifest"].items()}
    for version in inventory["versions"].values():
        version["state"] = {digest.upper(): paths for digest, paths in version["state"].items()}


def _other_content_folder(folder: Path) -> None:
    for version in ("v1", "v2"):
        (folder / version / "content").rename(folder / version / "stuff")
    for place in EVERYWHERE:
        inventory = read_inventory(folder / place)
        inventory["contentDirectory"] = "stuff"
        for paths in inventory["manifest"].values():
            paths[:] = [path.replace("/content/", "/stuff/", 1) for path in paths]
        write_inventory(folder / place, inventory)


def _in_sha256(folder: Path) -> None:
    inventory = read_inventory(folder)
    new = {
        digest: hashlib.sha256((folder / paths[0]).read_bytes()).hexdigest()
        for digest, paths in inventory["manifest"].items()
    }
    for place in EVERYWHERE:
        told_here = read_inventory(folder / place)
        told_here["digestAlgorithm"] = "sha256"
        told_here["manifest"] = {new[digest]: paths for digest, paths in told_here["manifest"].items()}
        for version in told_here["versions"].values():
            version["state"] = {new[digest]: paths for digest, paths in version["state"].items()}
        (folder / place / "inventory.json.sha512").unlink()
        write_inventory(folder / place, told_here, algorithm="sha256")


def _version(**values: object) -> Callable[[Inventory], object]:
    return lambda inventory: inventory["versions"]["v2"].update(values)


BAD: dict[str, Change] = {
    "E001 a folder more": added("them/tep"),
    "E001 a file more": added("tep"),
    "E003 no declaration": removed("0=ocfl_object_1.1"),
    "E007 another declaration": added("0=ocfl_object_1.1", b"ocfl_object_1.0\n"),
    "E008 no version": told(lambda inventory: inventory.update(versions={})),
    "E010 a version left out": told(_skipped),
    "E017 a content folder with a slash": told(lambda inventory: inventory.update(contentDirectory="a/b")),
    "E018 a content folder above": told(lambda inventory: inventory.update(contentDirectory="..")),
    "E019 a content folder that is named later": told(lambda inventory: inventory.update(contentDirectory="content")),
    "E020 two content folders": told(lambda inventory: inventory.update(contentDirectory="stuff"), OLDEST),
    "E023 a content file more": added("v2/content/tep"),
    "E025 another algorithm": told(lambda inventory: inventory.update(digestAlgorithm="md5")),
    "E033 no JSON": added("inventory.json", b"{"),
    "E036 no id": told(_drop("id")),
    "E036 no head": told(_drop("head")),
    "E036 no algorithm": told(_drop("digestAlgorithm")),
    "E037 another id before": told(lambda inventory: inventory.update(id="urn:hoso:STC:2026-Q2"), OLDEST),
    "E038 another type": told(lambda inventory: inventory.update(type="https://ocfl.io/2.0/spec/#inventory")),
    "E040 head is no version": told(lambda inventory: inventory.update(head="2")),
    "E040 head is not the newest": told(lambda inventory: inventory.update(head="v1")),
    "E041 no manifest": told(_drop("manifest")),
    "E041 no versions": told(_drop("versions")),
    "E046 a version nobody knows": added("v3/content/tep"),
    "E048 no moment": told(_drop("versions", "v2", "created")),
    "E048 no state": told(_drop("versions", "v2", "state")),
    "E049 no time zone": told(_version(created="2026-06-24T08:00:00")),
    "E049 no seconds": told(_version(created="2026-06-24T08:00Z")),
    "E050 an unknown digest": told(_unknown_digest),
    "E050 a digest in another case": told(_another_case),
    "E052 a path that climbs": told(_renamed("record.json", "../record.json")),
    "E053 a path from the root": told(_renamed("record.json", "/record.json")),
    "E054 a user without a name": told(_version(user={"address": "mailto:x@example.invalid"})),
    "E058 no sidecar": removed("inventory.json.sha512"),
    "E060 another sidecar": added("inventory.json.sha512", b"00" * 64 + b" inventory.json\n"),
    "E060 another sidecar of a version": added("v1/inventory.json.sha512", b"00" * 64 + b" inventory.json\n"),
    "E061 a sidecar without a name": added("inventory.json.sha512", b"00" * 64 + b"\n"),
    "E063 no inventory": removed("inventory.json"),
    "E064 not the newest version's": told(lambda inventory: inventory.update(contentDirectory="content"), [""]),
    "E066 another past": told(_old_state, OLDEST),
    "E067 a file among the extensions": added("extensions/tep"),
    "E092 other bytes": added(_NEW, b"khac"),
    "E092 no bytes": removed(_NEW),
    "E092 a place without bytes": told(_moved("v2/content/khong-co")),
    "E093 another fixity": told(_fixity("0" * 32)),
    "E095 one path for two files": told(_one_path_for_two),
    "E095 a file that is a folder": told(_renamed("record.json", "evidence/NV-001")),
    "E096 one digest twice": told(_twice_in_manifest),
    "E097 one digest of fixity twice": told(_fixity("ab" * 16, "AB" * 16)),
    "E099 a place that climbs": told(_moved("v2/content/../content/evidence/NV-001/2.txt")),
    "E100 a place from the root": told(_moved(f"/{_NEW}")),
    "E101 one place for two": told(_one_place_for_two),
    "E107 bytes nobody needs": told(lambda inventory: state(inventory).pop(_digest_of(inventory, _NEW))),
}

GOOD: dict[str, Change] = {
    "as it was written": lambda _: None,
    "written by another hand": told(dict.copy),
    "digests in capitals": told(_all_in_capitals, EVERYWHERE),
    "a content folder that is named": told(lambda inventory: inventory.update(contentDirectory="content"), EVERYWHERE),
    "digests of another kind beside": told(_fixity(hashlib.md5(b"hai", usedforsecurity=False).hexdigest())),
    "a file under another name": told(_renamed("record.json", "hồ sơ.json")),
    "one file's bytes under two names": told(
        lambda inventory: state(inventory)[_digest_of(inventory, _NEW)].append("evidence/NV-002/1.txt")
    ),
    "another time zone": told(_version(created="2026-06-25T08:00:00.25+07:00")),
    "a content folder of another name": _other_content_folder,
    "a folder of logs": added("logs/tep"),
}
LEFT_OUT = ("a content folder of another name", "a folder of logs")  # what our profile does without

WARNED: dict[str, Change] = {
    "W002 a folder more in a version": added("v2/them/tep"),
    "W004 another good algorithm": _in_sha256,
    "W005 an id that is no address": told(lambda inventory: inventory.update(id="SNV-2026-Q2"), EVERYWHERE),
    "W007 no message": told(_drop("versions", "v2", "message")),
    "W007 no user": told(_drop("versions", "v2", "user")),
    "W008 a user without an address": told(_drop("versions", "v2", "user", "address")),
    "W009 an address that is none": told(_version(user={"name": "thư ký", "address": "Lào Cai"})),
    "W010 no inventory in a version": both(removed("v1/inventory.json"), removed("v1/inventory.json.sha512")),
    "W011 another message before": told(lambda inventory: inventory["versions"]["v1"].update(message="khác"), OLDEST),
    "W013 an extension nobody registered": added("extensions/cua-toi/tep"),
}
READ_ALL_THE_SAME = ("W005", "W008", "W009")  # the other warnings are of what we always write and therefore ask for
