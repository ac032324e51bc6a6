"""Whether each task of the plan is clear (R22)."""

from collections.abc import Iterator

from archive.domain.dossier.facts import OpenDossier
from archive.domain.dossier.finding import Finding, FindingKind
from archive.domain.dossier.surroundings import Surroundings
from archive.domain.plan import Task

TASK_UNCLEAR = FindingKind(
    code="task_unclear",
    rule="R22",
    component=2,
    sentence="Nhiệm vụ {task} của đồng chí {person} ({unit}) chưa rõ {what}; "
    "thư ký hãy ghi bổ sung trong danh mục nhiệm vụ {by_when}.",
    example={"what": "sản phẩm đầu ra"},
)
KINDS = (TASK_UNCLEAR,)


def check(dossier: OpenDossier, around: Surroundings) -> Iterator[Finding]:
    """Every task of a rated cadre."""
    del around
    rated = {cadre.code: cadre for cadre in dossier.rated}
    for task in dossier.tasks:
        missing = _unclear(task)
        if missing and task.lead in rated:
            yield TASK_UNCLEAR.about(dossier, person=rated[task.lead], task=task, what=", ".join(missing))


def _unclear(task: Task) -> list[str]:
    facts = {"tên nhiệm vụ": task.name, "sản phẩm đầu ra": task.product, "thời gian hoàn thành": task.due}
    return [label for label, value in facts.items() if not value]
