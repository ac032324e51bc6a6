"""When certificates end and which they are, read from their files."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.x509.oid import NameOID

from archive.errors import Unavailable


def ends_of(files: Iterable[Path]) -> Mapping[str, datetime]:
    """Subject → end of the certificate, over every PEM file; of one name the first end counts.

    Raises:
        Unavailable: a file cannot be read, or holds no certificate.
    """
    ends: dict[str, datetime] = {}
    for path in files:
        for certificate in _certificates(path):
            name = _name(certificate)
            end = certificate.not_valid_after_utc
            ends[name] = min(end, ends.get(name, end))
    return ends


def fingerprints(path: Path) -> Iterator[bytes]:
    """SHA-256 of each certificate in a PEM file; a key beside them is passed over.

    Raises:
        Unavailable: the file cannot be read, or holds no certificate.
    """
    return (certificate.fingerprint(hashes.SHA256()) for certificate in _certificates(path))


def _certificates(path: Path) -> list[x509.Certificate]:
    try:
        return x509.load_pem_x509_certificates(path.read_bytes())
    except (OSError, ValueError) as wrong:
        raise Unavailable(f"Không đọc được chứng thư {path.name}; hãy chép lại tệp PEM.", path=str(path)) from wrong


def _name(certificate: x509.Certificate) -> str:
    """The common name, or the whole subject of one that has none."""
    common = certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    return str(common[0].value) if common else certificate.subject.rfc4514_string()
