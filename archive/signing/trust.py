"""Which roots are trusted, and what a failed path to them is called: shared by checks of PDFs and of seals."""

import logging
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path

from asn1crypto.x509 import Certificate
from pyhanko.keys import load_certs_from_pemder_data
from pyhanko.sign.ades.report import AdESFailure, AdESIndeterminate, AdESSubIndic
from pyhanko_certvalidator import ValidationContext

from archive.domain.signature import Verdict
from archive.errors import Unavailable
from archive.signing.keys import DEVELOPMENT_MARK

_EXPIRED = {
    AdESIndeterminate.EXPIRED,
    AdESIndeterminate.OUT_OF_BOUNDS_NO_POE,
    AdESIndeterminate.OUT_OF_BOUNDS_NOT_REVOKED,
}
_REVOKED = {AdESFailure.REVOKED, AdESIndeterminate.REVOKED_NO_POE, AdESIndeterminate.REVOKED_CA_NO_POE}
_NO_PATH = {AdESIndeterminate.NO_CERTIFICATE_CHAIN_FOUND}


class Trust:
    """Root certificates somebody chose to trust, and lists of revoked certificates; nothing is ever fetched."""

    def __init__(self, roots: Sequence[Path], *, revocation_lists: Sequence[Path] = ()) -> None:
        """Read the files: certificates as PEM (several in one file are taken all) or DER, lists as DER.

        Raises:
            Unavailable: a file cannot be read, or holds something else.
        """
        _keep_quiet()
        self._roots = [certificate for path in roots for certificate in _certificates(path)]
        self._lists = [_content(path) for path in revocation_lists]

    def context(self, at: datetime, *, others: Iterable[Certificate] = ()) -> ValidationContext:
        """What one check at a moment may rest on; `others` are certificates that a path may lead through."""
        return ValidationContext(
            trust_roots=list(self._roots),
            other_certs=list(others),
            crls=list(self._lists),
            moment=at,
            allow_fetching=False,
            revocation_mode="soft-fail",
            retroactive_revinfo=True,  # lists are brought by hand, mostly later than the signature
        )


def path_verdict(problem: AdESSubIndic | None) -> tuple[Verdict, str]:
    """The verdict for what stopped a path to a root, with a note when the verdict alone does not say it."""
    if problem is None:
        return Verdict.VALID, ""
    if problem in _REVOKED:
        return Verdict.REVOKED, ""
    if problem in _EXPIRED:
        return Verdict.EXPIRED, ""
    if problem in _NO_PATH:
        return Verdict.UNTRUSTED_ROOT, ""
    return Verdict.UNTRUSTED_ROOT, f"chứng thư không được chấp nhận ({problem.standard_name})"


def full_name(certificate: Certificate) -> str:
    """Who the certificate names."""
    subject = certificate.subject.native
    found = subject.get("name") or subject.get("common_name") or certificate.subject.human_friendly
    return str(found if isinstance(found, str) else found[-1])


def is_of_development(certificate: Certificate) -> bool:
    """Whether the certificate says of itself that it proves nothing."""
    unit = certificate.subject.native.get("organizational_unit_name") or ""
    return DEVELOPMENT_MARK in ([unit] if isinstance(unit, str) else unit)


def _certificates(path: Path) -> list[Certificate]:
    try:
        found = list(load_certs_from_pemder_data(_content(path)))
        for certificate in found:
            certificate.native  # noqa: B018 - reads it to the end: the parser is lazy
    except (ValueError, TypeError) as wrong:
        raise _unusable(path) from wrong
    if not found:
        raise _unusable(path)
    return found


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as wrong:
        raise _unusable(path) from wrong


def _unusable(path: Path) -> Unavailable:
    return Unavailable(f"Tệp chứng thư tin cậy {path} không đọc được; hãy thay bằng tệp PEM đúng.", path=str(path))


def _keep_quiet() -> None:
    """What is wrong with a signature stands in the report; without this the library prints it on stderr as well."""
    for name in ("pyhanko", "pyhanko_certvalidator"):
        logger = logging.getLogger(name)
        if not logger.handlers:
            logger.addHandler(logging.NullHandler())
