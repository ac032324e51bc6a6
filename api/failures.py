"""Errors as pages: one table from the families of `archive.errors` to HTTP statuses and the words people read."""

from dataclasses import dataclass

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from api.pages.templating import Templates
from api.pages.views.failure import failure_page
from api.security import HEADERS
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

# What the web framework itself refuses.
STATUSES: dict[int, Failure] = {
    404: FAMILIES[4],
    405: Failure(405, "Trang này chỉ để xem", "Trang này không nhận dữ liệu gửi lên. Hãy mở lại từ trang Tổng quan."),
    422: Failure(400, "Yêu cầu chưa đúng", "Địa chỉ trang có phần không đọc được. Hãy mở lại từ trang Tổng quan."),
    500: Failure(
        500,
        "Có lỗi trong phần mềm",
        "Trang này chưa hiện được do lỗi trong phần mềm; dữ liệu không bị thay đổi. Hãy báo người quản trị.",
    ),
}


def answer_failures(app: FastAPI, templates: Templates) -> None:
    """Let every error of this application answer with a page."""

    def page(failure: Failure, sentence: str) -> HTMLResponse:
        view = failure_page(status=failure.status, title=failure.title, sentence=sentence)
        # The page for a crash is sent from outside the guard, so it brings the headers itself.
        return HTMLResponse(templates.render(view), status_code=failure.status, headers=HEADERS)

    def known(_: Request, error: Exception) -> Response:
        failure = FAMILIES[error.exit_code if isinstance(error, HosoError) else 1]
        return page(failure, failure.sentence or str(error))

    def framework(_: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else 422
        failure = STATUSES.get(status, STATUSES[422])
        answer = page(failure, failure.sentence)
        answer.headers.update(getattr(error, "headers", None) or {})
        return answer

    def crash(_: Request, __: Exception) -> Response:
        return page(STATUSES[500], STATUSES[500].sentence)

    app.add_exception_handler(HosoError, known)
    app.add_exception_handler(HTTPException, framework)
    app.add_exception_handler(RequestValidationError, framework)
    app.add_exception_handler(Exception, crash)
