"""What every operation says of itself: who may ask, how much and how often, and every answer it can give.

The door goes by the same words that programs read in the OpenAPI document.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from starlette.responses import Response
from starlette.routing import BaseRoute

from api.v1.failures import REFUSALS
from api.v1.schemas.errors import ErrorDocument
from archive.domain.rights import Action

_ACTIONS, _PER_MINUTE, _MEGABYTES = "x-hoso-actions", "x-hoso-per-minute", "x-hoso-megabytes"
_TAG = {"ETag": {"description": "Names this state of it.", "schema": {"type": "string"}}}
_PLACE = {"Location": {"description": "Where it is.", "schema": {"type": "string"}}}
_SIZE = {"Content-Range": {"description": "How many bytes there are: `bytes */10271`.", "schema": {"type": "string"}}}
_LATER = {"Retry-After": {"description": "Seconds to wait.", "schema": {"type": "string"}}}
_ASK = {"WWW-Authenticate": {"description": "Bearer.", "schema": {"type": "string"}}}
_KNOWN = {
    "name": "If-None-Match",
    "in": "header",
    "required": False,
    "description": "The ETag one has: answered with 304 while it is still so.",
    "schema": {"type": "string"},
}
_NOTHING, _PART, _NOT_MODIFIED = 204, 206, 304
_GOOD = {200: "Here it is.", 201: "Stored.", 202: "Asked for; it is done in the background."}
_ALWAYS = (401, 403, 413, 429, 500, 503)
_SAID = {
    400: "Not readable, or a word that is not understood.",
    401: "No live token.",
    403: "The token may do no such thing anywhere, or may see this but not change it.",
    404: "Not there, or not for this token: both look the same.",
    409: "A rule of the guidance forbids it, or it is not its turn.",
    412: "Somebody changed it meanwhile: read it again. Nothing was stored.",
    413: "More was sent than is taken.",
    416: "The file has no such part.",
    422: "Not in the form that is asked for; `detail.problems` names each place. Nothing was stored.",
    428: "If-Match is missing.",
    429: "Too often in a minute.",
    500: "A fault of the program or of stored bytes; nothing was changed.",
    503: "Not now; the same request may work later.",
}
_CODES: Mapping[int, tuple[str, ...]] = {
    400: ("usage",),
    409: ("rule_broken", "dossier_incomplete", "wrong_order", "changed_meanwhile"),
    412: ("changed_meanwhile",),
    422: ("invalid_request", "bad_form", "bad_workbook", "bad_evidence", "bad_input"),
    500: ("error", "integrity", "digest_mismatch", "signature_invalid", "record_damaged"),
    503: ("unavailable", "conversion_failed", "storage_full"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """Whom an operation is for: a token with all of `actions`; without any, every live token."""

    actions: tuple[Action, ...]
    per_minute: int | None
    megabytes: int


def stating(
    *actions: Action,
    gives: type | None = None,
    file: str = "",
    status: int = 200,
    also: Collection[int] = (),
    place: bool = False,
    per_minute: int | None = None,
    megabytes: int = 1,
) -> dict[str, Any]:
    """The keyword arguments of a route decorator that make it say so.

    `gives` is the message it answers with, `file` the media type of the bytes it hands out instead, `also` every
    status beside that one and those that all operations have; with `place` the answer says where the thing is.
    """
    extra: dict[str, Any] = {_ACTIONS: [str(action) for action in actions], _MEGABYTES: megabytes}
    if per_minute:
        extra[_PER_MINUTE] = per_minute
    if _NOT_MODIFIED in also:
        extra["parameters"] = [_KNOWN]
    good = _good(status, file=file, place=place)
    answers: dict[int | str, dict[str, Any]] = {status: good}
    answers |= {number: _refusal(number) for number in sorted({*_ALWAYS, *also} & set(_SAID))}
    if _NOT_MODIFIED in also:
        answers[_NOT_MODIFIED] = {"description": "Not changed since the ETag in If-None-Match.", "headers": _TAG}
    if _PART in also:
        answers[_PART] = {**good, "description": "The part that Range asked for."}
    said = {"status_code": status, "response_model": gives, "responses": answers, "openapi_extra": extra}
    return said | ({"response_class": Response} if file else {})  # else it would be told as JSON as well


def statement_of(route: BaseRoute | None) -> Statement | None:
    """What the operation says; None when it says nothing."""
    said = getattr(route, "openapi_extra", None) or {}
    if _ACTIONS not in said:
        return None
    return Statement(
        actions=tuple(Action(word) for word in said[_ACTIONS]),
        per_minute=said.get(_PER_MINUTE),
        megabytes=said[_MEGABYTES],
    )


def _good(status: int, *, file: str, place: bool) -> dict[str, Any]:
    if status == _NOTHING:
        return {"description": "Done."}
    good = {"description": _GOOD[status], "headers": {**_TAG, **_PLACE} if place else _TAG}
    return good | ({"content": {file: {"schema": {"type": "string", "format": "binary"}}}} if file else {})


def _refusal(status: int) -> dict[str, Any]:
    codes = _CODES.get(status) or (REFUSALS[status].code if status in REFUSALS else "error",)
    examples = {code: {"value": _example(status, code)} for code in codes}
    headers = {401: _ASK, 416: _SIZE, 429: _LATER, 503: _LATER}.get(status)
    answer = {
        "model": ErrorDocument,
        "description": _SAID[status],
        "content": {"application/json": {"examples": examples}},
    }
    return answer | ({"headers": headers} if headers else {})


def _example(status: int, code: str) -> dict[str, Any]:
    said = REFUSALS.get(status)
    message = said.message if said and said.code == code else "Nói rõ điều chưa đúng và việc cần làm."
    return {"error": {"code": code, "message": message, "detail": {}}}
