"""The small world for programs: one that is only read, and one for each test that changes it."""

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from archive.domain.accounts import Role
from tests.api.world import World
from tests.api_v1.programs import open_world, program


@pytest.fixture(scope="session")
def shown(tmp_path_factory: pytest.TempPathFactory) -> World:
    """Read it, never change it."""
    return open_world(tmp_path_factory.mktemp("shown"))


@pytest.fixture
def world(tmp_path: Path) -> World:
    """One to change."""
    return open_world(tmp_path)


@pytest.fixture(scope="session")
def reader(shown: World) -> TestClient:
    """The secretary of the sealed unit, reading."""
    return program(shown)


@pytest.fixture
def writer(world: World) -> TestClient:
    """The secretary of the sealed unit, writing."""
    return program(world, Role.SECRETARY)
