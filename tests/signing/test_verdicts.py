"""Each verdict of a check of a PDF, and what the notes beside it say."""

import io
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from pyhanko.keys import load_certs_from_pemder_data, load_private_key_from_pemder_data
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import PdfSignatureMetadata, SimpleSigner, sign_pdf
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.timestamps import DummyTimeStamper
from pyhanko_certvalidator.registry import SimpleCertificateStore

from archive.domain.signature import SignatureReport, Verdict
from archive.errors import Unavailable
from archive.signing import PdfChecker, PdfSigner
from tests.contracts.signing_contract import AT, HEAD, plain_pdf, sign_by
from tests.signing.authority import END, START, Authority, OneKey, PrivateKey

YEAR = timedelta(days=365)
PEM = serialization.Encoding.PEM


@pytest.fixture
def authority(tmp_path: Path) -> Authority:
    return Authority(tmp_path)


def _check(pdf: bytes, *roots: Path, at: datetime = AT, lists: tuple[Path, ...] = ()) -> SignatureReport:
    (report,) = PdfChecker(trust_roots=roots, revocation_lists=lists).check(pdf, at=at)
    return report


def _external(authority: Authority, key: PrivateKey, *, end: datetime = END, stamped: datetime | None = None) -> bytes:
    """Signed with the library's own signer, as another office's program would; with a timestamp when asked."""
    signer = _simple_signer(authority, "Cơ quan khác", key, end=end)
    timestamper = None
    if stamped is not None:
        own = rsa.generate_private_key(65537, 2048)
        certificate = authority.sign("Dấu thời gian", own, START, END, is_timestamper=True)
        timestamper = DummyTimeStamper(
            next(load_certs_from_pemder_data(certificate.public_bytes(PEM))), _plain(own), fixed_dt=stamped
        )
    meta = PdfSignatureMetadata(field_name="Khac", subfilter=SigSeedSubFilter.PADES, md_algorithm="sha256")
    writer = IncrementalPdfFileWriter(io.BytesIO(plain_pdf()))
    out: io.BytesIO = sign_pdf(writer, meta, signer, timestamper=timestamper, output=io.BytesIO())
    return out.getvalue()


def _simple_signer(authority: Authority, name: str, key: PrivateKey, *, end: datetime) -> SimpleSigner:
    certificate = authority.sign(name, key, START, end)
    store = SimpleCertificateStore()  # type: ignore[no-untyped-call]  # the library's
    return SimpleSigner(next(load_certs_from_pemder_data(certificate.public_bytes(PEM))), _plain(key), store)


def _plain(key: PrivateKey) -> Any:
    """The key as the library wants it: of a package without types."""
    content = key.private_bytes(PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    return load_private_key_from_pemder_data(content, passphrase=None)


def test_a_signature_whose_root_nobody_trusts_is_not_called_broken(signed: bytes, authority: Authority) -> None:
    assert _check(signed, authority.root).verdict is Verdict.UNTRUSTED_ROOT


def test_with_no_roots_at_all_nothing_is_trusted(signed: bytes) -> None:
    assert _check(signed).verdict is Verdict.UNTRUSTED_ROOT


def test_a_certificate_that_ran_out_before_the_moment_is_expired(authority: Authority) -> None:
    keys = OneKey(authority.issue("Lý A Sử", end=AT + YEAR))
    pdf = sign_by(PdfSigner(keys=keys), plain_pdf(), HEAD)

    verdicts = [_check(pdf, authority.root, at=at).verdict for at in (AT, AT + 2 * YEAR)]

    assert verdicts == [Verdict.VALID, Verdict.EXPIRED]


def test_a_certificate_that_is_not_valid_yet_says_so(authority: Authority) -> None:
    keys = OneKey(authority.issue("Lý A Sử", start=AT + YEAR))
    report = _check(sign_by(PdfSigner(keys=keys), plain_pdf(), HEAD), authority.root)

    assert report.verdict is Verdict.EXPIRED
    assert "chưa có hiệu lực" in report.note


def test_a_revoked_certificate_is_found_in_the_list(authority: Authority) -> None:
    key = authority.issue("Lý A Sử")
    pdf = sign_by(PdfSigner(keys=OneKey(key)), plain_pdf(), HEAD)
    revoked = authority.revoke(key.certificate, when=AT - YEAR)

    assert _check(pdf, authority.root, lists=(revoked,)).verdict is Verdict.REVOKED
    assert _check(pdf, authority.root).verdict is Verdict.VALID


def test_a_timestamp_keeps_a_signature_after_its_certificate_expired(authority: Authority) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    pdf = _external(authority, key, end=AT + YEAR, stamped=AT)

    report = _check(pdf, authority.root, at=AT + 2 * YEAR)

    assert (report.verdict, report.has_timestamp) == (Verdict.VALID_AT_SIGNING_TIME, True)


def test_a_timestamp_from_after_the_expiry_keeps_nothing(authority: Authority) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    pdf = _external(authority, key, end=AT + YEAR, stamped=AT + YEAR + timedelta(days=9))

    assert _check(pdf, authority.root, at=AT + 2 * YEAR).verdict is Verdict.EXPIRED


def test_a_signature_without_a_timestamp_says_so(checker: PdfChecker, signed: bytes) -> None:
    (report,) = checker.check(signed, at=AT)

    assert (report.has_timestamp, report.note) == (False, "chưa có dấu thời gian")


def test_the_old_kind_of_rsa_is_a_warning_and_no_failure(authority: Authority) -> None:
    report = _check(_external(authority, rsa.generate_private_key(65537, 2048)), authority.root)

    assert report.verdict is Verdict.VALID
    assert "PKCS#1 v1.5" in report.note


@pytest.mark.parametrize("is_development", [True, False])
def test_reports_tell_keys_of_development_from_others(
    signed: bytes, checker: PdfChecker, authority: Authority, *, is_development: bool
) -> None:
    if is_development:
        (report,) = checker.check(signed, at=AT)
    else:
        keys = OneKey(authority.issue("Lý A Sử"))
        report = _check(sign_by(PdfSigner(keys=keys), plain_pdf(), HEAD), authority.root)

    assert report.is_development is is_development


@pytest.mark.parametrize(
    "content", [b"", b"chua co gi", b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"]
)
def test_a_file_that_holds_no_root_is_named(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "goc.pem"
    path.write_bytes(content)

    with pytest.raises(Unavailable, match=path.name):
        PdfChecker(trust_roots=[path])


def test_a_missing_root_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="khong-co"):
        PdfChecker(trust_roots=[tmp_path / "khong-co.pem"])


def test_a_check_prints_nothing(signed: bytes, authority: Authority, capfd: pytest.CaptureFixture[str]) -> None:
    _check(signed, authority.root)

    assert capfd.readouterr() == ("", "")


def test_moments_with_another_offset_mean_the_same(checker: PdfChecker, signer: PdfSigner) -> None:
    local = datetime.fromisoformat("2026-06-22T08:15:00+07:00")

    (report,) = checker.check(sign_by(signer, plain_pdf(), HEAD, at=local), at=AT.astimezone(UTC))

    assert report.claimed == AT
