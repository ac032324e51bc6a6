"""What programs asked for, in the database."""

from pathlib import Path

import pytest

from archive.ports.desk import Desk
from storage.database import SqlDesk
from tests.contracts.asked_contract import AskedContract


class TestSqlAskedBefore(AskedContract):
    """The contract, on SQLite."""

    @pytest.fixture
    def desk(self, tmp_path: Path) -> Desk:
        desk = SqlDesk(f"sqlite:///{tmp_path / 'hoso.db'}")
        desk.upgrade()
        return desk
