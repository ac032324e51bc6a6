"""Receivers of encrypted packages: keys and certificates as files, and openssl opening what came."""

import subprocess
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import dsa, ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

Key = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey | ed25519.Ed25519PrivateKey | dsa.DSAPrivateKey
_START, _END = datetime(2026, 1, 1, tzinfo=UTC), datetime(2028, 1, 1, tzinfo=UTC)
_ISSUER = ec.generate_private_key(ec.SECP256R1())


@dataclass(frozen=True)
class Receiver:
    """Somebody with a private key and a certificate, both in files."""

    key: Path
    certificate: Path

    def opens(self, closed: Path, into: Path) -> bool:
        """Whether openssl alone gives something back with this key and no complaint."""
        files = ["-in", str(closed), "-inkey", str(self.key), "-out", str(into)]
        command = ["openssl", "cms", "-decrypt", "-inform", "DER", *files]
        return subprocess.run(command, capture_output=True, check=False, timeout=60).returncode == 0


def rsa_key(bits: int = 2048) -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(65537, bits)


def receiver(
    folder: Path,
    key: Key,
    name: str = "Văn phòng Trung ương Đảng",
    *,
    start: datetime = _START,
    end: datetime = _END,
    usage: frozenset[str] | None = None,
    form: Encoding = Encoding.PEM,
) -> Receiver:
    """A receiver whose certificate allows exactly that usage, or does not speak of it."""
    folder.mkdir(parents=True, exist_ok=True)
    builder = (
        x509.CertificateBuilder()
        .subject_name(_name(name))
        .issuer_name(_name("Gốc của bài thử"))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(start)
        .not_valid_after(end)
    )
    if usage is not None:
        builder = builder.add_extension(_usage(usage), critical=True)
    certificate = builder.sign(_ISSUER, hashes.SHA256())
    made = Receiver(key=folder / f"{name}.key", certificate=folder / f"{name}.crt")
    made.key.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    made.certificate.write_bytes(certificate.public_bytes(form))
    return made


def _name(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])


def _usage(allowed: frozenset[str]) -> x509.KeyUsage:
    names = (
        "digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement",
        "key_cert_sign", "crl_sign", "encipher_only", "decipher_only",
    )  # fmt: skip
    return x509.KeyUsage(**{name: name in allowed for name in names})
