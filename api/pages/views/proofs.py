"""Minh chứng of one task as people see it: the file or the paper named, what the check found, how to take it away."""

from collections.abc import Mapping
from dataclasses import dataclass

from api.pages.addresses import Shelf, task_address
from archive.domain.evidence import Evidence, StoredFile
from archive.domain.layout import evidence_paths
from archive.domain.plan import Task
from archive.language import day, number
from archive.workflow.review import DossierReview

_KIB, _MIB = 1024, 1024**2
_KINDS = {
    "application/pdf": "PDF",
    "image/png": "Ảnh PNG",
    "image/jpeg": "Ảnh JPEG",
    "image/tiff": "Ảnh TIFF",
    "application/msword": "Word",
    "application/vnd.ms-excel": "Excel",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "Word",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "Excel",
    "text/plain": "Văn bản thuần",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """One piece of evidence; `checked` says what the check of its file found, `warnings` what to be careful about."""

    label: str
    short: str
    href: str
    note: str
    checked: str
    warnings: tuple[str, ...]
    removal: str
    mark: str


def proofs_of(
    review: DossierReview, task: Task, shelf: Shelf, marks: Mapping[Evidence, str], *, may_remove: bool
) -> tuple[Proof, ...]:
    """The task's evidence in a lasting order; `mark` tells which one a form takes away."""
    facts = review.facts
    removal = f"{task_address(facts.quarter, facts.unit.code, task.code)}/bo-minh-chung" if may_remove else ""
    found = [(item, path) for item, path in evidence_paths(facts) if item.task == task.code]
    return tuple(_proof(item, path, shelf, removal=removal, mark=marks.get(item, "")) for item, path in found)


def checked_words(file: StoredFile) -> str:
    """The result of the check in words: `Đã kiểm tra: PDF, 1,2 MB`."""
    return f"Đã kiểm tra: {_KINDS.get(file.media_type, 'tệp')}, {size_words(file.size)}"


def received_words(item: Evidence) -> str:
    """What is said once a file was taken in."""
    if item.file is None:
        return "Đã ghi minh chứng."
    warnings = "".join(f" Lưu ý: {warning}." for warning in item.file.warnings)
    return f"Đã nhận tệp {item.file.name}. {checked_words(item.file)}.{warnings}"


def size_words(size: int) -> str:
    """A size as people write it."""
    if size < _MIB:
        return f"{max(1, round(size / _KIB))} KB"
    tenths = round(size * 10 / _MIB)
    return f"{number(tenths // 10)},{tenths % 10} MB" if tenths % 10 else f"{number(tenths // 10)} MB"


def _proof(item: Evidence, path: str | None, shelf: Shelf, *, removal: str, mark: str) -> Proof:
    paper = " ".join(part for part in (item.number, f"ngày {day(item.issued)}" if item.issued else "") if part)
    secret = item.classification.is_secret
    label = item.summary or (item.file.name if item.file else paper)
    notes = [part for part in (paper, item.file.name if item.file else "") if part and part != label]
    if secret:
        notes.append(f"Tài liệu {item.classification.value}: xem tại nơi lưu giữ")
    elif item.file is None:
        notes.append("chưa có tệp")
    return Proof(
        label=label or "Chưa ghi số ký hiệu, trích yếu",
        short=item.number or (item.file.name if item.file else item.summary) or "Chưa ghi",
        href=shelf.path(path) if item.file and path and not secret else "",
        note=" · ".join(notes),
        checked=checked_words(item.file) if item.file else "",
        warnings=item.file.warnings if item.file else (),
        removal=removal,
        mark=mark,
    )
