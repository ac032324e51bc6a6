"""A desk in a fresh SQLite file."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from storage.database import SqlDesk


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """Where the desk's file lies: a path that needs care."""
    folder = tmp_path / "nhà %20 của tôi? #1"
    folder.mkdir()
    return folder / "hoso.db"


@pytest.fixture
def sql_desk(database: Path) -> Iterator[SqlDesk]:
    """An empty desk that does not wait long for others."""
    desk = SqlDesk(f"sqlite:///{database}", patience=0.2)
    desk.upgrade()
    yield desk
    desk.close()
