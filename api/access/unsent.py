"""A form that came after its session had ended: it waits in the sign-in page, so that what was typed is not lost."""

import json
from dataclasses import dataclass
from urllib.parse import urlsplit

from starlette.exceptions import HTTPException
from starlette.requests import Request

from api.access.forgery import FIELD
from api.access.local import is_local_path

_FORM = "application/x-www-form-urlencoded"  # files do not wait: a browser gives them once
_SECRET = frozenset({"password", "old", "new", "again", "code"})  # never drawn back into a page
_LONGEST = 200_000  # characters; leaves room in what the sign-in form may send
_PARTS = 3


@dataclass(frozen=True, slots=True)
class Unsent:
    """Where the form was going, on which page it stood (empty when nobody says), and what is in it."""

    address: str
    page: str
    fields: tuple[tuple[str, str], ...]

    def packed(self) -> str:
        """All of it as the text of one hidden field."""
        return json.dumps([self.address, self.page, self.fields], ensure_ascii=False)


def page_of(request: Request) -> str:
    """The path of the page on which the request was made, empty when no browser says."""
    parts = urlsplit(request.headers.get("referer", ""))
    path = parts.path + (f"?{parts.query}" if parts.query else "")
    return path if is_local_path(path) and not path.startswith("/vao") else ""


async def unsent_of(request: Request) -> Unsent | None:
    """What the request was to send, without the token of the ended session; None when there is nothing to keep."""
    if not request.headers.get("content-type", "").startswith(_FORM) or not is_local_path(request.url.path):
        return None
    try:
        form = await request.form()
    except HTTPException:  # more fields than a form of ours has
        return None
    fields = tuple((name, text) for name, text in form.multi_items() if name != FIELD and isinstance(text, str))
    if not fields or any(name in _SECRET for name, _ in fields):
        return None
    found = Unsent(request.url.path, page_of(request), fields)
    return found if len(found.packed()) <= _LONGEST else None


def unpack(text: str) -> Unsent | None:
    """The form that a sign-in page was keeping; None when there is none, or it is not one of ours."""
    try:
        held = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if not (isinstance(held, list) and len(held) == _PARTS and isinstance(held[2], list)):
        return None
    address, page, pairs = held
    if not (isinstance(address, str) and is_local_path(address) and isinstance(page, str)):
        return None
    if not all(isinstance(pair, list) and [type(part) for part in pair] == [str, str] for pair in pairs):
        return None
    return Unsent(address, page if is_local_path(page) else "", tuple((name, value) for name, value in pairs))
