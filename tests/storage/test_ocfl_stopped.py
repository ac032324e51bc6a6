"""Stops while a version is added: killed, refused by the disk, or raced by another process."""

import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from archive.domain.verification import VerificationReport
from storage.ocfl import OcflRecords
from tests.contracts.records_contract import FIRST, SECOND, SNV, contents, openers, version
from tests.storage.tracing import ROOT, Call, killed_at, refused_at, run, watched
from tests.validators.ocfl import ocfl_problems

ADDING = "tests.storage.adding"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """An empty root."""
    OcflRecords(tmp_path / "records")
    return tmp_path / "records"


@pytest.fixture
def first(root: Path) -> Path:
    """A root whose record has one version."""
    OcflRecords(root).add(SNV, openers(FIRST), version(1))
    return root


def is_whole(root: Path, *, said: str, adding: int) -> bool:
    """Open the store again: every version there is whole, and what was said to be added is there."""
    records = OcflRecords(root)
    numbers = [item.number for item in records.versions(SNV)]
    assert numbers in ([*range(1, adding)], [*range(1, adding + 1)])
    assert "added" not in said or adding in numbers
    assert all(contents(records.content(SNV, number)) == (FIRST, SECOND)[number - 1] for number in numbers)
    assert list(root.with_name("records.building").iterdir()) == []
    return (records.check(SNV) if numbers else VerificationReport(1)).ok


@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_kill_at_any_step_of_placing_a_second_version_is_mended_at_the_next_opening(first: Path, number: int) -> None:
    done = killed_at("rename", number, ADDING, str(first), "2")

    assert done.returncode == -signal.SIGKILL
    assert is_whole(first, said=done.stdout, adding=2)
    assert ocfl_problems(first) == []


@pytest.mark.parametrize("number", [2, 3])
def test_those_kills_do_leave_something_to_mend(first: Path, number: int) -> None:
    killed_at("rename", number, ADDING, str(first), "2")

    assert ocfl_problems(first) != []


def test_a_kill_before_a_first_version_has_its_place_leaves_no_empty_folder(root: Path) -> None:
    killed_at("rename", 1, ADDING, str(root), "1")
    before = ocfl_problems(root)

    assert is_whole(root, said="", adding=1)
    assert (before != [], ocfl_problems(root)) == (True, [])


@pytest.mark.parametrize(("call", "step"), [("fsync", 5), ("mkdir", 6)])
@pytest.mark.parametrize("adding", [1, 2])
def test_killed_at_ever_later_calls_a_version_is_whole_or_not_there(
    root: Path, tmp_path: Path, call: str, step: int, adding: int
) -> None:
    if adding == 2:
        OcflRecords(root).add(SNV, openers(FIRST), version(1))
    for number in range(1, 1000, step):
        copy = Path(shutil.copytree(root, tmp_path / str(number) / "records"))
        done = killed_at(call, number, ADDING, str(copy), str(adding))
        assert is_whole(copy, said=done.stdout, adding=adding)
        if done.returncode == 0:
            break

    assert number > step
    assert "added" in done.stdout


def test_after_a_kill_the_next_add_needs_no_opening_in_between(first: Path) -> None:
    records = OcflRecords(first)
    killed_at("rename", 2, ADDING, str(first), "2")

    records.add(SNV, openers(SECOND), version(2))

    assert records.check(SNV).ok
    assert ocfl_problems(first) == []


def test_after_a_kill_an_open_store_reads_on(first: Path) -> None:
    """The inventory is the new one, its sidecar still the old one: the reader mends it instead of crying damage."""
    records = OcflRecords(first)
    killed_at("rename", 3, ADDING, str(first), "2")

    assert contents(records.content(SNV)) == SECOND


def test_a_kill_during_the_mending_is_mended_too(first: Path) -> None:
    killed_at("rename", 2, ADDING, str(first), "2")
    killed_at("rename", 1, ADDING, str(first), "2")
    killed_at("fsync", 1, ADDING, str(first), "2")

    assert is_whole(first, said="", adding=2)
    assert run(ADDING, str(first), "2").returncode == 0


@pytest.mark.parametrize(("call", "number"), [("fsync", 1), ("fsync", 9), ("rename", 1), ("rename", 2)])
def test_a_full_disk_adds_nothing(first: Path, call: str, number: int) -> None:
    done = refused_at(call, number, "ENOSPC", ADDING, str(first), "2")

    assert done.stderr.strip() == "storage_full"
    assert [item.number for item in OcflRecords(first).versions(SNV)] == [1]
    assert ocfl_problems(first) == []


def test_a_full_disk_adds_no_first_version_either(root: Path) -> None:
    done = refused_at("rename", 1, "ENOSPC", ADDING, str(root), "1")

    assert done.stderr.strip() == "storage_full"
    assert ocfl_problems(root) == []


@pytest.mark.parametrize("number", [1, 2])
def test_of_two_processes_adding_the_same_version_exactly_one_wins(root: Path, tmp_path: Path, number: int) -> None:
    for before in range(1, number):
        OcflRecords(root).add(SNV, openers(FIRST), version(before))
    gate = tmp_path / "gate"
    command = [sys.executable, "-B", "-m", ADDING, str(root), str(number), str(gate)]
    racers = [
        subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(3)
    ]
    for racer in racers:
        assert racer.stdout
        assert racer.stdout.readline() == "ready\n"

    gate.touch()
    said = sorted("".join(racer.communicate(timeout=60)).strip() for racer in racers)

    assert said == ["added", "wrong_order", "wrong_order"]
    assert is_whole(root, said="added", adding=number)


def test_two_processes_opening_a_new_root_both_find_it_good(tmp_path: Path) -> None:
    command = [sys.executable, "-B", "-m", ADDING, str(tmp_path / "records"), "1"]
    racers = [subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True) for _ in range(2)]

    said = sorted(racer.communicate(timeout=60)[1].strip() for racer in racers)

    assert said == ["", "wrong_order"]


def synced(calls: list[Call]) -> set[str]:
    return {path for call in calls if call.name == "fsync" for path in call.paths}


@pytest.mark.parametrize("number", [1, 2])
def test_nothing_is_renamed_before_it_is_on_disk_nor_told_before_its_name_is(
    root: Path, tmp_path: Path, number: int
) -> None:
    for before in range(1, number):
        OcflRecords(root).add(SNV, openers(FIRST), version(before))

    calls = watched(tmp_path / "log", ADDING, str(root), str(number))

    told = next(place for place, call in enumerate(calls) if call.name == "write" and '"added' in call.arguments)
    renames = [place for place, call in enumerate(calls) if call.name == "rename"]
    assert len(renames) == (1 if number == 1 else 3)
    for place in renames:
        source, target = calls[place].paths
        made = {path for call in calls[:place] if "O_CREAT" in call.arguments for path in call.paths[-1:]}
        kept = {path for path in made if path.startswith(source) and Path(path.replace(source, target)).exists()}
        assert kept
        assert kept <= synced(calls[:place])
        assert str(Path(target).parent) in synced(calls[place:told])
