"""The order of writes in every scene: bytes before names, names before anybody is told (durability)."""

import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.torture.forks import run_apart
from tests.torture.order import BYTES_LATE, BYTES_NEVER, NAMES_NEVER, Fault, faults
from tests.torture.scenes import SCENES, Scene


def traced(scene: Scene, place: Path, act: Callable[[Path], None]) -> list[Fault]:
    """What the trace of the act shows to have been relied on too early."""
    home = place / "home"
    scene.prepare(home)
    there = {str(path) for path in home.rglob("*")} | {str(home)}

    def work() -> str:
        act(home)
        return "done"

    ending = run_apart(work, place)
    assert ending.code == 0, ending.said
    return faults(ending.trace, there=there, home=str(home))


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.name)
def test_nothing_is_relied_on_before_it_is_on_the_disk(scene: Scene, tmp_path: Path) -> None:
    assert traced(scene, tmp_path, scene.act) == []


@pytest.mark.parametrize("forgotten", [stat.S_ISREG, stat.S_ISDIR], ids=["files", "folders"])
@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.name)
def test_without_fsync_of_either_every_scene_is_found_out(
    scene: Scene, forgotten: Callable[[int], bool], tmp_path: Path
) -> None:
    real = os.fsync

    def half(fd: int) -> None:
        if not forgotten(os.fstat(fd).st_mode):
            real(fd)

    def forgetful(home: Path) -> None:
        os.fsync = half  # type: ignore[assignment]  # in a process of its own
        scene.act(home)

    assert traced(scene, tmp_path, forgetful)


HOME, AFTER = "/h", '1 pwrite64(5</h/hoso.db-wal>, ""..., 24, 0) = 24'


def told(*trace: str) -> list[str]:
    return [fault.what for fault in faults(trace, there={HOME, "/h/blobs", "/h/hoso.db-wal"}, home=HOME)]


def test_a_file_named_before_its_bytes_are_safe_is_found() -> None:
    assert told(
        '1 write(3</h/incoming/x>, ""..., 10) = 10',
        '1 rename("/h/incoming/x", "/h/blobs/x") = 0',
        "1 fsync(4</h/blobs>) = 0",
        "1 fsync(4</h/incoming>) = 0",
    ) == [BYTES_LATE, BYTES_NEVER]


def test_a_name_that_is_told_of_before_its_folder_is_safe_is_found() -> None:
    assert told(
        '1 write(3</h/incoming/x>, ""..., 10) = 10',
        "1 fsync(3</h/incoming/x>) = 0",
        '1 rename("/h/incoming/x", "/h/blobs/x") = 0',
        AFTER,
        "1 fsync(4</h/blobs>) = 0",
    ) == [NAMES_NEVER]


def test_the_right_order_is_not_found_fault_with() -> None:
    assert (
        told(
            '1 write(3</h/incoming/x>, ""..., 10) = 10',
            "1 fsync(3</h/incoming/x>) = 0",
            '1 rename("/h/incoming/x", "/h/blobs/x") = 0',
            "1 fsync(4</h/blobs>) = 0",
            AFTER,
        )
        == []
    )


def test_a_sync_that_began_before_the_last_write_does_not_count() -> None:
    assert told(
        "1 fsync(3</h/blobs/x> <unfinished ...>",
        '2 write(3</h/blobs/x>, ""..., 10) = 10',
        "1 <... fsync resumed>) = 0",
        "2 fsync(4</h/blobs>) = 0",
    ) == [BYTES_NEVER]


def test_a_sync_that_failed_does_not_count() -> None:
    assert told(
        '1 write(3</h/blobs/x>, ""..., 10) = 10',
        "1 fsync(3</h/blobs/x>) = -1 EIO (Input/output error)",
        "1 fsync(4</h/blobs>) = 0",
    ) == [BYTES_NEVER]
