"""Nhiệm vụ và minh chứng: the tasks of a unit as a table that is filtered and filled in row by row."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from api.pages.addresses import Shelf, dossier_address, sheets_address, task_address, tasks_address
from api.pages.views.assessment import reopens
from api.pages.views.dropped import DroppedFile
from api.pages.views.entries import Entry, Refusal, Refused, entries, mark_of, wrongs
from api.pages.views.frame import TASKS, Frame, Page, in_title
from api.pages.views.proofs import Proof, proofs_of
from api.pages.views.scores import points
from api.pages.views.states import NO_EVIDENCE, State, outcome_chips
from archive.domain.dossier import OpenDossier, Stage
from archive.domain.evidence import Evidence
from archive.domain.outcome import Outcome, Result
from archive.domain.plan import Task, TaskCode
from archive.language import day
from archive.ports.forms import Form, FormRow
from archive.workflow.review import DossierReview

RESULT_FIELDS = ("completed", "achieved", "quality", "self_points", "cause", "note")
_HINTS = {
    "completed": "Như 25/6/2026; chưa xong thì để trống",
    "achieved": "Như 1.234,5",
    "cause": "Khi chậm hoặc không hoàn thành",
}
_EVERY, _MISSING, _OVER = "", "thieu", "vuot"
_BY_OUTCOME = {
    "som": Outcome.EARLY,
    "dung-han": Outcome.ON_TIME,
    "cham": Outcome.LATE,
    "khong-xong": Outcome.NOT_COMPLETED,
    "chuyen": Outcome.CARRIED_OVER,
    "chua-ro": Outcome.OPEN,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FilterChip:
    """One way to look at fewer tasks, with how many those are."""

    label: str
    count: int
    href: str
    is_current: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskRow:
    """One task. `form` is there while its result is being filled in; `undo` names what may be taken back."""

    id: str
    code: str
    name: str
    lead: str
    axis: str
    due: str
    completed: str
    achieved: str
    outcome: tuple[State, ...]
    remark: str
    proofs: tuple[Proof, ...]
    missing: State | None
    takes_files: bool
    href: str
    may_edit: bool
    form: Mapping[str, Entry]
    mark: str
    refused: Refused | None
    undo: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskRows:
    """Some rows of the table, drawn anew."""

    rows: tuple[TaskRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TasksPage(Page):
    """The table with its filters; `drop` is where files for several tasks are let go, empty for who only reads."""

    template: ClassVar[str] = "tasks.html"
    back: str
    here: str
    sheets: str
    chips: tuple[FilterChip, ...]
    rows: tuple[TaskRow, ...]
    is_filtered: bool
    reopens: str
    drop: str
    dropped: tuple[DroppedFile, ...] = ()  # none until some are let go on the page
    most_megabytes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Editing:
    """The one row that is being filled in, with what was typed and refused."""

    task: TaskCode
    typed: Mapping[str, str] | None = None
    refusal: Refusal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """The sheets behind the table: form and rows by task, marks of evidence, and what the visitor may fill in."""

    form: Form
    rows: Mapping[str, FormRow]
    marks: Mapping[Evidence, str]
    may_edit: Callable[[Task], bool]
    may_attach: Callable[[Task], bool]


def tasks_page(
    review: DossierReview,
    results: Results,
    *,
    only: str,
    megabytes: int,
    editing: Editing | None = None,
    undo: str = "",
) -> TasksPage:
    """The tasks the visitor may see; `only` is the filter of the address."""
    facts, stage = review.facts, review.progress.stage
    quarter, unit = facts.quarter, facts.unit.code
    tasks = _in_order(facts)
    shown = [task for task in tasks if _is_in(review, task, only)]
    attachable = any(results.may_attach(task) for task in tasks)
    missing = sum(_is_in(review, task, _MISSING) for task in tasks)
    editable = attachable or any(results.may_edit(task) for task in tasks)
    return TasksPage(
        title=f"Nhiệm vụ và minh chứng {in_title(quarter)} · {facts.unit.name}",
        sentence=_sentence(len(tasks), missing),
        frame=Frame(quarter=quarter, unit=unit, place=TASKS),
        back=dossier_address(quarter, unit),
        here=tasks_address(quarter, unit),
        sheets=sheets_address(quarter, unit) if review.is_whole else "",
        chips=_chips(review, tasks, only),
        rows=tuple(task_row(review, task, results, editing=editing, undo=undo) for task in shown),
        is_filtered=bool(only),
        reopens=reopens(stage) if editable else "",
        drop=f"/tha-tep{tasks_address(quarter, unit).removeprefix('/nhiem-vu')}" if attachable else "",
        most_megabytes=megabytes,
    )


def task_row(
    review: DossierReview, task: Task, results: Results, *, editing: Editing | None = None, undo: str = ""
) -> TaskRow:
    """One row, filled in or to be filled in."""
    facts, judged = review.facts, review.judged[task.code]
    shelf = shelf_of(review)
    result = facts.result_of(task.code) or Result(task=task.code)
    opened = editing if editing and editing.task == task.code else None
    made = result_entries(task, results, opened) if opened else {}
    may_attach = results.may_attach(task)
    return TaskRow(
        id=f"nv-{task.code}",
        code=task.code,
        name=task.name or "Chưa có tên",
        lead=next((cadre.name for cadre in facts.cadres if cadre.code == task.lead), task.lead),
        axis=str(task.axis) if task.axis else "",
        due=day(task.due) if task.due else "chưa rõ",
        completed=day(result.completed) if result.completed else "",
        achieved=achieved_words(task, result),
        outcome=outcome_chips(judged),
        remark="; ".join(filter(None, (result.cause, result.note))),
        proofs=proofs_of(review, task, shelf, results.marks, may_remove=may_attach),
        missing=NO_EVIDENCE if is_missing(review, task) else None,
        takes_files=may_attach and judged.needs_evidence,
        href=task_address(facts.quarter, facts.unit.code, task.code),
        may_edit=results.may_edit(task),
        form=made,
        mark=mark_of(results.rows.get(task.code)),
        refused=refused_words(opened, made),
        undo=undo if not opened else "",
    )


def result_entries(task: Task, results: Results, editing: Editing) -> Mapping[str, Entry]:
    """The fields of a result, with what was typed before what is stored."""
    refusal = editing.refusal
    return entries(
        results.form,
        results.rows.get(task.code),
        RESULT_FIELDS,
        id_of=f"o-{task.code}",
        typed=editing.typed,
        problems=refusal.problems.get(task.code, ()) if refusal else (),
        is_changed=bool(refusal and task.code in refusal.changed),
        hints=_HINTS,
    )


def refused_words(editing: Editing | None, made: Mapping[str, Entry]) -> Refused | None:
    """What is said on top of the fields that were not stored."""
    if editing is None or editing.refusal is None:
        return None
    return Refused(sentence=editing.refusal.sentence, wrongs=wrongs(made.values()))


def shelf_of(review: DossierReview) -> Shelf:
    """Where the files of a dossier whose facts may change are asked for: never in a record sealed before."""
    facts = review.facts
    return Shelf(unit=facts.unit.code, quarter=facts.quarter, is_sealed=review.progress.stage is Stage.SEALED)


def achieved_words(task: Task, result: Result) -> str:
    """What was reached of what was to be reached: `120/100 hồ sơ`."""
    if result.achieved is None and task.target is None:
        return ""
    return f"{points(result.achieved) or '–'}/{points(task.target) or '–'} {task.measure}".strip()


def is_missing(review: DossierReview, task: Task) -> bool:
    """Whether evidence is asked for (R52) and none was given."""
    given = any(item.counts for item in review.facts.evidence_of(task.code))
    return review.judged[task.code].needs_evidence and not given


def _in_order(facts: OpenDossier) -> list[Task]:
    """By the cadres' order, the rated first, then by code."""
    order = {cadre.code: place for place, cadre in enumerate((*facts.rated, *facts.cadres))}
    return sorted(facts.tasks, key=lambda task: (order.get(task.lead, len(order)), task.code))


def _is_in(review: DossierReview, task: Task, only: str) -> bool:
    if only == _MISSING:
        return is_missing(review, task)
    if only == _OVER:
        return review.judged[task.code].over_target
    return only not in _BY_OUTCOME or review.judged[task.code].outcome is _BY_OUTCOME[only]


def _chips(review: DossierReview, tasks: Sequence[Task], only: str) -> tuple[FilterChip, ...]:
    words = {_EVERY: "Tất cả", **{key: outcome.words for key, outcome in _BY_OUTCOME.items()}}
    words |= {_OVER: "Vượt", _MISSING: NO_EVIDENCE.word}
    facts = review.facts
    found = []
    for key, label in words.items():
        count = sum(_is_in(review, task, key) for task in tasks)
        if count or key in (_EVERY, only):
            href = tasks_address(facts.quarter, facts.unit.code, loc=key)
            found.append(FilterChip(label=label, count=count, href=href, is_current=key == only))
    return tuple(found)


def _sentence(count: int, missing: int) -> str:
    if not count:
        return "Chưa có nhiệm vụ nào trong quý này."
    return f"Có {count} nhiệm vụ; {f'{missing} nhiệm vụ còn thiếu minh chứng' if missing else 'minh chứng đã đủ'}."
