"""One untouched world a session, and a copy for each attack."""

from pathlib import Path

import pytest

from tests.log.world import World, copied, make


@pytest.fixture(scope="session")
def untouched(tmp_path_factory: pytest.TempPathFactory) -> World:
    return make(tmp_path_factory.mktemp("log"))


@pytest.fixture
def world(untouched: World, tmp_path: Path) -> World:
    return copied(untouched, tmp_path / "attacked")
