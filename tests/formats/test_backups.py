"""Every backup ever released can be restored: brought up to date, verified, and closed ones with their key alone."""

import os
import shutil
from pathlib import Path

import pytest

from archive.bootstrap import create_home, open_home
from archive.errors import UsageError
from archive.workflow.audit import verify_log
from archive.workflow.verify import verify_all
from storage.backup import Snapshots, is_closed, new_master_key, read_master_key
from tests.damaged.keeping import unpacked
from tests.formats.backups import CLOSED, MASTER_KEY, OPEN
from tests.formats.test_formats import FORMATS
from tests.quarters import QUARTER, SNV


@pytest.fixture(params=FORMATS, ids=lambda path: path.name)
def released(request: pytest.FixtureRequest) -> Path:
    """What was released in that format."""
    folder: Path = request.param
    return folder


def restored(kept: Snapshots, home: Path) -> Path:
    snapshot = kept.load()
    assert kept.check(snapshot).problems == ()
    kept.restore(snapshot, home)
    return home


def test_a_home_comes_back_and_is_brought_up_to_date(released: Path, tmp_path: Path) -> None:
    home = restored(Snapshots(unpacked(released / OPEN, tmp_path / "backup")), tmp_path / "home")

    create_home(os.environ, home=home)

    with open_home(os.environ, home=home, writing=True) as parts:
        with parts.desk.look() as work:
            facts = work.facts.dossier(SNV, QUARTER)
        report = verify_all(parts) + verify_log(parts)
        (evidence,) = facts.evidence
        assert evidence.file
        with parts.blobs.open(evidence.file.sha512) as content:
            assert "Bản Khoang" in content.read().decode()
    assert report.problems == ()
    assert [cadre.name for cadre in facts.cadres] == ["Lý Thu Hà"]


def test_a_closed_one_opens_with_its_key_and_gives_the_same_bytes(released: Path, tmp_path: Path) -> None:
    key = read_master_key(_own(released / MASTER_KEY, tmp_path))
    closed = unpacked(released / CLOSED, tmp_path / "closed")
    whole = restored(Snapshots(unpacked(released / OPEN, tmp_path / "open")), tmp_path / "whole")

    home = restored(Snapshots(closed, key=key), tmp_path / "home")

    found = {path.relative_to(home): path.read_bytes() for path in home.rglob("*") if path.is_file()}
    assert is_closed(closed)
    assert len(found) > 5
    assert found == {name: (whole / name).read_bytes() for name in found}


def test_a_closed_one_stays_closed_to_another_key(released: Path, tmp_path: Path) -> None:
    new_master_key(tmp_path / "other.key")
    closed = Snapshots(unpacked(released / CLOSED, tmp_path / "closed"), key=read_master_key(tmp_path / "other.key"))

    with pytest.raises(UsageError):
        closed.load()


def _own(key: Path, scratch: Path) -> Path:
    """The key as people keep it, readable for nobody else."""
    copy = Path(shutil.copy(key, scratch / "master.key"))
    copy.chmod(0o600)
    return copy
