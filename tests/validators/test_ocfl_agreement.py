"""Two readers, ours and one from elsewhere, find the same files with the same bytes in every version of a record."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from archive.domain.record import RecordId
from storage.ocfl import OcflRecords
from tests.validators.ocfl_agreement import listed

ROOT = Path(__file__).parents[1] / "formats" / "v1" / "records"
LOCK = Path(__file__).parent / "npm" / "package-lock.json"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return Path(shutil.copytree(ROOT, tmp_path / "records"))


def test_it_lists_the_same_files_with_the_same_digests(root: Path) -> None:
    records = OcflRecords(root)
    for record in records.all():
        for version in records.versions(record):
            ours = records.content(record, version.number).digests()

            assert listed(root, str(record), version.number) == dict(ours)
            assert len(ours) > 20


def test_it_notices_other_bytes(root: Path) -> None:
    path = next(root.rglob("record.json"))
    path.chmod(0o644)
    path.write_bytes(b"{}")
    (record,) = OcflRecords(root).all()

    assert listed(root, str(record), 1) != dict(OcflRecords(root).content(record, 1).digests())


def test_it_does_not_read_what_is_not_there(root: Path) -> None:
    with pytest.raises(subprocess.CalledProcessError):
        listed(root, str(RecordId.parse("urn:hoso:KHONG-CO:2026-Q2")), 1)


def test_its_lock_names_no_host() -> None:
    lock = LOCK.read_text("utf-8")

    assert not re.search(r"https?://|\"resolved\"", lock)
    assert all(package.get("integrity") for name, package in json.loads(lock)["packages"].items() if name)
