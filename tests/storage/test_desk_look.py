"""Reading beside who writes, in SQLite and in the stand-in of the tests."""

import pytest

from storage.database import SqlDesk
from tests.contracts.look_contract import LookContract
from tests.parts import MemoryDesk


class TestSqlLook(LookContract):
    @pytest.fixture
    def desk(self, sql_desk: SqlDesk) -> SqlDesk:
        return sql_desk


class TestMemoryLook(LookContract):
    @pytest.fixture
    def desk(self) -> MemoryDesk:
        return MemoryDesk()
