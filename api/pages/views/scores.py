"""One cadre's tasks with points beside, the sums that are checked and shown, and the conditions that are not met."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from api.pages.addresses import Shelf
from api.pages.views.states import State
from api.pages.views.tasks import TaskLine, task_lists
from archive.domain.criteria import Criterion, CriterionName, figure
from archive.domain.dossier import OpenDossier
from archive.domain.dossier.scoring import Tally, tally, unmet
from archive.domain.outcome import Outcome, Result
from archive.domain.people import PersonCode
from archive.domain.plan import Task
from archive.domain.rating import Rating, SelfAssessment
from archive.language import day, number
from archive.workflow.review import DossierReview

AGREES = State("Khớp", "check", "good")
DIFFERS = State("Lệch", "warn", "wait")
ABOVE = State("Vượt mức tối đa", "cross", "bad")
_TENTH = Decimal("0.1")


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoredTask:
    """One task as it was reported; points are empty where none were given, `unscored` says why none may be."""

    line: TaskLine
    completed: str
    achieved: str
    weight: str
    self_points: str
    appraised_points: str
    gap: str
    remark: str
    unscored: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sum:
    """One sum: what was stated, what it is measured by, and whether they agree; nothing is corrected."""

    label: str
    stated: str
    beside: str
    state: State | None


def scored_tasks(review: DossierReview, person: PersonCode, shelf: Shelf) -> tuple[ScoredTask, ...]:
    """The person's tasks, by code."""
    facts, lists = review.facts, task_lists(review, shelf)
    lines = {line.code: line for line in (*lists.with_evidence, *lists.others)}
    return tuple(_task(review, task, lines[task.code]) for task in facts.tasks_of(person) if task.code in lines)


def _task(review: DossierReview, task: Task, line: TaskLine) -> ScoredTask:
    result = review.facts.result_of(task.code) or Result(task=task.code)
    carried = review.judged[task.code].outcome is Outcome.CARRIED_OVER
    return ScoredTask(
        line=line,
        completed=day(result.completed) if result.completed else "chưa xong",
        achieved=_achieved(task, result),
        weight=points(task.weight),
        self_points=points(result.self_points),
        appraised_points=points(result.appraised_points),
        gap=_gap(result),
        remark="; ".join(filter(None, (result.cause, result.note))),
        unscored="Chuyển quý sau, không chấm điểm" if carried else "",
    )


def _achieved(task: Task, result: Result) -> str:
    if result.achieved is None and task.target is None:
        return ""
    return f"{points(result.achieved) or '–'}/{points(task.target) or '–'} {task.measure}".strip()


def _gap(result: Result) -> str:
    if result.self_points is None or result.appraised_points is None:
        return ""
    gap = result.appraised_points - result.self_points
    return signed(gap) if gap else ""


def points(value: Decimal | None) -> str:
    """Points as people write them; empty when none were given."""
    return "" if value is None else number(value)


def signed(value: Decimal) -> str:
    """A difference with its sign."""
    return f"{'+' if value > 0 else '−' if value < 0 else ''}{number(abs(value))}"


def sums(facts: OpenDossier, said: SelfAssessment, tallied: Tally) -> tuple[Sum, ...]:
    """What was stated beside what it is measured by."""
    return (
        _general(facts.criteria, said),
        _tasks(facts.criteria, said, tallied),
        Sum(label="Tổng điểm tự chấm", stated=points(said.total), beside="", state=None),
        *_appraised(facts.criteria, tallied),
    )


def _general(criteria: Sequence[Criterion], said: SelfAssessment) -> Sum:
    most = figure(criteria, CriterionName.GENERAL_MAX)
    return Sum(
        label="Điểm tiêu chí chung",
        stated=points(said.general_points),
        beside=f"tối đa {number(most.value)} ({most.basis})" if most else "",
        state=_within(said.general_points, most),
    )


def _tasks(criteria: Sequence[Criterion], said: SelfAssessment, tallied: Tally) -> Sum:
    most = figure(criteria, CriterionName.TASK_MAX)
    beside = [f"cộng điểm tự chấm các nhiệm vụ được {number(tallied.self_points)}"]
    if tallied.carried and tallied.rescaled is not None:
        rescaled = number(tallied.rescaled.quantize(_TENTH))
        beside.append(f"tính cả phần của {tallied.carried} nhiệm vụ chuyển quý sau được {rescaled}")
    beside += [f"tối đa {number(most.value)} ({most.basis})"] if most else []
    state = _within(said.task_points, most)
    if said.task_points is not None and state is not ABOVE:
        state = AGREES if tallied.agrees(said.task_points) else DIFFERS
    return Sum(label="Điểm kết quả nhiệm vụ", stated=points(said.task_points), beside="; ".join(beside), state=state)


def _within(value: Decimal | None, most: Criterion | None) -> State | None:
    return ABOVE if most and value is not None and value > most.value else None


def _appraised(criteria: Sequence[Criterion], tallied: Tally) -> Iterator[Sum]:
    if tallied.appraised_points is None:
        return
    gap = tallied.appraised_points - tallied.self_points
    least = figure(criteria, CriterionName.GAP_FROM)
    beside = [f"chênh {signed(gap)} so với tự chấm"] if gap else ["bằng điểm tự chấm"]
    beside += [f"từ {number(least.value)} điểm phải giải trình ({least.basis})"] if least else []
    wide = bool(least and abs(gap) >= least.value)
    yield Sum(
        label="Điểm thẩm định",
        stated=number(tallied.appraised_points),
        beside="; ".join(beside),
        state=DIFFERS if wide else None,
    )


def conditions(facts: OpenDossier, person: PersonCode, rating: Rating | None) -> tuple[str, ...]:
    """The conditions of a rating that the person's quarter does not meet, each in words with its basis."""
    if rating is None:
        return ()
    said, tallied = facts.assessment_of(person), tally(facts, person)
    return tuple(
        f"{item.figure.name.value} {number(item.figure.value)}, thực tế {number(item.actual.quantize(_TENTH))} "
        f"({item.figure.basis})"
        for item in unmet(facts.criteria, rating, tallied, said.total if said else None)
    )
