"""One task on a page of its own: what was to be done, the result to be filled in, and its evidence."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from api.pages.addresses import task_address, tasks_address
from api.pages.views.assessment import reopens
from api.pages.views.entries import Entry, Refusal, Refused, entries, wrongs
from api.pages.views.frame import TASKS, Frame, Page
from api.pages.views.scores import points
from api.pages.views.task_list import Editing, Results, TaskRow, refused_words, result_entries, task_row
from archive.domain.plan import AXES, Task
from archive.language import day
from archive.ports.forms import Form
from archive.workflow.review import DossierReview

PAPER_FIELDS = ("number", "issued", "summary")
PAPER = "van-ban"  # the key of the row that goes with a file
_PLAIN_MEGABYTES = 256
_HINTS = {"number": "Như 12/BC-SNV", "issued": "Như 25/6/2026", "summary": "Nội dung chính của văn bản"}


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskPage(Page):
    """The page; `form` and `paper` are empty for who may not fill them in."""

    template: ClassVar[str] = "task.html"
    back: str
    row: TaskRow
    told: tuple[tuple[str, str], ...]
    reopens: str
    form: Mapping[str, Entry]
    refused: Refused | None
    upload: str
    paper: Mapping[str, Entry]
    upload_refused: Refused | None
    most_megabytes: int
    plain_megabytes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """The form for a file: the sheet Minh chứng, what was typed, what was refused, and how large a file may be."""

    form: Form
    megabytes: int
    typed: Mapping[str, str] | None = None
    refusal: Refusal | None = None


def task_page(
    review: DossierReview,
    task: Task,
    results: Results,
    upload: Upload,
    *,
    editing: Editing | None = None,
    undo: str = "",
) -> TaskPage:
    """The page of one task."""
    facts = review.facts
    row = task_row(review, task, results, undo=undo)
    opened = editing or Editing(task=task.code)
    may_attach = results.may_attach(task)
    paper = paper_entries(upload) if may_attach else {}
    made = result_entries(task, results, opened) if row.may_edit else {}
    return TaskPage(
        title=row.name,
        sentence=f"Nhiệm vụ {task.code} · {row.lead} · {facts.unit.name}.",
        frame=Frame(quarter=facts.quarter, unit=facts.unit.code, place=TASKS),
        back=tasks_address(facts.quarter, facts.unit.code),
        row=row,
        told=tuple((label, text) for label, text in _told(task).items() if text),
        reopens=reopens(review.progress.stage) if row.may_edit or may_attach else "",
        form=made,
        refused=refused_words(opened, made),
        upload=f"{task_address(facts.quarter, facts.unit.code, task.code)}/minh-chung" if may_attach else "",
        paper=paper,
        upload_refused=(
            Refused(sentence=upload.refusal.sentence, wrongs=wrongs(paper.values())) if upload.refusal else None
        ),
        most_megabytes=upload.megabytes,
        plain_megabytes=plain_megabytes(upload.megabytes),
    )


def plain_megabytes(most: int) -> int:
    """How large a file may be that a plain form sends in one go; a larger one is sent piece by piece."""
    return min(_PLAIN_MEGABYTES, most)


def paper_entries(upload: Upload) -> Mapping[str, Entry]:
    """What is asked about the paper that a file is."""
    return entries(
        upload.form,
        None,
        PAPER_FIELDS,
        id_of="m",
        typed=upload.typed,
        problems=upload.refusal.problems.get(PAPER, ()) if upload.refusal else (),
        hints=_HINTS,
    )


def _told(task: Task) -> Mapping[str, str]:
    return {
        "Sản phẩm đầu ra": task.product,
        "Thời hạn": day(task.due) if task.due else "",
        "Chỉ tiêu": f"{points(task.target)} {task.measure}".strip() if task.target is not None else "",
        "Tỷ trọng": points(task.weight),
        "Trục kết quả": f"{task.axis}. {AXES[task.axis]}" if task.axis in AXES else "",
        "Văn bản giao": task.source_document,
        "Cấp giao": task.assigned_by,
        "Cơ quan chủ trì": task.lead_body,
        "Phối hợp": task.coordinators,
    }
