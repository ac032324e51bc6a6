"""The signing room: PAdES signatures on PDFs, their checks, and seals; nobody else knows the signing library.

keys = DevelopmentKeys(Path("keys/development"))
signed = PdfSigner(keys=keys).sign(pdf, signatory=head, slot=slot, unit="SNV", at=now)
reports = PdfChecker(trust_roots=[keys.root_certificate]).check(signed, at=now)
"""

from archive.signing.development import DevelopmentKeys
from archive.signing.keys import SigningKey, SigningKeys
from archive.signing.pdf_checker import PdfChecker
from archive.signing.pdf_signer import PdfSigner
from archive.signing.sealer import ArchiveSealer

__all__ = ["ArchiveSealer", "DevelopmentKeys", "PdfChecker", "PdfSigner", "SigningKey", "SigningKeys"]
