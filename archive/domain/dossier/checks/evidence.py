"""Whether tasks done early, over target, late or not at all have their evidence; others need none (R52)."""

from collections.abc import Iterator

from archive.domain.document import DocumentKind
from archive.domain.dossier.facts import OpenDossier
from archive.domain.dossier.finding import Finding, FindingKind, Severity
from archive.domain.dossier.papers import secret_paper
from archive.domain.dossier.surroundings import Surroundings
from archive.domain.evidence import Evidence
from archive.domain.outcome import JudgedTask, Outcome
from archive.domain.people import Cadre, PersonCode
from archive.domain.plan import Task, TaskCode
from archive.language import day

EVIDENCE_MISSING = FindingKind(
    code="evidence_missing",
    rule="R52",
    component=7,
    sentence="Nhiệm vụ {task} của đồng chí {person} ({unit}): {why} nhưng chưa có minh chứng; "
    "hãy tải tệp hoặc ghi số, ngày, trích yếu văn bản {by_when}.",
    example={"why": "hoàn thành sớm, vượt chỉ tiêu"},
)
EVIDENCE_SHARED = FindingKind(
    code="evidence_shared",
    rule="R52",
    component=7,
    severity=Severity.WARNING,
    sentence="Nhiệm vụ {task} của đồng chí {person} ({unit}) dùng chung minh chứng {what} với nhiệm vụ {other}: một "
    "tài liệu không tính hai lần; thư ký hãy xác nhận hoặc thay minh chứng {by_when}.",
    example={"what": "số 12/BC-SNV", "other": "NV-SNV-02-01"},
)
EVIDENCE_ROW_INCOMPLETE = FindingKind(
    code="evidence_row_incomplete",
    rule="R52",
    component=7,
    severity=Severity.WARNING,
    sentence="Minh chứng {what} của nhiệm vụ {task}, đồng chí {person} ({unit}), chỉ ghi danh mục mà chưa nêu "
    "{missing}; thư ký hãy ghi bổ sung ở trang Minh chứng {by_when}.",
    example={"what": "số 12/BC-SNV", "missing": "thời hạn, chỉ tiêu"},
)
EVIDENCE_AFTER_CUTOFF = FindingKind(
    code="evidence_after_cutoff",
    rule="R52",
    component=7,
    severity=Severity.WARNING,
    sentence="Minh chứng {what} của nhiệm vụ {task}, đồng chí {person} ({unit}), ghi ngày {on}, sau ngày chốt; "
    "thư ký hãy kiểm tra ngày văn bản {by_when}.",
    example={"what": "số 12/BC-SNV", "on": "30/06/2026"},
)
KINDS = (EVIDENCE_MISSING, EVIDENCE_SHARED, EVIDENCE_ROW_INCOMPLETE, EVIDENCE_AFTER_CUTOFF)


def check(dossier: OpenDossier, around: Surroundings) -> Iterator[Finding]:
    """Every task of a rated cadre that §9.1(7) asks evidence for, and what was given."""
    del around
    if secret_paper(dossier, DocumentKind.EVIDENCE_LIST):
        return
    rated = {cadre.code: cadre for cadre in dossier.rated}
    judged = dossier.judged()
    answered = {item.task for item in dossier.evidence if item.counts}
    tasks = {task.code: task for task in dossier.tasks if task.lead in rated}
    for code, task in tasks.items():
        if judged[code].needs_evidence and code not in answered:
            yield EVIDENCE_MISSING.about(dossier, person=rated[task.lead], task=task, why=_why(judged[code]))
    for item in dossier.evidence:
        needed = tasks.get(item.task)
        if needed and not item.classification.is_secret:
            yield from _given(dossier, rated[needed.lead], needed, item)
    yield from _shared(dossier, rated, tasks)


def _given(dossier: OpenDossier, cadre: Cadre, task: Task, item: Evidence) -> Iterator[Finding]:
    """§9.1(7) wants deadline and target stated where only a list is given."""
    wanted = {"thời hạn": item.due, "chỉ tiêu": item.target}
    missing = [label for label, value in wanted.items() if not value]
    if item.file is None and item.counts and missing:
        told = ", ".join(missing)
        yield EVIDENCE_ROW_INCOMPLETE.about(dossier, person=cadre, task=task, what=_named(item), missing=told)
    if item.issued and item.issued > dossier.period.cutoff:
        yield EVIDENCE_AFTER_CUTOFF.about(dossier, person=cadre, task=task, what=_named(item), on=day(item.issued))


def _shared(dossier: OpenDossier, rated: dict[PersonCode, Cadre], tasks: dict[TaskCode, Task]) -> Iterator[Finding]:
    """The same bytes, or the same number of one day, under two tasks: it stays, and counts once."""
    first: dict[object, TaskCode] = {}
    for item in sorted(dossier.evidence, key=lambda item: (item.task, item.number, _named(item))):
        if item.task not in tasks:
            continue
        for sign in _signs(item):
            other = first.setdefault(sign, item.task)
            if other != item.task:
                task = tasks[item.task]
                yield EVIDENCE_SHARED.about(dossier, person=rated[task.lead], task=task, what=_named(item), other=other)
                break


def _signs(item: Evidence) -> Iterator[object]:
    if item.file:
        yield item.file.sha512
    elif item.number and item.issued:
        yield item.number, item.issued


def _named(item: Evidence) -> str:
    if item.number:
        return f"số {item.number}"
    return f"'{item.file.name if item.file else item.summary}'"


def _why(judged: JudgedTask) -> str:
    words = {
        Outcome.EARLY: "hoàn thành sớm",
        Outcome.LATE: "hoàn thành chậm",
        Outcome.NOT_COMPLETED: "không hoàn thành",
    }.get(judged.outcome, "")
    return ", ".join(part for part in (words, "vượt chỉ tiêu" if judged.over_target else "") if part)
