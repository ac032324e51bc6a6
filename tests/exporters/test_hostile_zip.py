"""The reader of zips from anywhere: what may harm is refused before it is unpacked, and nothing stays behind."""

import stat
import struct
import zipfile
from pathlib import Path

import pytest

from archive.errors import BadPackage, StorageFull
from archive.exporters import BagReader, Limits
from tests.contracts.exporting_contract import SNV
from tests.exporters.samples import change, files_end_at, report_of


def entry(name: str, *, mode: int = stat.S_IFREG | 0o644) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.external_attr = mode << 16
    return info


HOSTILE = {
    "an absolute path": ["/goi/x"],
    "a path that climbs": ["goi/../../x"],
    "a path that climbs at the start": ["../x"],
    "a backslash": ["goi\\..\\..\\x"],
    "a drive": ["C:/x"],
    "a control character": ["goi/a\x07"],
    "an empty part": ["goi//x"],
    "a dot part": ["goi/./x"],
    "a trailing blank": ["goi/x "],
    "a very long name": ["goi/" + "x" * 300],
    "the same name twice": ["goi/x", "goi/x"],
    "names differing in case": ["goi/x", "goi/X"],
    "names differing in Unicode form": ["goi/\u1ea1", "goi/a\u0323"],
    "a file that is a folder too": ["goi/x", "goi/x/y"],
    "two top folders": ["goi/x", "khac/x"],
    "a file beside the top folder": ["goi/x", "x"],
}


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("names", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_zip_with_such_entries_is_refused(tmp_path: Path, names: list[str]) -> None:
    hostile = tmp_path / "hostile.zip"
    with zipfile.ZipFile(hostile, "w") as archive:
        for name in names:
            archive.writestr(entry(name), b"x")

    with pytest.raises(BadPackage):
        report_of(hostile)

    assert list(tmp_path.iterdir()) == [hostile]


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR, stat.S_IFSOCK])
def test_a_zip_with_anything_but_files_is_refused(tmp_path: Path, kind: int) -> None:
    hostile = tmp_path / "hostile.zip"
    with zipfile.ZipFile(hostile, "w") as archive:
        archive.writestr(entry("goi/bagit.txt", mode=kind | 0o777), b"/etc/hostname")

    with pytest.raises(BadPackage, match="không phải tệp thường"):
        report_of(hostile)


def test_a_name_hidden_behind_a_nul_is_refused(package: Path) -> None:
    change(package, lambda content: content.replace(b"goi/bagit.txt", b"goi/bagit\x00txt"))

    with pytest.raises(BadPackage):
        report_of(package)


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_method_that_common_tools_lack_is_refused(tmp_path: Path, method: int) -> None:
    hostile = tmp_path / "hostile.zip"
    with zipfile.ZipFile(hostile, "w", method) as archive:
        archive.writestr("goi/bagit.txt", b"x" * 1000)

    with pytest.raises(BadPackage):
        report_of(hostile)


def test_an_encrypted_zip_is_refused(package: Path) -> None:
    change(package, lambda content: _with_flag(content, 0x1))

    with pytest.raises(BadPackage):
        report_of(package)


def test_too_many_entries_are_refused(package: Path) -> None:
    with pytest.raises(BadPackage), BagReader(limits=Limits(entries=5)).open(package):
        pass


def test_too_many_bytes_are_refused(package: Path) -> None:
    with pytest.raises(BadPackage), BagReader(limits=Limits(total_bytes=1000)).open(package):
        pass


@pytest.fixture
def bomb(tmp_path: Path) -> Path:
    place = tmp_path / "bomb.zip"
    with zipfile.ZipFile(place, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("goi/bagit.txt", bytes(8 * 2**20))
    return place


def test_a_bomb_is_refused_by_what_it_declares(bomb: Path) -> None:
    with pytest.raises(BadPackage, match="khai"), BagReader(limits=Limits(free_bytes=2**20)).open(bomb):
        pass


def test_a_bomb_that_declares_little_is_refused_or_found_damaged(bomb: Path) -> None:
    """Python's reader stops at the declared size, so a lying bomb comes out short and its CRC fails."""
    change(bomb, lambda content: content.replace(struct.pack("<L", 8 * 2**20), struct.pack("<L", 100)))

    with BagReader(limits=Limits(free_bytes=2**20)).open(bomb) as opened:
        assert "file_damaged" in {problem.code for problem in opened.report.problems}


def test_a_folder_full_of_entries_over_the_same_bytes_is_bounded(tmp_path: Path) -> None:
    """Entries that overlap count as often as they come out, whatever each of them declares."""
    place = tmp_path / "many.zip"
    with zipfile.ZipFile(place, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(20):
            archive.writestr(f"goi/{number}", bytes(2**18))

    with pytest.raises(BadPackage), BagReader(limits=Limits(free_bytes=2**20)).open(place):
        pass


def test_a_disk_without_room_to_unpack_is_told_apart(package: Path) -> None:
    with files_end_at(1000), pytest.raises(StorageFull), BagReader().open(package):
        pass


def test_nothing_stays_in_the_scratch_folder(package: Path, tmp_path: Path) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()

    with BagReader(scratch=scratch).open(package) as opened:
        assert len(list(scratch.iterdir())) == 1
        content = opened.records[SNV]
        content.open("record.json").close()

    assert list(scratch.iterdir()) == []


def test_nothing_stays_when_the_caller_fails(package: Path, tmp_path: Path) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()

    with pytest.raises(KeyError), BagReader(scratch=scratch).open(package):
        raise KeyError

    assert list(scratch.iterdir()) == []


def test_a_folder_that_was_opened_is_left_as_it_was(bag: Path) -> None:
    before = sorted(bag.rglob("*"))

    report_of(bag)

    assert sorted(bag.rglob("*")) == before


def _with_flag(content: bytes, flag: int) -> bytes:
    changed = bytearray(content)
    start = 0
    while (start := changed.find(b"PK\x01\x02", start)) >= 0:
        changed[start + 8] |= flag
        start += 4
    return bytes(changed)
