"""What a signature is made with, and the door behind which keys lie, whoever keeps them."""

from dataclasses import dataclass
from typing import Protocol

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec

from archive.domain.signature import Signatory

# Stands in the subject of every certificate of development, where any program that shows certificates shows it.
DEVELOPMENT_MARK = "BẢN THỬ – không có giá trị pháp lý"


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A private key with its certificate; `issuers` leads from the certificate's issuer to the root."""

    private: ec.EllipticCurvePrivateKey
    certificate: x509.Certificate
    issuers: tuple[x509.Certificate, ...]


class SigningKeys(Protocol):
    """Keeps the keys of signatories and of the archive."""

    @property
    def is_development(self) -> bool:
        """Whether the keys prove nothing, so that stamps must say it."""
        ...

    def for_signatory(self, signatory: Signatory, *, unit: str) -> SigningKey:
        """The key of a person, or of an organ, of a unit.

        Raises:
            Unavailable: the key cannot be used now.
        """
        ...

    def for_archive(self) -> SigningKey:
        """The key that seals records.

        Raises:
            Unavailable: the key cannot be used now.
        """
        ...
