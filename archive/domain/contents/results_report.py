"""The Tổng hợp kết quả thực hiện nhiệm vụ (PL03): one cadre's results for one body that appraises them (R24).

Tasks not yet due stand apart with the reason, and have no points here (R25).
"""

from collections import Counter
from collections.abc import Mapping
from decimal import Decimal

from archive.domain.contents.evidence_list import describe
from archive.domain.contents.letter import head, person_group, unit_sender
from archive.domain.contents.self_assessment import quantity
from archive.domain.document import DocumentKind
from archive.domain.dossier.facts import OpenDossier
from archive.domain.outcome import JudgedTask, Outcome
from archive.domain.people import Cadre
from archive.domain.plan import Task
from archive.language import day, number


def bodies_of(dossier: OpenDossier, cadre: Cadre) -> tuple[str, ...]:
    """The bodies that appraise the cadre's tasks, by name."""
    return tuple(sorted({appraised_by(dossier, task) for task in dossier.tasks_of(cadre.code)}))


def appraised_by(dossier: OpenDossier, task: Task) -> str:
    """The body that appraises a task: the one named, else the cadre's own unit."""
    return task.lead_body or dossier.unit.name


def results_report(dossier: OpenDossier, cadre: Cadre, body: str) -> Mapping[str, object]:
    """What the cadre reports to the body."""
    judged, sender = dossier.judged(), unit_sender(dossier)
    tasks = [task for task in dossier.tasks_of(cadre.code) if appraised_by(dossier, task) == body]
    carried = [task for task in tasks if judged[task.code].outcome is Outcome.CARRIED_OVER]
    scored = [task for task in tasks if task not in carried]
    counts = Counter(judged[task.code].outcome for task in tasks)
    return {
        **head(sender, DocumentKind.RESULTS_REPORT, dossier.quarter),
        "addressee": body,
        "person": person_group(dossier, cadre.code),
        "rows": [_row(dossier, place, task, judged[task.code]) for place, task in enumerate(scored, start=1)],
        "carried": [_carried(dossier, place, task) for place, task in enumerate(carried, start=1)],
        "counts": [{"outcome": outcome.words, "count": counts[outcome]} for outcome in Outcome if counts[outcome]],
        "task_count": len(tasks),
        "signature": {"authority": "", "post": "NGƯỜI BÁO CÁO", "name": cadre.name},
    }


def _row(dossier: OpenDossier, place: int, task: Task, judged: JudgedTask) -> dict[str, object]:
    result = dossier.result_of(task.code)
    return {
        "number": place,
        "task": task.name,
        "product": task.product,
        "due": day(task.due) if task.due else "",
        "completed": day(result.completed) if result and result.completed else "",
        "outcome": judged.words,
        "target": quantity(task.target, task.measure),
        "achieved": quantity(result.achieved if result else None, task.measure),
        "quality": _figure(result.quality if result else None),
        "self_points": _figure(result.self_points if result else None),
        "appraised_points": _figure(result.appraised_points if result else None),
        "documents": [describe(item) for item in dossier.evidence_of(task.code) if item.counts],
        "note": (result.cause or result.note) if result else "",
    }


def _carried(dossier: OpenDossier, place: int, task: Task) -> dict[str, object]:
    result = dossier.result_of(task.code)
    told = (result.cause or result.note) if result else ""
    reason = f"Chưa đến hạn tại ngày chốt {day(dossier.period.cutoff)}, chuyển {dossier.quarter.following().title}"
    return {
        "number": place,
        "task": task.name,
        "product": task.product,
        "due": day(task.due) if task.due else "",
        "reason": f"{reason}; {told}" if told else reason,
    }


def _figure(value: Decimal | None) -> str:
    return "" if value is None else number(value)
