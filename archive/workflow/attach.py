"""Attach: one file of evidence for one task, as a page or a program gives it (R52, design §11)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from archive.domain.document import DocumentKind
from archive.domain.dossier import OpenDossier, Stage
from archive.domain.dossier.papers import secret_paper
from archive.domain.evidence import Evidence, StoredFile
from archive.domain.history import Event, EventKind
from archive.domain.people import UnitCode
from archive.domain.plan import TaskCode
from archive.domain.quarter import Quarter
from archive.domain.record import RecordId
from archive.errors import NotFound, RuleBroken
from archive.language import nfc
from archive.ports import Parts
from archive.ports.forms import NEW

EVIDENCE_SHEET = "Minh chứng"
_WITHOUT = ("\\", "/", "\0")


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file that somebody gives: where its bytes lie now, the name it came with, and what is known of the paper.

    `texts` are fields of the sheet Minh chứng (number, issued, summary, due, target).
    """

    path: Path
    name: str
    texts: Mapping[str, str]


def attach(parts: Parts, unit: UnitCode, quarter: Quarter, task: TaskCode, given: Attachment) -> Evidence:
    """Take a file in as evidence of the task; the same file given twice is kept once.

    Raises:
        NotFound: the unit has no such task in that quarter.
        RuleBroken: the evidence of this dossier is secret and stays on paper (domain notes §3.7), or the record was
            destroyed by decision.
        BadEvidence: the file cannot be taken in; nothing was stored.
        BadForm: what is said of the paper cannot be stored.
        StorageFull: there is no room; nothing was stored.
        Unavailable: the virus scanner gives no answer.
    """
    with parts.desk.begin() as work:
        dossier = work.facts.dossier(unit, quarter)
        _refuse(parts, dossier, task)
        _refuse_secret(_described(parts, dossier, task, given.texts))
    inspection = parts.inspector.inspect(given.path)
    with given.path.open("rb") as source:
        sha512, size = parts.blobs.put(source)
    name = _bare(given.name)
    file = StoredFile(
        name=name, sha512=sha512, size=size, media_type=inspection.media_type, warnings=inspection.warnings
    )
    with parts.desk.begin() as work:
        before = work.facts.dossier(unit, quarter)
        _refuse(parts, before, task)
        evidence, after = _with(parts, before, task, file, given.texts)
        if work.facts.replace(after):
            work.shelf.move(replace(work.shelf.progress(unit, quarter), stage=Stage.OPEN))
            work.journal.write(
                Event(
                    kind=EventKind.INGESTION,
                    unit=unit,
                    quarter=quarter,
                    subject=task,
                    at=parts.clock.now(),
                    actor=parts.actor,
                    note=f"minh chứng {name}",
                )
            )
            work.commit()
    return evidence


def _refuse(parts: Parts, dossier: OpenDossier, task: TaskCode) -> None:
    if all(item.code != task for item in dossier.tasks):
        raise NotFound(f"{dossier.unit.name} không có nhiệm vụ {task} trong {dossier.quarter.title}.", task=task)
    if secret_paper(dossier, DocumentKind.EVIDENCE_LIST):
        raise RuleBroken(
            f"Danh mục minh chứng của {dossier.unit.name} là văn bản mật: không tải tệp lên, chỉ giữ bản giấy."
        )
    if parts.destructions.find(RecordId(dossier.unit.code, dossier.quarter)) is not None:
        raise RuleBroken(f"Hồ sơ {dossier.unit.name} {dossier.quarter.title} đã được tiêu hủy theo quyết định.")


def _refuse_secret(evidence: Evidence) -> None:
    if evidence.classification.is_secret:
        raise RuleBroken(
            f"Tài liệu độ {evidence.classification.value} không tải lên máy này; hãy giữ bản giấy và chỉ ghi "
            "số ký hiệu, trích yếu, độ mật."
        )


def _bare(name: str) -> str:
    """The name alone: a browser may send a path."""
    bare = nfc(name)
    for sign in _WITHOUT:
        bare = bare.rpartition(sign)[2]
    return "".join(letter for letter in bare if letter.isprintable()).strip() or "minh-chung"


def _with(
    parts: Parts, dossier: OpenDossier, task: TaskCode, file: StoredFile, texts: Mapping[str, str]
) -> tuple[Evidence, OpenDossier]:
    there = next((item for item in dossier.evidence_of(task) if item.file and item.file.sha512 == file.sha512), None)
    if there is not None:
        return there, dossier
    evidence = replace(_described(parts, dossier, task, texts), file=file)
    return evidence, replace(dossier, evidence=(*dossier.evidence, evidence))


def _described(parts: Parts, dossier: OpenDossier, task: TaskCode, texts: Mapping[str, str]) -> Evidence:
    return parts.forms.edited(dossier, EVIDENCE_SHEET, mark=NEW, texts={**texts, "task": task}).evidence[-1]
