"""Stopped at any write, or with any write failing, nothing acknowledged is lost and nothing half-made looks whole.

After each point the home is opened again without a manual step, everything in it verifies, a foreign validator finds
every record whole, and doing the act again leads to what an undisturbed act leads to.
"""

import gc
import os
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import ocfl
import pytest

from archive.workflow.verify import verify_all
from tests.torture.forks import Ending, Point, run_apart
from tests.torture.homes import parts_of
from tests.torture.scenes import SCENES, Scene

EVERYTHING = os.environ.get("TORTURE") == "all"
SAMPLE = 20  # points a scene and kind of fault in `make test`; `make torture` takes every one
# Tidying up after what is done, and making a folder that is there already.
MAY_FAIL_QUIETLY = ("unlink", "unlinkat", "rmdir", "chmod", "fchmod", "mkdir")
# SQLite moves what its log already holds: it is durable there, and moved another time. That the folder of a new log
# could not be synced it tells nobody; nor that of the copy aside which a backup reads, and which need not outlive it.
OF_SQLITE = re.compile(r"/hoso\.db>|fdatasync\(\d+<[^>]*/(home|hoso-backup-[^/>]*)>")
NO_ROOM_ON = ("write", "pwrite64", "mkdir", "rename")


@dataclass(frozen=True)
class Stage:
    """A scene's prepared home, what an undisturbed act leads to, and every call it makes on the way."""

    scene: Scene
    prepared: Path
    expected: object
    before: object
    calls: tuple[tuple[str, int], ...]

    def points(self, error: str = "") -> Iterator[Point]:
        """Every point, or a sample that is the same each time and reaches from the first to the last."""
        chosen = [Point(call, place, error) for call, count in self.calls for place in range(1, count + 1)]
        step = 1 if EVERYTHING else max(1, len(chosen) // SAMPLE)
        return iter(chosen[::step])


@pytest.fixture(scope="module", params=SCENES, ids=lambda scene: scene.name)
def stage(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """One scene, set up once."""
    scene: Scene = request.param
    prepared = tmp_path_factory.mktemp("prepared") / "home"
    scene.prepare(prepared)
    before = scene.result(prepared)
    let_go_of(prepared)
    home = fresh(prepared, tmp_path_factory.mktemp("undisturbed"))
    ending = act(scene, home)
    assert ending.code == 0, ending.said
    gc.freeze()  # each run looks for databases left open: among what is new, not among all that was imported
    yield Stage(scene, prepared, scene.result(home), before, tuple(sorted(ending.counted().items())))
    gc.unfreeze()


def let_go_of(home: Path) -> None:
    """Close the databases left open there: a copy made before would hold a log that later copies no longer hold."""
    gc.collect()
    assert not (home / "hoso.db-wal").exists()


def fresh(prepared: Path, place: Path) -> Path:
    """A copy of the prepared home and of what lies beside it."""
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(prepared.parent, place)
    return place / "home"


def act(scene: Scene, home: Path, point: Point | None = None) -> Ending:
    """Do the scene's act in a process of its own."""

    def work() -> str:
        scene.act(home)
        return "done"

    return run_apart(work, home.parent, point)


def faults(stage: Stage, home: Path) -> list[str]:
    """What is wrong with the home as it was left."""
    parts = parts_of(home)
    found = [
        f"{item.where}: {item.message}" for item in verify_all(parts).problems if item.code not in stage.scene.told
    ]
    if any(True for _ in parts.records.all()) and not ocfl.StorageRoot(root=str(home / "records")).validate():
        found.append("the foreign validator does not accept the records")
    left = stage.scene.result(home)
    if "facts" in str(stage.expected) and left not in (stage.before, stage.expected) and not _is_between(stage, home):
        found.append(f"neither before nor after: {left}")
    return found


def _is_between(stage: Stage, home: Path) -> bool:
    """Acts of many steps keep each step they finished: documents, signatures and versions only grow."""
    before, after, left = (dict(item) for item in (stage.before, stage.expected, stage.scene.result(home)))  # type: ignore[call-overload]  # every result is a mapping
    same = left.get("facts") in (before.get("facts"), after.get("facts"))
    return same and all(left.get(name) == value for name, value in before.items() if name.startswith("urn:"))


def broken(ending: Ending) -> str:
    """The call that was made to fail, as strace saw it."""
    return next((line for line in ending.trace if "(INJECTED)" in line), "")


def again(stage: Stage, home: Path) -> object:
    """The act once more, undisturbed, in the home as it was left."""
    ending = act(stage.scene, home)
    return stage.scene.result(home) if ending.code == 0 else ending.said


def test_every_run_of_an_act_makes_the_same_calls(stage: Stage, tmp_path: Path) -> None:
    ending = act(stage.scene, fresh(stage.prepared, tmp_path / "place"))

    assert tuple(sorted(ending.counted().items())) == stage.calls  # else points would be chosen that nobody reaches


def test_a_stop_at_any_write_loses_nothing_and_needs_no_hand(stage: Stage, tmp_path: Path) -> None:
    for point in stage.points():
        home = fresh(stage.prepared, tmp_path / "place")
        ending = act(stage.scene, home, point)

        assert ending.code is None, f"{point} was not reached: {ending.said}"
        assert faults(stage, home) == [], point
        assert again(stage, home) == stage.expected, point


@pytest.mark.parametrize("error", ["EIO", "ENOSPC"])
def test_a_failing_write_is_never_acknowledged_and_told_in_our_words(stage: Stage, tmp_path: Path, error: str) -> None:
    for point in stage.points(error):
        home = fresh(stage.prepared, tmp_path / "place")
        ending = act(stage.scene, home, point)

        assert broken(ending), f"{point} was not reached: {ending.said}"
        if ending.code == 0:
            assert point.call in MAY_FAIL_QUIETLY or OF_SQLITE.search(broken(ending)), broken(ending)
            assert stage.scene.result(home) == stage.expected, point
        else:
            assert ending.said.startswith("archive.errors."), f"{point}: {ending.said}"
        if ending.code and error == "ENOSPC" and point.call in NO_ROOM_ON and "-shm" not in broken(ending):
            assert "StorageFull" in ending.said, f"{point}: {ending.said}"
        assert faults(stage, home) == [], point
        assert again(stage, home) == stage.expected, point
