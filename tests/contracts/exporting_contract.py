"""What every Exporter with its PackageReader must do (archive/ports/exporting.py)."""

import hashlib
import io
import zipfile
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

import pytest

from archive.domain.people import UnitCode
from archive.domain.quarter import Quarter
from archive.domain.record import RecordId
from archive.errors import BadInput, BadPackage, DigestMismatch, NotFound, UsageError
from archive.ports.exporting import Exporter, PackageReader
from tests.exporters.receivers import receiver, rsa_key

AT = datetime(2026, 7, 2, 3, 4, 6, tzinfo=UTC)
SNV = RecordId(UnitCode("SNV"), Quarter(2026, 2))
STC = RecordId(UnitCode("STC"), Quarter(2026, 2))


class MemoryContent:
    """An honest record in memory; `broken` names files whose reading fails with that error."""

    def __init__(self, files: Mapping[str, bytes], *, broken: Mapping[str, Exception] | None = None) -> None:
        self.files = dict(files)
        self.broken = dict(broken or {})
        self.promised = {path: hashlib.sha512(content).hexdigest() for path, content in files.items()}

    def digests(self) -> Mapping[str, str]:
        return self.promised

    def open(self, path: str) -> BinaryIO:
        if path in self.broken:
            raise self.broken[path]
        if path not in self.files:
            raise NotFound("Không có tệp.", path=path)
        return io.BytesIO(self.files[path])


def record_files(unit: str) -> dict[str, bytes]:
    return {
        "record.json": f'{{"quarter":"2026-Q2","unit":"{unit}"}}'.encode(),
        "documents/1-submission/submission.pdf": b"%PDF-1.4 " + unit.encode() * 500,
        "evidence/NV-001/1.docx": b"PK\x03\x04" + bytes(range(256)) * 8,
        "text/documents/1-submission/submission.pdf.txt": "Tờ trình về việc đánh giá, xếp loại\n".encode() * 40,
        "seal.json": b'{"root":"00"}',
    }


def two_records() -> dict[RecordId, MemoryContent]:
    return {record: MemoryContent(record_files(record.unit)) for record in (STC, SNV)}


class ExportingContract:
    """Subclass with the fixtures `exporter` and `reader`."""

    @pytest.fixture
    def exporter(self) -> Exporter:
        raise NotImplementedError  # abstract: each implementation gives its own

    @pytest.fixture
    def reader(self) -> PackageReader:
        raise NotImplementedError  # abstract: each implementation gives its own

    @pytest.fixture
    def package(self, exporter: Exporter, tmp_path: Path) -> Path:
        return exporter.export("quy-2-2026", two_records(), out=tmp_path / "out", at=AT, actor="vt01")

    def test_the_package_bears_its_name_and_stands_alone(self, package: Path) -> None:
        assert package.name == "quy-2-2026.zip"
        assert list(package.parent.iterdir()) == [package]

    def test_every_record_comes_back_with_its_digests(self, package: Path, reader: PackageReader) -> None:
        with reader.open(package) as opened:
            found = {record: dict(content.digests()) for record, content in opened.records.items()}

        assert found == {record: dict(content.digests()) for record, content in two_records().items()}

    def test_every_file_comes_back_byte_for_byte(self, package: Path, reader: PackageReader) -> None:
        with reader.open(package) as opened:
            content = opened.records[SNV]
            found = {path: _read(content.open, path) for path in content.digests()}

        assert found == record_files("SNV")

    def test_an_untouched_package_has_no_problem(self, package: Path, reader: PackageReader) -> None:
        with reader.open(package) as opened:
            assert opened.report.ok

    def test_the_unzipped_folder_reads_like_the_zip(self, package: Path, reader: PackageReader, tmp_path: Path) -> None:
        with zipfile.ZipFile(package) as archive:
            archive.extractall(tmp_path / "unzipped")

        with reader.open(tmp_path / "unzipped" / "quy-2-2026") as opened:
            assert opened.report.ok
            assert set(opened.records) == {SNV, STC}

    def test_a_file_the_record_lacks_is_not_found(self, package: Path, reader: PackageReader) -> None:
        with reader.open(package) as opened, pytest.raises(NotFound):
            opened.records[SNV].open("../STC-2026-Q2/record.json")

    def test_an_existing_package_is_not_overwritten(self, package: Path, exporter: Exporter) -> None:
        before = package.read_bytes()

        with pytest.raises(UsageError):
            exporter.export("quy-2-2026", two_records(), out=package.parent, at=AT, actor="vt01")

        assert package.read_bytes() == before

    def test_a_failure_in_the_middle_leaves_nothing(self, exporter: Exporter, tmp_path: Path) -> None:
        broken = {"seal.json": NotFound("Không có tệp.")}
        records = {SNV: MemoryContent(record_files("SNV")), STC: MemoryContent(record_files("STC"), broken=broken)}

        with pytest.raises(NotFound):
            exporter.export("quy-2-2026", records, out=tmp_path, at=AT, actor="vt01")

        assert list(tmp_path.iterdir()) == []

    def test_bytes_that_were_not_promised_are_not_packed(self, exporter: Exporter, tmp_path: Path) -> None:
        records = two_records()
        records[SNV].files["seal.json"] = b"changed"

        with pytest.raises(DigestMismatch):
            exporter.export("quy-2-2026", records, out=tmp_path, at=AT, actor="vt01")

        assert list(tmp_path.iterdir()) == []

    def test_a_selection_comes_back_as_one_and_not_as_a_record(
        self, exporter: Exporter, reader: PackageReader, tmp_path: Path
    ) -> None:
        files = {"selection.json": b"{}", "seal.json": b"{}", "documents/2-self_assessment/CB-1.pdf": b"%PDF-"}
        package = exporter.export("goi", {SNV: MemoryContent(files)}, out=tmp_path, at=AT, actor="vt01")

        with reader.open(package) as opened:
            found = {path: _read(opened.selections[SNV].open, path) for path in opened.selections[SNV].digests()}
            assert opened.records == {}
        assert found == files

    def test_for_a_recipient_only_the_encrypted_package_is_there(
        self, exporter: Exporter, reader: PackageReader, tmp_path: Path
    ) -> None:
        office = receiver(tmp_path / "office", rsa_key())
        recipient = exporter.recipient(office.certificate, at=AT)
        out = tmp_path / "out"

        closed = exporter.export("goi", two_records(), out=out, at=AT, actor="vt01", encrypt_for=[recipient])

        assert [path.name for path in out.iterdir()] == [closed.name] == ["goi.zip.p7m"]
        assert office.opens(closed, tmp_path / "goi.zip")
        with reader.open(tmp_path / "goi.zip") as opened:
            assert opened.report.ok

    def test_an_encrypted_package_cannot_be_read_as_it_is(
        self, exporter: Exporter, reader: PackageReader, tmp_path: Path
    ) -> None:
        recipient = exporter.recipient(receiver(tmp_path / "office", rsa_key()).certificate, at=AT)
        closed = exporter.export("goi", two_records(), out=tmp_path, at=AT, actor="vt01", encrypt_for=[recipient])

        with pytest.raises(BadPackage, match="mã hóa"), reader.open(closed):
            pass

    def test_a_certificate_that_has_expired_names_no_recipient(self, exporter: Exporter, tmp_path: Path) -> None:
        expired = receiver(tmp_path, rsa_key(), end=datetime(2026, 7, 1, tzinfo=UTC))

        with pytest.raises(BadInput, match="hết hạn"):
            exporter.recipient(expired.certificate, at=AT)

    def test_something_else_is_not_a_package(self, reader: PackageReader, tmp_path: Path) -> None:
        letter = tmp_path / "thu.zip"
        letter.write_bytes("Kính gửi Ban Tổ chức".encode() * 99)

        with pytest.raises(BadPackage), reader.open(letter):
            pass

    def test_a_package_that_is_not_there_cannot_be_read(self, reader: PackageReader, tmp_path: Path) -> None:
        with pytest.raises(BadPackage), reader.open(tmp_path / "khong-co.zip"):
            pass

    def test_an_entry_that_leaves_the_folder_is_refused(self, reader: PackageReader, tmp_path: Path) -> None:
        hostile = tmp_path / "hostile.zip"
        with zipfile.ZipFile(hostile, "w") as archive:
            archive.writestr("goi/../../outside.txt", b"x")

        with pytest.raises(BadPackage), reader.open(hostile):
            pass

        assert not (tmp_path.parent / "outside.txt").exists()


def _read(opener: Callable[[str], BinaryIO], path: str) -> bytes:
    with opener(path) as source:
        return source.read()
