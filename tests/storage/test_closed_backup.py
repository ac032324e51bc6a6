"""An encrypted backup: it comes back with its key and with no other, and says nothing to who has none."""

import hashlib
import io
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from archive.errors import BadPackage, DigestMismatch, NotFound, UsageError
from storage.backup import Snapshots, is_closed, new_master_key, read_master_key
from storage.backup.streaming import SpoiledError, closed, opened

AT = datetime(2026, 6, 24, 1, 2, 3, tzinfo=UTC)
LATER = AT + timedelta(hours=1)
KEY, OTHER = bytes(range(32)), bytes(range(1, 33))
ABOUT = b"about"
SECRET = "Lò Thị Mai, xếp loại xuất sắc. ".encode()
LARGE = SECRET * 70_000  # three segments
CONTENTS = {"hoso.json": b"{}", "blobs/ab/cd/x": LARGE, "blobs/ab/cd/y": SECRET, "keys/a.pem": b"khoa rieng"}
FIRST_SEGMENT, SEGMENT = (1 << 20) - 56, (1 << 20) - 16  # bytes of plain text
BORDERS = [0, 1, FIRST_SEGMENT - 1, FIRST_SEGMENT, FIRST_SEGMENT + 1, FIRST_SEGMENT + SEGMENT, 3 * SEGMENT]
# «Hồ sơ quý II năm 2026» closed by the library Tink with KEY and ABOUT.
BY_TINK = bytes.fromhex(
    "280210ca71a0abd3da03e213e63058c1fe8f4f7c177d623c8313ee26d4da65caea102e747a2cfe96214a302a45ce72b70f1de771659a3425"
    "15562603c7a270e836f14692d099c73c6c9c0b5fb8cf7f07de52"
)
Damage = Callable[[bytes], bytes]


@pytest.fixture
def files(tmp_path: Path) -> dict[str, Path]:
    """A small home's files."""
    home = tmp_path / "home"
    for path, content in CONTENTS.items():
        (home / path).parent.mkdir(parents=True, exist_ok=True)
        (home / path).write_bytes(content)
    return {path: home / path for path in CONTENTS}


@pytest.fixture
def folder(tmp_path: Path, files: dict[str, Path]) -> Path:
    """A closed backup of them."""
    Snapshots(tmp_path / "backup", key=KEY).save(files, at=AT)
    return tmp_path / "backup"


def largest(folder: Path) -> Path:
    """Where the large file lies, open to be damaged."""
    path = max((path for path in (folder / "data").rglob("*") if path.is_file()), key=lambda path: path.stat().st_size)
    path.chmod(0o600)
    return path


def closed_bytes(content: bytes, key: bytes = KEY, about: bytes = ABOUT) -> bytes:
    return b"".join(closed(io.BytesIO(content), key, about=about))


def opened_bytes(content: bytes, key: bytes = KEY, about: bytes = ABOUT) -> bytes:
    return b"".join(opened(io.BytesIO(content), key, about=about))


def test_a_restored_home_is_the_one_that_was_saved(folder: Path, tmp_path: Path) -> None:
    backup = Snapshots(folder, key=KEY)

    backup.restore(backup.load(), tmp_path / "new")

    assert {path: (tmp_path / "new" / path).read_bytes() for path in CONTENTS} == CONTENTS


def test_no_content_path_or_digest_can_be_read_in_the_folder(folder: Path) -> None:
    kept = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    telling = [SECRET, b"khoa rieng", b"blobs/ab", *(hashlib.sha512(item).digest() for item in CONTENTS.values())]
    named = [hashlib.sha512(item).hexdigest() for item in CONTENTS.values()]

    everything = b"\n".join([*(str(path).encode() for path in kept), *kept.values()])
    assert not [item for item in (*telling, *map(str.encode, named)) if item in everything]
    assert len(kept) == len(CONTENTS) + 2


def test_the_check_of_a_whole_one_finds_nothing(folder: Path) -> None:
    backup = Snapshots(folder, key=KEY)

    assert backup.check(backup.load()).ok


def test_a_second_snapshot_stores_only_what_is_new(folder: Path, files: dict[str, Path]) -> None:
    files["hoso.json"].write_bytes(b'{"changed": 1}')

    assert Snapshots(folder, key=KEY).save(files, at=LATER).added == 1


@pytest.mark.parametrize("key", [OTHER, None], ids=["another key", "no key"])
def test_without_the_right_key_nothing_is_read_or_added(
    folder: Path, files: dict[str, Path], key: bytes | None
) -> None:
    with pytest.raises(UsageError, match="HOSO_MASTER_KEY_FILE"):
        Snapshots(folder, key=key).load()
    with pytest.raises(UsageError, match="HOSO_MASTER_KEY_FILE"):
        Snapshots(folder, key=key).save(files, at=LATER)


def test_a_key_is_refused_where_the_backup_is_open(files: dict[str, Path], tmp_path: Path) -> None:
    Snapshots(tmp_path / "open").save(files, at=AT)

    with pytest.raises(UsageError, match="không mã hóa"):
        Snapshots(tmp_path / "open", key=KEY).save(files, at=LATER)


def test_a_folder_says_whether_it_is_closed(folder: Path, files: dict[str, Path], tmp_path: Path) -> None:
    Snapshots(tmp_path / "open").save(files, at=AT)

    assert [is_closed(path) for path in (folder, tmp_path / "open", tmp_path / "none")] == [True, False, False]


@pytest.mark.parametrize("marker", [b"{", b"[]"])
def test_a_damaged_marker_is_told(folder: Path, marker: bytes) -> None:
    (folder / "hoso-backup.json").write_bytes(marker)

    with pytest.raises(UsageError, match=r"hoso-backup\.json"):
        Snapshots(folder, key=KEY).load()


def flipped(place: int) -> Damage:
    return lambda content: content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :]


@pytest.mark.parametrize(
    "damage",
    [
        flipped(0),
        flipped(5),
        flipped(40),
        flipped(1 << 20),
        flipped(-1),
        lambda content: content[:-1],
        lambda content: content[: 1 << 20],
        lambda content: content[: 2 << 20],
        lambda content: content[:20],
        lambda _: b"",
        lambda content: content + b"x",
        lambda content: content[: 1 << 20] + content[2 << 20 :],
    ],
    ids=[
        "length of the header",
        "salt",
        "first segment",
        "second segment",
        "last tag",
        "cut by a byte",
        "cut between segments",
        "cut before the last segment",
        "cut in the header",
        "emptied",
        "lengthened",
        "a segment taken out",
    ],
)
def test_damage_is_named_by_the_check_and_nothing_is_restored(folder: Path, tmp_path: Path, damage: Damage) -> None:
    backup, victim = Snapshots(folder, key=KEY), largest(folder)
    victim.write_bytes(damage(victim.read_bytes()))

    problems = [(item.code, item.where) for item in backup.check(backup.load()).problems]

    assert problems == [("digest_mismatch", "blobs/ab/cd/x")]
    with pytest.raises(DigestMismatch, match="blobs/ab/cd/x"):
        backup.restore(backup.load(), tmp_path / "new")
    assert not (tmp_path / "new").exists()


def test_a_file_put_in_the_place_of_another_is_found(folder: Path) -> None:
    backup = Snapshots(folder, key=KEY)
    others = [path for path in (folder / "data").rglob("*") if path.is_file() and path != largest(folder)]
    largest(folder).write_bytes(others[0].read_bytes())

    assert [item.code for item in backup.check(backup.load()).problems] == ["digest_mismatch"]


def test_a_missing_file_is_named_and_nothing_is_restored(folder: Path, tmp_path: Path) -> None:
    backup = Snapshots(folder, key=KEY)
    largest(folder).unlink()

    assert [item.code for item in backup.check(backup.load()).problems] == ["file_missing"]
    with pytest.raises(NotFound, match="blobs/ab/cd/x"):
        backup.restore(backup.load(), tmp_path / "new")


def test_a_list_does_not_open_under_the_name_of_another(folder: Path, files: dict[str, Path]) -> None:
    backup = Snapshots(folder, key=KEY)
    later = backup.save(files, at=LATER)
    (folder / f"snapshots/{AT:%Y%m%dT%H%M%SZ}.closed").replace(folder / f"snapshots/{later.name}.closed")

    with pytest.raises(BadPackage, match=later.name):
        backup.load(later.name)


@pytest.mark.parametrize("size", BORDERS)
def test_any_size_comes_back(size: int) -> None:
    content = LARGE[:size]

    assert opened_bytes(closed_bytes(content)) == content


def test_what_tink_closed_is_opened() -> None:
    assert opened_bytes(BY_TINK).decode() == "Hồ sơ quý II năm 2026"


def test_the_same_bytes_are_never_closed_alike() -> None:
    assert closed_bytes(SECRET) != closed_bytes(SECRET)


@pytest.mark.parametrize(("key", "about"), [(OTHER, ABOUT), (KEY, b"else")])
def test_another_key_or_purpose_opens_nothing(key: bytes, about: bytes) -> None:
    with pytest.raises(SpoiledError):
        opened_bytes(BY_TINK, key, about)


def test_a_new_key_is_of_its_own_and_only_for_its_owner(tmp_path: Path) -> None:
    for name in ("a", "b"):
        new_master_key(tmp_path / "khoa" / name)

    keys = {read_master_key(tmp_path / "khoa" / name) for name in ("a", "b")}
    assert (len(keys), {len(key) for key in keys}) == (2, {32})
    assert (tmp_path / "khoa/a").stat().st_mode & 0o777 == 0o600


def test_a_key_is_never_written_over(tmp_path: Path) -> None:
    new_master_key(tmp_path / "khoa")
    before = read_master_key(tmp_path / "khoa")

    with pytest.raises(UsageError, match="ghi đè"):
        new_master_key(tmp_path / "khoa")

    assert read_master_key(tmp_path / "khoa") == before


@pytest.mark.parametrize("content", [b"", b"x" * 31, b"x" * 33, b"00" * 32])
def test_a_file_that_is_no_key_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "khoa").write_bytes(content)

    with pytest.raises(UsageError, match="new-master"):
        read_master_key(tmp_path / "khoa")


def test_a_key_file_that_is_not_there_is_not_found(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="khoa"):
        read_master_key(tmp_path / "khoa")
