"""Whatever is done to a stored record, the check names it; the foreign validator agrees where it can see it."""

import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from archive.errors import RecordDamaged
from storage.ocfl import OcflRecords
from tests.contracts.records_contract import FIRST, SECOND, SNV, openers, version
from tests.validators.ocfl import ocfl_problems

CONTENT = "v1/content/evidence/NV-001/1.docx"


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A root with one record of two versions; never changed."""
    root = tmp_path_factory.mktemp("sound") / "records"
    records = OcflRecords(root)
    records.add(SNV, openers(FIRST), version(1))
    records.add(SNV, openers(SECOND), version(2))
    return root


@pytest.fixture
def root(sound: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(sound, tmp_path / "records"))


@pytest.fixture
def folder(root: Path) -> Path:
    return next(root.rglob("0=ocfl_object_1.1")).parent


def overwrite(path: Path, content: bytes) -> None:
    path.chmod(0o644)
    path.write_bytes(content)


def flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    overwrite(path, bytes(content))


def rewrite(folder: Path, change: Callable[[str], str]) -> None:
    """Change an inventory as somebody would who knows that it has a sidecar."""
    text = change((folder / "inventory.json").read_text()).encode()
    overwrite(folder / "inventory.json", text)
    overwrite(folder / "inventory.json.sha512", f"{hashlib.sha512(text).hexdigest()} inventory.json\n".encode())


def found(root: Path) -> list[tuple[str, str]]:
    """The problems by code and place below the record."""
    report = OcflRecords(root).check(SNV)
    assert not report.ok
    return [(problem.code, problem.where.removeprefix(f"{SNV}/")) for problem in report.problems]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        (CONTENT, "digest_mismatch"),
        ("v1/content/record.json", "digest_mismatch"),
        ("v2/content/seal.json", "digest_mismatch"),
        ("0=ocfl_object_1.1", "digest_mismatch"),
        ("inventory.json", "inventory_damaged"),
        ("inventory.json.sha512", "inventory_damaged"),
        ("v1/inventory.json", "inventory_damaged"),
        ("v2/inventory.json.sha512", "inventory_damaged"),
    ],
)
def test_one_flipped_bit_is_named(root: Path, folder: Path, name: str, code: str) -> None:
    flip(folder / name)

    assert code in [problem for problem, _ in found(root)]


@pytest.mark.parametrize("name", [CONTENT, "v1/inventory.json", "inventory.json.sha512"])
def test_the_foreign_validator_says_no_after_one_flipped_bit(root: Path, folder: Path, name: str) -> None:
    flip(folder / name)

    assert ocfl_problems(root) != []


@pytest.mark.parametrize("name", [CONTENT, "0=ocfl_object_1.1", "v1/inventory.json", "v2/inventory.json.sha512"])
def test_a_missing_file_is_named(root: Path, folder: Path, name: str) -> None:
    (folder / name).unlink()

    assert ("file_missing", name) in found(root)


@pytest.mark.parametrize("name", ["v1/content/them.txt", "v2/content/text/them.txt", "them.txt", "v3/content/them.txt"])
def test_an_extra_file_is_named(root: Path, folder: Path, name: str) -> None:
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(b"?")

    assert found(root) == [("file_extra", name)]


def test_a_file_replaced_by_a_link_to_the_same_bytes_is_named(root: Path, folder: Path, tmp_path: Path) -> None:
    (folder / CONTENT).rename(tmp_path / "elsewhere")
    (folder / CONTENT).symlink_to(tmp_path / "elsewhere")

    assert found(root) == [("file_extra", CONTENT)]


def test_a_folder_link_is_named(root: Path, folder: Path, tmp_path: Path) -> None:
    (folder / "v1/content/link").symlink_to(tmp_path, target_is_directory=True)

    assert found(root) == [("file_extra", "v1/content/link")]


def test_two_records_put_in_each_others_place_are_named(root: Path, folder: Path) -> None:
    rewrite(folder, lambda text: text.replace("urn:hoso:SNV:", "urn:hoso:STC:"))

    assert ("inventory_damaged", "inventory.json") in found(root)


def test_history_rewritten_in_the_newest_inventory_alone_is_named(root: Path, folder: Path) -> None:
    rewrite(folder, lambda text: text.replace("Nộp lần đầu", "Nộp lần hai"))

    assert ("inventory_damaged", "v1/inventory.json") in found(root)


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda _: "", id="nothing"),
        pytest.param(lambda _: "[]", id="another kind of JSON"),
        pytest.param(lambda text: text.replace('"v2"', '"v3"'), id="versions that do not follow each other"),
        pytest.param(lambda text: text.replace("v1/content/", "../../"), id="a path out of the object"),
        pytest.param(lambda text: text.replace('"sha512"', '"md5"'), id="another digest"),
        pytest.param(lambda text: text.replace("2026-07-04T", "hôm qua "), id="a moment nobody can read"),
        pytest.param(lambda text: json.dumps({**json.loads(text), "manifest": {}}), id="files without bytes"),
    ],
)
def test_an_inventory_that_is_none_is_reported_and_refused(
    root: Path, folder: Path, change: Callable[[str], str]
) -> None:
    rewrite(folder, change)

    records = OcflRecords(root)

    assert found(root) == [("inventory_damaged", "inventory.json")]
    with pytest.raises(RecordDamaged):
        records.content(SNV)
    with pytest.raises(RecordDamaged):
        records.versions(SNV)
    with pytest.raises(RecordDamaged):
        records.add(SNV, openers(FIRST), version(3))


def test_a_changed_inventory_is_not_read(root: Path, folder: Path) -> None:
    flip(folder / "inventory.json")

    with pytest.raises(RecordDamaged, match="đã bị sửa sau khi lưu"):
        OcflRecords(root).content(SNV)


def test_a_damaged_record_is_still_named_among_all(root: Path, folder: Path) -> None:
    flip(folder / "inventory.json")
    (folder / "0=ocfl_object_1.1").unlink()

    assert list(OcflRecords(root).all()) == [SNV]


def test_reading_a_file_whose_bytes_are_gone_says_so(root: Path, folder: Path) -> None:
    (folder / CONTENT).unlink()

    with pytest.raises(RecordDamaged):
        OcflRecords(root).content(SNV, 1).open("evidence/NV-001/1.docx")


def test_a_strange_next_version_is_never_built_over(root: Path, folder: Path) -> None:
    """Only what a dead process of ours left is mended; this folder is somebody else's and stays for people to see."""
    (folder / "v3").mkdir()
    (folder / "v3/thu.txt").write_bytes(b"?")

    with pytest.raises(RecordDamaged, match="phần lạ"):
        OcflRecords(root).add(SNV, openers(FIRST), version(3))

    assert (folder / "v3/thu.txt").exists()
