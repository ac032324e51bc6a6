"""A single flipped bit anywhere is found by one check, which says where; what it does not find changed nothing."""

import os
import shutil
from collections import Counter
from pathlib import Path

import pytest

from tests.torture.flips import ROOMS, Flip, fill, flip, flips, looked_through, meaning
from tests.torture.scenes import SCENES

EVERYTHING = os.environ.get("TORTURE") == "all"
SEEDS = [20260624 + place for place in range(10 if EVERYTHING else 1)]
COUNT = 1000 if EVERYTHING else 150  # for each seed
SPARE = 0.25  # of what is flipped in a room: doubled fields of a zip, copies of trusted roots, blanks
OBJECT = "urn%3ahoso%3aSNV%3a2026-Q2/"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("flips") / "home"
    next(scene for scene in SCENES if scene.name == "import").prepare(home)
    fill(home)
    return home


def room_of(home: Path, one: Flip) -> str:
    return one.path.relative_to(home).parts[0]


def test_before_any_flip_nothing_is_found(home: Path) -> None:
    assert looked_through(home) == []


def name_of(home: Path, one: Flip) -> str:
    """As the report has to call it: object, version and file in the record store, else the file."""
    path = one.path.relative_to(home).as_posix()
    if OBJECT in path:
        return f"urn:hoso:SNV:2026-Q2/{path.partition(OBJECT)[2].removesuffix('.sha512')}"
    return one.path.name


@pytest.mark.parametrize("seed", SEEDS)
def test_every_flipped_bit_is_found_and_named_or_says_the_same(home: Path, tmp_path: Path, seed: int) -> None:
    place = Path(shutil.copytree(home, tmp_path / "home"))
    said, silent, wrong = meaning(place), Counter[str](), []
    for one in flips(place, COUNT, seed=seed):
        room = room_of(place, one)
        flip(one)
        found = looked_through(place)
        if found:
            wrong += [] if room == "packages" or name_of(place, one) in " ".join(found) else [f"{one}: {found}"]
        else:
            silent[room] += 1
            wrong += [] if meaning(place) == said else [f"{one}: not found"]
        flip(one)

    assert wrong == []
    assert silent["records"] == silent["blobs"] == 0
    assert max(silent["log"], silent["packages"]) < SPARE * COUNT / len(ROOMS)
    assert silent["hoso.db"] < COUNT / len(ROOMS)  # unused room in the pages of a small database


@pytest.mark.parametrize("room", ROOMS)
def test_each_room_is_flipped_and_looked_through(home: Path, tmp_path: Path, room: str) -> None:
    place = Path(shutil.copytree(home, tmp_path / "home"))

    assert any(is_found(place, one) for one in flips(place, 200, seed=1) if room_of(place, one) == room)


def is_found(place: Path, one: Flip) -> bool:
    """Whether anything is found with this bit turned."""
    flip(one)
    found = looked_through(place)
    flip(one)
    return bool(found)
