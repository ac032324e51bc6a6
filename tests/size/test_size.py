"""Beauty is lost first in the one big file: sizes and names of files are held by a test (style guide 5, 11)."""

import ast
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MOST_LINES = 400
MOST_FUNCTION_LINES = 60
DRAWERS = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "managers", "base", "core"}
ROOMS = {
    "archive", "doc_templates", "indexer", "api", "storage", "tests", "docs", "deploy", ".ci",
    "pyproject.toml", "README.md", "Makefile", "requirements.lock", "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE",
}  # fmt: skip


def tracked() -> list[Path]:
    """The files git knows, or would know."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return [Path(line) for line in listed.stdout.splitlines() if (ROOT / line).exists()]


PYTHON = [path for path in tracked() if path.suffix == ".py"]


@pytest.mark.parametrize("path", PYTHON, ids=str)
def test_no_file_is_longer_than_400_lines(path: Path) -> None:
    assert len((ROOT / path).read_text().splitlines()) <= MOST_LINES


@pytest.mark.parametrize("path", [path for path in PYTHON if path.parts[0] != "tests"], ids=str)
def test_no_function_is_longer_than_a_page(path: Path) -> None:
    tree = ast.parse((ROOT / path).read_text())
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]

    long = [node.name for node in functions if (node.end_lineno or 0) - node.lineno >= MOST_FUNCTION_LINES]

    assert long == []


def test_half_of_the_files_are_short() -> None:
    lengths = sorted(len((ROOT / path).read_text().splitlines()) for path in PYTHON if path.parts[0] != "tests")

    assert lengths[len(lengths) // 2] <= 120


def test_nothing_is_named_like_a_drawer() -> None:
    assert [path for path in tracked() if DRAWERS & {*path.parts, path.stem}] == []


def test_the_top_level_holds_only_its_rooms() -> None:
    assert {path.parts[0] for path in tracked() if not path.parts[0].startswith(".git")} <= ROOMS


def test_code_is_ascii_in_its_names() -> None:
    for path in PYTHON:
        names = {node.id for node in ast.walk(ast.parse((ROOT / path).read_text())) if isinstance(node, ast.Name)}
        assert [name for name in names if not name.isascii()] == [], path
