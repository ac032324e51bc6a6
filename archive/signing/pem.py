"""Certificates as text: one after the other in PEM."""

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding


def certificate_pem(*certificates: x509.Certificate) -> str:
    """The certificates as PEM, in the order given."""
    return "".join(certificate.public_bytes(Encoding.PEM).decode("ascii") for certificate in certificates)
