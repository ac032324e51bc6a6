"""Tự đánh giá: what a cadre states of the quarter, beside the own tasks; and who in a unit has stated it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import ClassVar

from api.pages.addresses import Shelf, assessment_address, assessments_address
from api.pages.views.days import Done, Left, left
from api.pages.views.entries import Entry, Refusal, Refused, entries, mark_of, wrongs
from api.pages.views.findings import FindingLine, finding_groups
from api.pages.views.frame import ASSESSMENT, Frame, Page, in_title
from api.pages.views.scores import ScoredTask, Sum, conditions, scored_tasks, sums
from api.pages.views.states import State
from archive.domain.deadline_rules import SUBMISSION
from archive.domain.document import DocumentKind
from archive.domain.dossier import OpenDossier, Stage
from archive.domain.dossier.papers import is_withheld, secret_paper, stub
from archive.domain.dossier.scoring import tally
from archive.domain.people import Cadre
from archive.domain.quarter import Quarter
from archive.domain.rating import SelfAssessment
from archive.language import number
from archive.ports.forms import Form, FormRow
from archive.workflow.review import DossierReview

FIELDS = ("general_points", "task_points", "strengths", "shortcomings", "direction", "proposed")
ROW = "ban"  # the one row of the page

_GIVEN = State("Đã nộp", "check", "good")
_PARTLY = State("Chưa đủ mục", "warn", "wait")
_NOT_GIVEN = State("Chưa nộp", "cross", "bad")
_ON_PAPER = State("Bản giấy", "lock", "none")
_NOT_RATED = State("Không đánh giá", "dash", "none")


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessmentPage(Page):
    """One cadre's self-assessment; `form` is empty for who only reads, `withheld` says why nothing may be typed."""

    template: ClassVar[str] = "assessment.html"
    back: str
    here: str
    state: State
    due: str
    due_left: Left | None
    refused: Refused | None
    withheld: str
    reopens: str
    missing: tuple[FindingLine, ...]
    tasks: tuple[ScoredTask, ...]
    sums: tuple[Sum, ...]
    unmet_title: str
    unmet: tuple[str, ...]
    form: Mapping[str, Entry]
    mark: str
    stated: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessmentLine:
    """One cadre of the list."""

    name: str
    post: str
    href: str
    state: State
    proposed: str
    points: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessmentGroup:
    """One unit's cadres, with how many have handed in and by when they must."""

    unit: str
    count: str
    due: str
    due_left: Left | None
    lines: tuple[AssessmentLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessmentsPage(Page):
    """The cadres whose self-assessments one looks after."""

    template: ClassVar[str] = "assessments.html"
    groups: tuple[AssessmentGroup, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """The row of the sheet Tự đánh giá that stands for this cadre, with what was typed and refused."""

    form: Form
    row: FormRow | None
    typed: Mapping[str, str] | None = None
    refusal: Refusal | None = None


def assessment_page(
    review: DossierReview, whole: OpenDossier, cadre: Cadre, sheet: Sheet, *, now: datetime, may_fill: bool
) -> AssessmentPage:
    """The page; `whole` are the facts of the dossier, of which only what is about the cadre is shown."""
    facts, refusal = review.facts, sheet.refusal
    unit, quarter = facts.unit.code, facts.quarter
    withheld = _withheld(whole, cadre)
    made = entries(
        sheet.form,
        sheet.row,
        FIELDS,
        id_of="o",
        typed=sheet.typed,
        problems=(refusal.problems.get(ROW, ()) if refusal else ()),
        is_changed=bool(refusal and ROW in refusal.changed),
        hints=_hints(whole, cadre),
    )
    said = whole.assessment_of(cadre.code) or SelfAssessment(person=cadre.code)
    due, due_left = _due(review, now)
    shelf = Shelf(unit=unit, quarter=quarter, is_sealed=review.progress.stage is Stage.SEALED)
    open_here = may_fill and not withheld
    return AssessmentPage(
        title=f"Tự đánh giá {in_title(quarter)} · {cadre.name}",
        sentence=f"{cadre.post or 'Chưa ghi chức vụ'}, {facts.unit.name}.",
        frame=Frame(quarter=quarter, unit=unit, place=ASSESSMENT),
        back=assessments_address(quarter),
        here=assessment_address(quarter, unit, cadre.code),
        state=assessment_state(whole, cadre),
        due=due,
        due_left=due_left,
        refused=Refused(sentence=refusal.sentence, wrongs=wrongs(made.values())) if refusal else None,
        withheld=withheld,
        reopens=reopens(review.progress.stage) if open_here else "",
        missing=_missing(review, cadre),
        tasks=scored_tasks(review, cadre.code, shelf),
        sums=() if withheld else sums(whole, said, tally(whole, cadre.code)),
        unmet_title=f"Mức tự đề xuất '{said.proposed.value}' chưa đạt" if said.proposed else "",
        unmet=() if withheld else conditions(whole, cadre.code, said.proposed),
        form=made if open_here else {},
        mark=mark_of(sheet.row),
        stated=() if open_here or withheld else tuple((item.label, item.value) for item in made.values()),
    )


def assessments_page(
    quarter: Quarter, found: Sequence[tuple[DossierReview, OpenDossier, Sequence[Cadre]]], *, now: datetime
) -> AssessmentsPage:
    """The list, unit by unit, of the cadres named."""
    states = [assessment_state(whole, cadre) for _, whole, people in found for cadre in people]
    waiting = sum(state in (_NOT_GIVEN, _PARTLY) for state in states)
    sentence = f"Còn {waiting} đồng chí chưa nộp hoặc chưa đủ mục." if waiting else "Mọi đồng chí đã nộp."
    return AssessmentsPage(
        title=f"Tự đánh giá {in_title(quarter)}",
        sentence=sentence if states else "Chưa có ai phải tự đánh giá trong quý này.",
        frame=Frame(quarter=quarter, place=ASSESSMENT),
        groups=tuple(_group(review, whole, people, now) for review, whole, people in found if people),
    )


def assessment_state(facts: OpenDossier, cadre: Cadre) -> State:
    """Whether the cadre has handed in."""
    if not cadre.is_rated:
        return _NOT_RATED
    if is_withheld(facts, cadre):
        return _ON_PAPER
    said = facts.assessment_of(cadre.code)
    if said is None:
        return _NOT_GIVEN
    return _PARTLY if None in (said.general_points, said.task_points, said.proposed) else _GIVEN


def _group(review: DossierReview, whole: OpenDossier, people: Sequence[Cadre], now: datetime) -> AssessmentGroup:
    lines = tuple(_line(whole, cadre) for cadre in people)
    due, due_left = _due(review, now)
    given = sum(line.state in (_GIVEN, _ON_PAPER) for line in lines)
    return AssessmentGroup(
        unit=whole.unit.name, count=f"{given}/{len(lines)} đã nộp", due=due, due_left=due_left, lines=lines
    )


def _line(facts: OpenDossier, cadre: Cadre) -> AssessmentLine:
    said = None if is_withheld(facts, cadre) else facts.assessment_of(cadre.code)
    return AssessmentLine(
        name=cadre.name,
        post=cadre.post,
        href=assessment_address(facts.quarter, facts.unit.code, cadre.code),
        state=assessment_state(facts, cadre),
        proposed=said.proposed.value if said and said.proposed else "",
        points=number(said.total) if said and said.total is not None else "",
    )


def _due(review: DossierReview, now: datetime) -> tuple[str, Left | None]:
    due = next((item for item, _ in review.deadlines if item.rule == SUBMISSION), None)
    if due is None:
        return "", None
    done = Done.IN_TIME if review.progress.stage is Stage.SEALED else Done.NOT_YET
    return f"trước {due.before:%d/%m/%Y}", left(due, now=now, done=done)


def _withheld(facts: OpenDossier, cadre: Cadre) -> str:
    """Why nothing of the self-assessment may be typed here."""
    if not cadre.is_rated:
        return f"Đồng chí không thuộc diện đánh giá trong quý này: {cadre.excluded}."
    paper = secret_paper(facts, DocumentKind.SELF_ASSESSMENT, cadre.code)
    if paper:
        return f"Bản tự đánh giá này là văn bản mật ({stub(paper)}): không ghi trên máy này."
    if is_withheld(facts, cadre):
        return (
            "Chưa có câu trả lời bản tự đánh giá này có mật hay không, nên chưa được ghi trên máy này. Thư ký hãy hỏi "
            "cơ quan ban hành rồi ghi vào trang Độ mật."
        )
    return ""


def reopens(stage: Stage) -> str:
    """What saving here undoes, said before it is done; empty when nothing."""
    if stage is Stage.OPEN:
        return ""
    kept = "; bản đã niêm phong vẫn giữ nguyên" if stage is Stage.SEALED else ""
    return f"Hồ sơ của đơn vị đã lập. Nếu sửa ở đây, các văn bản phải lập và ký lại{kept}."


def _missing(review: DossierReview, cadre: Cadre) -> tuple[FindingLine, ...]:
    own = tuple(item for item in review.findings if item.person == cadre.code)
    return tuple(line for group in finding_groups(replace(review, findings=own)) for line in group.findings)


def _hints(facts: OpenDossier, cadre: Cadre) -> Mapping[str, str]:
    beside = {
        item.label: item.beside for item in sums(facts, SelfAssessment(person=cadre.code), tally(facts, cadre.code))
    }
    return {
        "general_points": _sentence(beside["Điểm tiêu chí chung"]),
        "task_points": _sentence(beside["Điểm kết quả nhiệm vụ"]),
        "shortcomings": "Nêu rõ nguyên nhân",
    }


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
