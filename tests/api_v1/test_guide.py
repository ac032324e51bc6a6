"""The guide for programmers is run: what it shows is what comes back, and the command it begins with is one."""

import doctest
import re
import shlex
from pathlib import Path

import click
import pytest

from api.v1.failures import FAMILIES, REFUSALS
from archive.cli.tokens import issue_one
from archive.domain.rights import Action
from tests.api.world import World
from tests.api_v1.programs import program

GUIDE = (Path(__file__).parents[2] / "docs/api.md").read_text()
GIVEN = [Action.READ, Action.SEARCH, Action.EDIT_FACTS, Action.ASSEMBLE]


def test_what_the_guide_shows_is_what_comes_back(world: World) -> None:
    session = doctest.DocTestParser().get_doctest(
        re.sub(r"^```\w*$", "", GUIDE, flags=re.MULTILINE),
        {"api": program(world, actions=GIVEN)},
        name="docs/api.md",
        filename="docs/api.md",
        lineno=0,
    )
    told: list[str] = []

    result = doctest.DocTestRunner(verbose=False).run(session, out=told.append)

    assert result.attempted > 20
    assert result.failed == 0, "".join(told)


def test_the_command_that_gives_out_a_token_is_one() -> None:
    line = next(line for line in GUIDE.splitlines() if line.startswith("hoso tokens issue "))

    read = issue_one.make_context("issue", shlex.split(line)[3:]).params

    assert [Action(word) for word in read["actions"]] == GIVEN
    assert isinstance(issue_one, click.Command)


@pytest.mark.parametrize("status", sorted({*FAMILIES.values(), *REFUSALS} - {405, 413, 416}))
def test_every_refusal_says_what_to_do(status: int) -> None:
    """405, 413 and 416 say it themselves: Allow, less, Content-Range."""
    told = {number for row in re.findall(r"^\| ([\d, ]+) \|", GUIDE, re.MULTILINE) for number in row.split(", ")}

    assert str(status) in told
