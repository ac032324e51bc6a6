"""The tokens of programs in the database."""

from pathlib import Path

import pytest

from archive.ports.desk import Desk
from storage.database import SqlDesk
from tests.contracts.tokens_contract import TokensContract


class TestSqlTokens(TokensContract):
    """The contract, on SQLite."""

    @pytest.fixture
    def desk(self, tmp_path: Path) -> Desk:
        desk = SqlDesk(f"sqlite:///{tmp_path / 'hoso.db'}")
        desk.upgrade()
        return desk
