"""Blobs in a folder and in memory: the contract, and what only a folder can do wrong."""

import io
import signal
import stat
from pathlib import Path

import pytest

from archive.errors import Unavailable
from storage.aside import Aside
from storage.blobs import LocalBlobs, MemoryBlobs
from tests.contracts.blobs_contract import LETTER, BlobsContract, BreaksOff, sha512
from tests.storage.tracing import killed_at, refused_at, run, watched


class TestMemoryBlobs(BlobsContract):
    @pytest.fixture
    def blobs(self) -> MemoryBlobs:
        return MemoryBlobs()


class TestLocalBlobs(BlobsContract):
    @pytest.fixture
    def blobs(self, tmp_path: Path) -> LocalBlobs:
        return LocalBlobs(tmp_path / "blobs")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "kho" / "blobs"


def stored(folder: Path, content: bytes = LETTER) -> Path:
    """The file of a blob that was just put."""
    name, _ = LocalBlobs(folder).put(io.BytesIO(content))
    return folder / name[:2] / name[2:4] / name


def files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_a_blob_lies_under_its_digest_and_is_read_only(folder: Path) -> None:
    path = stored(folder)

    assert files(folder) == [path]
    assert (path.read_bytes(), stat.S_IMODE(path.stat().st_mode)) == (LETTER, 0o444)


def test_putting_again_leaves_the_first_file_alone(folder: Path) -> None:
    before = stored(folder).stat()

    after = stored(folder).stat()

    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_a_failed_put_leaves_no_file_and_no_folder(folder: Path) -> None:
    blobs = LocalBlobs(folder)

    with pytest.raises(Exception, match="Nguồn không còn"):
        blobs.put(BreaksOff(LETTER))

    assert [path.name for path in folder.rglob("*")] == ["incoming"]


def test_blobs_outlive_the_object_that_put_them(folder: Path) -> None:
    stored(folder)

    with LocalBlobs(folder).open(sha512(LETTER)) as source:
        assert source.read() == LETTER


def test_one_changed_bit_is_reported_and_named(folder: Path) -> None:
    path = stored(folder)
    stored(folder, b"khac")
    path.chmod(0o644)
    path.write_bytes(bytes([LETTER[0] ^ 1]) + LETTER[1:])

    report = LocalBlobs(folder).check()

    assert [(problem.code, problem.where) for problem in report.problems] == [
        ("digest_mismatch", f"blobs/{sha512(LETTER)}")
    ]
    assert report.checked == 2


def test_a_blob_cut_short_is_reported(folder: Path) -> None:
    path = stored(folder)
    path.chmod(0o644)
    path.write_bytes(b"")

    assert [problem.code for problem in LocalBlobs(folder).check().problems] == ["digest_mismatch"]


def test_a_strange_file_among_blobs_is_reported_and_never_listed(folder: Path) -> None:
    stored(folder).with_name("thu-lay.txt").write_bytes(b"?")

    blobs = LocalBlobs(folder)

    assert list(blobs.digests()) == [sha512(LETTER)]
    assert [problem.code for problem in blobs.check().problems] == ["file_extra"]


def test_a_folder_that_cannot_be_written_is_unavailable(tmp_path: Path) -> None:
    (tmp_path / "tep").write_bytes(b"")

    with pytest.raises(Unavailable, match="Hãy kiểm tra đĩa"):
        LocalBlobs(tmp_path / "tep" / "blobs")


@pytest.mark.parametrize("error", ["ENOSPC", "EDQUOT"])
def test_a_full_disk_is_said_so_and_leaves_nothing(folder: Path, error: str) -> None:
    LocalBlobs(folder)

    done = refused_at("fsync", 1, error, "tests.storage.putting", str(folder), "Minh chứng")

    assert done.stderr.strip() == "storage_full"
    assert files(folder) == []


def test_a_disk_error_is_not_called_a_full_disk(folder: Path) -> None:
    LocalBlobs(folder)

    done = refused_at("fsync", 1, "EIO", "tests.storage.putting", str(folder), "Minh chứng")

    assert done.stderr.strip() == "unavailable"
    assert files(folder) == []


@pytest.mark.parametrize(
    ("call", "number"),
    [("mkdir", 1), ("fsync", 1), ("mkdir", 2), ("fsync", 2), ("rename", 1), ("fsync", 4), ("rmdir", 1)],
)
def test_a_kill_anywhere_keeps_what_was_there_and_leaves_nothing_half_done(
    folder: Path, call: str, number: int
) -> None:
    stored(folder)

    done = killed_at(call, number, "tests.storage.putting", str(folder), "Minh chứng")
    blobs = LocalBlobs(folder)

    assert (done.returncode, done.stdout) == (-signal.SIGKILL, "")
    assert sha512(LETTER) in set(blobs.digests())
    assert blobs.check().ok
    assert list((folder / "incoming").iterdir()) == []
    assert {path.name for path in files(folder)} == set(blobs.digests())


def test_after_a_kill_the_same_put_works(folder: Path) -> None:
    killed_at("rename", 1, "tests.storage.putting", str(folder), "Minh chứng")

    done = run("tests.storage.putting", str(folder), "Minh chứng")

    assert done.stdout == "stored\n"
    assert list(LocalBlobs(folder).digests()) == [sha512("Minh chứng".encode())]


def test_opening_leaves_alone_what_another_is_still_writing(folder: Path) -> None:
    LocalBlobs(folder)

    with Aside(folder / "incoming").room() as room:
        (room / "blob").write_bytes(LETTER)
        LocalBlobs(folder)
        assert (room / "blob").read_bytes() == LETTER


def test_bytes_are_on_disk_before_they_are_named_and_the_name_before_it_is_told(folder: Path, tmp_path: Path) -> None:
    LocalBlobs(folder)

    calls = watched(tmp_path / "log", "tests.storage.putting", str(folder), "Minh chứng")

    renamed = next(place for place, call in enumerate(calls) if call.name == "rename")
    told = next(place for place, call in enumerate(calls) if call.name == "write" and '"stored' in call.arguments)
    source, target = calls[renamed].paths
    assert source in [path for call in calls[:renamed] if call.name == "fsync" for path in call.paths]
    assert str(Path(target).parent) in [
        path for call in calls[renamed:told] if call.name == "fsync" for path in call.paths
    ]
