"""Whether tasks that arose outside the plan say by whom, when, until when, and where they count (R9)."""

from collections.abc import Iterator

from archive.domain.dossier.facts import OpenDossier
from archive.domain.dossier.finding import Finding, FindingKind, Severity
from archive.domain.dossier.surroundings import Surroundings
from archive.domain.people import Cadre
from archive.domain.plan import Task
from archive.language import day

ARISING_UNCLEAR = FindingKind(
    code="arising_unclear",
    rule="R9",
    component=2,
    severity=Severity.WARNING,
    sentence="Nhiệm vụ phát sinh {task} của đồng chí {person} ({unit}) chưa ghi {what}; "
    "thư ký hãy ghi bổ sung {by_when}.",
    example={"what": "ngày giao, cấp giao"},
)
ARISING_ELSEWHEN = FindingKind(
    code="arising_elsewhen",
    rule="R9",
    component=2,
    severity=Severity.WARNING,
    sentence="Nhiệm vụ phát sinh {task} của đồng chí {person} ({unit}) giao ngày {on}, ngoài thời gian từ đầu quý đến "
    "ngày chốt: nhiệm vụ phát sinh tính vào quý phát sinh; thư ký hãy kiểm tra ngày giao hoặc chuyển sang sổ quý đó "
    "{by_when}.",
    example={"on": "20/03/2026"},
)
ARISING_DUE_LATER = FindingKind(
    code="arising_due_later",
    rule="R9",
    component=2,
    severity=Severity.WARNING,
    sentence="Nhiệm vụ phát sinh {task} của đồng chí {person} ({unit}) có thời hạn {due}, sau ngày chốt: mục 2.6 tính "
    "vào quý này, mục 6.2.1 chuyển quý sau; phần mềm chuyển quý sau, tập thể hãy xem xét {by_when}.",
    example={"due": "30/06/2026"},
)
KINDS = (ARISING_UNCLEAR, ARISING_ELSEWHEN, ARISING_DUE_LATER)


def check(dossier: OpenDossier, around: Surroundings) -> Iterator[Finding]:
    """Every arising task of a rated cadre."""
    del around
    rated = {cadre.code: cadre for cadre in dossier.rated}
    for task in dossier.tasks:
        if task.is_arising and task.lead in rated:
            yield from _arising(dossier, rated[task.lead], task)


def _arising(dossier: OpenDossier, cadre: Cadre, task: Task) -> Iterator[Finding]:
    told = {"ngày giao": task.assigned_on, "cấp giao": task.assigned_by, "thời gian hoàn thành": task.due}
    missing = [label for label, value in told.items() if not value]
    if missing:
        yield ARISING_UNCLEAR.about(dossier, person=cadre, task=task, what=", ".join(missing))
    if task.assigned_on and not dossier.quarter.first_day <= task.assigned_on <= dossier.period.cutoff:
        yield ARISING_ELSEWHEN.about(dossier, person=cadre, task=task, on=day(task.assigned_on))
    if task.due and task.due > dossier.period.cutoff:
        yield ARISING_DUE_LATER.about(dossier, person=cadre, task=task, due=day(task.due))
