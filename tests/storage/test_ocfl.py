"""The record store: the contract, and that what lies on the disk is good OCFL to a validator written elsewhere."""

import json
import stat
from pathlib import Path
from typing import Any

import pytest

from archive.domain.people import UnitCode
from archive.domain.quarter import Quarter
from archive.domain.record import RecordId
from archive.errors import RecordDamaged, Unavailable, UsageError
from storage.ocfl import OcflRecords
from tests.contracts.records_contract import FIRST, SECOND, SNV, RecordsContract, openers, version
from tests.validators.ocfl import ocfl_problems

OBJECT = "549/2a2/682/urn%3ahoso%3aSNV%3a2026-Q2"


class TestOcflRecords(RecordsContract):
    @pytest.fixture
    def records(self, tmp_path: Path) -> OcflRecords:
        return OcflRecords(tmp_path / "kho" / "records")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "kho" / "records"


@pytest.fixture
def folder(root: Path) -> Path:
    """The folder of a record with two versions."""
    records = OcflRecords(root)
    records.add(SNV, openers(FIRST), version(1))
    records.add(SNV, openers(SECOND), version(2, message="Bổ sung"))
    return next(root.rglob("0=ocfl_object_1.1")).parent


def inventory(folder: Path) -> Any:
    return json.loads((folder / "inventory.json").read_bytes())


def test_an_empty_root_is_valid(root: Path) -> None:
    OcflRecords(root)

    assert ocfl_problems(root) == []


def test_one_version_is_valid(root: Path) -> None:
    OcflRecords(root).add(SNV, openers(FIRST), version(1))

    assert ocfl_problems(root) == []


def test_two_versions_are_valid(root: Path, folder: Path) -> None:
    assert sorted(path.name for path in folder.iterdir() if path.is_dir()) == ["v1", "v2"]
    assert ocfl_problems(root) == []


def test_records_with_long_and_vietnamese_names_are_valid(root: Path) -> None:
    records = OcflRecords(root)
    for unit in ("Đảng ủy xã Bắc Hà", "x" * 120, "a.b~c"):
        records.add(RecordId(UnitCode(unit), Quarter(2026, 2)), openers(FIRST), version(1))

    assert ocfl_problems(root) == []


def test_a_record_lies_where_the_layout_says(root: Path, folder: Path) -> None:
    assert folder.relative_to(root).as_posix() == OBJECT


def test_bytes_an_earlier_version_has_are_not_stored_again(folder: Path) -> None:
    added = sorted(path.relative_to(folder).as_posix() for path in (folder / "v2/content").rglob("*"))

    assert added == ["v2/content/record.json", "v2/content/seal.json"]


def test_equal_files_of_one_version_are_stored_once(root: Path) -> None:
    OcflRecords(root).add(SNV, openers({"a/1.txt": b"", "b/1.txt": b"", "b/2.txt": b"hai"}), version(1))

    assert sorted(path.name for path in root.rglob("content/*/*.txt")) == ["1.txt", "2.txt"]
    assert ocfl_problems(root) == []


def test_a_version_that_only_drops_files_is_valid(root: Path, folder: Path) -> None:
    OcflRecords(root).add(SNV, openers({"record.json": FIRST["record.json"]}), version(3))

    assert sorted(path.name for path in (folder / "v3").iterdir()) == ["inventory.json", "inventory.json.sha512"]
    assert ocfl_problems(root) == []


def test_the_inventory_names_who_by_an_address(folder: Path) -> None:
    block = inventory(folder)["versions"]["v2"]

    assert (block["message"], block["created"]) == ("Bổ sung", "2026-07-04T03:04:05+00:00")
    assert block["user"] == {"name": "văn thư 01", "address": "urn:hoso:actor:v%C4%83n%20th%C6%B0%2001"}


def test_the_inventory_can_be_read_by_people(folder: Path) -> None:
    text = (folder / "inventory.json").read_text()

    assert text == json.dumps(json.loads(text), ensure_ascii=False, indent=2, sort_keys=True)


def test_each_version_has_the_inventory_of_its_time(folder: Path) -> None:
    assert (inventory(folder / "v1")["head"], inventory(folder / "v2")["head"]) == ("v1", "v2")
    assert (folder / "inventory.json").read_bytes() == (folder / "v2/inventory.json").read_bytes()


def test_every_file_is_read_only(root: Path, folder: Path) -> None:
    modes = {stat.S_IMODE(path.stat().st_mode) for path in root.rglob("*") if path.is_file()}

    assert (folder.exists(), modes) == (True, {0o444})


def test_nothing_stays_in_the_building_place(root: Path, folder: Path) -> None:
    assert folder.exists()
    assert list(root.with_name("records.building").iterdir()) == []


def test_opening_again_changes_nothing(root: Path, folder: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in root.rglob("*")}

    OcflRecords(root)

    assert (folder in before, {path: path.stat().st_mtime_ns for path in root.rglob("*")}) == (True, before)


def test_an_empty_folder_becomes_a_root(root: Path) -> None:
    root.mkdir(parents=True)

    OcflRecords(root)

    assert ocfl_problems(root) == []


def test_a_folder_with_other_things_is_not_taken(root: Path) -> None:
    root.mkdir(parents=True)
    (root / "thu.txt").write_text("thư")

    with pytest.raises(UsageError):
        OcflRecords(root)

    assert [path.name for path in root.iterdir()] == ["thu.txt"]


def test_a_root_of_another_layout_is_refused(root: Path) -> None:
    OcflRecords(root)
    config = next(root.rglob("config.json"))
    config.chmod(0o644)
    config.write_text(config.read_text().replace('"tupleSize": 3', '"tupleSize": 2'))

    with pytest.raises(Unavailable, match="cách xếp thư mục khác"):
        OcflRecords(root)


def test_a_strange_object_in_the_root_is_not_passed_over(root: Path) -> None:
    records = OcflRecords(root)
    (root / "abc/def/012/khong-phai-ho-so").mkdir(parents=True)

    with pytest.raises(RecordDamaged):
        list(records.all())
