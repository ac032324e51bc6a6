"""Whether evidence files were taken in with a warning: what they do when opened must be seen by whoever opens them."""

from collections.abc import Iterator

from archive.domain.document import DocumentKind
from archive.domain.dossier.facts import OpenDossier
from archive.domain.dossier.finding import Finding, FindingKind, Severity
from archive.domain.dossier.papers import secret_paper
from archive.domain.dossier.surroundings import Surroundings

_NAME_LENGTH, _WHY_LENGTH = 60, 120  # characters shown; all of it stands with the file

EVIDENCE_SUSPICIOUS = FindingKind(
    code="evidence_suspicious",
    rule="R52",
    component=7,
    severity=Severity.WARNING,
    sentence="Tệp '{file}' của nhiệm vụ {task} ({unit}) đã nhận kèm cảnh báo: {why}; hãy cẩn thận khi mở, hoặc thay "
    "bằng bản PDF in lại {by_when}.",
    example={"file": "bao-cao.pdf", "why": "PDF có mã JavaScript"},
)
KINDS = (EVIDENCE_SUSPICIOUS,)


def check(dossier: OpenDossier, around: Surroundings) -> Iterator[Finding]:
    """Every file that bears warnings, once."""
    del around
    if secret_paper(dossier, DocumentKind.EVIDENCE_LIST):
        return
    tasks = {task.code: task for task in dossier.tasks}
    cadres = {cadre.code: cadre for cadre in dossier.cadres}
    for item in dossier.evidence:
        if item.file and item.file.warnings and item.task in tasks:
            task = tasks[item.task]
            yield EVIDENCE_SUSPICIOUS.about(
                dossier,
                person=cadres.get(task.lead),
                task=task,
                file=_short(item.file.name, _NAME_LENGTH),
                why=_short("; ".join(item.file.warnings), _WHY_LENGTH),
            )


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"
