"""A cadre's self-assessment: component 2 (R27, R47). Tasks carried over are shown apart and get no points (R25)."""

from collections.abc import Mapping
from decimal import Decimal

from archive.domain.contents.letterhead import letterhead
from archive.domain.document import DueDocument
from archive.domain.dossier.facts import OpenDossier
from archive.domain.outcome import JudgedTask, Outcome, Result
from archive.domain.people import Cadre
from archive.domain.plan import Task
from archive.language import day, number


def self_assessment(dossier: OpenDossier, due: DueDocument) -> Mapping[str, object]:
    """The form of one person, filled from the task list and from what the person stated."""
    cadre = next(item for item in dossier.rated if item.code == due.person)
    stated = dossier.assessment_of(cadre.code)
    judged = dossier.judged()
    tasks = dossier.tasks_of(cadre.code)
    carried = [task for task in tasks if judged[task.code].outcome is Outcome.CARRIED_OVER]
    scored = [task for task in tasks if task not in carried]
    return {
        **letterhead(dossier, due.kind),
        "person": _person(dossier, cadre),
        "rows": [
            _row(place, task, dossier.result_of(task.code), judged[task.code])
            for place, task in enumerate(scored, start=1)
        ],
        "carried": [
            {"number": place, "task": task.name, "due": day(task.due) if task.due else ""}
            for place, task in enumerate(carried, start=1)
        ],
        "general_points": _points(stated.general_points if stated else None),
        "task_points": _points(stated.task_points if stated else None),
        "total_points": _points(stated.total if stated else None),
        "strengths": (stated.strengths if stated else "") or "Không",
        "shortcomings": (stated.shortcomings if stated else "") or "Không",
        "direction": (stated.direction if stated else "") or "Không",
        "proposed_rating": stated.proposed.value if stated and stated.proposed else "",
        "signature": {"authority": "", "post": "CÁ NHÂN TỰ ĐÁNH GIÁ", "name": cadre.name},
    }


def _person(dossier: OpenDossier, cadre: Cadre) -> dict[str, str]:
    return {
        "name": cadre.name,
        "born": day(cadre.born) if cadre.born else "",
        "party_post": cadre.party_post,
        "state_post": cadre.state_post,
        "union_post": cadre.union_post,
        "unit": dossier.unit.name,
    }


def _row(place: int, task: Task, result: Result | None, judged: JudgedTask) -> dict[str, object]:
    return {
        "number": place,
        "task": task.name,
        "product": task.product,
        "due": day(task.due) if task.due else "",
        "completed": day(result.completed) if result and result.completed else "",
        "outcome": judged.words,
        "target": quantity(task.target, task.measure),
        "achieved": quantity(result.achieved if result else None, task.measure),
        "self_points": _points(result.self_points if result else None),
        "appraised_points": _points(result.appraised_points if result else None),
        "note": result.cause or result.note if result else "",
    }


def _points(value: Decimal | None) -> str:
    return "" if value is None else number(value)


def quantity(value: Decimal | None, measure: str) -> str:
    """An amount with its unit of measure: `1.500 hồ sơ`."""
    return "" if value is None else f"{number(value)}\N{NO-BREAK SPACE}{measure}".strip()
