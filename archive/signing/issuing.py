"""Certificates of development: a root of its own and what it issues; every subject says that it proves nothing."""

from datetime import UTC, datetime

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from archive.language import tidy
from archive.signing.keys import DEVELOPMENT_MARK

# Any quarter somebody tries out lies in between, whatever HOSO_NOW says.
_FROM = datetime(2020, 1, 1, tzinfo=UTC)
_UNTIL = datetime(2045, 12, 31, 23, 59, 59, tzinfo=UTC)

FULL_NAME = x509.ObjectIdentifier("2.5.4.41")  # X.520 name: the room of a common name is too small for posts and organs
_COMMON_NAME_BYTES = 64  # X.520 upper bound, counted by the library in bytes

_AUTHORITY_NAME = "hoso BẢN THỬ – gốc phát triển"

Issued = tuple[ec.EllipticCurvePrivateKey, x509.Certificate]


def new_authority() -> Issued:
    """A self-signed root that may sign certificates and nothing else."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = _subject(_AUTHORITY_NAME, organisation="hoso")
    builder = _certificate(name, name, key.public_key())
    builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
    builder = builder.add_extension(_usage(is_authority=True), critical=True)
    return key, builder.sign(key, hashes.SHA256())


def issue(authority: Issued, *, name: str, organisation: str, stamps: bool = False) -> Issued:
    """A key and a certificate for whoever is named, issued by the authority; `stamps` is for time stamps alone."""
    issuer_key, issuer = authority
    key = ec.generate_private_key(ec.SECP256R1())
    builder = _certificate(_subject(name, organisation=organisation), issuer.subject, key.public_key())
    builder = builder.add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
    builder = builder.add_extension(_usage(is_authority=False), critical=True)
    builder = builder.add_extension(
        x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key()), critical=False
    )
    if stamps:  # RFC 3161 §2.3: this purpose and no other, and critical
        builder = builder.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
    return key, builder.sign(issuer_key, hashes.SHA256())


def _certificate(
    subject: x509.Name, issuer: x509.Name, public_key: ec.EllipticCurvePublicKey
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(public_key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(_FROM)
        .not_valid_after(_UNTIL)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public_key), critical=False)
    )


def _subject(name: str, *, organisation: str) -> x509.Name:
    full = tidy(name)
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "VN"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, tidy(organisation) or "hoso"),
            x509.NameAttribute(NameOID.ORGANIZATIONAL_UNIT_NAME, DEVELOPMENT_MARK),
            x509.NameAttribute(NameOID.COMMON_NAME, _short(full)),
            x509.NameAttribute(FULL_NAME, full),
        ]
    )


def _short(name: str) -> str:
    if len(name.encode()) <= _COMMON_NAME_BYTES:
        return name
    return name.encode()[: _COMMON_NAME_BYTES - len("…".encode())].decode(errors="ignore").rstrip() + "…"


def _usage(*, is_authority: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not is_authority,
        content_commitment=not is_authority,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=is_authority,
        crl_sign=is_authority,
        encipher_only=False,
        decipher_only=False,
    )
