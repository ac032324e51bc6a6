"""Registers of numbers in SQLite and in memory; two processes at once leave no gap and no number twice."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from archive.errors import BadInput
from archive.ports.desk import Desk
from storage.database import SqlDesk
from tests.contracts.numbers_contract import TTR, NumbersContract, given, kept, lines
from tests.parts import MemoryDesk

EACH = 30


class TestSqlNumbers(NumbersContract):
    @pytest.fixture
    def desk(self, sql_desk: SqlDesk) -> Desk:
        return sql_desk


class TestMemoryNumbers(NumbersContract):
    @pytest.fixture
    def desk(self) -> Desk:
        return MemoryDesk()


def test_two_processes_giving_at_once_leave_no_gap(sql_desk: SqlDesk, database: Path, tmp_path: Path) -> None:
    gate = tmp_path / "gate"
    writers = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.storage.numbering", str(database), name, str(EACH), str(gate)],
            stdout=subprocess.PIPE,
        )
        for name in ("an", "binh")
    ]
    for writer in writers:
        assert writer.stdout
        writer.stdout.readline()

    gate.touch()
    codes = [writer.wait(timeout=60) for writer in writers]

    found = lines(sql_desk)
    given_by_each = EACH - EACH // 3
    assert codes == [0, 0]
    assert [line.number for line in found] == list(range(1, 2 * given_by_each + 1))
    assert {line.actor for line in found} == {"an", "binh"}


def test_the_database_itself_refuses_a_second_number_of_a_document(sql_desk: SqlDesk) -> None:
    (first,) = given(sql_desk, TTR, "a")

    with pytest.raises(BadInput):
        kept(sql_desk, replace(first, number=7))
