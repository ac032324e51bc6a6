"""One object's folder: reading its inventory, building a version aside, putting it in its place, mending a stop.

A version is put in its place in this order, each step durable before the next:

1. the object's new folder, whole; or, when the object exists, the folder of the new version, whole;
2. for an existing object its `inventory.json`, which makes the version count;
3. the sidecar of that.

A stop after 1 leaves a version nobody was told of, which `mend` takes away; a stop after 2 leaves an old sidecar, which
`mend` replaces if the inventory is the very one of the newest version. What no room speaks of is never touched.
"""

import hashlib
import io
from collections.abc import Mapping
from pathlib import Path

from archive.errors import RecordDamaged
from archive.ports.records import Opener, RecordVersion
from storage.durable import copy_new, drop_empty, make_folders, replace, settle, sync, sync_tree
from storage.ocfl.inventory import INVENTORY, SIDECAR, Inventory, Snapshot, read

DECLARATION, DECLARED = "0=ocfl_object_1.1", b"ocfl_object_1.1\n"
_INTENT = "object.path"  # in a room: the object's folder below the root
_OBJECT, _VERSION = "object", "version"


def read_inventory(folder: Path) -> Inventory:
    """The inventory of an object, or of one version's folder, checked against its sidecar.

    Raises:
        RecordDamaged: it is missing, changed, or not an inventory.
    """
    raw = read_bytes(folder / INVENTORY)
    if read_bytes(folder / SIDECAR) != _sidecar(raw):
        raise RecordDamaged(
            f"Danh mục tệp {folder / INVENTORY} đã bị sửa sau khi lưu; hãy khôi phục hồ sơ này từ bản sao lưu.",
            where=str(folder),
        )
    return read(raw, str(folder / INVENTORY))


def read_bytes(path: Path) -> bytes:
    """A small file that an object must have.

    Raises:
        RecordDamaged: it is missing or cannot be read.
    """
    try:
        return path.read_bytes()
    except OSError as wrong:
        raise RecordDamaged(
            f"Thiếu hoặc không đọc được {path}; hãy khôi phục hồ sơ này từ bản sao lưu.", where=str(path)
        ) from wrong


def build(room: Path, place: str, before: Inventory, files: Mapping[str, Opener], version: RecordVersion) -> None:
    """Write the version after `before` into the room, durably; `place` is the object's folder below the root.

    Raises:
        OSError: it cannot be written.
    """
    whole = room / _OBJECT
    folder = whole / f"v{version.number}" if before.head == 0 else room / _VERSION
    folder.mkdir(parents=True)
    after = _copy(files, folder, before, version).written()
    _write(folder / INVENTORY, after)
    _write(folder / SIDECAR, _sidecar(after))
    if before.head == 0:
        _write(whole / DECLARATION, DECLARED)
    beside = whole if before.head == 0 else room
    _write(beside / INVENTORY, after)
    _write(beside / SIDECAR, _sidecar(after))
    _write(room / _INTENT, place.encode())
    sync_tree(room)
    sync(room.parent)


def _copy(files: Mapping[str, Opener], folder: Path, before: Inventory, version: RecordVersion) -> Inventory:
    state: dict[str, str] = {}
    added: dict[str, str] = {}
    for path in sorted(files):
        target = folder / "content" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        with files[path]() as source:
            state[path] = copy_new(source, target).sha512
        if state[path] in before.manifest or state[path] in added:
            target.unlink()  # forward delta: the object has these bytes
            drop_empty(target.parent, below=folder)
        else:
            added[state[path]] = f"v{version.number}/content/{path}"
    return before.after(Snapshot(version, state), added)


def place_version(root: Path, room: Path) -> None:
    """Put what was built into its place below the root, in the order above; no other process may do so meanwhile.

    Raises:
        RecordDamaged: there is a folder in the place of the version that no inventory knows.
        OSError: the disk refuses; before step 2 all is taken back, after it the version stays.
    """
    try:
        _place(root / (room / _INTENT).read_text(), room)
    except OSError:
        mend(root, room)
        raise


def _place(folder: Path, room: Path) -> None:
    if (room / _OBJECT).exists():
        make_folders(folder.parent)
        settle(room / _OBJECT, folder)
        return
    version = folder / f"v{read_inventory(folder).head + 1}"
    if version.exists():
        raise RecordDamaged(
            f"Hồ sơ có phần lạ {version} mà danh mục tệp không ghi; hãy xem ai đã đặt vào rồi chuyển đi.",
            where=str(version),
        )
    settle(room / _VERSION, version)
    replace(room / INVENTORY, folder / INVENTORY)
    replace(room / SIDECAR, folder / SIDECAR)


def mend(root: Path, room: Path) -> None:
    """Take back, or finish, what the maker of this room had begun outside it.

    Raises:
        OSError: the disk refuses.
    """
    intent = room / _INTENT
    if not intent.exists() or (room / _VERSION).exists():
        return  # it stopped before it touched anything else
    folder = root / intent.read_text()
    if not folder.exists():
        drop_empty(next(path for path in folder.parents if path.exists()), below=root)
    elif not (room / _OBJECT).exists():
        _mend_inventory(folder, room)


def _mend_inventory(folder: Path, room: Path) -> None:
    try:
        raw = read_bytes(folder / INVENTORY)
        head = read(raw, str(folder)).head
        newest, sidecar = read_bytes(folder / f"v{head}" / INVENTORY), read_bytes(folder / SIDECAR)
    except RecordDamaged:
        return  # no stop does this, for inventories are replaced in one step: it is left for the check to report
    stray = folder / f"v{head + 1}"
    if stray.exists():
        replace(stray, room / "stray")
        sync(folder)
    if raw == newest and sidecar != _sidecar(raw) and (room / SIDECAR).exists():
        replace(room / SIDECAR, folder / SIDECAR)


def _sidecar(raw: bytes) -> bytes:
    return f"{hashlib.sha512(raw).hexdigest()} {INVENTORY}\n".encode()


def _write(path: Path, content: bytes) -> None:
    copy_new(io.BytesIO(content), path)
