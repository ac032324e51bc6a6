"""Signed notes (C2SP signed-note) by the archive's key: ECDSA over the text, checkable with openssl alone."""

import base64
import binascii
from datetime import datetime
from hashlib import sha256

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from archive.domain.log import SignedNote, note_text, read_note
from archive.domain.log.note import NoteSignature
from archive.domain.seal import SealSignature
from archive.domain.signature import Verdict
from archive.errors import BadInput
from archive.ports.signing import Sealer
from archive.signing.sealer import ALGORITHM

_KEY_ID_BYTES = 4


class ArchiveNotary:
    """Signs what the sealer signs, in the form of notes."""

    def __init__(self, sealer: Sealer) -> None:
        self._sealer = sealer

    def sign(self, text: str, *, name: str) -> tuple[str, str]:
        """The text as a note signed by the key under that name, and the certificates (PEM) of the key.

        Raises:
            Unavailable: the key cannot be used now.
        """
        made = self._sealer.seal(text.encode())
        signature = NoteSignature(name=name, key_id=_key_id(made.certificate), value=base64.b64decode(made.value))
        return note_text(SignedNote(text=text, signatures=(signature,))), made.certificate

    def check(self, note: str, certificate: str, *, at: datetime) -> Verdict:
        """Whether a signature of the note is by the certificate's key, and leads to a trusted root."""
        try:
            read, key_id = read_note(note), _key_id(certificate)
        except (BadInput, ValueError, UnsupportedAlgorithm, binascii.Error):
            return Verdict.BROKEN
        own = next((item for item in read.signatures if item.key_id == key_id), None)
        if own is None:
            return Verdict.BROKEN
        value = base64.b64encode(own.value).decode()
        signature = SealSignature(algorithm=ALGORITHM, certificate=certificate, value=value)
        return self._sealer.check(read.text.encode(), signature, at=at)


def _key_id(certificate: str) -> bytes:
    """The beginning of the key's SHA-256, as ECDSA keys of notes are told apart."""
    key = x509.load_pem_x509_certificate(certificate.encode()).public_key()
    return sha256(key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)).digest()[:_KEY_ID_BYTES]
