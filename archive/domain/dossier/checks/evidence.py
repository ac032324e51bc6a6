"""Whether tasks done early, over target, late or not at all have their evidence; others need none (R52)."""

from collections.abc import Iterator

from archive.domain.document import DocumentKind
from archive.domain.dossier.facts import OpenDossier
from archive.domain.dossier.finding import Finding, FindingKind
from archive.domain.dossier.papers import secret_paper
from archive.domain.dossier.surroundings import Surroundings
from archive.domain.outcome import JudgedTask, Outcome

EVIDENCE_MISSING = FindingKind(
    code="evidence_missing",
    rule="R52",
    component=7,
    sentence="Nhiệm vụ {task} của đồng chí {person} ({unit}): {why} nhưng chưa có minh chứng; "
    "hãy tải tệp hoặc ghi số, ngày, trích yếu văn bản {by_when}.",
    example={"why": "hoàn thành sớm, vượt chỉ tiêu"},
)
KINDS = (EVIDENCE_MISSING,)


def check(dossier: OpenDossier, around: Surroundings) -> Iterator[Finding]:
    """Every task of a rated cadre that §9.1(7) asks evidence for."""
    del around
    if secret_paper(dossier, DocumentKind.EVIDENCE_LIST):
        return
    rated = {cadre.code: cadre for cadre in dossier.rated}
    judged = dossier.judged()
    answered = {item.task for item in dossier.evidence if item.counts}
    for task in dossier.tasks:
        outcome = judged[task.code]
        if task.lead in rated and outcome.needs_evidence and task.code not in answered:
            yield EVIDENCE_MISSING.about(dossier, person=rated[task.lead], task=task, why=_why(outcome))


def _why(judged: JudgedTask) -> str:
    words = {
        Outcome.EARLY: "hoàn thành sớm",
        Outcome.LATE: "hoàn thành chậm",
        Outcome.NOT_COMPLETED: "không hoàn thành",
    }.get(judged.outcome, "")
    return ", ".join(part for part in (words, "vượt chỉ tiêu" if judged.over_target else "") if part)
