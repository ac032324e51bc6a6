"""Marks of dossiers in SQLite and in the stand-in of the tests; the database sets them, whoever writes."""

from pathlib import Path

import pytest

from archive.ports.desk import Desk
from storage.database import SqlDesk
from tests.contracts.desk_contract import full_dossier, give
from tests.contracts.revisions_contract import WITHOUT_RESULT, RevisionsContract
from tests.parts import MemoryDesk
from tests.quarters import QUARTER, SNV


class TestSqlRevisions(RevisionsContract):
    @pytest.fixture
    def desk(self, sql_desk: SqlDesk) -> SqlDesk:
        return sql_desk


class TestMemoryRevisions(RevisionsContract):
    @pytest.fixture
    def desk(self) -> MemoryDesk:
        return MemoryDesk()


def mark(desk: Desk) -> object:
    with desk.look() as work:
        return work.revisions.of(QUARTER)[SNV]


def test_another_process_gives_another_mark(sql_desk: SqlDesk, database: Path) -> None:
    give(sql_desk, full_dossier())
    before = mark(sql_desk)
    other = SqlDesk(f"sqlite:///{database}")
    give(other, WITHOUT_RESULT)
    other.close()

    assert mark(sql_desk) != before


def test_a_change_taken_back_does_not_bring_the_mark_back(sql_desk: SqlDesk) -> None:
    """Who began to read before both changes would else keep what stood between them."""
    give(sql_desk, full_dossier())
    before = mark(sql_desk)
    give(sql_desk, WITHOUT_RESULT)
    give(sql_desk, full_dossier())

    assert mark(sql_desk) != before
