"""How answers are made: JSON with an ETag of its own, nothing for who has it already, pages of long lists."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, TypeVar

from fastapi import Depends, Header, Query
from pydantic import BaseModel
from starlette.requests import Request
from starlette.responses import Response

from api.v1.failures import Refused

_TAG_LETTERS = 32
_TAGS = re.compile(r'(W/)?"([^"]*)"')
_NOT_MODIFIED, _REQUIRED = 304, 428

_MOST_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Piece:
    """Which piece of a list is asked for."""

    offset: Annotated[int, Query(ge=0, le=1_000_000, description="How many to pass over.")] = 0
    limit: Annotated[int, Query(ge=1, le=_MOST_AT_ONCE, description="How many to tell at most.")] = 50


Wanted = Annotated[Piece, Depends()]
IfMatch = Annotated[
    str | None,
    Header(description="The ETag of the row as it was read; without it 428.", examples=['"9d5f1c0a7b3e2468"']),
]
IdempotencyKey = Annotated[
    str | None,
    Header(
        min_length=1,
        max_length=64,
        pattern=r"^[A-Za-z0-9._~-]+$",
        description="A name of your own for this request: sent again with it, it is not done twice.",
        examples=["5f1c0a7d-9b3e-4c68-8a21-0d4e6b7f9a13"],
    ),
]
Message = TypeVar("Message", bound=BaseModel)


def answer(
    request: Request,
    message: BaseModel,
    *,
    status: int = 200,
    tag: str = "",
    headers: Mapping[str, str] | None = None,
) -> Response:
    """The message as JSON; 304 without it when the asker has it."""
    content = message.model_dump_json(by_alias=True).encode()
    own = tag or hashlib.sha256(content).hexdigest()[:_TAG_LETTERS]
    named = {"ETag": f'"{own}"', **(headers or {})}
    if request.method == "GET" and has_already(request, own):
        return Response(status_code=_NOT_MODIFIED, headers=named)
    return Response(content, status, named, "application/json")


def has_already(request: Request, tag: str) -> bool:
    """Whether the asker names this state in If-None-Match."""
    told = request.headers.get("if-none-match", "")
    return told.strip() == "*" or any(found == tag for _, found in _TAGS.findall(told))


def required_tags(if_match: str | None) -> frozenset[str]:
    """The states of which the asker wants to change one; `*` is none, for who has read nothing overwrites blindly.

    Raises:
        Refused: 428, none is named.
    """
    tags = _TAGS.findall(if_match or "")
    if not tags:
        raise Refused(_REQUIRED)
    return frozenset(tag for weak, tag in tags if not weak)


def piece(request: Request, items: Sequence[Any], wanted: Piece) -> dict[str, Any]:
    """The piece of a list that was asked for, as the fields of a `Page`."""
    shown = list(items[wanted.offset : wanted.offset + wanted.limit])
    return {**place(request, len(items), wanted), "items": shown}


def place(request: Request, total: int, wanted: Piece) -> dict[str, Any]:
    """Where a piece lies in its list, and where the list goes on."""
    following = wanted.offset + wanted.limit
    goes_on = address(request, offset=following, limit=wanted.limit) if following < total else None
    return {"total": total, "offset": wanted.offset, "limit": wanted.limit, "next": goes_on}


def address(request: Request, **changed: int) -> str:
    """The address asked for with other numbers in its query."""
    url = request.url.include_query_params(**changed)
    return f"{url.path}?{url.query}"
