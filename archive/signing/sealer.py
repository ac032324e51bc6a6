"""Seals: a raw ECDSA signature over the statement, checkable with openssl alone, and its way to a trusted root."""

import asyncio
import base64
import binascii
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from pyhanko.keys import load_certs_from_pemder_data
from pyhanko_certvalidator import CertificateValidator
from pyhanko_certvalidator.errors import (
    ExpiredError,
    NotYetValidError,
    PathError,
    RevokedError,
    ValidationError,
)

from archive.domain.seal import SealSignature
from archive.domain.signature import Verdict
from archive.signing.certificates import fingerprints
from archive.signing.keys import SigningKeys
from archive.signing.pem import certificate_pem
from archive.signing.trust import Trust
from archive.signing.unreadable import UNREADABLE

ALGORITHM = "ecdsa-with-SHA256"  # its name in RFC 5758, and OpenSSL's
_USAGE = {"digital_signature"}


class ArchiveSealer:
    """Signs statements with the archive's key."""

    def __init__(
        self,
        *,
        keys: SigningKeys,
        trust_roots: Sequence[Path],
        revocation_lists: Sequence[Path] = (),
        former: Sequence[Path] = (),
    ) -> None:
        """A sealer that has sealed nothing.

        Args:
            keys: where the archive's key and certificate are.
            trust_roots: certificates to be trusted (PEM).
            revocation_lists: what was revoked (DER).
            former: certificates (PEM) that seals may come from beside the present one: those the archive had before,
                and those of other archives whose packages are checked here. A root alone never speaks for an archive.

        Raises:
            Unavailable: a file cannot be read, or holds something else.
        """
        self._keys = keys
        self._trust = Trust(trust_roots, revocation_lists=revocation_lists)
        self._former = frozenset(sha256 for path in former for sha256 in fingerprints(path))

    def seal(self, statement: bytes) -> SealSignature:
        """Sign the statement with the archive's key.

        Raises:
            Unavailable: the key cannot be used now.
        """
        key = self._keys.for_archive()
        value = key.private.sign(statement, ec.ECDSA(hashes.SHA256()))
        return SealSignature(
            algorithm=ALGORITHM,
            certificate=certificate_pem(key.certificate, *key.issuers),
            value=base64.b64encode(value).decode("ascii"),
        )

    def check(self, statement: bytes, signature: SealSignature, *, at: datetime) -> Verdict:
        """Whether the signature holds over the statement, leads to a trusted root, and is an archive's known here.

        Anything unreadable is BROKEN.

        Raises:
            Unavailable: the archive's own certificate cannot be read now.
        """
        try:
            chain = x509.load_pem_x509_certificates(signature.certificate.encode())
            value = base64.b64decode(signature.value, validate=True)
            key = chain[0].public_key()
        except (ValueError, UnsupportedAlgorithm, binascii.Error):
            return Verdict.BROKEN
        if signature.algorithm != ALGORITHM or not isinstance(key, ec.EllipticCurvePublicKey):
            return Verdict.BROKEN
        try:
            key.verify(value, statement, ec.ECDSA(hashes.SHA256()))
        except InvalidSignature:
            return Verdict.BROKEN
        verdict = self._path(signature.certificate, at)
        if verdict.holds and not self._is_known(chain[0]):
            return Verdict.OTHER_CERTIFICATE
        return verdict

    def _is_known(self, certificate: x509.Certificate) -> bool:
        found = certificate.fingerprint(hashes.SHA256())
        return found in self._former or found == self._keys.for_archive().certificate.fingerprint(hashes.SHA256())

    def _path(self, chain: str, at: datetime) -> Verdict:
        try:
            signer, *others = load_certs_from_pemder_data(chain.encode())
            validator = CertificateValidator(signer, others, self._trust.context(at, others=others))
            asyncio.run(validator.async_validate_usage(_USAGE))  # type: ignore[no-untyped-call]  # the library's
        except RevokedError:
            return Verdict.REVOKED
        except (ExpiredError, NotYetValidError):
            return Verdict.EXPIRED
        except (PathError, ValidationError):
            return Verdict.UNTRUSTED_ROOT
        except UNREADABLE:
            return Verdict.BROKEN
        return Verdict.VALID
