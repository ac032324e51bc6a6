"""A home put into a backup and made out of one again, closed with the master key where that is asked for."""

from collections.abc import Mapping
from pathlib import Path

from archive.bootstrap.homes import places, refuse_foreign
from archive.bootstrap.parts import UPKEEP
from archive.config import Settings, read_settings
from archive.domain.snapshot import Snapshot
from archive.domain.verification import VerificationReport
from archive.errors import UsageError
from archive.machine import SystemClock
from archive.ports.telling import Tell, silent


def back_up(
    environ: Mapping[str, str],
    *,
    home: Path | None = None,
    to: Path,
    check: bool = True,
    encrypt: bool = False,
    tell: Tell = silent,
) -> tuple[Snapshot, VerificationReport | None]:
    """Keep a snapshot of the home in a folder, while others may go on working; `check` reads it back.

    Raises:
        NotFound: there is no home, or no key file where the setting says.
        UsageError: the folder holds something that is no backup, is closed otherwise than asked for, or the key is
            missing, no key, or lies in the home itself.
        StorageFull: there is no room; nothing of it can be seen.
        Unavailable: the disk refuses.
    """
    from storage.backup import HomeFiles, Snapshots
    from storage.ledger import FileLedger

    settings, where = read_settings(environ, home=home), places(environ, home=home)
    refuse_foreign(where.home)
    key = _master_key(settings) if encrypt else None
    now, kept = SystemClock(settings.now).now(), Snapshots(to, key=key)
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
        UsageError: there is something at the home's place, or the backup is closed and the key not the right one.
        NotFound: there is no such snapshot, or a file is missing in it, or the key file is.
        IntegrityError: a file has changed in it; nothing was restored.
    """
    from storage.backup import Snapshots, is_closed

    settings = read_settings(environ, home=home)
    kept = Snapshots(source, key=_master_key(settings) if is_closed(source) else None)
    snapshot = kept.load(name)
    kept.restore(snapshot, places(environ, home=home).home, tell=tell)
    return snapshot


def make_master_key(path: Path) -> None:
    """Make a new master key's file.

    Raises:
        UsageError: there is a file already.
        StorageFull: there is no room.
        Unavailable: the disk refuses.
    """
    from storage.backup import new_master_key

    new_master_key(path)


def _master_key(settings: Settings) -> bytes:
    from storage.backup import read_master_key

    path = settings.master_key_file
    if path is None:
        raise UsageError("Bản sao lưu mã hóa cần HOSO_MASTER_KEY_FILE; tạo khóa bằng hoso keys new-master TỆP.")
    if path.resolve().is_relative_to(settings.home.resolve()):
        raise UsageError(
            f"Tệp khóa {path} nằm trong kho {settings.home}: mất kho là mất khóa. Hãy để khóa ở nơi khác.",
            path=str(path),
        )
    return read_master_key(path)
