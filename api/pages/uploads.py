"""Minh chứng: a file or a named paper is given for a task by a plain form, and taken away again."""

import shutil
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from starlette.datastructures import FormData, UploadFile
from starlette.responses import Response

from api.access import stating
from api.drawer import Drawer
from api.pages.addresses import task_address
from api.pages.row_forms import Posted, store
from api.pages.task_drawing import draw_row, draw_task, is_piece
from api.pages.undoing import Former, remember
from api.pages.unit_tasks import UnitTasks, unit_tasks
from api.pages.views.dropped import dropped
from api.pages.views.entries import Refusal
from api.pages.views.one_task import PAPER, PAPER_FIELDS, plain_megabytes
from api.pages.views.proofs import received_words
from api.web import Web
from archive.domain.editing import EVIDENCE_SHEET
from archive.domain.evidence import Evidence
from archive.domain.plan import Task
from archive.domain.rights import Action
from archive.errors import BadEvidence, BadForm, HosoError, RuleBroken, Unavailable
from archive.ports.forms import NEW, FieldProblem
from archive.workflow.amend import RowEdit
from archive.workflow.attach import Attachment, attach

_KIND = "gui-thang"
_MOST_DROPPED = 100  # files asked about at once
_ROOM_FOR_THE_REST = 1  # megabytes of a form beside its file
_UNPROCESSABLE, _CONFLICT, _UNAVAILABLE = 422, 409, 503
_NOTHING = "Chưa chọn tệp và chưa ghi số ký hiệu hoặc trích yếu; hãy chọn tệp, hoặc ghi văn bản làm minh chứng."


async def _sent(request: Request) -> FormData:
    """The form with its files; read only once the door has let the sender in."""
    return await request.form()


Sent = Annotated[FormData, Depends(_sent)]


def upload_pages(web: Web) -> APIRouter:
    """Giving evidence and taking it away."""
    router, parts = APIRouter(), web.parts
    megabytes = plain_megabytes(parts.scratch.megabytes) + _ROOM_FOR_THE_REST

    @router.post("/nhiem-vu/{quy}/{unit}/{task}/minh-chung", **stating(Action.REPORT, megabytes=megabytes))
    def give(request: Request, quy: str, unit: str, task: str, sent: Sent) -> Response:
        desk = unit_tasks(web, request, quy, unit)
        found = desk.task(task)
        desk.require_attach(found)
        typed = {name: text for name in PAPER_FIELDS if isinstance(text := sent.get(name, ""), str)}
        file = sent.get("tep")
        here = task_address(desk.whole.quarter, desk.whole.unit.code, found.code)
        if isinstance(file, UploadFile) and file.filename:
            taken = _taken(web, desk, found, file, typed)
            if isinstance(taken, Refusal):
                return draw_task(web, request, desk, found, typed=typed, refusal=taken)
            return web.back(request, to=here, flash=received_words(taken))
        refusal = _named(web, desk, found, typed)
        if refusal:
            return draw_task(web, request, desk, found, typed=typed, refusal=refusal)
        return web.back(request, to=here, flash="Đã ghi văn bản làm minh chứng.")

    @router.post("/nhiem-vu/{quy}/{unit}/{task}/bo-minh-chung", **stating(Action.REPORT))
    def take_away(request: Request, quy: str, unit: str, task: str, posted: Posted) -> Response:
        desk = unit_tasks(web, request, quy, unit)
        found = desk.task(task)
        desk.require_attach(found)
        here = task_address(desk.whole.quarter, desk.whole.unit.code, found.code)
        item = _bearing(web, desk, found, posted.get("mark", ""))
        if item is None:
            return web.back(request, to=here, flash="Minh chứng này vừa được người khác sửa hoặc bỏ; hãy xem lại.")
        evidence, texts = item
        mark = posted.get("mark", "")
        refusal = store(web, desk.visitor, desk.whole, {PAPER: RowEdit(sheet=EVIDENCE_SHEET, mark=mark, texts=None)})
        if refusal:
            return web.back(request, to=here, flash=refusal.sentence)
        former = Former(sheet=EVIDENCE_SHEET, about=found.code, texts=texts, mark=NEW, file=evidence.file)
        undo = remember(web, desk.visitor, desk.whole, former)
        if is_piece(request):
            again = unit_tasks(web, request, quy, unit)
            return draw_row(web, again, again.task(task), undo=undo)
        return web.back(request, to=task_address(desk.whole.quarter, desk.whole.unit.code, found.code, lui=undo))

    @router.post("/tha-tep/{quy}/{unit}", **stating(Action.REPORT))
    def ask_where(request: Request, quy: str, unit: str, sent: Sent) -> Response:
        desk = unit_tasks(web, request, quy, unit)
        names = [name for name in sent.getlist("ten") if isinstance(name, str)][:_MOST_DROPPED]
        view = dropped(desk.found.facts, names, desk.takes_files)
        return web.fragment("_dropped.html", view=view, visitor=desk.visitor)

    return router


def refusal_of(error: HosoError) -> Refusal:
    """Why a file or what was said of it was not taken, for the form it came from."""
    status = _UNPROCESSABLE
    if isinstance(error, RuleBroken):
        status = _CONFLICT
    elif isinstance(error, Unavailable):
        status = _UNAVAILABLE
    problems = [item for item in getattr(error, "problems", ()) if isinstance(item, FieldProblem)]
    return Refusal(status=status, sentence=error.sentence, problems={PAPER: problems} if problems else {})


def _taken(web: Web, desk: UnitTasks, task: Task, file: UploadFile, texts: Mapping[str, str]) -> Evidence | Refusal:
    """The file as evidence; it lies in a folder of its own until it is stored."""
    with TemporaryDirectory(dir=Drawer(web.parts, _KIND, desk.visitor).open()) as aside:
        path = Path(aside) / "tep"
        with path.open("wb") as target:
            shutil.copyfileobj(file.file, target)
        given = Attachment(path=path, name=file.filename or "", texts=texts)
        try:
            return attach(web.acting(desk.visitor), desk.whole.unit.code, desk.whole.quarter, task.code, given)
        except (BadEvidence, BadForm, RuleBroken, Unavailable) as refused:
            return refusal_of(refused)


def _named(web: Web, desk: UnitTasks, task: Task, texts: Mapping[str, str]) -> Refusal | None:
    """A paper that is named and lies elsewhere."""
    if not (texts.get("number", "").strip() or texts.get("summary", "").strip()):
        return Refusal(status=_UNPROCESSABLE, sentence=_NOTHING)
    edit = RowEdit(sheet=EVIDENCE_SHEET, mark=NEW, texts={**texts, "task": task.code})
    return store(web, desk.visitor, desk.whole, {PAPER: edit})


def _bearing(web: Web, desk: UnitTasks, task: Task, mark: str) -> tuple[Evidence, Mapping[str, str]] | None:
    """The task's piece of evidence that bears the mark, with its texts."""
    rows = web.parts.forms.rows(desk.whole, EVIDENCE_SHEET)
    for evidence, row in zip(desk.whole.evidence, rows, strict=True):
        if row.mark == mark and evidence.task == task.code:
            return evidence, row.texts
    return None
