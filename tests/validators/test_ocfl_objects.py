"""Our reader and ocfl-py agree about objects that OCFL 1.1 forbids, allows or warns of; the page counts how many."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from storage.ocfl.check import check, look
from tests.validators.ocfl_codes import BAD, GOOD, LEFT_OUT, READ_ALL_THE_SAME, WARNED
from tests.validators.ocfl_objects import RECORD, Change, good_object, judged, made_from, read_inventory

PAGE = Path(__file__).parents[2] / "docs" / "format-and-threats.md"
EVERY: Mapping[str, Mapping[str, Change]] = {"forbidden": BAD, "allowed": GOOD, "warned of": WARNED}


@pytest.fixture(scope="module")
def objects(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """Every object, by the name of what was changed."""
    good = good_object(tmp_path_factory.mktemp("good"))
    return made_from(good, {**BAD, **GOOD, **WARNED}, tmp_path_factory.mktemp("objects"))


@pytest.fixture(scope="module")
def theirs(objects: Mapping[str, Path]) -> Mapping[str, tuple[bool, set[str]]]:
    """What ocfl-py says of each."""
    return judged(objects)


@pytest.fixture(scope="module")
def ours(objects: Mapping[str, Path]) -> Mapping[str, bool]:
    """Whether our own reader has nothing against each."""
    return {name: not check(look(folder), _id(folder, name)).problems for name, folder in objects.items()}


def _id(folder: Path, name: str) -> str:
    return str(read_inventory(folder)["id"]) if name.startswith("W005") else str(RECORD)


@pytest.mark.parametrize("name", BAD)
def test_what_is_forbidden_is_refused(name: str, ours: Mapping[str, bool]) -> None:
    assert not ours[name]


@pytest.mark.parametrize("name", BAD)
def test_the_judge_refuses_it_by_its_code(name: str, theirs: Mapping[str, tuple[bool, set[str]]]) -> None:
    valid, codes = theirs[name]

    assert not valid
    assert name.partition(" ")[0] in codes


@pytest.mark.parametrize("name", GOOD)
def test_what_is_allowed_is_read_but_for_what_the_profile_leaves_out(
    name: str, ours: Mapping[str, bool], theirs: Mapping[str, tuple[bool, set[str]]]
) -> None:
    assert theirs[name][0]
    assert ours[name] is (name not in LEFT_OUT)


@pytest.mark.parametrize("name", WARNED)
def test_what_is_warned_of_is_read_where_nothing_of_ours_is_missing(
    name: str, ours: Mapping[str, bool], theirs: Mapping[str, tuple[bool, set[str]]]
) -> None:
    assert theirs[name] == (True, {name.partition(" ")[0]})
    assert ours[name] is name.startswith(READ_ALL_THE_SAME)


def test_the_page_counts_the_agreement(ours: Mapping[str, bool], theirs: Mapping[str, tuple[bool, set[str]]]) -> None:
    table = {
        kind: (len(names), sum(theirs[name][0] for name in names), sum(ours[name] for name in names))
        for kind, names in EVERY.items()
    }

    said = re.findall(r"^\| (\w[\w ]+) \| (\d+) \| (\d+) \| (\d+) \|$", PAGE.read_text("utf-8"), re.MULTILINE)
    assert {kind: tuple(map(int, numbers)) for kind, *numbers in said} == table, table
