"""How much may be sent: refused by its stated length, or as soon as more has come."""

from collections.abc import Callable

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_MEGABYTE = 1024 * 1024
_TOO_MUCH = PlainTextResponse("Dữ liệu gửi lên quá lớn; hãy gửi ít hơn.", status_code=413)

Allowance = Callable[[Scope], int]
"""How many megabytes the route of a request takes."""
Refusal = Callable[[Scope], ASGIApp]
"""How who sends too much is answered."""


def in_words(scope: Scope) -> ASGIApp:
    """One sentence."""
    del scope
    return _TOO_MUCH


class BodyLimit:
    """Reads no more of a request than its route takes."""

    def __init__(self, app: ASGIApp, allowance: Allowance, refusal: Refusal = in_words) -> None:
        self._app = app
        self._allowance = allowance
        self._refusal = refusal

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        most = self._allowance(scope) * _MEGABYTE
        told = Headers(scope=scope).get("content-length", "0")
        if not told.isdecimal() or int(told) > most:
            await self._refusal(scope)(scope, receive, send)
            return
        came = 0

        async def receive_bounded() -> Message:
            nonlocal came
            message = await receive()
            came += len(message.get("body", b""))
            if came > most:
                raise HTTPException(413)
            return message

        await self._app(scope, receive_bounded, send)
