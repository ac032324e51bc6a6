"""The exporter: what the package looks like to others, and that a failure leaves nothing."""

import errno
import hashlib
import io
import os
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import BinaryIO

import pytest

from archive.domain.people import UnitCode
from archive.domain.quarter import Quarter
from archive.domain.record import RecordId
from archive.errors import DigestMismatch, IntegrityError, RecordDamaged, StorageFull, Unavailable, UsageError
from archive.exporters import BagExporter, BagReader
from archive.ports.exporting import Exporter, PackageReader
from tests.contracts.exporting_contract import (
    AT,
    SNV,
    STC,
    ExportingContract,
    MemoryContent,
    record_files,
    two_records,
)
from tests.exporters.samples import export, files_end_at

BAGIT = Path(sys.executable).with_name("bagit.py")


class TestBag(ExportingContract):
    @pytest.fixture
    def exporter(self) -> Exporter:
        return BagExporter()

    @pytest.fixture
    def reader(self, tmp_path: Path) -> PackageReader:
        scratch = tmp_path / "scratch"
        scratch.mkdir()
        return BagReader(scratch=scratch)


def bagit_says(bag: Path) -> int:
    found = subprocess.run([sys.executable, BAGIT, "--validate", bag], capture_output=True, timeout=60, check=False)
    return found.returncode


def test_the_judge_from_elsewhere_accepts_the_bag(bag: Path) -> None:
    assert bagit_says(bag) == 0


@pytest.mark.parametrize("path", ["data/SNV-2026-Q2/record.json", "bag-info.txt", "manifest-sha512.txt"])
def test_the_judge_from_elsewhere_refuses_one_flipped_byte(bag: Path, path: str) -> None:
    content = bytearray((bag / path).read_bytes())
    content[len(content) // 2] ^= 1
    (bag / path).write_bytes(content)

    assert bagit_says(bag) == 1


def test_sha512sum_alone_can_check_the_manifest(bag: Path) -> None:
    found = subprocess.run(
        ["sha512sum", "--check", "--strict", "manifest-sha512.txt"], cwd=bag, capture_output=True, check=False
    )

    assert found.returncode == 0
    assert found.stdout.count(b": OK") == 10


def test_the_bag_tells_who_handed_over_what_and_when(bag: Path) -> None:
    size = sum(len(content) for unit in ("SNV", "STC") for content in record_files(unit).values())

    assert (bag / "bag-info.txt").read_text(encoding="utf-8").splitlines() == [
        "Source-Organization: Ban Tổ chức Tỉnh ủy",
        "Contact-Name: vt01",
        "Bagging-Date: 2026-07-02",
        "External-Identifier: urn:hoso:SNV:2026-Q2",
        "External-Identifier: urn:hoso:STC:2026-Q2",
        f"Payload-Oxum: {size}.10",
        "Bag-Software-Agent: hoso (Hồ sơ quý)",
    ]


def test_a_line_break_in_a_name_adds_no_line_to_the_description(tmp_path: Path) -> None:
    exporter = BagExporter(organisation="Ban Tổ chức\nExternal-Identifier: x")

    with zipfile.ZipFile(exporter.export("goi", two_records(), out=tmp_path, at=AT, actor="a\r\nb")) as archive:
        lines = archive.read("goi/bag-info.txt").decode().splitlines()

    assert lines[:2] == ["Source-Organization: Ban Tổ chức External-Identifier: x", "Contact-Name: a b"]


def test_the_same_records_at_the_same_moment_give_the_same_bytes(tmp_path: Path) -> None:
    assert export(tmp_path / "a").read_bytes() == export(tmp_path / "b").read_bytes()


def test_entries_are_sorted_below_one_folder_with_the_moment_of_export(tmp_path: Path) -> None:
    with zipfile.ZipFile(export(tmp_path)) as archive:
        payload = [entry.filename for entry in archive.infolist() if "/data/" in entry.filename]
        moments = {entry.date_time for entry in archive.infolist()}
        tops = {entry.filename.split("/")[0] for entry in archive.infolist()}

    assert payload == sorted(payload)
    assert moments == {(2026, 7, 2, 10, 4, 6)}
    assert tops == {"goi"}


def test_text_is_squeezed_and_pdf_is_not(tmp_path: Path) -> None:
    with zipfile.ZipFile(export(tmp_path)) as archive:
        methods = {Path(entry.filename).suffix: entry.compress_type for entry in archive.infolist()}

    assert methods[".pdf"] == methods[".docx"] == zipfile.ZIP_STORED
    assert methods[".json"] == methods[".txt"] == zipfile.ZIP_DEFLATED


@pytest.mark.parametrize("name", ["", ".", "..", "../goi", "a/b", ".goi", "gói", "a b", "a\n"])
def test_a_name_that_will_not_do_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError):
        export(tmp_path / "out", name)

    assert not (tmp_path / "out").exists()


def test_no_records_make_no_package(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        BagExporter().export("goi", {}, out=tmp_path, at=AT, actor="vt01")


@pytest.mark.parametrize("path", ["../x", "/x", "a\\b", "a\nb", "a%0Ab", "a//b"])
def test_a_path_that_tools_read_differently_is_refused(tmp_path: Path, path: str) -> None:
    with pytest.raises(RecordDamaged):
        BagExporter().export("goi", {SNV: MemoryContent({path: b"x"})}, out=tmp_path, at=AT, actor="vt01")

    assert list(tmp_path.iterdir()) == []


def test_a_package_that_does_not_read_back_as_its_records_is_destroyed(tmp_path: Path) -> None:
    """A unit's code with a slash would put the record where the reader does not look for it."""
    strange = RecordId(UnitCode("S/NV"), Quarter(2026, 2))

    with pytest.raises(IntegrityError):
        BagExporter().export("goi", {strange: MemoryContent(record_files("S"))}, out=tmp_path, at=AT, actor="vt01")

    assert list(tmp_path.iterdir()) == []


def test_a_record_lost_among_good_ones_is_noticed_on_reading_back(tmp_path: Path) -> None:
    files = {path: content for path, content in record_files("STC").items() if path != "record.json"}

    with pytest.raises(IntegrityError):
        BagExporter().export(
            "goi", {SNV: MemoryContent(record_files("SNV")), STC: MemoryContent(files)}, out=tmp_path, at=AT, actor="vt"
        )

    assert list(tmp_path.iterdir()) == []


def test_a_disk_without_room_is_told_apart_and_nothing_is_left(tmp_path: Path) -> None:
    files = record_files("SNV") | {"evidence/NV-002/1.pdf": os.urandom(400_000)}

    with files_end_at(200_000), pytest.raises(StorageFull):
        BagExporter().export("goi", {SNV: MemoryContent(files)}, out=tmp_path, at=AT, actor="vt01")

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("number", "expected"),
    [(errno.ENOSPC, StorageFull), (errno.EDQUOT, StorageFull), (errno.EIO, Unavailable)],
    ids=["disk full", "quota reached", "disk failing"],
)
def test_an_error_of_the_disk_becomes_one_of_ours(tmp_path: Path, number: int, expected: type[Exception]) -> None:
    failing = MemoryContent(record_files("SNV"), broken={"seal.json": OSError(number, os.strerror(number))})

    with pytest.raises(expected):
        BagExporter().export("goi", {SNV: failing}, out=tmp_path, at=AT, actor="vt01")

    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_a_file_cannot_take_a_package(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("x")

    with pytest.raises(Unavailable):
        export(tmp_path / "out")


def test_an_interrupted_export_leaves_nothing(tmp_path: Path) -> None:
    stopped = MemoryContent(record_files("SNV"))
    stopped.open = _interrupted  # type: ignore[method-assign]  # the person pressed Ctrl-C

    with pytest.raises(KeyboardInterrupt):
        BagExporter().export("goi", {SNV: stopped}, out=tmp_path, at=AT, actor="vt01")

    assert list(tmp_path.iterdir()) == []


def test_a_record_that_cannot_tell_its_size_is_packed_all_the_same(tmp_path: Path) -> None:
    class Stream(io.BytesIO):
        def seekable(self) -> bool:
            return False

    class Remote(MemoryContent):
        def open(self, path: str) -> BinaryIO:
            return Stream(self.files[path])

    package = BagExporter().export("goi", {SNV: Remote(record_files("SNV"))}, out=tmp_path, at=AT, actor="vt01")

    with BagReader().open(package) as opened:
        assert opened.report.ok


def test_a_promise_in_capitals_is_the_same_promise(tmp_path: Path) -> None:
    record = MemoryContent(record_files("SNV"))
    record.promised = {path: digest.upper() for path, digest in record.promised.items()}

    assert BagExporter().export("goi", {SNV: record}, out=tmp_path, at=AT, actor="vt01").exists()


def test_a_mismatch_names_the_record_and_the_file(tmp_path: Path) -> None:
    records = two_records()
    records[SNV].files["seal.json"] = b"changed"

    with pytest.raises(DigestMismatch) as caught:
        BagExporter().export("goi", records, out=tmp_path, at=AT, actor="vt01")

    assert caught.value.detail["where"] == "urn:hoso:SNV:2026-Q2/seal.json"
    assert caught.value.detail["found"] == hashlib.sha512(b"changed").hexdigest()


def test_nothing_is_said_on_stderr(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    export(tmp_path)

    assert capfd.readouterr() == ("", "")


def _interrupted(path: str) -> BinaryIO:
    raise KeyboardInterrupt(path)
