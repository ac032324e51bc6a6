"""Draws one task: its own page, or its row of the table."""

from collections.abc import Mapping

from fastapi import Request
from starlette.responses import Response

from api.pages.unit_tasks import UnitTasks
from api.pages.views.entries import Refusal
from api.pages.views.one_task import Upload, task_page
from api.pages.views.task_list import Editing, TaskRows, task_row
from api.web import Web
from archive.domain.editing import EVIDENCE_SHEET
from archive.domain.plan import Task


def draw_task(
    web: Web,
    request: Request,
    desk: UnitTasks,
    task: Task,
    *,
    editing: Editing | None = None,
    typed: Mapping[str, str] | None = None,
    refusal: Refusal | None = None,
    undo: str = "",
) -> Response:
    """The page of one task; `typed` and `refusal` are of the form for a file."""
    parts = web.parts
    upload = Upload(
        form=parts.forms.form(EVIDENCE_SHEET),
        megabytes=parts.scratch.megabytes,
        typed=typed,
        refusal=refusal,
    )
    view = task_page(desk.found, task, desk.results(parts), upload, editing=editing, undo=undo)
    refused = refusal or (editing.refusal if editing else None)
    return web.page(request, "task.html", view=view, visitor=desk.visitor, status=refused.status if refused else 200)


def draw_row(
    web: Web, desk: UnitTasks, task: Task, *, editing: Editing | None = None, undo: str = "", status: int = 200
) -> Response:
    """One row of the table, for htmx."""
    row = task_row(desk.found, task, desk.results(web.parts), editing=editing, undo=undo)
    return web.fragment("_task_rows.html", view=TaskRows(rows=(row,)), visitor=desk.visitor, status=status)


def is_piece(request: Request) -> bool:
    """Whether htmx asks for a piece of the page."""
    return "hx-request" in request.headers
