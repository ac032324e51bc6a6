"""Retention in SQLite and in memory; records of destruction in a folder and in memory."""

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import select

from archive.domain.people import UnitCode
from archive.domain.quarter import Quarter
from archive.domain.record import RecordId
from archive.domain.retention import Retention
from archive.errors import RecordDamaged, StorageFull, Unavailable
from archive.ports.desk import Desk
from archive.ports.retention import Destructions
from storage.backup import HomeFiles
from storage.database import SqlDesk
from storage.database.tables import legal_holds
from storage.destroyed import FileDestructions
from tests.contracts.retention_contract import DAY, FIRST, SNV, DestructionsContract, RetentionsContract, kept
from tests.parts import MemoryDesk
from tests.retention import MemoryDestructions


class TestSqlRetentions(RetentionsContract):
    @pytest.fixture
    def desk(self, sql_desk: SqlDesk) -> Desk:
        return sql_desk


class TestMemoryRetentions(RetentionsContract):
    @pytest.fixture
    def desk(self) -> Desk:
        return MemoryDesk()


class TestFileDestructions(DestructionsContract):
    @pytest.fixture
    def reopen(self, tmp_path: Path) -> Callable[[], Destructions]:
        return lambda: FileDestructions(tmp_path / "destroyed")


class TestMemoryDestructions(DestructionsContract):
    @pytest.fixture
    def reopen(self) -> Callable[[], Destructions]:
        one = MemoryDestructions()
        return lambda: one


def test_who_released_a_hold_and_when_stays_readable(sql_desk: SqlDesk) -> None:
    kept(sql_desk, Retention(record=SNV, holds=(FIRST,)), Retention(record=SNV))

    with sql_desk.begin() as work:
        row = work._connection.execute(select(legal_holds)).mappings().one()
    assert (row["number"], row["released_by"], row["released_on"]) == (FIRST.number, "an", DAY)


def test_a_document_is_canonical_json_of_its_own(tmp_path: Path) -> None:
    FileDestructions(tmp_path).keep(SNV, {"b": 1, "a": "ủ"})

    (path,) = tmp_path.glob("*.json")
    assert path.read_bytes() == '{"a":"ủ","b":1}'.encode()


def test_a_code_that_looks_like_a_path_stays_in_the_folder(tmp_path: Path) -> None:
    odd = RecordId(UnitCode("../../A"), Quarter(2026, 2))

    FileDestructions(tmp_path / "destroyed").keep(odd, {})

    assert list(FileDestructions(tmp_path / "destroyed").all()) == [odd]
    assert [path.name for path in tmp_path.iterdir()] == ["destroyed"]


@pytest.mark.parametrize("content", [b"\xff", b"{", b"[]"])
def test_a_damaged_document_is_told(tmp_path: Path, content: bytes) -> None:
    FileDestructions(tmp_path).keep(SNV, {})
    (path,) = tmp_path.glob("*.json")
    path.chmod(0o600)
    path.write_bytes(content)

    with pytest.raises(RecordDamaged):
        FileDestructions(tmp_path).find(SNV)


def test_a_stray_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "note.json").write_text("{}")

    with pytest.raises(RecordDamaged, match="tệp lạ"):
        FileDestructions(tmp_path).all()


def test_a_folder_that_cannot_be_made_is_unavailable(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    with pytest.raises((Unavailable, StorageFull)):
        FileDestructions(tmp_path / "file" / "destroyed").keep(SNV, {})


def test_records_of_destruction_belong_into_the_backup(tmp_path: Path) -> None:
    FileDestructions(tmp_path / "destroyed").keep(SNV, {})

    with HomeFiles(tmp_path).frozen() as files:
        assert [path for path in files if path.startswith("destroyed/") and path.endswith(".json")]
