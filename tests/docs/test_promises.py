"""What `docs/format-and-threats.md` promises names who keeps it, by what, and a test that exists; no promise twice."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "format-and-threats.md").read_text("utf-8")
PROMISES = PAGE.partition("## Promised, and by what")[2].partition("\n## ")[0]
THREATS = PAGE.partition("## What each adversary could still do")[2]
ROWS = [line for line in PROMISES.splitlines() if re.match(r"\| (?!guarantee)\w", line)]
ADVERSARIES = ("steals the disk", "decay of bits", "administrator", "archive's key", "forger", "outsider", "clerk")
WHOLLY_NAMED = ("torture", "damaged", "formats")  # rooms of proofs: nothing in them proves what nobody promised


def cells(row: str) -> list[str]:
    return [cell.strip() for cell in row.strip("|").split("|")]


def paths(cell: str) -> list[str]:
    return re.findall(r"`([\w./-]+)`", cell)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: cells(row)[0][:60])
def test_each_promise_has_an_owner_a_mechanism_and_a_test_that_exists(row: str) -> None:
    guarantee, owner, mechanism, test = cells(row)

    assert guarantee
    assert mechanism
    assert all((ROOT / path).exists() for path in paths(owner))
    assert paths(owner) or owner in ("everybody", "every way in")
    assert paths(test)
    assert all((ROOT / path).is_file() and path.startswith("tests/") for path in paths(test))


def test_no_promise_is_made_twice() -> None:
    guarantees = [cells(row)[0] for row in ROWS]

    assert len(guarantees) == len(set(guarantees)) > 40


def test_every_proof_has_its_promise() -> None:
    files = {f"tests/{room}/{path.name}" for room in WHOLLY_NAMED for path in (ROOT / "tests" / room).glob("test_*.py")}

    assert files <= {path for row in ROWS for path in paths(cells(row)[3])}


def test_every_adversary_has_a_section() -> None:
    headings = re.findall(r"^### (.+)$", THREATS, re.MULTILINE)

    assert len(headings) == len(ADVERSARIES)
    assert all(word.lower() in heading.lower() for word, heading in zip(ADVERSARIES, headings, strict=True))
