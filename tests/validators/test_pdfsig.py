"""pdfsig is heard when it says no."""

import io
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pikepdf
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers

from tests.validators.pdfsig import nss_with_roots, signatures


@pytest.fixture(scope="module")
def identity(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with `root.pem`, a certificate that is its own root, and `key.p12`."""
    folder = tmp_path_factory.mktemp("identity")
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Trần Văn Ước")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    (folder / "root.pem").write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    bundle = serialization.pkcs12.serialize_key_and_certificates(
        b"key", key, certificate, None, serialization.BestAvailableEncryption(b"test")
    )
    (folder / "key.p12").write_bytes(bundle)
    return folder


@pytest.fixture(scope="module")
def signed(identity: Path) -> bytes:
    """A PDF with one signature."""
    page = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        document.save(page)
    path = str(identity / "key.p12")
    signer = signers.SimpleSigner.load_pkcs12(path, passphrase=b"test")  # type: ignore[no-untyped-call]  # pyHanko's
    out = signers.sign_pdf(
        IncrementalPdfFileWriter(page), signers.PdfSignatureMetadata(field_name="head"), signer=signer
    )
    return bytes(out.getvalue())


def test_a_good_signature_of_a_known_root_is_valid_and_trusted(signed: bytes, identity: Path, tmp_path: Path) -> None:
    (tmp_path / "signed.pdf").write_bytes(signed)

    (report,) = signatures(tmp_path / "signed.pdf", nss_with_roots(tmp_path, [identity / "root.pem"]))

    assert report.is_valid
    assert report.is_trusted
    assert report.covers_whole_file
    assert (report.field, report.signer) == ("head", "Trần Văn Ước")


def test_a_root_nobody_knows_is_not_trusted(signed: bytes, tmp_path: Path) -> None:
    (tmp_path / "signed.pdf").write_bytes(signed)

    (report,) = signatures(tmp_path / "signed.pdf", nss_with_roots(tmp_path, []))

    assert report.is_valid
    assert not report.is_trusted


def test_one_changed_byte_is_seen(signed: bytes, identity: Path, tmp_path: Path) -> None:
    at = signed.index(b"/MediaBox")
    (tmp_path / "signed.pdf").write_bytes(signed[: at + 1] + b"N" + signed[at + 2 :])

    (report,) = signatures(tmp_path / "signed.pdf", nss_with_roots(tmp_path, [identity / "root.pem"]))

    assert not report.is_valid
    assert report.signature == "Digest Mismatch."


def test_bytes_added_after_the_signature_are_seen(signed: bytes, tmp_path: Path) -> None:
    (tmp_path / "signed.pdf").write_bytes(signed + b"\n% added\n")

    (report,) = signatures(tmp_path / "signed.pdf")

    assert not report.covers_whole_file


def test_a_pdf_without_signatures_has_no_report(tmp_path: Path) -> None:
    with pikepdf.new() as document:
        document.add_blank_page()
        document.save(tmp_path / "plain.pdf")

    assert signatures(tmp_path / "plain.pdf") == []
