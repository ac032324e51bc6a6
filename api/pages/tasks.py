"""Nhiệm vụ: /nhiem-vu/{quarter}/{unit} is the table, /nhiem-vu/{quarter}/{unit}/{task} one task on its own page."""

from collections.abc import Mapping

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.access import stating
from api.pages.addresses import task_address
from api.pages.row_forms import Posted, changed_texts, edit_of, require_edit, store
from api.pages.task_drawing import draw_row, draw_task, is_piece
from api.pages.undoing import Former, remember, take_back
from api.pages.unit_tasks import UnitTasks, unit_tasks
from api.pages.views.task_list import RESULT_FIELDS, Editing, tasks_page
from api.web import Web
from archive.domain.editing import RESULTS_SHEET
from archive.domain.plan import Task
from archive.domain.rights import Action
from archive.errors import BadForm, NotFound, RuleBroken


def task_pages(web: Web) -> APIRouter:
    """The tasks of a unit and how they ended."""
    router, parts = APIRouter(), web.parts

    @router.get("/nhiem-vu/{quy}/{unit}", **stating(Action.READ))
    def show_all(request: Request, quy: str, unit: str, loc: str = "") -> Response:
        desk = unit_tasks(web, request, quy, unit)
        view = tasks_page(desk.found, desk.results(parts), only=loc, megabytes=parts.scratch.megabytes)
        return web.page(request, "tasks.html", view=view, visitor=desk.visitor)

    @router.get("/nhiem-vu/{quy}/{unit}/{task}", **stating(Action.READ))
    def show_one(request: Request, quy: str, unit: str, task: str) -> Response:
        desk, asked = unit_tasks(web, request, quy, unit), request.query_params
        found = desk.task(task)
        if is_piece(request):
            shown = "xem" in asked or not desk.may(found, RESULTS_SHEET, RESULT_FIELDS)
            return draw_row(web, desk, found, editing=None if shown else Editing(task=found.code))
        return draw_task(web, request, desk, found, undo=asked.get("lui", ""))

    @router.post("/nhiem-vu/{quy}/{unit}/{task}", **stating(Action.REPORT))
    def keep(request: Request, quy: str, unit: str, task: str, posted: Posted) -> Response:
        desk = unit_tasks(web, request, quy, unit)
        found = desk.task(task)
        require_edit(desk.visitor, desk.whose(found), RESULTS_SHEET, RESULT_FIELDS)
        return _keep(web, request, desk, found, posted)

    @router.post("/nhiem-vu/{quy}/{unit}/{task}/hoan-tac", **stating(Action.REPORT))
    def undo_change(request: Request, quy: str, unit: str, task: str, posted: Posted) -> Response:
        desk = unit_tasks(web, request, quy, unit)
        found = desk.task(task)
        desk.require_attach(found)
        said = "Đã hoàn tác."
        try:
            take_back(web, desk.visitor, desk.whole, posted.get("undo", ""), about=found.code)
        except (NotFound, RuleBroken, BadForm) as gone:
            said = f"Chưa hoàn tác được. {gone.sentence}"
        if is_piece(request):
            again = unit_tasks(web, request, quy, unit)
            return draw_row(web, again, again.task(task))
        return web.back(request, to=task_address(desk.whole.quarter, desk.whole.unit.code, found.code), flash=said)

    return router


def _keep(web: Web, request: Request, desk: UnitTasks, task: Task, posted: Mapping[str, str]) -> Response:
    parts, whole = web.parts, desk.whole
    row = desk.results(parts).rows.get(task.code)
    typed = {name: posted[name] for name in RESULT_FIELDS if name in posted}
    if not changed_texts(row, typed):
        if is_piece(request):
            return draw_row(web, desk, task)
        return web.back(
            request, to=task_address(whole.quarter, whole.unit.code, task.code), flash="Không có gì thay đổi."
        )
    edit = edit_of(RESULTS_SHEET, row, mark=posted.get("mark", ""), texts=typed, key={"task": task.code})
    refusal = store(web, desk.visitor, whole, {task.code: edit})
    again = unit_tasks(web, request, str(whole.quarter), whole.unit.code)
    if refusal:
        editing = Editing(task=task.code, typed=typed, refusal=refusal)
        if is_piece(request):
            return draw_row(web, again, task, editing=editing, status=refusal.status)
        return draw_task(web, request, again, task, editing=editing)
    now = again.results(parts).rows[task.code]
    former = Former(sheet=RESULTS_SHEET, about=task.code, texts=row.texts if row else None, mark=now.mark)
    undo = remember(web, desk.visitor, whole, former)
    if is_piece(request):
        return draw_row(web, again, again.task(task.code), undo=undo)
    return web.back(request, to=task_address(whole.quarter, whole.unit.code, task.code, lui=undo))
