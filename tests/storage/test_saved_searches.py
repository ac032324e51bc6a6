"""The searches that people keep, in the database and in the memory of tests."""

from pathlib import Path

import pytest

from archive.ports.desk import Desk
from storage.database import SqlDesk
from tests.contracts.saved_searches_contract import SavedSearchesContract
from tests.parts import MemoryDesk


class TestSqlSavedSearches(SavedSearchesContract):
    """The contract, on SQLite."""

    @pytest.fixture
    def desk(self, tmp_path: Path) -> Desk:
        desk = SqlDesk(f"sqlite:///{tmp_path / 'hoso.db'}")
        desk.upgrade()
        return desk


class TestMemorySavedSearches(SavedSearchesContract):
    """The contract, on the desk that other tests work with."""

    @pytest.fixture
    def desk(self) -> Desk:
        return MemoryDesk()
