"""Fixity of one object: every file re-read, every inventory held against its sidecar and against the others."""

import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from archive.domain.verification import Problem, VerificationReport
from archive.errors import RecordDamaged
from storage.ocfl.inventory import INVENTORY, SIDECAR, Fixity, Inventory
from storage.ocfl.objects import DECLARATION, DECLARED, read_inventory

_RESTORE = "hãy khôi phục hồ sơ này từ bản sao lưu"


@dataclass(frozen=True, slots=True)
class Look:
    """What an object's folder held at one moment: its inventory, or why there is none, and all names below it."""

    folder: Path
    inventory: Inventory | RecordDamaged
    names: frozenset[str]


def look(folder: Path) -> Look:
    """Note what is there; quick, so that it can be done while nobody may add.

    Raises:
        OSError: the folder cannot be listed.
    """
    names = frozenset(
        os.path.relpath(Path(parent, name), folder)
        for parent, folders, files in os.walk(folder)
        for name in [*files, *(item for item in folders if Path(parent, item).is_symlink())]
    )
    try:
        return Look(folder, read_inventory(folder), names)
    except RecordDamaged as wrong:
        return Look(folder, wrong, names)


def check(seen: Look, object_id: str) -> VerificationReport:
    """Re-read everything; what versions hold never changes, so nobody has to wait for this."""
    inventory = seen.inventory
    if isinstance(inventory, RecordDamaged):
        damaged = Problem("inventory_damaged", f"{object_id}/{INVENTORY}", inventory.sentence)
        return VerificationReport(1, (damaged,))
    expected = _expected(inventory)
    promised = {path: digest for digest, path in inventory.manifest.items() if path in seen.names}
    if DECLARATION in seen.names:
        promised[DECLARATION] = hashlib.sha512(DECLARED).hexdigest()
    problems = (
        *_names(seen, expected, object_id),
        *_contents(seen.folder, promised, object_id),
        *_fixity(seen.folder, [item for item in inventory.fixity if item.path in seen.names], object_id),
        *_inventories(seen.folder, inventory, object_id),
    )
    return VerificationReport(len(expected), problems)


def _expected(inventory: Inventory) -> frozenset[str]:
    folders = ["", *(f"v{number}/" for number in range(1, inventory.head + 1))]
    inventories = [f"{folder}{name}" for folder in folders for name in (INVENTORY, SIDECAR)]
    return frozenset([DECLARATION, *inventories, *inventory.manifest.values()])


def _names(seen: Look, expected: frozenset[str], object_id: str) -> Iterator[Problem]:
    for name in sorted(expected - seen.names):
        yield Problem("file_missing", f"{object_id}/{name}", f"Thiếu tệp {name}; {_RESTORE}.")
    for name in sorted(seen.names - expected):
        message = f"Thừa tệp {name} mà danh mục tệp không ghi; hãy xem ai đã đặt vào."
        yield Problem("file_extra", f"{object_id}/{name}", message)
    for name in sorted(expected & seen.names):
        if (seen.folder / name).is_symlink():
            yield Problem("file_extra", f"{object_id}/{name}", f"{name} là liên kết, không phải tệp; {_RESTORE}.")


def _contents(folder: Path, promised: Mapping[str, str], object_id: str) -> Iterator[Problem]:
    for path in sorted(promised):
        try:
            with (folder / path).open("rb") as file:
                found = hashlib.file_digest(file, "sha512").hexdigest()
        except OSError as wrong:
            message = f"Không đọc được tệp {path} ({wrong.strerror}); {_RESTORE}."
            yield Problem("file_unreadable", f"{object_id}/{path}", message)
            continue
        if found != promised[path]:
            message = f"Nội dung tệp {path} đã khác với lúc lưu; {_RESTORE}."
            yield Problem("digest_mismatch", f"{object_id}/{path}", message)


def _fixity(folder: Path, promised: Iterable[Fixity], object_id: str) -> Iterator[Problem]:
    """Digests of other kinds, where this machine knows how to make them."""
    for item in promised:
        if item.kind not in hashlib.algorithms_available:
            continue
        with (folder / item.path).open("rb") as file:
            found = hashlib.file_digest(file, item.kind).hexdigest()
        if found != item.digest:
            message = f"Tệp {item.path} không khớp với băm {item.kind} trong danh mục tệp; {_RESTORE}."
            yield Problem("digest_mismatch", f"{object_id}/{item.path}", message)


def _inventories(folder: Path, newest: Inventory, object_id: str) -> Iterator[Problem]:
    """Each version's inventory is the newest one as it was then; the id is the one asked for."""
    if newest.object_id != object_id:
        message = f"Danh mục tệp là của hồ sơ {newest.object_id}; {_RESTORE}."
        yield Problem("inventory_damaged", f"{object_id}/{INVENTORY}", message)
    for number in range(1, newest.head + 1):
        where = f"{object_id}/v{number}/{INVENTORY}"
        try:
            older = read_inventory(folder / f"v{number}")
        except RecordDamaged as wrong:
            yield Problem("inventory_damaged", where, wrong.sentence)
            continue
        if older != newest.at(number) or (number == newest.head and not _are_alike(folder, number)):
            message = f"Danh mục tệp của phiên bản {number} không khớp với danh mục mới nhất; {_RESTORE}."
            yield Problem("inventory_damaged", where, message)


def _are_alike(folder: Path, number: int) -> bool:
    """The newest version's inventory is the object's own to the last byte."""
    return (folder / INVENTORY).read_bytes() == (folder / f"v{number}" / INVENTORY).read_bytes()
