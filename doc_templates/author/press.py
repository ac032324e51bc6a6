"""Prints the files of every form: the Word template, its form.toml and its example."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from archive.domain.document import DocumentKind
from doc_templates.author.evidence_list import evidence_list
from doc_templates.author.examples import example
from doc_templates.author.fields import FIELDS, Field
from doc_templates.author.layouts import LAYOUTS, Layout
from doc_templates.author.minutes import minutes
from doc_templates.author.self_assessment import self_assessment
from doc_templates.author.sheet import Sheet, blank, printed
from doc_templates.author.submission import submission
from doc_templates.author.summary import summary, summary_with_proposals

VERSION = "1"


@dataclass(frozen=True, slots=True)
class Pattern:
    """How the template of a kind is written; `lying` pages are for wide tables."""

    title: str
    basis: str
    write: Callable[[Sheet], None]
    lying: bool = False


PATTERNS: Mapping[DocumentKind, Pattern] = {
    DocumentKind.SUBMISSION: Pattern("Tờ trình đánh giá, xếp loại", "R46", submission),
    DocumentKind.SELF_ASSESSMENT: Pattern("Bản tự đánh giá, xếp loại của cá nhân", "R27, R47", self_assessment),
    DocumentKind.MINUTES: Pattern("Biên bản hội nghị", "R48", minutes),
    DocumentKind.SUMMARY_STANDING_COMMITTEE: Pattern(
        "Tổng hợp diện Ban Thường vụ Tỉnh ủy quản lý", "R49", summary_with_proposals, lying=True
    ),
    DocumentKind.SUMMARY_PROVINCIAL_BODIES: Pattern("Tổng hợp cơ quan cấp tỉnh", "R50", summary, lying=True),
    DocumentKind.SUMMARY_PARTY_COMMITTEES: Pattern("Tổng hợp đảng ủy trực thuộc", "R51", summary, lying=True),
    DocumentKind.EVIDENCE_LIST: Pattern("Danh mục tài liệu minh chứng", "R52", evidence_list, lying=True),
}


def all_files() -> dict[str, bytes]:
    """Path below `forms/` → content, for every kind in both layouts."""
    return {
        f"{kind}/{layout.system.folder}/{VERSION}/{name}": content
        for kind, pattern in PATTERNS.items()
        for layout in LAYOUTS
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
