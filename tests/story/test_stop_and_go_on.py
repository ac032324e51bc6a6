"""A run does nothing twice, and a run killed anywhere goes on from where it was."""

import os
import shutil
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.program import command, environment, hoso
from tests.validators.ocfl import ocfl_problems

QUARTER = "2026-Q2"
IN_TIME = {"HOSO_NOW": "2026-06-24T15:00:00+07:00"}  # as the demo: what is late is a finding of its own


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder with its bytes."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def count(folder: Path) -> int:
    """How many files there are below a folder now."""
    return sum(len(files) for _, _, files in os.walk(folder))


@pytest.fixture
def imported(demo_home: Path, tmp_path: Path) -> Path:
    """A home whose quarter was imported and not yet run."""
    home, source = tmp_path / "home", demo_home / "demo"
    taken = hoso("--home", home, "import", source / "quy.xlsx", "--files", source / "minh-chung")
    assert taken.code == 0, taken.talk
    shutil.copytree(demo_home / "cache", home / "cache")  # what OCR read is known: the story is about the run
    return home


def kill_when(home: Path, reached: Callable[[], bool]) -> bool:
    """Start a run and kill it as soon as `reached`; False when it ended before."""
    process = subprocess.Popen(
        command("--home", home, "run", "--quarter", QUARTER),
        env=environment(IN_TIME),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        stdin=subprocess.DEVNULL,
        start_new_session=True,
    )
    while process.poll() is None:
        if reached():
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            return True
    return False


def test_a_second_run_changes_no_record_blob_or_index(copied_home: Path) -> None:
    before = {name: tree(copied_home / name) for name in ("records", "blobs", "index")}

    again = hoso("--home", copied_home, "run", "--quarter", QUARTER, "--json")

    assert (again.code, again.json["sealed"]) == (0, [])
    assert {name: tree(copied_home / name) for name in ("records", "blobs", "index")} == before


def test_a_run_killed_again_and_again_ends_like_one_never_killed(imported: Path, demo_home: Path) -> None:
    blobs, records = imported / "blobs", imported / "records"
    kills = 0
    for step in range(12):  # each round lets the run come a little further, into every step of some unit
        aim = count(blobs) + 7 + 11 * step
        sealed = count(records)
        kills += kill_when(imported, lambda aim=aim, sealed=sealed: count(blobs) >= aim or count(records) > sealed + 4)  # type: ignore[misc]  # bound on purpose

    finished = hoso("--home", imported, "run", "--quarter", QUARTER, environ=IN_TIME)

    assert kills >= 3
    assert finished.code == 0, finished.talk
    assert ocfl_problems(records) == []
    assert hoso("--home", imported, "verify", "--all").code == 0
    same = ("unit", "stage", "complete", "findings", "tasks")
    ours, theirs = (
        [
            {key: unit[key] for key in same}
            for unit in hoso("--home", home, "status", "--quarter", QUARTER, "--json", environ=IN_TIME).json["units"]
        ]
        for home in (imported, demo_home)
    )
    assert ours == theirs


def test_a_killed_run_neither_doubles_versions_nor_search_hits(imported: Path) -> None:
    kill_when(imported, lambda: count(imported / "index") > 2)
    finished = hoso("--home", imported, "run", "--quarter", QUARTER)
    assert finished.code == 0, finished.talk

    for unit in hoso("--home", imported, "status", "--quarter", QUARTER, "--json").json["units"]:
        record = f"urn:hoso:{unit['unit']}:{QUARTER}"
        assert len(hoso("--home", imported, "show", record, "--json").json["versions"]) == 1
        found = hoso("--home", imported, "search", f"đơn_vị:{unit['unit']} loại:submission", "--json")
        assert found.json["total"] == 1
