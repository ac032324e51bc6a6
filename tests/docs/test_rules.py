"""Every rule has its row: where it is kept, and what proves it or why it is for people."""

import re
from pathlib import Path

import pytest

from archive.domain.deadline import deadlines
from archive.domain.dossier import FINDING_KINDS
from archive.domain.quarter import FIRST_QUARTER

ROOT = Path(__file__).parents[2]
LAST_RULE = 65
ROWS = {
    cells[0].strip(): cells
    for line in (ROOT / "docs/rules.md").read_text().splitlines()
    if re.match(r"\| R\d+ ", line)
    for cells in [line.strip("|").split("|")]
}
EACH = pytest.mark.parametrize("rule", ROWS)


def paths(cell: str) -> list[str]:
    """The paths a cell names."""
    return re.findall(r"`((?:archive|doc_templates|storage|indexer|api|tests)/[\w./-]+)`", cell)


def test_each_rule_has_one_row_in_order() -> None:
    assert list(ROWS) == [f"R{number}" for number in range(1, LAST_RULE + 1)]


@EACH
def test_a_rule_is_kept_somewhere_or_is_for_people(rule: str) -> None:
    where = ROWS[rule][3]

    assert paths(where) or "for people" in where


@EACH
def test_a_rule_is_proved_by_a_test_or_is_for_people(rule: str) -> None:
    proof = ROWS[rule][4]

    assert [path for path in paths(proof) if path.startswith("tests/")] or "for people" in proof


@EACH
def test_what_a_row_names_exists(rule: str) -> None:
    named = [path for cell in ROWS[rule][3:5] for path in paths(cell)]

    assert [path for path in named if not (ROOT / path).exists()] == []


@EACH
def test_code_that_keeps_a_rule_names_it(rule: str) -> None:
    """Whoever reads the code must meet the rule's number there, or in the test that proves it."""
    files = [ROOT / path for cell in ROWS[rule][3:5] for path in paths(cell)]
    texts = "".join(path.read_text() for path in files if path.is_file())

    assert not files or re.search(rf"\b{rule}\b", texts) or _in_a_range(rule, texts)


def _in_a_range(rule: str, texts: str) -> bool:
    """R43 also stands in "R42-R44"."""
    number = int(rule[1:])
    return any(int(low) <= number <= int(high) for low, high in re.findall(r"\bR(\d+)-R(\d+)\b", texts))


def test_every_rule_a_finding_or_deadline_names_has_a_row() -> None:
    named = {kind.rule for kind in FINDING_KINDS} | {item.rule for item in deadlines(FIRST_QUARTER)}

    assert named <= set(ROWS)
