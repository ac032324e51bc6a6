"""The ledger of fixity checks as one small JSON file, replaced whole, and the signed reports beside it."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from archive.domain.fixity import FixityLedger
from storage.durable import make_folders, replace, settle, storing, sync

_BACKUP = "last-backup.txt"


class FileLedger:
    """A ledger in a folder that need not be there yet."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._path = folder / "fixity.json"

    def read(self) -> FixityLedger:
        """The ledger; a damaged one counts as none, for then everything is read again."""
        try:
            said = json.loads(self._path.read_text("utf-8"))
            checked = {name: datetime.fromisoformat(at) for name, at in said["checked"].items()}
            return FixityLedger(checked=checked, done=frozenset(said["done"]))
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return FixityLedger()

    def keep(self, ledger: FixityLedger) -> None:
        """Put the ledger in the place of the old one.

        Raises:
            StorageFull: there is no room.
            Unavailable: the disk refuses.
        """
        checked = {name: at.isoformat() for name, at in ledger.checked.items()}
        said = {"checked": checked, "done": sorted(ledger.done)}
        with storing(self._folder):
            replace(self._aside(json.dumps(said)), self._path)

    def note_backup(self, at: datetime) -> None:
        """Remember that the home was backed up.

        Raises:
            StorageFull: there is no room.
            Unavailable: the disk refuses.
        """
        with storing(self._folder):
            replace(self._aside(at.isoformat()), self._folder / _BACKUP)

    def last_backup(self) -> datetime | None:
        """When the home was last backed up."""
        try:
            return datetime.fromisoformat((self._folder / _BACKUP).read_text("utf-8"))
        except (OSError, ValueError):
            return None

    def file(self, report: Mapping[str, object], *, at: datetime) -> Path:
        """Keep a report as `scrub-<moment>.json`, with a number when that moment has one already.

        Raises:
            StorageFull: there is no room.
            Unavailable: the disk refuses.
        """
        stem = f"scrub-{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"
        names = (f"{stem}.json" if number == 1 else f"{stem}-{number}.json" for number in count(1))
        with storing(self._folder):
            aside = self._aside(json.dumps(report, ensure_ascii=False, indent=2) + "\n")
            target = next(path for path in map(self._folder.joinpath, names) if not path.exists())
            settle(aside, target)
        return target

    def _aside(self, text: str) -> Path:
        """The text, durable, under a name that nothing reads."""
        make_folders(self._folder)
        aside = self._folder / "incoming.part"
        aside.write_text(text, "utf-8")
        sync(aside)
        return aside
