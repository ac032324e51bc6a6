"""Records as objects of an OCFL storage root; what is being built lies beside it, in `<root>.building`.

That folder must be on the root's file system, for a finished version is renamed from there. It is empty when nobody
works.
"""

import shutil
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from archive.domain.record import RecordId
from archive.domain.verification import VerificationReport
from archive.errors import NotFound, RecordDamaged, UsageError, WrongOrder
from archive.ports.records import Opener, RecordVersion
from storage.aside import Aside
from storage.durable import drop_empty, replace, storing, sync
from storage.ocfl.check import check, look
from storage.ocfl.content import OcflContent
from storage.ocfl.inventory import Inventory
from storage.ocfl.objects import build, mend, place_version, read_inventory
from storage.ocfl.paths import object_path, require_safe
from storage.ocfl.root import check_root, object_ids, open_root


class OcflRecords:
    """The storage root, made when it is not there; several processes may use it at once."""

    def __init__(self, root: Path) -> None:
        self._root = root
        with storing(root):
            self._aside = Aside(root.with_name(f"{root.name}.building"))
            open_root(root, self._aside)
            if self._aside.has_rooms():
                with self._aside.locked():
                    self._mend()

    def add(self, record: RecordId, files: Mapping[str, Opener], version: RecordVersion) -> None:
        """Add the next version of a record, whole and durable.

        Raises:
            WrongOrder: that is not the next version number.
            UsageError: a path cannot be kept in a record.
            RecordDamaged: what is there of the record cannot be built upon.
            StorageFull: there is no room; nothing was added.
            Unavailable: the disk refuses.
        """
        require_safe(files)
        place = object_path(str(record))
        before = self._inventory(record)
        _require_next(record, before, version)
        with storing(self._root), self._aside.room() as room:
            build(room, str(place), before, files, version)
            with self._aside.locked():
                self._mend()
                _require_next(record, self._settled(record), version)
                place_version(self._root, room)

    def versions(self, record: RecordId) -> Sequence[RecordVersion]:
        """The versions, oldest first; none when there is no such record.

        Raises:
            RecordDamaged: its inventory cannot be read.
        """
        return tuple(item.version for item in self._inventory(record).snapshots)

    def content(self, record: RecordId, version: int | None = None) -> OcflContent:
        """The files of a version, the newest when none is named.

        Raises:
            NotFound: no such record or version.
            RecordDamaged: its inventory cannot be read.
        """
        inventory = self._inventory(record)
        number = inventory.head if version is None else version
        if not 1 <= number <= inventory.head:
            what = f"phiên bản {version} của hồ sơ" if inventory.head else "hồ sơ"
            raise NotFound(f"Không có {what} {record} trong kho lưu trữ.", record=str(record))
        return OcflContent(self._folder(record), inventory.snapshots[number - 1].state, inventory.manifest)

    def all(self) -> Iterator[RecordId]:
        """Every record, in order of its name; one whose inventory is damaged too.

        Raises:
            RecordDamaged: there is an object that is no record of ours.
        """
        with storing(self._root):
            names = sorted(object_ids(self._root))
        try:
            return iter([RecordId.parse(name) for name in names])
        except UsageError as wrong:
            raise RecordDamaged(f"Kho lưu trữ có đối tượng lạ: {wrong.sentence}") from wrong

    def remove(self, record: RecordId) -> None:
        """Take the object's folder out of the root in one step, then remove it.

        Raises:
            Unavailable: the disk refuses.
        """
        folder = self._folder(record)
        with storing(self._root), self._aside.room() as room:
            with self._aside.locked():
                self._mend()
                if not folder.exists():
                    return
                replace(folder, room / "removed")
                sync(folder.parent)
                drop_empty(folder.parent, below=self._root)
                sync(self._root)
            shutil.rmtree(room / "removed")
            sync(room)

    def check(self, record: RecordId | None = None) -> VerificationReport:
        """Re-read every file and inventory of a record; without one, the store's own files.

        Raises:
            NotFound: there is no such record.
        """
        if record is None:
            with storing(self._root):
                return check_root(self._root)
        if not self._folder(record).exists():
            raise NotFound(f"Không có hồ sơ {record} trong kho lưu trữ.", record=str(record))
        with storing(self._root):
            with self._aside.locked():  # nobody is between two steps of adding
                self._mend()
                seen = look(self._folder(record))
            return check(seen, str(record))

    def _folder(self, record: RecordId) -> Path:
        return self._root / object_path(str(record))

    def _mend(self) -> None:
        self._aside.clear(partial(mend, self._root))

    def _settled(self, record: RecordId) -> Inventory:
        folder = self._folder(record)
        return read_inventory(folder) if folder.exists() else Inventory(str(record), {})

    def _inventory(self, record: RecordId) -> Inventory:
        """The inventory; read again when it looks damaged, for somebody may be replacing it or have died doing so."""
        try:
            return self._settled(record)
        except RecordDamaged:
            with storing(self._root), self._aside.locked():
                self._mend()
                return self._settled(record)


def _require_next(record: RecordId, before: Inventory, version: RecordVersion) -> None:
    if version.number != before.head + 1:
        raise WrongOrder(
            f"Hồ sơ {record} có {before.head} phiên bản; phiên bản {version.number} không phải là phiên bản kế tiếp.",
            record=str(record),
        )
