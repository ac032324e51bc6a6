"""Whatever is changed in a signed PDF, the check notices; nothing of the signing library leaks out of it."""

import io
from collections.abc import Callable

import pytest
from pyhanko.keys import load_certs_from_pemder_data
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.validation import DocumentSecurityStore
from pypdf import PdfWriter
from pypdf.annotations import FreeText

from archive.domain.signature import SignatureReport, Verdict
from archive.signing import DevelopmentKeys, PdfChecker, PdfSigner
from tests.contracts.signing_contract import AT, HEAD, plain_pdf, sign_by

_POSITIONS = 320  # bytes that are flipped, evenly over the file


def _rotate(writer: PdfWriter) -> None:
    writer.pages[0].rotate(90)


def _annotate(writer: PdfWriter) -> None:
    writer.add_annotation(0, FreeText(text="Đồng ý", rect=(60, 600, 260, 640)))


def _rename(writer: PdfWriter) -> None:
    writer.add_metadata({"/Title": "Văn bản khác"})


def _updated(pdf: bytes, change: Callable[[PdfWriter], None]) -> bytes:
    """The PDF with a change added behind its last byte, as editors do."""
    writer = PdfWriter(io.BytesIO(pdf), incremental=True)
    change(writer)
    out = io.BytesIO()
    writer.write(out)
    assert out.getvalue().startswith(pdf)
    return out.getvalue()


def _is_accepted(reports: tuple[SignatureReport, ...], *, expected: int) -> bool:
    """What the workflow asks before it relies on a file."""
    holds = all(report.verdict is Verdict.VALID for report in reports)
    return len(reports) == expected and holds and reports[-1].covers_whole_file


@pytest.mark.parametrize("change", [_rotate, _annotate, _rename])
def test_a_change_added_behind_the_signatures_is_found(
    checker: PdfChecker, signed_twice: bytes, change: Callable[[PdfWriter], None]
) -> None:
    reports = checker.check(_updated(signed_twice, change), at=AT)

    assert {report.verdict for report in reports} == {Verdict.CHANGED_AFTER_SIGNING}
    assert len(reports) == 2


class _SameMetadata(IncrementalPdfFileWriter):
    def _update_meta(self) -> None:
        """The library would name itself in the metadata, and that is a change nobody signed."""


def test_proofs_added_for_long_term_validation_are_no_change(
    checker: PdfChecker, keys: DevelopmentKeys, signed: bytes
) -> None:
    """But they are not covered either, and the report says so."""
    root = next(load_certs_from_pemder_data(keys.root_certificate.read_bytes()))
    writer, out = _SameMetadata(io.BytesIO(signed)), io.BytesIO()
    DocumentSecurityStore.supply_dss_in_writer(writer, None, certs=[root])
    writer.write(out)  # type: ignore[no-untyped-call]  # the library's

    (report,) = checker.check(out.getvalue(), at=AT)

    assert out.getvalue().startswith(signed)
    assert (report.verdict, report.covers_whole_file) == (Verdict.VALID, False)


@pytest.mark.parametrize(
    "tail",
    [
        pytest.param(b"\n", id="a line break"),
        pytest.param(b"\n% more", id="a remark"),
        pytest.param(b"\n" + plain_pdf(), id="another whole PDF"),
    ],
)
def test_bytes_behind_the_last_signature_are_found(checker: PdfChecker, signed: bytes, tail: bytes) -> None:
    reports = checker.check(signed + tail, at=AT)

    assert not any(report.verdict.holds for report in reports)
    assert reports


def test_a_change_between_two_signatures_breaks_trust_in_the_first_only(
    checker: PdfChecker, signer: PdfSigner, signed: bytes
) -> None:
    resigned = sign_by(signer, _updated(signed, _rotate), HEAD)

    assert [report.verdict for report in checker.check(resigned, at=AT)] == [
        Verdict.CHANGED_AFTER_SIGNING,
        Verdict.VALID,
    ]


def test_a_flipped_byte_anywhere_is_noticed(checker: PdfChecker, signed_twice: bytes) -> None:
    unnoticed = []
    for number in range(_POSITIONS):
        position = number * len(signed_twice) // _POSITIONS
        damaged = bytearray(signed_twice)
        damaged[position] ^= 1 << number % 8
        if _is_accepted(tuple(checker.check(bytes(damaged), at=AT)), expected=2):
            unnoticed.append(position)

    assert unnoticed == []


def test_a_flipped_digit_of_the_signature_itself_is_noticed(checker: PdfChecker, signed: bytes) -> None:
    """Names and versions in a signature are not signed; each digit is still accounted for."""
    start = signed.index(b"/Contents <") + len(b"/Contents <")
    used = len(signed[start : signed.index(b">", start)].rstrip(b"0"))

    unnoticed = []
    for position in range(start, start + used, 11):
        damaged = bytearray(signed)
        damaged[position : position + 1] = b"%X" % (int(damaged[position : position + 1], 16) ^ 2)
        if _is_accepted(tuple(checker.check(bytes(damaged), at=AT)), expected=1):
            unnoticed.append(position)

    assert unnoticed == []


def test_a_signature_made_longer_so_that_it_takes_in_its_padding_is_noticed(checker: PdfChecker, signed: bytes) -> None:
    start = signed.index(b"/Contents <3082") + len(b"/Contents <3082")
    longer = b"%04X" % (int(signed[start : start + 4], 16) + 2)

    reports = checker.check(signed[:start] + longer + signed[start + 4 :], at=AT)

    assert not _is_accepted(tuple(reports), expected=1)


def test_a_digit_written_small_is_noticed(checker: PdfChecker, signed: bytes) -> None:
    start = signed.index(b"/Contents <")
    place = next(place for place in range(start + 11, len(signed)) if chr(signed[place]) in "ABCDEF")

    (report,) = checker.check(signed[:place] + signed[place : place + 1].lower() + signed[place + 1 :], at=AT)

    assert report.verdict is Verdict.CHANGED_AFTER_SIGNING


def test_something_hidden_behind_the_signature_in_its_own_room_is_found(checker: PdfChecker, signed: bytes) -> None:
    end = signed.index(b">", signed.index(b"/Contents <"))

    (report,) = checker.check(signed[: end - 8] + b"CAFE0000" + signed[end:], at=AT)

    assert report.verdict is Verdict.CHANGED_AFTER_SIGNING


def test_a_file_cut_short_is_never_accepted(checker: PdfChecker, signed_twice: bytes) -> None:
    accepted = [
        length
        for length in range(0, len(signed_twice), 97)
        if _is_accepted(tuple(checker.check(signed_twice[:length], at=AT)), expected=2)
    ]

    assert accepted == []


def test_a_signature_made_unreadable_is_still_reported(checker: PdfChecker, signed: bytes) -> None:
    (report,) = checker.check(signed.replace(b"/AcroForm", b"/AcroFarm"), at=AT)

    assert report.verdict is Verdict.BROKEN


def test_a_signature_of_a_kind_that_is_not_known_is_still_reported(checker: PdfChecker, signed_twice: bytes) -> None:
    where = signed_twice.rindex(b"/ETSI.CAdES.detached")

    reports = checker.check(signed_twice[:where] + b"/ETSI.CAdES.dotached" + signed_twice[where + 20 :], at=AT)

    assert [report.verdict for report in reports][1:] == [Verdict.BROKEN]


def test_what_was_not_changed_is_accepted(checker: PdfChecker, signed_twice: bytes) -> None:
    """The other side of all tests above."""
    assert _is_accepted(tuple(checker.check(signed_twice, at=AT)), expected=2)
