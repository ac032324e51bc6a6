"""Thẩm định: whose results wait for points of the assessing body, and one cadre's results with those points."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from api.pages.addresses import Shelf, appraisal_address, appraisals_address
from api.pages.views.assessment import reopens
from api.pages.views.entries import BETWEEN, Entry, Refusal, Refused, entries, mark_of, wrongs
from api.pages.views.findings import FindingLine, finding_groups
from api.pages.views.frame import APPRAISAL, Choice, Frame, Page, in_title
from api.pages.views.scores import DIFFERS, ScoredTask, Sum, points, scored_tasks, signed, sums
from api.pages.views.states import State
from archive.domain.criteria import CriterionName, figure
from archive.domain.dossier import OpenDossier, Stage
from archive.domain.dossier.papers import is_withheld
from archive.domain.dossier.scoring import Tally, tally
from archive.domain.outcome import Outcome
from archive.domain.people import Cadre
from archive.domain.quarter import Quarter
from archive.domain.rating import SelfAssessment
from archive.ports.forms import Form, FormRow
from archive.workflow.review import DossierReview

FIELD = "appraised_points"
PER_PAGE = 50
_OF_POINTS = frozenset({"points_out_of_range", "gap_unexplained", "carried_scored"})
_DONE = State("Đã thẩm định", "check", "good")
_PARTLY = State("Đang thẩm định", "pen", "wait")
_NOT_YET = State("Chưa thẩm định", "late", "wait")
_NOTHING = State("Không có nhiệm vụ", "dash", "none")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """How the queue is narrowed: by unit, by the body that leads the tasks, to what is not done; and its page."""

    unit: str = ""
    body: str = ""
    only_open: bool = False
    page: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """A choice of a filter."""

    value: str
    label: str
    is_chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueLine:
    """One cadre whose results are appraised."""

    name: str
    about: str
    href: str
    state: State
    count: str
    self_points: str
    appraised: str
    gap: str
    gap_state: State | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AppraisalsPage(Page):
    """The queue."""

    template: ClassVar[str] = "appraisals.html"
    here: str
    unit_options: tuple[Option, ...]
    body_options: tuple[Option, ...]
    only_open: bool
    is_narrowed: bool
    shown: str
    lines: tuple[QueueLine, ...]
    pages: tuple[Choice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AppraisedTask:
    """One task with the field for its points; without one when none may be given."""

    task: ScoredTask
    field: Entry | None
    mark: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AppraisalPage(Page):
    """One cadre's results; what was reported is read only."""

    template: ClassVar[str] = "appraisal.html"
    back: str
    here: str
    refused: Refused | None
    reopens: str
    findings: tuple[FindingLine, ...]
    tasks: tuple[AppraisedTask, ...]
    sums: tuple[Sum, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """The rows of the sheet Kết quả by task, with what was typed and refused."""

    form: Form
    rows: Mapping[str, FormRow]
    typed: Mapping[str, Mapping[str, str]] | None = None
    refusal: Refusal | None = None


def appraisals_page(
    quarter: Quarter, found: Sequence[tuple[OpenDossier, Sequence[Cadre]]], asked: Asked
) -> AppraisalsPage:
    """The queue of those cadres."""
    every = [(facts, cadre) for facts, people in found for cadre in people]
    lines = [_line(facts, cadre) for facts, cadre in every if _fits(facts, cadre, asked)]
    lines = [line for line in lines if not asked.only_open or line.state in (_NOT_YET, _PARTLY)]
    first = (asked.page - 1) * PER_PAGE
    shown = lines[first : first + PER_PAGE]
    left = sum(_state(facts, cadre) in (_NOT_YET, _PARTLY) for facts, cadre in every)
    return AppraisalsPage(
        title=f"Thẩm định kết quả {in_title(quarter)}",
        sentence=f"Còn {left}/{len(every)} đồng chí chưa thẩm định xong." if left else "Đã thẩm định mọi kết quả.",
        frame=Frame(quarter=quarter, place=APPRAISAL),
        here=appraisals_address(quarter),
        unit_options=tuple(
            Option(value=facts.unit.code, label=facts.unit.name, is_chosen=facts.unit.code == asked.unit)
            for facts, _ in found
        ),
        body_options=tuple(Option(value=name, label=name, is_chosen=name == asked.body) for name in _bodies(found)),
        only_open=asked.only_open,
        is_narrowed=asked != Asked(page=asked.page),
        shown=f"{first + 1}–{first + len(shown)} trong {len(lines)} đồng chí" if shown else "",
        lines=tuple(shown),
        pages=_pages(quarter, asked, len(lines)),
    )


def appraisal_page(review: DossierReview, whole: OpenDossier, cadre: Cadre, sheet: Sheet) -> AppraisalPage:
    """One cadre's results."""
    facts, refusal = review.facts, sheet.refusal
    unit, quarter = facts.unit.code, facts.quarter
    shelf = Shelf(unit=unit, quarter=quarter, is_sealed=review.progress.stage is Stage.SEALED)
    scored = scored_tasks(review, cadre.code, shelf)
    tasks = tuple(_task(item, place, sheet) for place, item in enumerate(scored))
    told = [line for item in tasks if item.field for line in wrongs([item.field], about=item.task.line.name)]
    own = tuple(item for item in review.findings if item.person == cadre.code and item.code in _OF_POINTS)
    said = None if is_withheld(whole, cadre) else whole.assessment_of(cadre.code)
    return AppraisalPage(
        title=f"Thẩm định {in_title(quarter)} · {cadre.name}",
        sentence=f"{cadre.post or 'Chưa ghi chức vụ'}, {facts.unit.name}.",
        frame=Frame(quarter=quarter, unit=unit, place=APPRAISAL),
        back=appraisals_address(quarter),
        here=appraisal_address(quarter, unit, cadre.code),
        refused=Refused(sentence=refusal.sentence, wrongs=tuple(told)) if refusal else None,
        reopens=reopens(review.progress.stage),
        findings=tuple(line for group in finding_groups(replace(review, findings=own)) for line in group.findings),
        tasks=tasks,
        sums=sums(whole, said or SelfAssessment(person=cadre.code), tally(whole, cadre.code))[1:],
    )


def _task(item: ScoredTask, place: int, sheet: Sheet) -> AppraisedTask:
    code = item.line.code
    row, refusal = sheet.rows.get(code), sheet.refusal
    made = entries(
        sheet.form,
        row,
        [FIELD],
        id_of=f"td-{place}",
        prefix=f"{code}{BETWEEN}",
        typed=(sheet.typed or {}).get(code),
        problems=refusal.problems.get(code, ()) if refusal else (),
        is_changed=bool(refusal and code in refusal.changed),
    )
    return AppraisedTask(task=item, field=None if item.unscored else made[FIELD], mark=mark_of(row))


def _fits(facts: OpenDossier, cadre: Cadre, asked: Asked) -> bool:
    led = {task.lead_body for task in facts.tasks_of(cadre.code)}
    return asked.unit in ("", facts.unit.code) and (not asked.body or asked.body in led)


def _bodies(found: Sequence[tuple[OpenDossier, Sequence[Cadre]]]) -> Sequence[str]:
    return sorted({task.lead_body for facts, _ in found for task in facts.tasks if task.lead_body})


def _counted(facts: OpenDossier, cadre: Cadre) -> tuple[int, int]:
    """How many of the cadre's scored tasks have points, and how many there are."""
    judged = facts.judged()
    scored = [task for task in facts.tasks_of(cadre.code) if judged[task.code].outcome is not Outcome.CARRIED_OVER]
    results = [facts.result_of(task.code) for task in scored]
    return sum(bool(item and item.appraised_points is not None) for item in results), len(scored)


def _state(facts: OpenDossier, cadre: Cadre) -> State:
    given, scored = _counted(facts, cadre)
    if not scored:
        return _NOTHING
    if given == scored:
        return _DONE
    return _PARTLY if given else _NOT_YET


def _line(facts: OpenDossier, cadre: Cadre) -> QueueLine:
    tallied = tally(facts, cadre.code)
    given, scored = _counted(facts, cadre)
    gap = tallied.appraised_points - tallied.self_points if tallied.appraised_points is not None else None
    return QueueLine(
        name=cadre.name,
        about=f"{cadre.post}, {facts.unit.name}" if cadre.post else facts.unit.name,
        href=appraisal_address(facts.quarter, facts.unit.code, cadre.code),
        state=_state(facts, cadre),
        count=f"{given}/{scored}",
        self_points=points(tallied.self_points),
        appraised=points(tallied.appraised_points),
        gap=signed(gap) if gap else "",
        gap_state=DIFFERS if _is_wide(facts, tallied) else None,
    )


def _is_wide(facts: OpenDossier, tallied: Tally) -> bool:
    """Whether the difference is one that has to be explained (R26)."""
    least = figure(facts.criteria, CriterionName.GAP_FROM)
    appraised = tallied.appraised_points
    return bool(least and appraised is not None and abs(appraised - tallied.self_points) >= least.value)


def _pages(quarter: Quarter, asked: Asked, total: int) -> tuple[Choice, ...]:
    last = -(-total // PER_PAGE)
    if last < 2:  # noqa: PLR2004 - nothing to choose
        return ()
    values = {"don-vi": asked.unit, "co-quan": asked.body, "con": "x" if asked.only_open else ""}
    return tuple(
        Choice(
            label=str(page),
            href=appraisals_address(quarter, **values, trang=str(page)),
            is_current=page == asked.page,
        )
        for page in range(1, last + 1)
    )
