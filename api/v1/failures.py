"""Errors as JSON: one table from the families of `archive.errors` to HTTP statuses, one shape for all of them."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Match

from archive.errors import ChangedMeanwhile, HosoError
from archive.plain import error_document

# Exit code of the family → status. The exit codes are the families of design §13.
FAMILIES: Mapping[int, int] = {1: 500, 2: 400, 3: 409, 4: 404, 5: 500, 6: 503, 7: 422}
PRECONDITION_FAILED, NOT_FOUND, CRASHED, UNAVAILABLE = 412, 404, 500, 503
_NOT_ALLOWED = 405
RETRY_AFTER = "10"  # seconds
_CONDITIONAL = ("PATCH", "DELETE")  # they state in If-Match what they change


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """How a status answers that is no error of the program's own tree."""

    code: str
    message: str
    headers: Mapping[str, str] = field(default_factory=dict)


BEARER = {"WWW-Authenticate": 'Bearer realm="hoso"'}
REFUSALS: Mapping[int, Refusal] = {
    400: Refusal(code="usage", message="Yêu cầu không đọc được; hãy xem lại định dạng gửi lên."),
    401: Refusal(
        code="unauthorized",
        message="Hãy gửi khóa truy cập còn hạn ở phần đầu: Authorization: Bearer <khóa>.",
        headers=BEARER,
    ),
    403: Refusal(code="forbidden", message="Khóa truy cập này không được làm việc đó."),
    404: Refusal(code="not_found", message="Không thấy, hoặc không thuộc phạm vi của khóa truy cập này."),
    405: Refusal(code="method_not_allowed", message="Địa chỉ này không nhận phương thức ấy; xem phần đầu Allow."),
    413: Refusal(code="too_large", message="Dữ liệu gửi lên quá lớn."),
    416: Refusal(code="no_such_part", message="Tệp không có phần ấy; xem cỡ của tệp ở phần đầu Content-Range."),
    422: Refusal(code="invalid_request", message="Yêu cầu chưa đúng dạng; detail.problems nêu từng chỗ."),
    428: Refusal(
        code="precondition_required",
        message="Hãy gửi If-Match với ETag của dòng đã đọc, để không ghi đè lên thay đổi của người khác.",
    ),
    429: Refusal(code="too_many", message="Quá nhiều yêu cầu trong một phút; hãy đợi rồi gửi lại."),
    500: Refusal(code="error", message="Có lỗi trong phần mềm; dữ liệu không bị thay đổi. Hãy báo người quản trị."),
}


class Refused(Exception):  # noqa: N818 - it says what is so
    """The request is turned away for itself, before anything is done."""

    def __init__(self, status: int, *, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(status)
        self.status = status
        self.headers = dict(headers or {})


def answer_failures(app: FastAPI) -> None:
    """Let every error of this application answer as JSON."""
    app.add_exception_handler(HosoError, _known)
    app.add_exception_handler(Refused, _refused)
    app.add_exception_handler(HTTPException, partial(_framework, app))
    app.add_exception_handler(RequestValidationError, _misread)
    app.add_exception_handler(Exception, _crash)


def refuse(status: int, *, headers: Mapping[str, str] | None = None, **detail: object) -> Response:
    """The answer with that status."""
    said = REFUSALS.get(status, REFUSALS[400])
    body = {"error": {"code": said.code, "message": said.message, "detail": detail}}
    return _json(status, body, {**said.headers, **(headers or {})})


def _json(status: int, body: object, headers: Mapping[str, str]) -> Response:
    content = json.dumps(body, ensure_ascii=False, default=str).encode(errors="replace")
    return Response(content, status, dict(headers), "application/json")


def _known(request: Request, error: Exception) -> Response:
    """An error of the program's own tree: what may not be seen and what does not exist are the same, to the letter."""
    if not isinstance(error, HosoError):
        return refuse(CRASHED)
    status = FAMILIES[error.exit_code]
    if status == NOT_FOUND:
        return refuse(NOT_FOUND)
    if isinstance(error, ChangedMeanwhile) and request.method in _CONDITIONAL:
        status = PRECONDITION_FAILED
    headers = {"Retry-After": RETRY_AFTER} if status == UNAVAILABLE else {}
    return _json(status, error_document(error), headers)


def _refused(request: Request, error: Exception) -> Response:
    del request
    return refuse(getattr(error, "status", CRASHED), headers=getattr(error, "headers", None))


def _framework(app: FastAPI, request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else CRASHED
    headers = (error.headers if isinstance(error, HTTPException) else None) or {}
    if status == _NOT_ALLOWED:
        headers = {"Allow": ", ".join(sorted(_methods(app, request)))}
    return refuse(status if status in REFUSALS else 400, headers=headers)


def _methods(app: FastAPI, request: Request) -> Iterator[str]:
    """What the address takes: the framework would name only those of the first route that it finds there."""
    for route in app.state.stated:
        if route.matches(request.scope)[0] is not Match.NONE:
            yield from route.methods


def _misread(request: Request, error: Exception) -> Response:
    """Names each place and what is wrong there in a word of Pydantic's; never what was sent."""
    del request
    found = error.errors() if isinstance(error, RequestValidationError) else ()
    problems = [{"where": ".".join(str(step) for step in item["loc"]), "problem": item["type"]} for item in found]
    return refuse(422, problems=problems)


def _crash(request: Request, error: Exception) -> Response:
    del request, error
    return refuse(CRASHED)
