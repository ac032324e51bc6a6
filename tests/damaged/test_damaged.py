"""Every damaged file is told by the code in its name, in a Vietnamese sentence, and nothing else happens."""

from pathlib import Path

import pytest

from archive.errors import HosoError
from tests.damaged.keeping import BASE, HERE, unpacked, writable
from tests.damaged.openers import OPENERS, Opened, look_through

FILES = sorted(path for path in HERE.rglob("*--*") if path.is_file())
MOST_BYTES = 400_000


def opened(path: Path, scratch: Path) -> Opened:
    """What opening it tells, as an error or as a report."""
    try:
        return OPENERS[path.parent.name](path, scratch)
    except HosoError as wrong:
        return [(wrong.code, wrong.sentence)]


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_it_is_told_by_the_code_in_its_name(path: Path, tmp_path: Path) -> None:
    before = path.read_bytes()

    found = opened(path, tmp_path)

    assert path.name.split("--")[0] in {code for code, _ in found}, found
    assert all(sentence for _, sentence in found)
    assert path.read_bytes() == before


def test_nothing_is_found_in_the_home_before_it_was_damaged(tmp_path: Path) -> None:
    report = look_through(writable(unpacked(BASE, tmp_path / "home")), tmp_path / "keys")

    assert report.problems == ()
    assert report.checked > 50


def test_every_way_in_has_damaged_files() -> None:
    assert {path.parent.name for path in FILES} == set(OPENERS)


def test_they_stay_small() -> None:
    assert sum(path.stat().st_size for path in [*FILES, BASE]) < MOST_BYTES
