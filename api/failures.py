"""Errors as pages: one table from the families of `archive.errors` to HTTP statuses and the words people read."""

from dataclasses import dataclass, replace
from urllib.parse import quote

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from api.access import NotSignedIn, Refused
from api.access.door import PasswordDue
from api.access.forgery import SAFE_METHODS, OldToken
from api.access.unsent import Unsent, page_of, unsent_of
from api.pages.views.failure import failure_page
from api.pages.views.sign_in import interrupted_page
from api.security import HEADERS
from api.web import Web
from archive.errors import HosoError


@dataclass(frozen=True, slots=True)
class Failure:
    """How a family of errors answers: status, heading, and a sentence where the error's own is not for pages."""

    status: int
    title: str
    sentence: str = ""


# Exit code of the family → answer. The exit codes are the families of design §13.
FAMILIES: dict[int, Failure] = {
    1: Failure(500, "Có lỗi trong phần mềm"),
    2: Failure(400, "Yêu cầu chưa đúng"),
    3: Failure(409, "Quy định chưa cho phép"),
    4: Failure(
        404,
        "Không thấy trang này",
        "Trang, hồ sơ hoặc tệp này không có ở đây. Hãy mở lại từ trang Tổng quan hoặc Tra cứu.",
    ),
    5: Failure(500, "Dữ liệu không còn nguyên vẹn"),
    6: Failure(503, "Tạm thời chưa phục vụ được"),
    7: Failure(422, "Tệp không dùng được"),
}

# What the web framework, or the door itself, refuses.
STATUSES: dict[int, Failure] = {
    403: Failure(
        403,
        "Không có quyền",
        "Tài khoản này không có quyền làm việc đó. Nếu cần, hãy nhờ người quản trị cấp thêm quyền.",
    ),
    404: FAMILIES[4],
    405: Failure(405, "Trang này chỉ để xem", "Trang này không nhận dữ liệu gửi lên. Hãy mở lại từ trang Tổng quan."),
    413: Failure(413, "Dữ liệu quá lớn", "Dữ liệu gửi lên quá lớn; hãy gửi ít hơn mỗi lần."),
    422: Failure(400, "Yêu cầu chưa đúng", "Địa chỉ trang có phần không đọc được. Hãy mở lại từ trang Tổng quan."),
    429: Failure(429, "Quá nhiều lần trong một phút", "Hãy đợi một phút rồi làm lại."),
    500: Failure(
        500,
        "Có lỗi trong phần mềm",
        "Trang này chưa hiện được do lỗi trong phần mềm; dữ liệu không bị thay đổi. Hãy báo người quản trị.",
    ),
}
FORGED = Failure(
    403,
    "Chưa nhận được dữ liệu gửi lên",
    "Trang gửi lên đã cũ hoặc không phải của hệ thống này; chưa có gì thay đổi. Hãy mở lại trang rồi làm lại.",
)
OLD_PAGE = replace(FORGED, sentence="Trang này được mở từ một phiên làm việc đã kết thúc.")
_SEE_OTHER, _NOT_SIGNED_IN = 303, 401
_NOT_NOW, _TOO_OFTEN = 503, 429  # the same form may be taken later


def answer_failures(app: FastAPI, web: Web) -> None:
    """Let every error of this application answer with a page."""

    def page(request: Request, failure: Failure, sentence: str, form: Unsent | None = None) -> Response:
        view = failure_page(status=failure.status, title=failure.title, sentence=sentence, form=form)
        # The page for a crash is sent from outside the guard, so it brings the headers itself. What failed may be the
        # database, so nobody new is recognised here.
        visitor = getattr(request.state, "visitor", None)
        return web.page(request, "failure.html", view=view, visitor=visitor, status=failure.status, headers=HEADERS)

    async def known(request: Request, error: Exception) -> Response:
        failure = FAMILIES[error.exit_code if isinstance(error, HosoError) else 1]
        form = await unsent_of(request) if failure.status == _NOT_NOW else None
        return await run_in_threadpool(page, request, failure, failure.sentence or str(error), form)

    def refused(request: Request, error: Exception) -> Response:
        failure = STATUSES[getattr(error, "status", 404)]
        return page(request, failure, failure.sentence)

    async def framework(request: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else 422
        failure = FORGED if status == FORGED.status else STATUSES.get(status) or replace(STATUSES[422], status=status)
        form = await unsent_of(request) if isinstance(error, OldToken) or status == _TOO_OFTEN else None
        if form and failure is FORGED:
            failure = OLD_PAGE
        answer = await run_in_threadpool(page, request, failure, failure.sentence, form)
        answer.headers.update(getattr(error, "headers", None) or {})
        return answer

    def crash(request: Request, _: Exception) -> Response:
        return page(request, STATUSES[500], STATUSES[500].sentence)

    async def unknown(request: Request, _: Exception) -> Response:
        """Reading leads to the sign-in page; sending is answered with it, and what was sent waits there."""
        if request.method == "GET" or request.headers.get("hx-request"):
            return _to_sign_in(request)
        if request.method in SAFE_METHODS:  # asked by a program in a page, which takes no other page for an answer
            return Response(status_code=_NOT_SIGNED_IN)
        kept = await unsent_of(request)
        unsent = kept.packed() if kept else ""
        view = interrupted_page(next_page=page_of(request), unsent=unsent, trial=web.parts.entry.trial)
        return await run_in_threadpool(web.page, request, "sign_in.html", view=view, status=_NOT_SIGNED_IN)

    app.add_exception_handler(HosoError, known)
    app.add_exception_handler(Refused, refused)
    app.add_exception_handler(NotSignedIn, unknown)
    app.add_exception_handler(PasswordDue, _to_password)
    app.add_exception_handler(HTTPException, framework)
    app.add_exception_handler(RequestValidationError, framework)
    app.add_exception_handler(Exception, crash)


def _to_sign_in(request: Request) -> Response:
    """Lead to the sign-in page, which leads back to what was asked."""
    wanted = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    leads_back = wanted != "/" and not request.headers.get("hx-request")
    return _lead(request, "/vao" + (f"?next={quote(wanted, safe='/')}" if leads_back else ""))


def _to_password(request: Request, _: Exception) -> Response:
    return _lead(request, "/tai-khoan/mat-khau")


def _lead(request: Request, to: str) -> Response:
    """Lead the browser there; htmx, which would put the page into a piece of another, is told to go as a whole."""
    if request.headers.get("hx-request"):
        return Response(status_code=_NOT_SIGNED_IN, headers={"HX-Redirect": to})
    return RedirectResponse(to, _SEE_OTHER)
