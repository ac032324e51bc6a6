"""A home put into a backup and made out of one again."""

from collections.abc import Mapping
from pathlib import Path

from archive.bootstrap.homes import places, refuse_foreign
from archive.bootstrap.parts import UPKEEP
from archive.config import read_settings
from archive.domain.snapshot import Snapshot
from archive.domain.verification import VerificationReport
from archive.machine import SystemClock
from archive.ports.telling import Tell, silent


def back_up(
    environ: Mapping[str, str], *, home: Path | None = None, to: Path, check: bool = True, tell: Tell = silent
) -> tuple[Snapshot, VerificationReport | None]:
    """Keep a snapshot of the home in a folder, while others may go on working; `check` reads it back.

    Raises:
        NotFound: there is no home.
        UsageError: the folder holds something that is no backup.
        StorageFull: there is no room; nothing of it can be seen.
        Unavailable: the disk refuses.
    """
    from storage.backup import HomeFiles, Snapshots
    from storage.ledger import FileLedger

    settings, where = read_settings(environ, home=home), places(environ, home=home)
    refuse_foreign(where.home)
    now, kept = SystemClock(settings.now).now(), Snapshots(to)
    with HomeFiles(where.home).frozen() as files:
        snapshot = kept.save(files, at=now, tell=tell)
    report = kept.check(snapshot, tell=tell) if check else None
    if report is None or report.ok:
        FileLedger(where.home / UPKEEP).note_backup(now)
    return snapshot, report


def restore_home(
    environ: Mapping[str, str], *, home: Path | None = None, source: Path, name: str | None = None, tell: Tell = silent
) -> Snapshot:
    """Make a home out of a snapshot, the newest when none is named; every byte is checked on its way.

    Raises:
        UsageError: there is something at the home's place.
        NotFound: there is no such snapshot, or a file is missing in it.
        IntegrityError: a file has changed in it; nothing was restored.
    """
    from storage.backup import Snapshots

    kept = Snapshots(source)
    snapshot = kept.load(name)
    kept.restore(snapshot, places(environ, home=home).home, tell=tell)
    return snapshot
