"""Prints the files of every form: the Word template, its form.toml and its example."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from archive.domain.document import DocumentKind
from archive.domain.people import IssuerSystem
from doc_templates.author.assigned_work import assigned_work
from doc_templates.author.central_report import central_report
from doc_templates.author.central_submission import central_submission
from doc_templates.author.conclusion import conclusion
from doc_templates.author.dossier_index import dossier_index
from doc_templates.author.evidence_list import evidence_list
from doc_templates.author.examples import example
from doc_templates.author.field import Field
from doc_templates.author.fields import FIELDS
from doc_templates.author.layouts import LAYOUTS, Layout
from doc_templates.author.minutes import minutes
from doc_templates.author.notice import notice
from doc_templates.author.opinion_reply import opinion_reply
from doc_templates.author.opinion_request import opinion_request
from doc_templates.author.periodic_report import periodic_report
from doc_templates.author.previous_post_comment import previous_post_comment
from doc_templates.author.results_report import results_report
from doc_templates.author.self_assessment import self_assessment
from doc_templates.author.sheet import Sheet, blank, printed
from doc_templates.author.submission import submission
from doc_templates.author.summary import summary, summary_with_proposals
from doc_templates.author.year_record import year_record

VERSION = "1"


@dataclass(frozen=True, slots=True)
class Pattern:
    """How the template of a kind is written; `lying` pages are for wide tables."""

    title: str
    basis: str
    write: Callable[[Sheet], None]
    lying: bool = False
    systems: tuple[IssuerSystem, ...] = tuple(IssuerSystem)


_PARTY_ONLY = (IssuerSystem.PARTY,)
PATTERNS: Mapping[DocumentKind, Pattern] = {
    DocumentKind.SUBMISSION: Pattern("Tờ trình đánh giá, xếp loại", "R46", submission),
    DocumentKind.SELF_ASSESSMENT: Pattern("Bản tự đánh giá, xếp loại của cá nhân", "R27, R47", self_assessment),
    DocumentKind.MINUTES: Pattern("Biên bản hội nghị", "R48", minutes),
    DocumentKind.SUMMARY_STANDING_COMMITTEE: Pattern(
        "Tổng hợp diện Ban Thường vụ quản lý", "R49", summary_with_proposals, lying=True
    ),
    DocumentKind.SUMMARY_PROVINCIAL_BODIES: Pattern("Tổng hợp cơ quan cấp tỉnh", "R50", summary, lying=True),
    DocumentKind.SUMMARY_PARTY_COMMITTEES: Pattern("Tổng hợp đảng ủy trực thuộc", "R51", summary, lying=True),
    DocumentKind.EVIDENCE_LIST: Pattern("Danh mục tài liệu minh chứng", "R52", evidence_list, lying=True),
    DocumentKind.ASSIGNED_WORK: Pattern("Danh mục sản phẩm, công việc chuẩn", "R22", assigned_work, lying=True),
    DocumentKind.RESULTS_REPORT: Pattern("Tổng hợp kết quả thực hiện nhiệm vụ", "R24, R25", results_report, lying=True),
    DocumentKind.PREVIOUS_POST_COMMENT: Pattern("Nhận xét, đánh giá nơi công tác trước", "R41", previous_post_comment),
    DocumentKind.OPINION_REQUEST: Pattern("Công văn xin ý kiến", "R32", opinion_request),
    DocumentKind.OPINION_REPLY: Pattern("Công văn tham gia ý kiến", "R32", opinion_reply),
    DocumentKind.CONCLUSION: Pattern("Kết luận xếp loại", "R34", conclusion),
    DocumentKind.CENTRAL_SUBMISSION: Pattern(
        "Tờ trình trình Bộ Chính trị, Ban Bí thư", "R35", central_submission, systems=_PARTY_ONLY
    ),
    DocumentKind.CENTRAL_REPORT: Pattern(
        "Báo cáo kết quả xếp loại gửi Trung ương", "R36", central_report, systems=_PARTY_ONLY
    ),
    DocumentKind.NOTICE: Pattern("Thông báo kết quả xếp loại", "R37", notice),
    DocumentKind.PERIODIC_REPORT: Pattern("Báo cáo định kỳ", "R63, R64", periodic_report, systems=_PARTY_ONLY),
    DocumentKind.DOSSIER_INDEX: Pattern("Mục lục hồ sơ", "R37", dossier_index, lying=True),
    DocumentKind.YEAR_RECORD: Pattern("Tổng hợp kết quả các quý trong năm", "R2", year_record, lying=True),
}


def all_files() -> dict[str, bytes]:
    """Path below `forms/` → content, for every kind in the layouts of those who issue it."""
    return {
        f"{kind}/{layout.system.folder}/{VERSION}/{name}": content
        for kind, pattern in PATTERNS.items()
        for layout in LAYOUTS
        if layout.system in pattern.systems
        for name, content in _form(kind, pattern, layout).items()
    }


def _form(kind: DocumentKind, pattern: Pattern, layout: Layout) -> dict[str, bytes]:
    sheet = blank(layout, lying=pattern.lying)
    pattern.write(sheet)
    sample = json.dumps(example(kind, layout.system), ensure_ascii=False, indent=2)
    return {
        "template.docx": printed(sheet, title=pattern.title),
        "form.toml": _description(kind, pattern, layout).encode(),
        "example.json": f"{sample}\n".encode(),
    }


def _description(kind: DocumentKind, pattern: Pattern, layout: Layout) -> str:
    lines = [
        f"title = {_quoted(pattern.title)}",
        f"kind = {_quoted(kind)}",
        f"system = {_quoted(layout.system)}",
        f"version = {_quoted(VERSION)}",
        f"basis = {_quoted(pattern.basis)}",
        "provisional = true  # Mẫu tạm: chưa phải Phụ lục của Hướng dẫn",
        *(line for field in FIELDS[kind] for line in _field(field)),
    ]
    return "\n".join(lines) + "\n"


def _field(field: Field) -> list[str]:
    lines = [
        "",
        "[[fields]]",
        f"name = {_quoted(field.name)}",
        f"label = {_quoted(field.label)}",
        f"type = {_quoted(field.type)}",
    ]
    parts = ", ".join(_quoted(part) for part in field.parts)
    return [*lines, f"parts = [{parts}]"] if parts else lines


def _quoted(text: str) -> str:
    """A TOML basic string; for text without control characters JSON writes the same."""
    return json.dumps(text, ensure_ascii=False)
