"""Requests that another site made a browser send: told by where they come from, and by a token that only we gave."""

import hmac
from urllib.parse import urlsplit

from starlette.exceptions import HTTPException
from starlette.requests import Request

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
FIELD, HEADER = "csrf", "x-csrf"
_FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")
_MOST_FIELDS, _MOST_FILES = 2000, 200


class OldToken(HTTPException):
    """A page of ours sent it, with the token of a session that is over; or a program that knows none."""

    def __init__(self) -> None:
        super().__init__(403)


def refuse_other_sites(request: Request) -> None:
    """Let pass only what a page of ours sent; a browser says so in one header or the other.

    Raises:
        HTTPException: 403, it comes from elsewhere, or nobody says from where.
    """
    site = request.headers.get("sec-fetch-site")
    origin = request.headers.get("origin")
    if site is not None:
        own = site == "same-origin"
    else:
        own = origin is not None and urlsplit(origin).netloc.lower() == request.headers.get("host", "").lower()
    if not own:
        raise HTTPException(403)


async def refuse_without_token(request: Request, token: str) -> None:
    """Let pass only what carries the session's token, in the form's hidden field or in the header X-CSRF.

    Raises:
        OldToken: it does not.
    """
    given = request.headers.get(HEADER, "")
    if not given and request.headers.get("content-type", "").startswith(_FORMS):
        form = await request.form(max_fields=_MOST_FIELDS, max_files=_MOST_FILES)
        field = form.get(FIELD)
        given = field if isinstance(field, str) else ""
    if not hmac.compare_digest(given.encode(errors="replace"), token.encode()):
        raise OldToken
