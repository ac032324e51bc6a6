"""Makes the two backups that are kept for ever beside a released record; run once for a format, never again.

    python -m tests.formats.backups v1

One is open and holds a whole small home, whose database later programs must bring up to date; one is closed with the
master key beside it and holds what of that home is small. Neither holds keys of signatures.
"""

import os
import shutil
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from archive.bootstrap import create_home, open_home
from archive.workflow.attach import Attachment, attach
from storage.backup import HomeFiles, Snapshots, new_master_key, read_master_key
from tests.damaged.keeping import folder_of
from tests.formats.build import keep_certificates, tiny
from tests.quarters import QUARTER, SNV

HERE = Path(__file__).parent
OPEN, CLOSED, MASTER_KEY = "backup-open.tar.xz", "backup-closed.tar.xz", "master.key"
_NOW = {"HOSO_NOW": "2026-06-24T09:00:00+07:00"}
_AT = datetime(2026, 6, 24, 2, tzinfo=UTC)
_SMALL = 20_000  # bytes: what is closed cannot be pressed


def build(target: Path) -> None:
    """Write both backups and the master key into the folder of a released format.

    Raises:
        FileExistsError: they are there: what was released is never made anew.
    """
    if (target / OPEN).exists():
        raise FileExistsError(target / OPEN)
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        home = _home(scratch)
        new_master_key(target / MASTER_KEY)
        key = read_master_key(target / MASTER_KEY)
        with HomeFiles(home).frozen() as files:
            told = {name: path for name, path in files.items() if not name.startswith("keys/")}
            small = {name: path for name, path in told.items() if path.stat().st_size < _SMALL}
            Snapshots(scratch / "open").save(told, at=_AT)
            Snapshots(scratch / "closed", key=key).save(small, at=_AT)
        (target / OPEN).write_bytes(folder_of(scratch / "open"))
        (target / CLOSED).write_bytes(folder_of(scratch / "closed"))


def _home(scratch: Path) -> Path:
    """A home in which somebody has begun: facts, a file of evidence, a published log, and certificates to trust."""
    environ, home = {**os.environ, **_NOW}, scratch / "home"
    create_home(environ, home=home)
    paper = scratch / "báo cáo.txt"
    paper.write_text("Báo cáo giải ngân chậm do mưa lũ tại Bản Khoang.\n", "utf-8")
    with open_home(environ, home=home, writing=True) as parts:
        with parts.desk.begin() as work:
            work.facts.replace(tiny())
            work.commit()
        given = Attachment(path=paper, name=paper.name, texts={"number": "12/BC"})
        attach(parts, SNV, QUARTER, tiny().tasks[0].code, given)
    (home / "trust" / "archive").mkdir(parents=True, exist_ok=True)
    shutil.copy(home / "keys" / "development" / "root-certificate.pem", home / "trust" / "root.pem")
    keep_certificates(home, home / "trust" / "archive" / "archive.pem")
    return home


if __name__ == "__main__":
    build(HERE / sys.argv[1])
