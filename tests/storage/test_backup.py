"""A snapshot gives back the very home it was taken of, shares what did not change, and is never half there."""

import errno
import hashlib
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from archive.errors import BadPackage, DigestMismatch, NotFound, StorageFull, UsageError
from storage.backup import Snapshots, vaults

AT = datetime(2026, 6, 24, 1, 2, 3, tzinfo=UTC)
CONTENTS = {"hoso.json": b"{}", "blobs/ab/cd/x": b"evidence", "records/v1/inventory.json": b"{}", "keys/a.pem": b"key"}


@pytest.fixture
def files(tmp_path: Path) -> dict[str, Path]:
    """A small home's files."""
    home = tmp_path / "home"
    for path, content in CONTENTS.items():
        (home / path).parent.mkdir(parents=True, exist_ok=True)
        (home / path).write_bytes(content)
    return {path: home / path for path in CONTENTS}


@pytest.fixture
def backup(tmp_path: Path) -> Snapshots:
    return Snapshots(tmp_path / "backup")


def data_of(tmp_path: Path, content: bytes) -> Path:
    """Where the backup keeps these bytes, open to be damaged."""
    sha512 = hashlib.sha512(content).hexdigest()
    path = tmp_path / "backup" / "data" / sha512[:2] / sha512
    path.chmod(0o600)
    return path


def test_a_restored_home_is_the_one_that_was_saved(backup: Snapshots, files: dict[str, Path], tmp_path: Path) -> None:
    backup.restore(backup.save(files, at=AT), tmp_path / "new")

    restored = {str(path.relative_to(tmp_path / "new")): path.read_bytes() for path in (tmp_path / "new").rglob("*.*")}
    assert restored == {path: content for path, content in CONTENTS.items() if "." in path}
    assert (tmp_path / "new/blobs/ab/cd/x").read_bytes() == b"evidence"


def test_stored_bytes_come_back_read_only_and_the_rest_writable(
    backup: Snapshots, files: dict[str, Path], tmp_path: Path
) -> None:
    backup.restore(backup.save(files, at=AT), tmp_path / "new")

    modes = {path: (tmp_path / "new" / path).stat().st_mode & 0o777 for path in ("blobs/ab/cd/x", "keys/a.pem")}
    assert modes == {"blobs/ab/cd/x": 0o444, "keys/a.pem": 0o600}


def test_a_second_snapshot_stores_only_what_is_new(backup: Snapshots, files: dict[str, Path]) -> None:
    first = backup.save(files, at=AT)
    files["hoso.json"].write_bytes(b'{"changed": 1}')

    second = backup.save(files, at=AT + timedelta(hours=1))

    assert (first.added, second.added) == (len({hashlib.sha512(content).digest() for content in CONTENTS.values()}), 1)


def test_an_earlier_snapshot_stays_as_it_was(backup: Snapshots, files: dict[str, Path], tmp_path: Path) -> None:
    first = backup.save(files, at=AT)
    files["hoso.json"].write_bytes(b'{"changed": 1}')
    backup.save(files, at=AT + timedelta(hours=1))

    backup.restore(backup.load(first.name), tmp_path / "old")

    assert (tmp_path / "old/hoso.json").read_bytes() == b"{}"


def test_the_newest_is_taken_when_none_is_named(backup: Snapshots, files: dict[str, Path]) -> None:
    backup.save(files, at=AT)
    newest = backup.save(files, at=AT + timedelta(days=1))

    assert backup.load().name == newest.name == "20260625T010203Z"


def test_changed_bytes_are_named_by_the_check_and_not_restored(
    backup: Snapshots, files: dict[str, Path], tmp_path: Path
) -> None:
    snapshot = backup.save(files, at=AT)
    data_of(tmp_path, b"evidence").write_bytes(b"Evidence")

    assert [(item.code, item.where) for item in backup.check(snapshot).problems] == [
        ("digest_mismatch", "blobs/ab/cd/x")
    ]
    with pytest.raises(DigestMismatch, match="blobs/ab/cd/x"):
        backup.restore(snapshot, tmp_path / "new")
    assert not (tmp_path / "new").exists()


def test_a_missing_file_is_named_by_the_check_and_nothing_is_restored(
    backup: Snapshots, files: dict[str, Path], tmp_path: Path
) -> None:
    snapshot = backup.save(files, at=AT)
    data_of(tmp_path, b"evidence").unlink()

    assert [item.code for item in backup.check(snapshot).problems] == ["file_missing"]
    with pytest.raises(NotFound, match="blobs/ab/cd/x"):
        backup.restore(snapshot, tmp_path / "new")
    assert not (tmp_path / "new").exists()


def test_a_full_disk_leaves_no_snapshot_to_be_seen(
    backup: Snapshots, files: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*files: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", str(files[-1]))

    backup.save(files, at=AT)
    files["hoso.json"].write_bytes(b"new")
    monkeypatch.setattr(vaults, "copy_new", full)

    with pytest.raises(StorageFull):
        backup.save(files, at=AT + timedelta(hours=1))
    assert backup.names() == ["20260624T010203Z"]


def test_a_folder_with_other_things_in_it_is_refused(files: dict[str, Path], tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="thư mục sao lưu"):
        Snapshots(tmp_path / "home").save(files, at=AT)


def test_a_home_is_never_restored_over_another(backup: Snapshots, files: dict[str, Path], tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="đã có dữ liệu"):
        backup.restore(backup.save(files, at=AT), tmp_path / "home")


def test_a_moment_has_one_snapshot(backup: Snapshots, files: dict[str, Path]) -> None:
    backup.save(files, at=AT)

    with pytest.raises(UsageError, match="20260624T010203Z"):
        backup.save(files, at=AT)


def test_an_unknown_snapshot_is_not_found(backup: Snapshots, files: dict[str, Path]) -> None:
    backup.save(files, at=AT)

    with pytest.raises(NotFound, match="20300101T000000Z"):
        backup.load("20300101T000000Z")


@pytest.mark.parametrize(
    "spoiled",
    [
        "{",
        "[]",
        '{"files": {"a": {"sha512": "../../x", "size": 1}}}',
        '{"files": {"../a": {"sha512": "' + "0" * 128 + '", "size": 1}}}',
        '{"files": {"/etc/a": {"sha512": "' + "0" * 128 + '", "size": 1}}}',
    ],
)
def test_a_list_that_was_tampered_with_is_refused(
    backup: Snapshots, files: dict[str, Path], tmp_path: Path, spoiled: str
) -> None:
    name = backup.save(files, at=AT).name
    (tmp_path / "backup/snapshots" / f"{name}.json").write_text(spoiled)

    with pytest.raises(BadPackage, match=name):
        backup.load(name)
