"""Minh chứng sent piece by piece (tus): /tai-len takes the pieces, and when the last has come the file is evidence.

Each account has a folder of its own there, so nobody reaches what another sends; what is half-way after two days goes.
"""

from collections.abc import Callable, Coroutine, Mapping
from pathlib import Path
from typing import Any

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response
from tuspyserver import create_tus_router

from api.access import Refused, stating
from api.arrivals import Arrival, arriving
from api.drawer import Drawer, sweep
from api.pages.unit_tasks import UnitTasks, unit_tasks
from api.pages.views.one_task import PAPER_FIELDS
from api.pages.views.proofs import received_words
from api.web import Web
from archive.domain.document import DocumentKind
from archive.domain.dossier.papers import secret_paper
from archive.domain.editing import EVIDENCE_SHEET
from archive.domain.plan import Task
from archive.domain.rights import Action
from archive.errors import BadInput, NotFound, RuleBroken, Unavailable
from archive.ports.forms import NEW
from archive.workflow.attach import Attachment, attach

BELOW = "/tai-len/"
_KIND = "tai-len"
_DAYS = 2  # that a file half-way is kept
_MEGABYTE = 1024**2
_MOST_AT_ONCE = 50  # files of one account on their way
_MOST_TIMES = 4  # of the largest file, for all of them together
_TOO_LARGE, _BAD = 413, 400

_Words = Mapping[str, str]
_BeforeFirst = Callable[[_Words, Mapping[str, Any]], Coroutine[Any, Any, None]]
_AfterLast = Callable[[str, _Words], Coroutine[Any, Any, None]]


def resumable_pages(web: Web) -> APIRouter:
    """Uploads that go on where they were cut."""
    scratch = web.parts.scratch
    router: APIRouter = create_tus_router(
        prefix=BELOW,
        files_dir=str(scratch.folder / _KIND),
        max_size=scratch.megabytes * _MEGABYTE,
        days_to_keep=_DAYS,
        file_dep=_own_folder(web),  # type: ignore[arg-type]  # the library says None where it takes a dict
        pre_create_dep=_before_first(web),  # type: ignore[arg-type]  # the library awaits what it says returns None
        upload_complete_dep=_after_last(web),  # type: ignore[arg-type]  # same
    )
    for route in router.routes:  # the library's own: what they are for is said here
        vars(route).update(stating(Action.REPORT, megabytes=_taken_by(route, scratch.megabytes)))

    @router.get("/{name}/ket-qua", **stating(Action.REPORT))
    def tell(request: Request, name: str) -> Response:
        return JSONResponse(dict(Arrival(_drawer(web, request).place(name)).said))

    @router.post("/{name}/lam-lai", **stating(Action.REPORT))
    def attach_again(request: Request, name: str) -> Response:
        arrival = Arrival(_drawer(web, request).place(name))
        _complete(web, request, arrival)
        return JSONResponse(dict(arrival.said))

    return router


# What the library asks at each request. Plain functions: it copies its options deeply each time, and would copy the
# whole system along with an object that holds it.


def _own_folder(web: Web) -> Callable[[Request], Callable[[_Words], dict[str, str]]]:
    """The sender's own folder; before more is written the bytes there end where the library thinks they do."""

    def own_folder(request: Request) -> Callable[[_Words], dict[str, str]]:
        drawer = _drawer(web, request)
        folder = str(drawer.open())
        if name := request.path_params.get("uuid"):
            arrival = Arrival(drawer.place(name))
            if request.method == "PATCH":  # the only one that writes; who asks how far it is must not disturb it
                arrival.align()
        return lambda _: {"files_dir": folder}

    return own_folder


def _before_first(web: Web) -> Callable[[Request], _BeforeFirst]:
    """What is asked before a file is begun."""

    def before_first(request: Request) -> _BeforeFirst:
        async def check(said: _Words, told: Mapping[str, Any]) -> None:
            await run_in_threadpool(_require_welcome, web, request, said, told["size"])

        return check

    return before_first


def _after_last(web: Web) -> Callable[[Request], _AfterLast]:
    """What is done when all of a file has come."""

    def after_last(request: Request) -> _AfterLast:
        async def complete(path: str, said: _Words) -> None:
            del said  # the library's words of it lie beside it
            await run_in_threadpool(_complete, web, request, Arrival(Path(path)))

        return complete

    return after_last


def _taken_by(route: object, megabytes: int) -> int:
    """Only the route for pieces takes much at once; to begin a file is to say what it is."""
    return megabytes + 1 if "PATCH" in getattr(route, "methods", ()) else 1


def _drawer(web: Web, request: Request) -> Drawer:
    return Drawer(web.parts, _KIND, web.access.visitor(request))


def _require_welcome(web: Web, request: Request, said: _Words, size: int | None) -> None:
    """Refuse a file before its first byte where it could not be taken after its last.

    Raises:
        HTTPException: it is not sent in the one way that is offered, or too large, or too many are on their way.
        NotFound: no such task.
        Refused: the task is not for them.
        RuleBroken: the unit's evidence is secret.
        BadForm: what is said of the paper cannot be stored.
    """
    if (
        size is None
        or size <= 0
        or "upload-concat" in request.headers
        or not (said.get("filename") and said.get("filetype"))
    ):
        raise HTTPException(_BAD)
    most = web.parts.scratch.megabytes * _MEGABYTE
    sweep(web.parts, _KIND, older_than=_DAYS * 24 * 3600)
    sizes = [int(item.get("size") or 0) for item in arriving(_drawer(web, request).open())]
    if size > most or len(sizes) >= _MOST_AT_ONCE or sum(sizes) + size > _MOST_TIMES * most:
        raise HTTPException(_TOO_LARGE)
    desk, task = _task(web, request, said)
    if secret_paper(desk.whole, DocumentKind.EVIDENCE_LIST):
        raise RuleBroken(
            f"Danh mục minh chứng của {desk.whole.unit.name} là văn bản mật: không tải tệp lên, chỉ giữ bản giấy."
        )
    web.parts.forms.edited(desk.whole, EVIDENCE_SHEET, mark=NEW, texts={**_texts(said), "task": task.code})


def _complete(web: Web, request: Request, arrival: Arrival) -> None:
    """Make the file evidence, once, and write down what came of it; without the virus scanner it waits."""
    if arrival.said.get("is_over"):
        return
    if not arrival.is_whole:
        arrival.throw_away()
        raise NotFound("Tệp gửi lên chưa đủ; hãy gửi lại tệp.")
    said = arrival.metadata
    try:
        desk, task = _task(web, request, said)
        given = Attachment(path=arrival.path, name=said["filename"], texts=_texts(said))
        taken = attach(web.acting(desk.visitor), desk.whole.unit.code, desk.whole.quarter, task.code, given)
    except Unavailable as busy:
        arrival.say({"is_over": False, "is_taken": False, "sentence": busy.sentence}, is_over=False)
    except (BadInput, RuleBroken, NotFound) as refused:
        arrival.say({"is_over": True, "is_taken": False, "sentence": refused.sentence}, is_over=True)
    except Refused:
        sentence = "Tài khoản này không còn quyền gửi minh chứng cho nhiệm vụ ấy."
        arrival.say({"is_over": True, "is_taken": False, "sentence": sentence}, is_over=True)
    else:
        arrival.say({"is_over": True, "is_taken": True, "sentence": received_words(taken)}, is_over=True)


def _task(web: Web, request: Request, said: _Words) -> tuple[UnitTasks, Task]:
    desk = unit_tasks(web, request, said.get("quy", ""), said.get("don-vi", ""))
    task = desk.task(said.get("nhiem-vu", ""))
    desk.require_attach(task)
    return desk, task


def _texts(said: _Words) -> _Words:
    return {name: said.get(name, "") for name in PAPER_FIELDS}
