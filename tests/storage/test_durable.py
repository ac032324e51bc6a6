"""Writing a file for good: nothing is overwritten, and an error of the disk in the middle is not lost."""

import io
import os
from pathlib import Path

import pytest

from archive.errors import StorageFull
from storage import durable
from storage.durable import copy_new, drop_empty, make_folders, settle, storing


def test_a_file_that_is_there_is_not_overwritten(tmp_path: Path) -> None:
    target = tmp_path / "tep"
    target.write_bytes(b"cu")

    with pytest.raises(FileExistsError):
        copy_new(io.BytesIO(b"moi"), target)

    assert target.read_bytes() == b"cu"


def test_a_name_that_is_taken_is_not_taken_over(tmp_path: Path) -> None:
    (tmp_path / "cu").write_bytes(b"cu")
    (tmp_path / "moi").write_bytes(b"moi")

    with pytest.raises(FileExistsError):
        settle(tmp_path / "moi", tmp_path / "cu")

    assert (tmp_path / "cu").read_bytes() == b"cu"


def test_a_disk_that_fails_while_a_large_file_is_still_read_is_not_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused = iter([OSError(28, "No space left on device")])

    def once(_: int) -> None:
        for error in refused:
            raise error

    monkeypatch.setattr(durable, "_AHEAD", durable.CHUNK)
    monkeypatch.setattr(os, "fdatasync", once)

    with pytest.raises(StorageFull), storing(tmp_path):
        copy_new(io.BytesIO(b"x" * 5 * durable.CHUNK), tmp_path / "tep")


def test_a_large_file_comes_out_as_it_went_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content = os.urandom(5 * durable.CHUNK + 3)
    monkeypatch.setattr(durable, "_AHEAD", 2 * durable.CHUNK)

    written = copy_new(io.BytesIO(content), tmp_path / "tep")

    assert ((tmp_path / "tep").read_bytes(), written.size) == (content, len(content))


def test_only_empty_folders_are_dropped_and_never_the_last(tmp_path: Path) -> None:
    make_folders(tmp_path / "a/b/c")
    (tmp_path / "a/tep").write_bytes(b"")

    drop_empty(tmp_path / "a/b/c", below=tmp_path)

    assert sorted(path.name for path in tmp_path.rglob("*")) == ["a", "tep"]
