"""Export: one package for the same records, encrypted when asked, and remembered with who can read it."""

from pathlib import Path

import pytest

from archive.errors import BadInput, BadPackage, IntegrityError, NotFound, UsageError
from archive.workflow.export import export
from archive.workflow.verify import verify_file
from tests.exporters.receivers import Receiver, receiver, rsa_key
from tests.quarters import QUARTER, SNV
from tests.workflow.export_world import RECORD, STC, handed_over, parts_with, sealed_parts, two_dossiers


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Receiver:
    return receiver(tmp_path_factory.mktemp("office"), rsa_key())


def test_a_package_is_remembered_for_each_record_in_it(tmp_path: Path) -> None:
    parts = sealed_parts()

    report = export(parts, QUARTER, [SNV, STC], out=tmp_path, whole=True)

    assert [event.note for event in handed_over(parts)] == [report.package.name]
    assert verify_file(parts, report.package).ok


def test_the_same_records_give_the_same_package_once(tmp_path: Path) -> None:
    parts = sealed_parts()
    first = export(parts, QUARTER, [SNV], out=tmp_path, whole=False)

    again = export(parts, QUARTER, [SNV], out=tmp_path, whole=False)

    assert again.already_there
    assert again.package == first.package
    assert len(handed_over(parts)) == 1


def test_a_package_that_was_there_and_is_damaged_is_said_so(tmp_path: Path) -> None:
    parts = sealed_parts()
    package = export(parts, QUARTER, [SNV], out=tmp_path, whole=False).package
    content = bytearray(package.read_bytes())
    content[len(content) // 2] ^= 1
    package.write_bytes(content)

    with pytest.raises((IntegrityError, BadPackage)):
        export(parts, QUARTER, [SNV], out=tmp_path, whole=False)


def test_what_is_not_sealed_is_left_out_and_named(tmp_path: Path) -> None:
    parts = parts_with(*two_dossiers())

    with pytest.raises(NotFound, match="Quý II/2026 chưa có hồ sơ nào"):
        export(parts, QUARTER, [SNV, STC], out=tmp_path, whole=True)

    assert handed_over(parts) == []


def test_an_encrypted_package_is_remembered_with_who_can_open_it(office: Receiver, tmp_path: Path) -> None:
    parts = sealed_parts()

    report = export(parts, QUARTER, [SNV], out=tmp_path / "out", whole=False, certificates=[office.certificate])

    [event] = handed_over(parts)
    assert event.note == (
        f"{report.package.name}; mã hóa cho CN=Văn phòng Trung ương Đảng (SHA-256 {report.recipients[0].sha256})"
    )
    assert [path.name for path in (tmp_path / "out").iterdir()] == [report.package.name]


def test_what_the_receiver_opens_verifies(office: Receiver, tmp_path: Path) -> None:
    parts = sealed_parts()
    report = export(parts, QUARTER, [SNV], out=tmp_path, whole=False, certificates=[office.certificate])

    assert office.opens(report.package, tmp_path / "goi.zip")
    assert verify_file(parts, tmp_path / "goi.zip").ok


def test_an_encrypted_package_cannot_be_verified_as_it_is(office: Receiver, tmp_path: Path) -> None:
    parts = sealed_parts()
    report = export(parts, QUARTER, [SNV], out=tmp_path, whole=False, certificates=[office.certificate])

    with pytest.raises(BadPackage, match="openssl cms -decrypt"):
        verify_file(parts, report.package)


def test_nobody_can_tell_whether_an_encrypted_package_is_good_so_it_is_not_taken_for_done(
    office: Receiver, tmp_path: Path
) -> None:
    parts = sealed_parts()
    export(parts, QUARTER, [SNV], out=tmp_path, whole=False, certificates=[office.certificate])

    with pytest.raises(UsageError, match=r"Đã có .*\.zip\.p7m"):
        export(parts, QUARTER, [SNV], out=tmp_path, whole=False, certificates=[office.certificate])


def test_a_certificate_that_cannot_be_used_stops_before_anything_is_written(tmp_path: Path) -> None:
    parts = sealed_parts()
    signing = receiver(tmp_path, rsa_key(), usage=frozenset({"digital_signature"}))

    with pytest.raises(BadInput):
        export(parts, QUARTER, [SNV], out=tmp_path / "out", whole=False, certificates=[signing.certificate])

    assert not (tmp_path / "out").exists()
    assert handed_over(parts, RECORD) == []
