"""The door of `/api/v1`: a token in the Authorization header and nothing else; asked before a body is read."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from fastapi.routing import APIRoute
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from api.access.buckets import Buckets
from api.access.door import address_of
from api.security import LOCAL_NAMES, host_name
from api.v1.failures import BEARER, Refused
from api.v1.stating import Statement, statement_of
from archive.acting import ActingParts
from archive.domain.people import Management, PersonCode, UnitCode
from archive.domain.rights import Action, may_somewhere
from archive.domain.tokens import TokenHolder
from archive.errors import NotFound
from archive.ports import Parts
from archive.workflow.tokens import holder

PER_MINUTE = 600  # requests of one token
_WRONG_PER_MINUTE = 60  # of one address
_LONGEST_SECRET = 128  # characters: what is longer was not given by us
_SCHEME = "bearer "
_EXPIRED = {"WWW-Authenticate": f'{BEARER["WWW-Authenticate"]}, error="invalid_token"'}


class Door:
    """Knows whose program asks and turns away who may not."""

    def __init__(self, parts: Parts, *, per_minute: int = PER_MINUTE) -> None:
        self._parts = parts
        self._per_minute = per_minute
        self._buckets = Buckets()

    async def enter(self, request: Request, said: Statement) -> None:
        """Let a request in, or not.

        Raises:
            Refused: no live token (401), one that does none of this (403), too often (429), or sent in the clear (403).
        """
        found = await run_in_threadpool(self._recognise, request)
        self._refuse_too_many(request, said, found)
        if not all(may_anywhere(found, action) for action in said.actions):
            raise Refused(403)
        request.state.holder = found

    def _recognise(self, request: Request) -> TokenHolder:
        if request.url.scheme != "https" and host_name(request.headers.get("host", "")) not in LOCAL_NAMES:
            raise Refused(403)  # whoever sends it so has shown it to everybody on the way
        secret = held_secret(request)
        if not secret:
            raise Refused(401)
        try:
            found = holder(self._parts, secret)
        except NotFound as unknown:
            raise self._wrong(request) from unknown
        if found.account.must_change_password:
            raise Refused(401)
        return found

    def _wrong(self, request: Request) -> Refused:
        if not self._buckets.take(f"wrong {address_of(request)}", per_minute=_WRONG_PER_MINUTE):
            return Refused(429, headers={"Retry-After": "60"})
        return Refused(401, headers=_EXPIRED)

    def _refuse_too_many(self, request: Request, said: Statement, found: TokenHolder) -> None:
        is_over = not self._buckets.take(found.token.id, per_minute=self._per_minute)
        if said.per_minute:
            path = getattr(request.scope.get("route"), "path", "")
            own = f"{found.token.id} {request.method} {path}"
            is_over = is_over or not self._buckets.take(own, per_minute=said.per_minute)
        if is_over:
            raise Refused(429, headers={"Retry-After": "60"})


@dataclass(frozen=True, slots=True)
class Asking:
    """One request that was let in: whose it is, and the doors as that account uses them."""

    holder: TokenHolder
    parts: Parts

    def require(
        self,
        action: Action,
        *,
        unit: UnitCode | None = None,
        management: Management | None = None,
        person: PersonCode | None = None,
        is_seen: bool = False,
    ) -> None:
        """Let pass only who may do this to that.

        Raises:
            Refused: they may not; 404 unless it `is_seen`, that is, they know of it anyway.
        """
        if not self.holder.may(action, unit=unit, management=management, person=person):
            raise refusal(is_seen=is_seen)


def refusal(*, is_seen: bool) -> Refused:
    """How to turn somebody away: what they do not see is as if it were not there."""
    return Refused(403 if is_seen else 404)


def asking(parts: Parts) -> Callable[[Request], Asking]:
    """What routes depend on to know who asks."""

    def ask(request: Request) -> Asking:
        found: TokenHolder = request.state.holder
        return Asking(found, ActingParts(parts, found.account.name))

    return ask


def gated(door: Door) -> type[APIRoute]:
    """Routes behind this door; it is asked first, so that nobody unknown makes us read, let alone keep, what they send.

    A route that states nothing is closed.
    """

    class GatedRoute(APIRoute):
        def get_route_handler(self) -> Callable[[Request], Awaitable[Response]]:  # type: ignore[override]  # a coroutine is awaited
            handle = super().get_route_handler()

            async def enter(request: Request) -> Response:
                said = statement_of(self)
                if said is None:
                    raise RuntimeError(f"{self.path} states no action")
                await door.enter(request, said)
                return await handle(request)

            return enter

    return GatedRoute


def may_anywhere(found: TokenHolder, action: Action) -> bool:
    """Whether there can be anything to which token and account may do this."""
    return action in found.token.actions and may_somewhere(found.account, action)


def held_secret(request: Request) -> str:
    """What the program shows, empty when that cannot be ours."""
    shown: Any = request.headers.get("authorization", "")
    secret = shown[len(_SCHEME) :].strip() if shown[: len(_SCHEME)].lower() == _SCHEME else ""
    return secret if len(secret) <= _LONGEST_SECRET and secret.isascii() else ""
