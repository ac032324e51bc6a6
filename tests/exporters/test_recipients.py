"""Certificates of receivers: which are taken, and that each other one is refused with its reason."""

import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import dsa, ec, ed25519
from cryptography.hazmat.primitives.serialization import Encoding

from archive.errors import BadInput
from archive.exporters import BagExporter
from tests.contracts.exporting_contract import AT
from tests.exporters.receivers import Receiver, receiver, rsa_key

SIGNING_ONLY = frozenset({"digital_signature"})
P256 = ec.SECP256R1()


def taken(path: Path, *, at: datetime = AT) -> bool:
    return BagExporter().recipient(path, at=at).name == "CN=Văn phòng Trung ương Đảng"


def refused(path: Path, *, at: datetime = AT) -> str:
    with pytest.raises(BadInput) as caught:
        BagExporter().recipient(path, at=at)
    return caught.value.sentence


@pytest.mark.parametrize("form", [Encoding.PEM, Encoding.DER])
def test_either_form_is_read_and_named_by_subject_and_fingerprint(tmp_path: Path, form: Encoding) -> None:
    made = receiver(tmp_path, rsa_key(), form=form)
    raw = made.certificate.read_bytes()
    certificate = x509.load_pem_x509_certificate(raw) if form is Encoding.PEM else x509.load_der_x509_certificate(raw)

    found = BagExporter().recipient(made.certificate, at=AT)

    assert found.name == "CN=Văn phòng Trung ương Đảng"
    assert found.sha256 == certificate.fingerprint(hashes.SHA256()).hex()


@pytest.mark.parametrize("usage", [frozenset({"key_encipherment"}), frozenset({"key_encipherment", "crl_sign"}), None])
def test_an_rsa_key_that_may_encipher_keys_is_taken(tmp_path: Path, usage: frozenset[str] | None) -> None:
    assert taken(receiver(tmp_path, rsa_key(), usage=usage).certificate)


@pytest.mark.parametrize("usage", [frozenset({"key_agreement"}), None])
def test_an_ec_key_that_may_agree_on_keys_is_taken(tmp_path: Path, usage: frozenset[str] | None) -> None:
    made = receiver(tmp_path, ec.generate_private_key(P256), usage=usage)

    assert taken(made.certificate)


def test_an_rsa_key_for_signing_alone_is_refused(tmp_path: Path) -> None:
    assert "keyEncipherment" in refused(receiver(tmp_path, rsa_key(), usage=SIGNING_ONLY).certificate)


def test_an_ec_key_for_signing_alone_is_refused(tmp_path: Path) -> None:
    made = receiver(tmp_path, ec.generate_private_key(P256), usage=SIGNING_ONLY)

    assert "keyAgreement" in refused(made.certificate)


def test_an_expired_certificate_is_refused_with_its_last_moment(tmp_path: Path) -> None:
    made = receiver(tmp_path, rsa_key(), end=datetime(2026, 7, 1, tzinfo=UTC))

    assert "hết hạn lúc 01/07/2026 07:00" in refused(made.certificate)


def test_a_certificate_of_the_future_is_refused_with_its_first_moment(tmp_path: Path) -> None:
    made = receiver(tmp_path, rsa_key(), start=datetime(2026, 7, 3, tzinfo=UTC))

    assert "chưa có hiệu lực, chỉ dùng được từ 03/07/2026 07:00" in refused(made.certificate)


@pytest.mark.parametrize("day", [2, 3])
def test_the_first_and_the_last_moment_count(tmp_path: Path, day: int) -> None:
    made = receiver(tmp_path, rsa_key(), start=datetime(2026, 7, 2, tzinfo=UTC), end=datetime(2026, 7, 3, tzinfo=UTC))

    assert taken(made.certificate, at=datetime(2026, 7, day, tzinfo=UTC))


def test_a_weak_rsa_key_is_refused(tmp_path: Path) -> None:
    assert "1024 bit" in refused(receiver(tmp_path, rsa_key(1024)).certificate)


@pytest.mark.parametrize("kind", ["ed25519", "dsa"])
def test_a_key_that_cannot_receive_is_refused(tmp_path: Path, kind: str) -> None:
    key = ed25519.Ed25519PrivateKey.generate() if kind == "ed25519" else dsa.generate_private_key(2048)

    assert "cần RSA hoặc EC" in refused(receiver(tmp_path, key).certificate)


def test_an_rsa_key_bound_to_pss_is_refused(tmp_path: Path) -> None:
    card = tmp_path / "pss.pem"
    files = ["-keyout", str(tmp_path / "key.pem"), "-out", str(card)]
    command = ["openssl", "req", "-x509", "-newkey", "rsa-pss", "-nodes", "-subj", "/CN=PSS", *files]
    subprocess.run(command, capture_output=True, check=True)
    start = x509.load_pem_x509_certificate(card.read_bytes()).not_valid_before_utc

    assert "RSA-PSS" in refused(card, at=start)


def test_several_certificates_in_one_file_are_refused(tmp_path: Path) -> None:
    first, second = receiver(tmp_path / "a", rsa_key()), receiver(tmp_path / "b", rsa_key())
    first.certificate.write_bytes(first.certificate.read_bytes() + second.certificate.read_bytes())

    assert "có 2 chứng thư" in refused(first.certificate)


@pytest.mark.parametrize(
    "content", [b"", b"Th\xc6\xb0", b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----"]
)
def test_a_file_that_is_no_certificate_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x.pem").write_bytes(content)

    assert "không phải chứng thư" in refused(tmp_path / "x.pem")


def test_a_private_key_is_no_certificate(tmp_path: Path) -> None:
    assert "không phải chứng thư" in refused(receiver(tmp_path, rsa_key()).key)


def test_a_file_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    assert "Không đọc được" in refused(tmp_path / "khong-co.pem")


def test_a_damaged_extension_is_refused(tmp_path: Path) -> None:
    made: Receiver = receiver(tmp_path, rsa_key(), usage=frozenset({"key_encipherment"}), form=Encoding.DER)
    usage = bytes.fromhex("0603551d0f0101ff0404")
    raw = made.certificate.read_bytes()
    place = raw.index(usage) + len(usage)
    made.certificate.write_bytes(raw[:place] + b"\x05" + raw[place + 1 :])

    assert "không đọc được" in refused(made.certificate)
