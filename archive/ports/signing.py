"""Signatures on PDFs and seals on records; only `archive.signing` knows how."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from archive.domain.seal import SealSignature
from archive.domain.signature import Signatory, SignatureReport, SignatureSlot, Verdict


class Signer(Protocol):
    """Signs a PDF for a person or an organ."""

    def sign(self, pdf: bytes, *, signatory: Signatory, slot: SignatureSlot, unit: str, at: datetime) -> bytes:
        """The PDF with one more visible PAdES signature, added as an incremental update; `unit` is the unit's code.

        Raises:
            BadInput: the PDF cannot be read, or has no such page.
            Unavailable: the key cannot be used now.
        """
        ...


class SignatureChecker(Protocol):
    """Checks the signatures of a PDF."""

    def check(self, pdf: bytes, *, at: datetime) -> Sequence[SignatureReport]:
        """A report for each signature in the PDF, in signing order, judged at a moment; none when it has none.

        Must compare what changed since each signature, not only digests (pipeline notes §4).
        """
        ...


class Sealer(Protocol):
    """Signs the statement of a seal and checks such signatures."""

    def seal(self, statement: bytes) -> SealSignature:
        """Sign the statement with the archive's key.

        Raises:
            Unavailable: the key cannot be used now.
        """
        ...

    def check(self, statement: bytes, signature: SealSignature, *, at: datetime) -> Verdict:
        """Whether the signature holds over the statement and leads to a trusted root."""
        ...
