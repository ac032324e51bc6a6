"""Checks the signatures of a PDF: digests, the way to a trusted root, and what changed since; never only digests.

for report in PdfChecker(trust_roots=[root]).check(pdf, at=now):
    print(report.signer, report.verdict.words, report.note)
"""

import io
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import DiffResult, ModificationLevel
from pyhanko.sign.fields import enumerate_sig_fields
from pyhanko.sign.validation import EmbeddedPdfSignature, validate_pdf_signature
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel

from archive.domain.signature import SignatureReport, Verdict
from archive.signing.changes import PROOFS_ONLY, SIGNATURES_ONLY
from archive.signing.envelope import is_gap_filled, is_signature_exact
from archive.signing.trust import Trust, full_name, is_of_development, path_verdict
from archive.signing.unreadable import UNREADABLE

_SIGNATURE_TRACE = re.compile(rb"/ByteRange\s*\[")
# Certificates of officials carry either; asking for both would refuse good ones.
_USAGE = KeyUsageConstraints(key_usage={"digital_signature", "non_repudiation"}, match_all_key_usages=False)
_NO_TIMESTAMP = "chưa có dấu thời gian"
_OLD_PADDING = "ký bằng RSA PKCS#1 v1.5, kiểu cũ"  # a warning, not a failure (domain notes §4)
_EARLY = "chứng thư chưa có hiệu lực vào thời điểm này"
_LOOSE = "vỏ chữ ký có phần không được chữ ký bảo vệ"
_UNREADABLE = "không đọc được chữ ký hoặc tệp PDF"
_HIDDEN = "chữ ký không còn đọc được trong tệp"


class PdfChecker:
    """Judges signatures against chosen roots, without the network."""

    def __init__(self, *, trust_roots: Sequence[Path], revocation_lists: Sequence[Path] = ()) -> None:
        """Read the trusted roots (PEM) and lists of revoked certificates (DER).

        Raises:
            Unavailable: a file cannot be read, or holds something else.
        """
        self._trust = Trust(trust_roots, revocation_lists=revocation_lists)

    def check(self, pdf: bytes, *, at: datetime) -> Sequence[SignatureReport]:
        """A report for each signature in signing order, judged at a moment; none when it has none.

        A PDF that cannot be read gives one report, BROKEN: nothing in it can be relied on.
        """
        try:
            reports = self._reports(pdf, at)
        except UNREADABLE:
            return (_broken("", _UNREADABLE),)
        if not reports and _SIGNATURE_TRACE.search(pdf):
            return (_broken("", _HIDDEN),)
        return reports

    def _reports(self, pdf: bytes, at: datetime) -> tuple[SignatureReport, ...]:
        reader = PdfFileReader(io.BytesIO(pdf))
        embedded = reader.embedded_signatures
        is_tail_open = bool(embedded) and not _is_tail_covered(pdf, embedded[-1])
        reports = [self._report(pdf, one, at, is_tail_open=is_tail_open) for one in reader.embedded_regular_signatures]
        seen = {one.field_name for one in embedded}
        fields = enumerate_sig_fields(reader, filled_status=True)
        return (*reports, *(_broken(name, _HIDDEN) for name, _, _ in fields if name not in seen))

    def _report(
        self, pdf: bytes, embedded: EmbeddedPdfSignature, at: datetime, *, is_tail_open: bool
    ) -> SignatureReport:
        try:
            report = self._judge(embedded, at)
            if report.verdict is Verdict.BROKEN:
                return report
            if is_tail_open or not is_gap_filled(pdf, embedded):
                return replace(report, verdict=Verdict.CHANGED_AFTER_SIGNING, covers_whole_file=False)
            if not is_signature_exact(embedded):
                return replace(report, covers_whole_file=False, note=_joined(report.note, _LOOSE))
        except UNREADABLE:
            return _broken(embedded.field_name, _UNREADABLE)
        return report

    def _judge(self, embedded: EmbeddedPdfSignature, at: datetime) -> SignatureReport:
        status = self._status(embedded, at)
        verdict, note = _verdict(status, at)
        stamp = status.timestamp_validity
        has_timestamp = stamp is not None and stamp.valid and stamp.intact and stamp.trusted
        if verdict is Verdict.EXPIRED and stamp is not None and has_timestamp:
            then, _ = _verdict(self._status(embedded, stamp.timestamp), stamp.timestamp)
            verdict = Verdict.VALID_AT_SIGNING_TIME if then is Verdict.VALID else verdict
        return SignatureReport(
            field=embedded.field_name,
            signer=full_name(status.signing_cert),
            claimed=status.signer_reported_dt,
            verdict=verdict,
            covers_whole_file=status.coverage is SignatureCoverageLevel.ENTIRE_FILE,
            is_development=is_of_development(status.signing_cert),
            has_timestamp=has_timestamp,
            note=_joined(note, "" if has_timestamp else _NO_TIMESTAMP, _padding(status)),
        )

    def _status(self, embedded: EmbeddedPdfSignature, at: datetime) -> PdfSignatureStatus:
        return validate_pdf_signature(
            embedded, self._trust.context(at), diff_policy=SIGNATURES_ONLY, key_usage_settings=_USAGE
        )


def _verdict(status: PdfSignatureStatus, at: datetime) -> tuple[Verdict, str]:
    if not (status.intact and status.valid):
        return Verdict.BROKEN, ""
    if status.modification_level is ModificationLevel.OTHER or not status.docmdp_ok:
        return Verdict.CHANGED_AFTER_SIGNING, ""
    if status.revocation_details is not None:
        return Verdict.REVOKED, ""
    verdict, note = path_verdict(status.trust_problem_indic)
    if note and at < status.signing_cert.not_valid_before:  # the library has no word of its own for it
        return Verdict.EXPIRED, _EARLY
    return verdict, note


def _is_tail_covered(pdf: bytes, last: EmbeddedPdfSignature) -> bool:
    """Whether behind the last signature there is nothing, or only proofs added for long-term validation."""
    last.compute_integrity_info(diff_policy=PROOFS_ONLY)  # type: ignore[no-untyped-call]  # the library's
    if last.coverage is SignatureCoverageLevel.ENTIRE_FILE:
        return True
    found = last.diff_result
    is_proofs = isinstance(found, DiffResult) and found.modification_level is ModificationLevel.LTA_UPDATES
    return is_proofs and not pdf.rpartition(b"%%EOF")[2].strip()


def _padding(status: PdfSignatureStatus) -> str:
    mechanism = status.pkcs7_signature_mechanism
    return _OLD_PADDING if mechanism == "rsassa_pkcs1v15" or mechanism.endswith("_rsa") else ""


def _broken(field: str, note: str) -> SignatureReport:
    return SignatureReport(
        field=field,
        signer="",
        claimed=None,
        verdict=Verdict.BROKEN,
        covers_whole_file=False,
        is_development=False,
        has_timestamp=False,
        note=note,
    )


def _joined(*notes: str) -> str:
    return "; ".join(note for note in notes if note)
