"""A browser's view of the small world."""

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from tests.api.world import World, small_world


@pytest.fixture(scope="session")
def world() -> World:
    """Three units; read it, never change it."""
    return small_world()


@pytest.fixture(scope="session")
def client(world: World) -> TestClient:
    """The pages over it."""
    return open_pages(world)


def open_pages(world: World) -> TestClient:
    """A client that sees what a browser sees: a crash is a page, not an exception."""
    return TestClient(create_app(world.parts), base_url="http://localhost", raise_server_exceptions=False)
