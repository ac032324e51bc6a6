"""What every Signer with its SignatureChecker, and every Sealer, must do (archive/ports/signing.py)."""

import base64
import io
from dataclasses import replace
from datetime import UTC, datetime

import pikepdf
import pytest

from archive.domain.seal import SealSignature
from archive.domain.signature import Signatory, SignatureSlot, SignerRole, Verdict
from archive.errors import BadInput
from archive.ports.signing import Sealer, SignatureChecker, Signer

AT = datetime(2026, 6, 22, 1, 15, tzinfo=UTC)
UNIT = "SNV"
HEAD = Signatory(role=SignerRole.HEAD, name="Nguyễn Thị Thúy Hằng", post="Giám đốc Sở Nội vụ")
ORGAN = Signatory(role=SignerRole.ORGAN, name="Sở Nội vụ tỉnh Lào Cai")
SECRETARY = Signatory(role=SignerRole.SECRETARY, name="Phạm Ngọc Ưởng", post="Người ghi biên bản")
STATEMENT = b"hoso-seal/1\nurn:hoso:SNV:2026-Q2\n1\n3\nab12\n2026-06-24T01:00:00+00:00"


def slot_of(role: SignerRole, *, page: int = 0) -> SignatureSlot:
    """Where people sign at the foot of an A4 page; the seal over a third of the head's signature."""
    left, width, height = {
        SignerRole.HEAD: (360.0, 152.0, 55.0),
        SignerRole.ORGAN: (340.7, 70.0, 70.0),
    }.get(role, (60.0, 152.0, 55.0))
    bottom = 300.0 + (55.0 - height) / 2
    return SignatureSlot(role=role, page=page, left=left, bottom=bottom, right=left + width, top=bottom + height)


def plain_pdf() -> bytes:
    """One A4 page with two bars where text would be."""
    with pikepdf.new() as document:
        page = document.add_blank_page(page_size=(595, 842))
        page.Contents = document.make_stream(b"0.4 g 60 700 475 1 re f 60 680 400 1 re f")
        out = io.BytesIO()
        document.save(out, force_version="1.4", object_stream_mode=pikepdf.ObjectStreamMode.disable)
        return out.getvalue()


def sign_by(signer: Signer, pdf: bytes, *signatories: Signatory, at: datetime = AT) -> bytes:
    """The PDF signed by these, one after the other."""
    for signatory in signatories:
        pdf = signer.sign(pdf, signatory=signatory, slot=slot_of(signatory.role), unit=UNIT, at=at)
    return pdf


class SigningContract:
    """Subclass with the fixtures `signer` and `checker`."""

    @pytest.fixture
    def signer(self) -> Signer:
        raise NotImplementedError  # abstract: each implementation gives its own

    @pytest.fixture
    def checker(self) -> SignatureChecker:
        raise NotImplementedError  # abstract: each implementation gives its own

    def test_an_unsigned_pdf_has_no_reports(self, checker: SignatureChecker) -> None:
        assert list(checker.check(plain_pdf(), at=AT)) == []

    def test_signing_only_adds_bytes(self, signer: Signer) -> None:
        unsigned = plain_pdf()

        signed = sign_by(signer, unsigned, HEAD)

        assert signed.startswith(unsigned)
        assert len(signed) > len(unsigned)

    def test_a_signature_is_valid_and_names_its_signer(self, signer: Signer, checker: SignatureChecker) -> None:
        (report,) = checker.check(sign_by(signer, plain_pdf(), HEAD), at=AT)

        assert (report.verdict, report.signer, report.covers_whole_file) == (Verdict.VALID, HEAD.name, True)

    def test_the_moment_of_signing_is_the_one_given(self, signer: Signer, checker: SignatureChecker) -> None:
        long_ago = datetime(2023, 2, 3, 4, 5, 6, tzinfo=UTC)

        (report,) = checker.check(sign_by(signer, plain_pdf(), HEAD, at=long_ago), at=AT)

        assert report.claimed == long_ago

    def test_reports_come_in_signing_order(self, signer: Signer, checker: SignatureChecker) -> None:
        reports = checker.check(sign_by(signer, plain_pdf(), SECRETARY, HEAD, ORGAN), at=AT)

        assert [report.signer for report in reports] == [SECRETARY.name, HEAD.name, ORGAN.name]

    def test_a_later_signature_leaves_the_earlier_one_valid(self, signer: Signer, checker: SignatureChecker) -> None:
        reports = checker.check(sign_by(signer, plain_pdf(), HEAD, ORGAN), at=AT)

        assert [(report.verdict, report.covers_whole_file) for report in reports] == [
            (Verdict.VALID, False),
            (Verdict.VALID, True),
        ]

    def test_two_signers_of_one_role_have_different_fields(self, signer: Signer, checker: SignatureChecker) -> None:
        reports = checker.check(sign_by(signer, plain_pdf(), SECRETARY, replace(SECRETARY, name="Lý A Sử")), at=AT)

        assert len({report.field for report in reports}) == 2

    def test_a_changed_page_breaks_the_signature(self, signer: Signer, checker: SignatureChecker) -> None:
        signed = sign_by(signer, plain_pdf(), HEAD)

        (report,) = checker.check(signed.replace(b" 842 ", b" 843 ", 1), at=AT)

        assert report.verdict is Verdict.BROKEN

    def test_bytes_that_are_no_pdf_are_reported_as_broken(self, checker: SignatureChecker) -> None:
        (report,) = checker.check(b"PK\x03\x04 not a PDF", at=AT)

        assert report.verdict is Verdict.BROKEN

    def test_bytes_that_are_no_pdf_are_not_signed(self, signer: Signer) -> None:
        with pytest.raises(BadInput):
            sign_by(signer, b"PK\x03\x04 not a PDF", HEAD)

    def test_a_page_that_does_not_exist_is_not_signed(self, signer: Signer) -> None:
        with pytest.raises(BadInput):
            signer.sign(plain_pdf(), signatory=HEAD, slot=slot_of(HEAD.role, page=7), unit=UNIT, at=AT)


class SealingContract:
    """Subclass with the fixture `sealer`."""

    @pytest.fixture
    def sealer(self) -> Sealer:
        raise NotImplementedError  # abstract: each implementation gives its own

    def test_a_seal_holds_over_its_statement(self, sealer: Sealer) -> None:
        assert sealer.check(STATEMENT, sealer.seal(STATEMENT), at=AT) is Verdict.VALID

    def test_a_seal_over_another_statement_is_broken(self, sealer: Sealer) -> None:
        changed = STATEMENT.replace(b"ab12", b"ab13")

        assert sealer.check(changed, sealer.seal(STATEMENT), at=AT) is Verdict.BROKEN

    @pytest.mark.parametrize(
        "damage",
        [
            pytest.param({"value": "not base64!"}, id="a value that is no base64"),
            pytest.param({"value": base64.b64encode(b"short").decode()}, id="a value that is no signature"),
            pytest.param({"certificate": ""}, id="no certificate"),
            pytest.param({"certificate": "-----BEGIN CERTIFICATE-----\nAAAA\n"}, id="half a certificate"),
            pytest.param({"certificate": "chữ ký"}, id="text for a certificate"),
            pytest.param({"algorithm": "none"}, id="an unknown algorithm"),
        ],
    )
    def test_a_damaged_seal_is_broken(self, sealer: Sealer, damage: dict[str, str]) -> None:
        seal = sealer.seal(STATEMENT)
        parts = {"algorithm": seal.algorithm, "certificate": seal.certificate, "value": seal.value} | damage

        assert sealer.check(STATEMENT, SealSignature(**parts), at=AT) is Verdict.BROKEN
