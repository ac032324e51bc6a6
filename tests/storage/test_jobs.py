"""The queue of slow work in the database."""

from pathlib import Path

import pytest

from archive.ports.desk import Desk
from storage.database import SqlDesk
from tests.contracts.jobs_contract import JobsContract


class TestSqlJobs(JobsContract):
    """The contract, on SQLite."""

    @pytest.fixture
    def desk(self, tmp_path: Path) -> Desk:
        desk = SqlDesk(f"sqlite:///{tmp_path / 'hoso.db'}")
        desk.upgrade()
        return desk
