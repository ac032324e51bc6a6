"""Homes for tests: one filled by the demo, made once a session by the real program, and copies to break."""

import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from archive.bootstrap import open_home
from archive.ports import Parts
from tests.program import Finished, hoso

DEMO_UNITS = 3  # one of each: a State body, a Party body, a Party committee


@pytest.fixture(scope="session")
def demo_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home in which a made-up quarter went through the whole flow; read it, never change it."""
    home = tmp_path_factory.mktemp("demo") / "home"
    finished = hoso("--home", home, "demo", "--units", DEMO_UNITS, "--no-serve", "--json")
    assert finished.code == 0, finished.talk
    return home


@pytest.fixture
def copied_home(demo_home: Path, tmp_path: Path) -> Path:
    """A copy of the filled home, free to be changed or damaged."""
    return Path(shutil.copytree(demo_home, tmp_path / "home"))


@pytest.fixture(scope="session")
def demo_parts(demo_home: Path) -> Iterator[Parts]:
    """The filled home, opened."""
    with open_home(os.environ, home=demo_home) as parts:
        yield parts


@pytest.fixture(scope="session")
def run_in(demo_home: Path) -> Callable[..., Finished]:
    """Run the program in the filled home."""

    def run(*arguments: object, environ: Mapping[str, str] | None = None) -> Finished:
        return hoso("--home", demo_home, *arguments, environ=environ)

    return run
