"""Docs cannot drift: what exists is documented, and what is documented exists."""

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from archive import errors
from archive.cli import COMMANDS
from archive.config import variables
from archive.errors import HosoError

ROOT = Path(__file__).parents[2]
REFERENCE = (ROOT / "docs/reference.md").read_text()
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]


def tree(root: type[HosoError]) -> Iterator[type[HosoError]]:
    """The error and all below it."""
    yield root
    for child in root.__subclasses__():
        yield from tree(child)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: str(command.name))
def test_each_command_stands_in_the_reference_with_all_its_options(command: click.Command) -> None:
    line = next((line for line in REFERENCE.splitlines() if line.startswith(f"| `hoso {command.name}")), "")
    options = {option for part in command.params if isinstance(part, click.Option) for option in part.opts}

    documented = set(re.findall(r"`(--[a-z-]+)`", line.split("|")[2])) if line else set()

    assert documented == options


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: str(command.name))
def test_each_command_and_option_says_what_it_is_for(command: click.Command) -> None:
    assert command.help
    assert all(part.help for part in command.params if isinstance(part, click.Option))


def test_each_setting_stands_in_the_reference_and_no_other() -> None:
    assert set(re.findall(r"^\| `(HOSO_[A-Z0-9_]+)`", REFERENCE, re.MULTILINE)) == set(variables())


@pytest.mark.parametrize("error", [error for error in tree(HosoError) if error is not HosoError])
def test_each_error_code_stands_beside_its_exit_code(error: type[HosoError]) -> None:
    line = next(line for line in REFERENCE.splitlines() if line.startswith(f"| {error.exit_code} |"))

    assert f"`{error.code}`" in line


def test_the_error_tree_is_drawn_as_it_is() -> None:
    drawn = re.findall(r"[├└]── (\w+)", errors.__doc__ or "")

    assert sorted(drawn) == sorted(error.__name__ for error in tree(HosoError) if error is not HosoError)


def test_each_decision_is_in_the_list_of_decisions() -> None:
    listed = re.findall(r"\((\d{4}-[a-z0-9-]+\.md)\)", (ROOT / "docs/decisions/README.md").read_text())

    assert listed == sorted(path.name for path in (ROOT / "docs/decisions").glob("0*.md"))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_to_files_that_exist(page: Path) -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", page.read_text())

    assert [link for link in links if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_paths_named_in_the_docs_exist(page: Path) -> None:
    named = re.findall(r"`((?:archive|doc_templates|storage|indexer|api|tests|deploy)/[\w./-]*)`", page.read_text())

    assert [path for path in named if not (ROOT / path).exists()] == []


def test_the_readme_maps_every_room() -> None:
    readme = (ROOT / "README.md").read_text()
    rooms = [path.parent for path in (ROOT / "archive").glob("*/__init__.py")]

    assert [room.name for room in rooms if f"`archive/{room.name}/`" not in readme] == []
