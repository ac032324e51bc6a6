"""Development keys: made once, kept safe, loud about what they are worth."""

import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography.x509.oid import NameOID

from archive.domain.signature import Signatory, SignerRole
from archive.errors import Unavailable
from archive.signing import DevelopmentKeys
from tests.contracts.signing_contract import HEAD, ORGAN, UNIT

_ISSUE = """
import sys
from pathlib import Path
from archive.domain.signature import Signatory, SignerRole
from archive.signing import DevelopmentKeys
keys = DevelopmentKeys(Path(sys.argv[1]))
head = Signatory(role=SignerRole.HEAD, name="Lý A Sử")
print(*(keys.for_signatory(head, unit=unit).certificate.serial_number for unit in ("SNV", "STC", "STP")))
"""


def test_all_key_files_are_for_their_owner_alone(folder: Path) -> None:
    keys = DevelopmentKeys(folder / "keys")

    keys.for_signatory(HEAD, unit=UNIT)

    private = [path for path in (folder / "keys").rglob("*.pem") if b"PRIVATE KEY" in path.read_bytes()]
    assert {stat.S_IMODE(path.stat().st_mode) for path in private} == {0o600}
    assert len(private) == 2


def test_the_root_certificate_file_holds_no_key(keys: DevelopmentKeys) -> None:
    assert b"PRIVATE" not in keys.root_certificate.read_bytes()


def test_the_root_says_loudly_what_it_is(keys: DevelopmentKeys) -> None:
    root = keys.for_archive().issuers[-1]

    assert "BẢN THỬ" in root.subject.get_attributes_for_oid(NameOID.COMMON_NAME)[0].value


def test_a_person_keeps_the_key_in_another_role_and_another_run(folder: Path) -> None:
    first = DevelopmentKeys(folder).for_signatory(HEAD, unit=UNIT)
    as_cadre = Signatory(role=SignerRole.CADRE, name=HEAD.name, post="Bí thư Đảng ủy")

    assert DevelopmentKeys(folder).for_signatory(as_cadre, unit=UNIT).certificate == first.certificate


@pytest.mark.parametrize(
    ("signatory", "unit"),
    [
        pytest.param(HEAD, "STC", id="a person of that name in another unit"),
        pytest.param(Signatory(role=SignerRole.HEAD, name="Nguyễn Thị Thuý Hàng"), UNIT, id="a name with other marks"),
        pytest.param(Signatory(role=SignerRole.ORGAN, name=HEAD.name), UNIT, id="an organ named like the person"),
    ],
)
def test_others_have_other_keys(keys: DevelopmentKeys, signatory: Signatory, unit: str) -> None:
    mine, other = keys.for_signatory(HEAD, unit=UNIT), keys.for_signatory(signatory, unit=unit)

    assert mine.certificate != other.certificate


def test_a_name_too_long_for_a_certificate_is_shortened_only_in_the_common_name(keys: DevelopmentKeys) -> None:
    name = "Văn phòng Đoàn đại biểu Quốc hội và Hội đồng nhân dân tỉnh Lào Cai"

    key = keys.for_signatory(Signatory(role=SignerRole.ORGAN, name=name), unit=UNIT)

    common = key.certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)[0].value
    assert str(common).endswith("…")
    assert name in key.certificate.subject.rfc4514_string()


def test_certificates_hold_in_any_quarter_somebody_may_try(keys: DevelopmentKeys) -> None:
    certificate = keys.for_signatory(ORGAN, unit=UNIT).certificate

    assert certificate.not_valid_before_utc <= datetime(2020, 1, 1, tzinfo=UTC)
    assert certificate.not_valid_after_utc >= datetime(2045, 1, 1, tzinfo=UTC)


def test_a_missing_root_certificate_file_is_written_again(folder: Path) -> None:
    before = DevelopmentKeys(folder)
    content = before.root_certificate.read_bytes()
    before.root_certificate.unlink()

    assert DevelopmentKeys(folder).root_certificate.read_bytes() == content


def test_processes_that_issue_at_the_same_moment_agree(folder: Path) -> None:
    command = [sys.executable, "-c", _ISSUE, str(folder / "keys")]

    with ThreadPoolExecutor(3) as pool:
        runs = [pool.submit(subprocess.run, command, capture_output=True, check=True, timeout=60) for _ in range(3)]
        said = {run.result().stdout for run in runs}

    assert len(said) == 1
    assert not list((folder / "keys").rglob("*.part"))


def test_a_damaged_key_is_named_in_the_error(folder: Path) -> None:
    DevelopmentKeys(folder).for_archive()
    (damaged,) = (folder / "archive").iterdir()
    damaged.write_bytes(damaged.read_bytes()[:100])

    with pytest.raises(Unavailable) as error:
        DevelopmentKeys(folder).for_archive()

    assert damaged.name in error.value.sentence


def test_a_key_that_is_not_its_certificates_is_refused(folder: Path) -> None:
    keys = DevelopmentKeys(folder)
    keys.for_archive()
    (archive,) = (folder / "archive").iterdir()
    root = (folder / "root.pem").read_bytes()
    archive.write_bytes(
        root[: root.index(b"-----BEGIN CERTIFICATE")] + archive.read_bytes().partition(b"KEY-----\n")[2]
    )

    with pytest.raises(Unavailable):
        DevelopmentKeys(folder).for_archive()


def test_a_folder_that_cannot_be_made_is_unavailable(folder: Path) -> None:
    (folder / "keys").write_text("a file stands in the way")

    with pytest.raises(Unavailable):
        DevelopmentKeys(folder / "keys")


def test_a_folder_that_vanished_does_not_lose_the_way(folder: Path) -> None:
    keys = DevelopmentKeys(folder)
    (folder / "person").write_text("a file stands in the way")

    with pytest.raises(Unavailable):
        keys.for_signatory(HEAD, unit=UNIT)
