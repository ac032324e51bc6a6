"""An authority of a test's own: keys with the validity a test needs, lists of what it revoked, other kinds of keys."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from archive.domain.signature import Signatory
from archive.signing import SigningKey

START = datetime(2021, 1, 1, tzinfo=UTC)
END = datetime(2041, 1, 1, tzinfo=UTC)
_PLACE = x509.UniformResourceIdentifier("http://localhost/revoked.crl")  # never asked
_LISTS = x509.CRLDistributionPoints(
    [x509.DistributionPoint(full_name=[_PLACE], relative_name=None, reasons=None, crl_issuer=None)]
)
PrivateKey = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey


class Authority:
    """A root that issues, revokes, and stands in a file to be trusted."""

    def __init__(self, folder: Path, name: str = "Gốc của bài thử") -> None:
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.certificate = self.sign(name, self.key, START, END, issuer=_name(name), is_authority=True)
        self.root = folder / f"{name}.pem"
        self.root.write_bytes(self.certificate.public_bytes(Encoding.PEM))
        self._folder = folder

    def sign(
        self,
        name: str,
        key: PrivateKey,
        start: datetime,
        end: datetime,
        *,
        issuer: x509.Name | None = None,
        is_authority: bool = False,
        is_timestamper: bool = False,
    ) -> x509.Certificate:
        """A certificate for a key."""
        builder = (
            x509.CertificateBuilder()
            .subject_name(_name(name))
            .issuer_name(issuer or self.certificate.subject)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(start)
            .not_valid_after(end)
            .add_extension(x509.BasicConstraints(ca=is_authority, path_length=None), critical=True)
            .add_extension(_usage(is_authority=is_authority), critical=True)
        )
        if not is_authority:  # without a word about lists in a certificate nobody looks into them
            builder = builder.add_extension(_LISTS, critical=False)
        if is_timestamper:
            builder = builder.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
        return builder.sign(self.key, hashes.SHA256())

    def issue(self, name: str, *, start: datetime = START, end: datetime = END) -> SigningKey:
        """A key for signing."""
        key = ec.generate_private_key(ec.SECP256R1())
        return SigningKey(private=key, certificate=self.sign(name, key, start, end), issuers=(self.certificate,))

    def revoke(self, certificate: x509.Certificate, *, when: datetime) -> Path:
        """A list in which the certificate is revoked, as a file."""
        entry = x509.RevokedCertificateBuilder().serial_number(certificate.serial_number).revocation_date(when).build()
        builder = x509.CertificateRevocationListBuilder().issuer_name(self.certificate.subject)
        builder = builder.last_update(when).next_update(when + timedelta(days=3650)).add_revoked_certificate(entry)
        path = self._folder / "revoked.crl"
        path.write_bytes(builder.sign(self.key, hashes.SHA256()).public_bytes(Encoding.DER))
        return path


class OneKey:
    """Keys of somebody who has one, and signs and seals with it; not of development."""

    is_development = False

    def __init__(self, key: SigningKey) -> None:
        self._key = key

    def for_signatory(self, signatory: Signatory, *, unit: str) -> SigningKey:  # noqa: ARG002 - there is but one
        return self._key

    def for_archive(self) -> SigningKey:
        return self._key


def _name(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])


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
