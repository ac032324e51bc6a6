"""The log in memory keeps the contracts of the real one: what steps are tested with must not lie."""

import pytest

from archive.ports.desk import Desk
from archive.ports.log import LogTiles
from tests.contracts.log_contract import LogBookContract, LogTilesContract
from tests.log_parts import MemoryTiles
from tests.parts import MemoryDesk


class TestMemoryBook(LogBookContract):
    @pytest.fixture
    def desk(self) -> Desk:
        return MemoryDesk()


class TestMemoryTiles(LogTilesContract):
    @pytest.fixture
    def tiles(self) -> LogTiles:
        return MemoryTiles()
