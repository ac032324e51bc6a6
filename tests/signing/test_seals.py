"""Seals: every verdict, and openssl alone as a second opinion."""

import base64
import subprocess
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from cryptography.x509 import load_pem_x509_certificates

from archive.domain.seal import SealSignature
from archive.domain.signature import Signatory, SignerRole, Verdict
from archive.errors import Unavailable
from archive.signing import ArchiveSealer, DevelopmentKeys
from tests.contracts.signing_contract import AT, STATEMENT
from tests.signing.authority import Authority, OneKey

YEAR = timedelta(days=365)


@pytest.fixture
def sealer(keys: DevelopmentKeys) -> ArchiveSealer:
    return ArchiveSealer(keys=keys, trust_roots=[keys.root_certificate])


def _openssl(folder: Path, statement: bytes, seal: SealSignature) -> str:
    """What openssl says with the files that anybody can cut out of seal.json."""
    certificate = load_pem_x509_certificates(seal.certificate.encode())[0]
    public = certificate.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    parts = {"key.pem": public, "value": base64.b64decode(seal.value), "statement": statement}
    for name, content in parts.items():
        (folder / name).write_bytes(content)
    command = ["openssl", "dgst", "-sha256", "-verify", "key.pem", "-signature", "value", "statement"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=30).stdout.strip()


def test_openssl_accepts_the_seal(sealer: ArchiveSealer, tmp_path: Path) -> None:
    assert _openssl(tmp_path, STATEMENT, sealer.seal(STATEMENT)) == "Verified OK"


def test_openssl_refuses_it_over_another_statement(sealer: ArchiveSealer, tmp_path: Path) -> None:
    assert _openssl(tmp_path, STATEMENT + b" ", sealer.seal(STATEMENT)) != "Verified OK"


def test_the_certificate_is_followed_by_its_issuers(sealer: ArchiveSealer, keys: DevelopmentKeys) -> None:
    chain = load_pem_x509_certificates(sealer.seal(STATEMENT).certificate.encode())

    assert [chain[0].issuer, chain[1]] == [chain[1].subject, keys.for_archive().issuers[0]]


def test_a_seal_of_another_authority_is_untrusted(sealer: ArchiveSealer, tmp_path: Path) -> None:
    other = ArchiveSealer(keys=OneKey(Authority(tmp_path).issue("Kho khác")), trust_roots=[])

    assert sealer.check(STATEMENT, other.seal(STATEMENT), at=AT) is Verdict.UNTRUSTED_ROOT


def test_a_certificate_put_in_place_of_the_right_one_breaks_the_seal(sealer: ArchiveSealer, tmp_path: Path) -> None:
    seal, other = sealer.seal(STATEMENT), Authority(tmp_path).issue("Kho khác").certificate
    swapped = SealSignature(
        algorithm=seal.algorithm, certificate=other.public_bytes(Encoding.PEM).decode(), value=seal.value
    )

    assert sealer.check(STATEMENT, swapped, at=AT) is Verdict.BROKEN


def test_an_expired_certificate_is_judged_at_the_moment_asked_for(tmp_path: Path) -> None:
    authority = Authority(tmp_path)
    sealer = ArchiveSealer(keys=OneKey(authority.issue("Kho", end=AT + YEAR)), trust_roots=[authority.root])
    seal = sealer.seal(STATEMENT)

    assert [sealer.check(STATEMENT, seal, at=at) for at in (AT, AT + 2 * YEAR)] == [Verdict.VALID, Verdict.EXPIRED]


def test_a_revoked_certificate_is_found_in_the_list(tmp_path: Path) -> None:
    authority = Authority(tmp_path)
    key = authority.issue("Kho")
    lists = [authority.revoke(key.certificate, when=AT - YEAR)]
    sealer = ArchiveSealer(keys=OneKey(key), trust_roots=[authority.root], revocation_lists=lists)

    assert sealer.check(STATEMENT, sealer.seal(STATEMENT), at=AT) is Verdict.REVOKED


def test_another_certificate_under_the_same_root_does_not_speak_for_the_archive(tmp_path: Path) -> None:
    authority = Authority(tmp_path)
    sealer = ArchiveSealer(keys=OneKey(authority.issue("Kho")), trust_roots=[authority.root])
    somebody = ArchiveSealer(keys=OneKey(authority.issue("Kho")), trust_roots=[])

    assert sealer.check(STATEMENT, somebody.seal(STATEMENT), at=AT) is Verdict.OTHER_CERTIFICATE


def test_a_cadres_key_does_not_seal(sealer: ArchiveSealer, keys: DevelopmentKeys) -> None:
    cadre = Signatory(role=SignerRole.CADRE, name="Lò Thị Mai", person="CB-1")
    seal = ArchiveSealer(keys=OneKey(keys.for_signatory(cadre, unit="SNV")), trust_roots=[]).seal(STATEMENT)

    assert sealer.check(STATEMENT, seal, at=AT) is Verdict.OTHER_CERTIFICATE


def test_a_certificate_the_archive_had_before_still_counts(tmp_path: Path) -> None:
    authority = Authority(tmp_path)
    before, now = authority.issue("Kho"), authority.issue("Kho")
    (tmp_path / "former.pem").write_bytes(before.certificate.public_bytes(Encoding.PEM))
    seal = ArchiveSealer(keys=OneKey(before), trust_roots=[]).seal(STATEMENT)

    sealer = ArchiveSealer(keys=OneKey(now), trust_roots=[authority.root], former=[tmp_path / "former.pem"])

    assert sealer.check(STATEMENT, seal, at=AT) is Verdict.VALID


def test_a_certificate_that_is_known_but_leads_to_no_trusted_root_stays_untrusted(tmp_path: Path) -> None:
    other = Authority(tmp_path).issue("Kho khác")
    (tmp_path / "former.pem").write_bytes(other.certificate.public_bytes(Encoding.PEM))
    seal = ArchiveSealer(keys=OneKey(other), trust_roots=[]).seal(STATEMENT)

    sealer = ArchiveSealer(keys=OneKey(other), trust_roots=[], former=[tmp_path / "former.pem"])

    assert sealer.check(STATEMENT, seal, at=AT) is Verdict.UNTRUSTED_ROOT


def test_a_file_that_holds_no_certificate_is_told(keys: DevelopmentKeys, tmp_path: Path) -> None:
    (tmp_path / "former.pem").write_text("không phải chứng thư")

    with pytest.raises(Unavailable, match=r"former\.pem"):
        ArchiveSealer(keys=keys, trust_roots=[], former=[tmp_path / "former.pem"])
