"""The tasks of a dossier with how each ended and the evidence given for it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from api.pages.addresses import Shelf
from api.pages.views.states import NO_EVIDENCE, State, outcome_chips
from archive.domain.evidence import Evidence
from archive.domain.layout import evidence_paths
from archive.domain.plan import Task
from archive.language import day
from archive.workflow.review import DossierReview


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceLine:
    """One piece of evidence: a file (`href`), or a row that names a paper; `note` says what is known of it."""

    label: str
    href: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskLine:
    """One task: whose, due when, how it ended; `missing` is there when evidence is asked for and none was given."""

    code: str
    name: str
    lead: str
    due: str
    outcome: tuple[State, ...]
    evidence: tuple[EvidenceLine, ...]
    missing: State | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskLists:
    """The tasks that need evidence or have some, and the others, of which nothing is asked."""

    with_evidence: tuple[TaskLine, ...]
    others: tuple[TaskLine, ...]


def task_lists(review: DossierReview, shelf: Shelf) -> TaskLists:
    """All tasks of the rated cadres, by person and code."""
    evidence: dict[str, list[EvidenceLine]] = {}
    for item, path in evidence_paths(review.facts):
        evidence.setdefault(item.task, []).append(_evidence(item, path, shelf))
    lines = [(_line(review, task, lead, evidence), task) for task, lead in _tasks(review)]
    asked = [line for line, task in lines if line.evidence or review.judged[task.code].needs_evidence]
    return TaskLists(
        with_evidence=tuple(asked),
        others=tuple(line for line, _ in lines if line not in asked),
    )


def _tasks(review: DossierReview) -> Iterator[tuple[Task, str]]:
    for cadre in review.facts.rated:
        for task in review.facts.tasks_of(cadre.code):
            yield task, cadre.name


def _line(review: DossierReview, task: Task, lead: str, evidence: Mapping[str, list[EvidenceLine]]) -> TaskLine:
    judged = review.judged[task.code]
    given = any(item.counts for item in review.facts.evidence_of(task.code))
    return TaskLine(
        code=task.code,
        name=task.name or "Chưa có tên",
        lead=lead,
        due=day(task.due) if task.due else "chưa rõ",
        outcome=outcome_chips(judged),
        evidence=tuple(evidence.get(task.code, ())),
        missing=NO_EVIDENCE if judged.needs_evidence and not given else None,
    )


def _evidence(item: Evidence, path: str | None, shelf: Shelf) -> EvidenceLine:
    paper = " ".join(part for part in (item.number, f"ngày {day(item.issued)}" if item.issued else "") if part)
    if item.classification.is_secret:
        return EvidenceLine(
            label=paper or item.summary, href="", note=f"Tài liệu {item.classification.value}: xem tại nơi lưu giữ"
        )
    if item.file is None or path is None:
        return EvidenceLine(label=paper or item.summary, href="", note=item.summary if paper else "")
    label = item.summary or item.file.name
    return EvidenceLine(
        label=label, href=shelf.path(path), note=paper or ("" if label == item.file.name else item.file.name)
    )
