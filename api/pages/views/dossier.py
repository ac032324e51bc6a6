"""Hồ sơ: one unit's quarter, from what is missing to the sealed versions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from api.pages.addresses import Shelf, dossier_address, overview_address, record_address
from api.pages.views.components import ComponentLine, DocumentLine, component_lines
from api.pages.views.days import Done, Left, left
from api.pages.views.findings import FindingGroup, finding_groups
from api.pages.views.frame import DOSSIER, Frame, Page, in_title
from api.pages.views.states import OVERDUE, State, stage_state
from api.pages.views.steps import MayDo, NextAction, next_action
from api.pages.views.tasks import TaskLists, task_lists
from api.pages.views.timeline import Timeline, timeline
from archive.domain.deadline import DeadlineState
from archive.domain.deadline_rules import SUBMISSION
from archive.domain.document import COMPONENTS
from archive.domain.dossier import Severity, Stage
from archive.domain.dossier.components import ComponentState
from archive.language import moment
from archive.ports.records import RecordVersion
from archive.workflow.review import DossierReview


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionLine:
    """One sealed version with the page of its files."""

    label: str
    href: str
    about: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A document opened beside the list, and the ones before and after it."""

    document: DocumentLine
    previous: str
    following: str
    close: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierPage(Page):
    """The heart of the system; `is_whole` unless only one's own part is shown.

    `due` is the deadline in words (empty in quarter IV), `todo` counts the findings.
    """

    template: ClassVar[str] = "dossier.html"
    back: str
    is_whole: bool
    progress: str
    due: str
    due_left: Left | None
    stage: State
    overdue: State | None
    is_trial: bool
    action: NextAction | None
    components: tuple[ComponentLine, ...]
    paper: Paper | None
    todo: int
    findings: tuple[FindingGroup, ...]
    tasks: TaskLists
    versions: tuple[VersionLine, ...]
    history: Timeline


def dossier(
    review: DossierReview,
    versions: Sequence[RecordVersion],
    *,
    now: datetime,
    is_trial: bool,
    may_do: MayDo = lambda _: False,
    shown: str = "",
) -> DossierPage:
    """The page; `is_trial` says that signatures on it were made with keys that prove nothing.

    `may_do` tells what the visitor may do in this unit, `shown` is the id of the document opened beside the list.
    """
    facts, stage = review.facts, review.progress.stage
    shelf = Shelf(unit=facts.unit.code, quarter=facts.quarter, is_sealed=stage is Stage.SEALED)
    components = component_lines(review, shelf, shown=shown)
    due = next((item for item, _ in review.deadlines if item.rule == SUBMISSION), None)
    late = any(item.rule == SUBMISSION and state is DeadlineState.LATE for item, state in review.deadlines)
    return DossierPage(
        title=f"Hồ sơ {in_title(facts.quarter)} · {facts.unit.name}",
        sentence=_next_step(review),
        frame=Frame(quarter=facts.quarter, unit=facts.unit.code, place=DOSSIER),
        back=overview_address(facts.quarter),
        is_whole=review.is_whole,
        progress=_progress(review),
        due=f"trước {due.before:%d/%m/%Y}" if due else "",
        due_left=left(due, now=now, done=_done(stage, is_late=late)) if due else None,
        stage=stage_state(stage),
        overdue=OVERDUE if late and stage is not Stage.SEALED else None,
        is_trial=is_trial,
        action=next_action(review, may_do),
        components=components,
        paper=_paper(components, close=dossier_address(facts.quarter, facts.unit.code)),
        todo=len(review.findings),
        findings=finding_groups(review),
        tasks=task_lists(review, shelf),
        versions=tuple(_version(review, item) for item in reversed(versions)),
        history=timeline(review),
    )


def _paper(components: Sequence[ComponentLine], *, close: str) -> Paper | None:
    every = [document for part in components for document in part.documents]
    place = next((place for place, document in enumerate(every) if document.is_shown), None)
    if place is None:
        return None
    return Paper(
        document=every[place],
        previous=every[place - 1].opens if place else "",
        following=every[place + 1].opens if place + 1 < len(every) else "",
        close=close,
    )


def _done(stage: Stage, *, is_late: bool) -> Done:
    if stage is not Stage.SEALED:
        return Done.NOT_YET
    return Done.LATE if is_late else Done.IN_TIME


def _progress(review: DossierReview) -> str:
    done = sum(part.state is not ComponentState.MISSING for part in review.components)
    missing = sum(item.severity is Severity.ERROR for item in review.findings)
    return f"{done}/{len(COMPONENTS)} thành phần đủ" + (f" · thiếu {missing} mục" if missing else "")


def _next_step(review: DossierReview) -> str:
    stage = review.progress.stage
    if not review.is_complete:
        return "Hồ sơ chưa lập được vì còn thiếu; xem mục Cần làm để biết thiếu gì, của ai, hạn ngày nào."
    waiting = sum(len(document.unsigned_by) for document in review.documents)
    return {
        Stage.OPEN: "Số liệu đã đủ; bước tiếp theo là lập các văn bản.",
        Stage.ASSEMBLED: f"Văn bản đã lập; còn chờ {waiting} chữ ký.",
        Stage.SIGNED: "Mọi văn bản đã ký; bước tiếp theo là niêm phong.",
        Stage.SEALED: "Hồ sơ đã niêm phong; mọi thay đổi sau này là một phiên bản mới.",
    }[stage]


def _version(review: DossierReview, item: RecordVersion) -> VersionLine:
    return VersionLine(
        label=f"Phiên bản {item.number}",
        href=record_address(review.facts.quarter, review.facts.unit.code, item.number),
        about=f"{item.message} · {moment(item.made)} · {item.actor}",
    )
