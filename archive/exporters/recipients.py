"""Reads and judges the certificate of somebody a package is to be closed for; whether to trust it people decide."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import PublicKeyAlgorithmOID

from archive.errors import BadInput
from archive.language import moment
from archive.ports.exporting import Recipient

_MOST_BYTES = 2**20  # of a certificate's file
_FEWEST_RSA_BITS = 2048
_PEM = b"-----BEGIN"


def read_recipient(path: Path, *, at: datetime) -> Recipient:
    """The recipient a certificate's file names.

    Raises:
        BadInput: it cannot be read, is not valid at that moment, or its key is not for this.
    """
    certificate = _certificate(path)
    _require_valid(path, certificate, at)
    _require_key(path, certificate)
    return Recipient(
        name=certificate.subject.rfc4514_string(),
        sha256=certificate.fingerprint(hashes.SHA256()).hex(),
        certificate=certificate.public_bytes(Encoding.PEM),
    )


def _certificate(path: Path) -> x509.Certificate:
    try:
        with path.open("rb") as file:
            content = file.read(_MOST_BYTES)
        found = _parsed(content)
    except OSError as error:
        raise BadInput(f"Không đọc được chứng thư {path} ({error.strerror}).", path=str(path)) from error
    except ValueError as error:
        raise BadInput(f"{path} không phải chứng thư X.509 (PEM hoặc DER).", path=str(path)) from error
    if len(found) != 1:
        raise BadInput(
            f"{path} có {len(found)} chứng thư; hãy tách riêng chứng thư của người nhận ra một tệp.", path=str(path)
        )
    return found[0]


def _parsed(content: bytes) -> Sequence[x509.Certificate]:
    if _PEM in content:
        return x509.load_pem_x509_certificates(content)
    return [x509.load_der_x509_certificate(content)]


def _require_valid(path: Path, certificate: x509.Certificate, at: datetime) -> None:
    first, last = certificate.not_valid_before_utc, certificate.not_valid_after_utc
    if at < first:
        raise _refused(path, f"chưa có hiệu lực, chỉ dùng được từ {moment(first)}")
    if at > last:
        raise _refused(path, f"đã hết hạn lúc {moment(last)}; hãy xin bên nhận chứng thư mới")


def _require_key(path: Path, certificate: x509.Certificate) -> None:
    try:
        key, usage = certificate.public_key(), _usage(certificate)
    except (UnsupportedAlgorithm, ValueError, x509.DuplicateExtension) as error:
        raise _refused(path, "có khóa hoặc phần mở rộng không đọc được") from error
    match key:
        case rsa.RSAPublicKey() if certificate.public_key_algorithm_oid == PublicKeyAlgorithmOID.RSASSA_PSS:
            raise _refused(path, "có khóa RSA-PSS chỉ dùng để ký, không dùng để mã hóa")
        case rsa.RSAPublicKey():
            if key.key_size < _FEWEST_RSA_BITS:
                raise _refused(path, f"có khóa RSA {key.key_size} bit, quá yếu; cần từ {_FEWEST_RSA_BITS} bit")
            if usage and not usage.key_encipherment:
                raise _refused(path, "không cho phép mã hóa khóa (KeyUsage thiếu keyEncipherment)")
        case ec.EllipticCurvePublicKey():
            if usage and not usage.key_agreement:
                raise _refused(path, "không cho phép thỏa thuận khóa (KeyUsage thiếu keyAgreement)")
        case _:
            raise _refused(path, "có loại khóa không dùng để mã hóa được; cần RSA hoặc EC")


def _usage(certificate: x509.Certificate) -> x509.KeyUsage | None:
    try:
        return certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    except x509.ExtensionNotFound:
        return None  # no limit was set on what the key is for


def _refused(path: Path, why: str) -> BadInput:
    return BadInput(f"Chứng thư {path} {why}. Không mã hóa gói cho chứng thư này.", path=str(path))
