"""One request at a time writes an upload: a newer one takes over from an older whose sender may be gone without a word.

The library that keeps uploads would wait for the older one inside the event loop, and nobody else would be served.
"""

import asyncio
from dataclasses import dataclass, field

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_PATIENCE = 10.0  # seconds for the older request to put down what it has
_LOCKED = PlainTextResponse("Tệp này đang được gửi ở một nơi khác.", status_code=423)
_OTHER_METHOD = PlainTextResponse("Cách gửi này không được nhận.", status_code=400)
_GONE: Message = {"type": "http.disconnect"}


@dataclass(frozen=True, slots=True)
class _Writing:
    """A request that writes: told to leave, and telling when it has gone."""

    leave: asyncio.Event = field(default_factory=asyncio.Event)
    gone: asyncio.Event = field(default_factory=asyncio.Event)

    def until_told(self, receive: Receive) -> Receive:
        """What comes, until it is told to leave: then as if the sender had gone."""

        async def receive_or_leave() -> Message:
            if self.leave.is_set():
                return _GONE
            coming, leaving = asyncio.ensure_future(receive()), asyncio.ensure_future(self.leave.wait())
            try:
                await asyncio.wait({coming, leaving}, return_when=asyncio.FIRST_COMPLETED)
                return coming.result() if coming.done() else _GONE
            finally:
                coming.cancel()
                leaving.cancel()

        return receive_or_leave


class OneWriter:
    """Lets one PATCH at a time through to each address below a path, and nothing that says it is another method."""

    def __init__(self, app: ASGIApp, below: str) -> None:
        self._app = app
        self._below = below
        self._at: dict[str, _Writing] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http" or not scope["path"].startswith(self._below):
            await self._app(scope, receive, send)
        elif "x-http-method-override" in Headers(scope=scope):
            await _OTHER_METHOD(scope, receive, send)
        elif scope["method"] == "PATCH":
            await self._write(scope["path"], scope, receive, send)
        else:
            await self._app(scope, receive, send)

    async def _write(self, at: str, scope: Scope, receive: Receive, send: Send) -> None:
        while (older := self._at.get(at)) is not None:
            older.leave.set()
            try:
                await asyncio.wait_for(older.gone.wait(), _PATIENCE)
            except TimeoutError:
                await _LOCKED(scope, receive, send)
                return
        writing = self._at[at] = _Writing()
        try:
            await self._app(scope, writing.until_told(receive), send)
        finally:
            del self._at[at]
            writing.gone.set()
