"""Documents of a dossier: their kinds, what is due for one dossier, and what is known of one that was made."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import NewType

from archive.domain.evidence import StoredFile
from archive.domain.numbering import DocumentNumber
from archive.domain.people import IssuerSystem, PersonCode, UnitCode
from archive.domain.quarter import Quarter
from archive.domain.signature import Signatory, SignatureSlot

DocumentId = NewType("DocumentId", str)


class DocumentKind(StrEnum):
    """Every kind of document of design §6; the English id is its name in paths, JSON and templates."""

    ASSIGNED_WORK = "assigned_work"
    RESULTS_REPORT = "results_report"
    SELF_ASSESSMENT = "self_assessment"
    SUBMISSION = "submission"
    MINUTES = "minutes"
    SUMMARY_STANDING_COMMITTEE = "summary_standing_committee"
    SUMMARY_PROVINCIAL_BODIES = "summary_provincial_bodies"
    SUMMARY_PARTY_COMMITTEES = "summary_party_committees"
    EVIDENCE_LIST = "evidence_list"
    PREVIOUS_POST_COMMENT = "previous_post_comment"
    OPINION_REQUEST = "opinion_request"
    OPINION_REPLY = "opinion_reply"
    CONCLUSION = "conclusion"
    CENTRAL_SUBMISSION = "central_submission"
    CENTRAL_REPORT = "central_report"
    NOTICE = "notice"
    PERIODIC_REPORT = "periodic_report"
    DOSSIER_INDEX = "dossier_index"
    YEAR_RECORD = "year_record"


# The seven components of §9.1, in the guidance's order.
COMPONENTS: tuple[tuple[DocumentKind, str], ...] = (
    (DocumentKind.SUBMISSION, "Tờ trình"),
    (DocumentKind.SELF_ASSESSMENT, "Bản tự đánh giá của cá nhân"),
    (DocumentKind.MINUTES, "Biên bản hội nghị"),
    (DocumentKind.SUMMARY_STANDING_COMMITTEE, "Tổng hợp diện Ban Thường vụ quản lý (PL 05)"),
    (DocumentKind.SUMMARY_PROVINCIAL_BODIES, "Tổng hợp cơ quan cấp tỉnh (PL 06)"),
    (DocumentKind.SUMMARY_PARTY_COMMITTEES, "Tổng hợp đảng ủy trực thuộc (PL 07)"),
    (DocumentKind.EVIDENCE_LIST, "Tài liệu minh chứng"),
)
COMPONENT_NUMBER = {kind: number for number, (kind, _) in enumerate(COMPONENTS, start=1)}
COMPONENT_TITLE = dict(COMPONENTS)
# Papers outside the seven, which people ask for one by one.
OTHER_TITLE = {
    DocumentKind.ASSIGNED_WORK: "Danh mục sản phẩm, công việc chuẩn (PL 02)",
    DocumentKind.RESULTS_REPORT: "Tổng hợp kết quả thực hiện nhiệm vụ (PL 03)",
    DocumentKind.PREVIOUS_POST_COMMENT: "Nhận xét, đánh giá nơi công tác trước",
    DocumentKind.OPINION_REQUEST: "Công văn xin ý kiến",
    DocumentKind.OPINION_REPLY: "Công văn tham gia ý kiến",
    DocumentKind.CONCLUSION: "Kết luận xếp loại",
    DocumentKind.CENTRAL_SUBMISSION: "Tờ trình trình Bộ Chính trị, Ban Bí thư",
    DocumentKind.CENTRAL_REPORT: "Báo cáo kết quả xếp loại gửi Trung ương",
    DocumentKind.NOTICE: "Thông báo kết quả xếp loại",
    DocumentKind.PERIODIC_REPORT: "Báo cáo định kỳ",
    DocumentKind.DOSSIER_INDEX: "Mục lục hồ sơ",
    DocumentKind.YEAR_RECORD: "Tổng hợp kết quả các quý",
}
TITLE = {**COMPONENT_TITLE, **OTHER_TITLE}


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateRef:
    """Which template version filled a document: kind × issuer system × version, with the digest of its file."""

    kind: DocumentKind
    system: IssuerSystem
    version: str
    sha512: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DueDocument:
    """A document the dossier must contain; `signatories` in signing order, by role."""

    id: DocumentId
    kind: DocumentKind
    unit: UnitCode
    quarter: Quarter
    title: str
    person: PersonCode | None = None
    signatories: tuple[Signatory, ...] = ()

    @property
    def folder(self) -> str:
        """Its folder in a record (design §8)."""
        return f"documents/{COMPONENT_NUMBER[self.kind]}-{self.kind}"

    @property
    def stem(self) -> str:
        """Its file name in a record, without ending."""
        return self.person or self.kind.value


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureMade:
    """One signature put on a document: who, in which role, when."""

    signatory: Signatory
    made: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document that was made: filled from `data_digest` with `template`, and signed once `signed` is there."""

    due: DueDocument
    template: TemplateRef
    data_digest: str  # SHA-512 of the canonical fill data
    renderer: str
    docx: StoredFile
    pdf: StoredFile  # PDF/A before any signature
    pages: int
    slots: tuple[SignatureSlot, ...]
    made: datetime
    signed: StoredFile | None = None  # the PDF with all signatures so far
    signatures: tuple[SignatureMade, ...] = ()
    number: DocumentNumber | None = None

    @property
    def unsigned_by(self) -> tuple[Signatory, ...]:
        """Who has still to sign, in order."""
        return self.due.signatories[len(self.signatures) :]

    @property
    def current_pdf(self) -> StoredFile:
        """The PDF as it stands now."""
        return self.signed or self.pdf

    def with_signature(self, pdf: StoredFile, made: SignatureMade) -> "Document":
        """The document after one more signature."""
        return replace(self, signed=pdf, signatures=(*self.signatures, made))
