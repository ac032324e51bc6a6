"""A Word file on its way to become a form: checked, looked at, then put into force or thrown away."""

import json
import shutil
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.datastructures import UploadFile
from starlette.responses import Response

from api.access import Visitor, stating
from api.drawer import Drawer, new_name, sweep
from api.pages.addresses import form_address, form_trial_address
from api.pages.forms_library import PRINTS_A_MINUTE, SYSTEMS, draw_form, form_of, hand_bytes
from api.pages.uploads import Sent
from api.pages.views.forms_library import Tried, form_title, form_trial_page
from api.web import Web
from archive.domain.document import DocumentKind
from archive.domain.people import IssuerSystem
from archive.domain.rights import Action
from archive.errors import BadInput, BadTemplate, NotFound, UsageError
from archive.workflow import templates as steps

_KEPT = "mau-van-ban"  # the kind of drawer
_WORD, _NOTE = "mau.docx", "ghi-chu.json"
_KEPT_FOR = 24 * 3600.0  # seconds
_MEGABYTES = 21  # one more than a form may have
_CHECKS_A_MINUTE = 10
_UNPROCESSABLE = 422

Text = Annotated[str, Form(max_length=2000)]


def form_trial_pages(web: Web) -> APIRouter:
    """Taking a file, showing what was found, putting it into force."""
    router, parts, runs = APIRouter(), web.parts, stating(Action.RUN_SYSTEM)

    @router.post(
        "/mau-van-ban/{kind}/{system}", **stating(Action.RUN_SYSTEM, megabytes=_MEGABYTES, per_minute=_CHECKS_A_MINUTE)
    )
    def take(request: Request, kind: str, system: str, sent: Sent) -> Response:
        visitor, file = web.access.allow(request, Action.RUN_SYSTEM), sent.get("tep")
        sweep(parts, _KEPT, older_than=_KEPT_FOR)
        if not isinstance(file, UploadFile) or not file.filename:
            return draw_form(
                web, request, kind, system, mistake="Chưa chọn tệp; hãy chọn tệp Word đã sửa rồi bấm Kiểm tra."
            )
        try:
            name = _keep(web, visitor, form_of(kind, system), file)
        except BadInput as wrong:
            return draw_form(web, request, kind, system, mistake=wrong.sentence)
        return web.back(request, to=form_trial_address(name))

    @router.get("/thu-mau/{name}", **runs)
    def show_trial(request: Request, name: str) -> Response:
        visitor = web.access.allow(request, Action.RUN_SYSTEM)
        view = form_trial_page(_tried(web, visitor, name))
        return web.page(request, "form_trial.html", view=view, visitor=visitor)

    @router.get("/thu-mau/{name}/xem-thu", **stating(Action.RUN_SYSTEM, per_minute=PRINTS_A_MINUTE))
    def print_trial(request: Request, name: str) -> Response:
        visitor = web.access.allow(request, Action.RUN_SYSTEM)
        tried = _tried(web, visitor, name)
        word = (_folder(web, visitor, name) / _WORD).read_bytes()
        pdf = steps.sample(parts, word, tried.kind, tried.system)
        return hand_bytes(request, f"{form_title(tried.kind, tried.system)}.pdf", pdf)

    @router.post("/thu-mau/{name}", **stating(Action.RUN_SYSTEM, per_minute=_CHECKS_A_MINUTE))
    def put_into_force(request: Request, name: str, ly_do: Text = "", chinh_thuc: Text = "") -> Response:
        visitor = web.access.allow(request, Action.RUN_SYSTEM)
        tried, official = _tried(web, visitor, name), bool(chinh_thuc)
        word = _folder(web, visitor, name) / _WORD
        try:
            ref = steps.add(web.acting(visitor), word, tried.kind, tried.system, reason=ly_do, official=official)
        except (UsageError, BadTemplate) as wrong:
            view = form_trial_page(tried, reason=ly_do, is_official=official, mistake=wrong.sentence)
            return web.page(request, "form_trial.html", view=view, visitor=visitor, status=_UNPROCESSABLE)
        Drawer(parts, _KEPT, visitor).throw_away(name)
        said = f"Đã đưa phiên bản {ref.version} vào dùng cho văn bản lập từ nay."
        return web.back(request, to=form_address(tried.kind, tried.system), flash=said)

    @router.post("/thu-mau/{name}/bo", **runs)
    def throw_away(request: Request, name: str) -> Response:
        visitor = web.access.allow(request, Action.RUN_SYSTEM)
        tried = _tried(web, visitor, name)
        Drawer(parts, _KEPT, visitor).throw_away(name)
        return web.back(request, to=form_address(tried.kind, tried.system), flash="Đã bỏ tệp vừa gửi; mẫu giữ nguyên.")

    return router


def _keep(web: Web, visitor: Visitor, form: tuple[DocumentKind, IssuerSystem], file: UploadFile) -> str:
    """Check the file and keep it with what was found, under a name that cannot be guessed.

    Raises:
        BadInput: it is far too large.
    """
    drawer, name = Drawer(web.parts, _KEPT, visitor), new_name()
    folder = drawer.open() / name
    folder.mkdir(mode=0o700)
    with (folder / _WORD).open("wb") as target:
        shutil.copyfileobj(file.file, target)
    try:
        report = steps.check(web.parts, folder / _WORD, *form)
    except BadInput as wrong:
        drawer.throw_away(name)
        raise BadInput(wrong.sentence.replace(str(folder / _WORD), f"'{file.filename}'")) from wrong
    noted = {
        "kind": form[0].value,
        "system": form[1].folder,
        "file": file.filename,
        "problems": [str(item) for item in report.problems],
        "notes": [str(item) for item in report.notes],
    }
    (folder / _NOTE).write_text(json.dumps(noted, ensure_ascii=False), encoding="utf-8")
    return name


def _folder(web: Web, visitor: Visitor, name: str) -> Path:
    return Drawer(web.parts, _KEPT, visitor).place(name)


def _tried(web: Web, visitor: Visitor, name: str) -> Tried:
    """What was found in the file of that name.

    Raises:
        NotFound: it is not there, or not any more.
    """
    try:
        noted = json.loads((_folder(web, visitor, name) / _NOTE).read_text(encoding="utf-8"))
    except (OSError, ValueError) as gone:
        raise NotFound("Tệp đã gửi lên không còn ở đây; hãy gửi lại.") from gone
    return Tried(
        id=name,
        kind=DocumentKind(noted["kind"]),
        system=SYSTEMS[noted["system"]],
        file=noted["file"],
        problems=tuple(noted["problems"]),
        notes=tuple(noted["notes"]),
    )
