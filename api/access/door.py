"""The door that every request comes through: who it is, whether the route is for them, whether they meant it."""

from collections.abc import Callable

from fastapi import Request
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.responses import Response

from api.access.buckets import Buckets
from api.access.forgery import SAFE_METHODS, refuse_other_sites, refuse_without_token
from api.access.refusing import NotSignedIn, Refused
from api.access.stating import Open, Statement, statement_of
from api.access.visitor import Visitor
from archive.domain.people import Management, PersonCode, UnitCode
from archive.domain.rights import Action
from archive.errors import NotFound
from archive.ports import Parts
from archive.workflow.sessions import present

_LONGEST_SECRET = 128  # characters: what is longer was not given by us


class PasswordDue(Exception):  # noqa: N818 - it says what is so
    """The password must be changed before anything else; the answer is the page for that."""


class Access:
    """Knows who asks and turns away who may not."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._buckets = Buckets()

    async def gate(self, request: Request) -> None:
        """A dependency of every route; the routes state what it is to ask.

        Raises:
            NotSignedIn: the route is for people who are.
            PasswordDue: the account must choose another password first.
            Refused: no role of the account does this.
            HTTPException: forged (403) or too often (429).
            RuntimeError: the route states nothing: a mistake of the program, which stays closed.
        """
        stated = statement_of(request.scope.get("route"))
        if stated is None:
            raise RuntimeError(f"{request.url.path} states no action")
        is_unsafe = request.method not in SAFE_METHODS
        if is_unsafe:
            refuse_other_sites(request)
        visitor = await run_in_threadpool(self.perhaps, request)
        self._refuse_too_many(request, stated, visitor)
        if stated.action is Open.EVERYBODY:
            return
        if visitor is None:
            raise NotSignedIn
        if is_unsafe:
            await refuse_without_token(request, visitor.csrf)
        self._refuse_role(stated, visitor)

    def visitor(self, request: Request) -> Visitor:
        """Who asks.

        Raises:
            NotSignedIn: nobody that is known.
        """
        found = self.perhaps(request)
        if found is None:
            raise NotSignedIn
        return found

    def perhaps(self, request: Request) -> Visitor | None:
        """Who asks; None when nobody is signed in."""
        if not hasattr(request.state, "visitor"):
            request.state.visitor = self._recognise(request)
        known: Visitor | None = request.state.visitor
        return known

    def allow(
        self,
        request: Request,
        action: Action,
        *,
        unit: UnitCode | None = None,
        management: Management | None = None,
        person: PersonCode | None = None,
    ) -> Visitor:
        """Who asks, when they may do this to that: without a unit to all units, without a management to every one.

        Raises:
            NotSignedIn: nobody is signed in.
            Refused: they may not.
        """
        visitor = self.visitor(request)
        if not visitor.may(action, unit=unit, management=management, person=person):
            raise Refused(status=404 if visitor.may_somewhere(action) else 403)
        return visitor

    def require(
        self,
        action: Action,
        *,
        unit: UnitCode | None = None,
        management: Management | None = None,
        person: PersonCode | None = None,
    ) -> Callable[[Request], Visitor]:
        """The same as a dependency: `visitor: Visitor = Depends(access.require(Action.DECIDE))`."""

        def required(request: Request) -> Visitor:
            return self.allow(request, action, unit=unit, management=management, person=person)

        return required

    def seat(self, request: Request, answer: Response, secret: str) -> None:
        """Let the browser hold this secret from now on."""
        is_secure = request.url.scheme == "https"
        answer.set_cookie(cookie_name(request), secret, path="/", httponly=True, samesite="lax", secure=is_secure)

    def unseat(self, request: Request, answer: Response) -> None:
        """Let the browser forget its secret."""
        is_secure = request.url.scheme == "https"
        answer.delete_cookie(cookie_name(request), path="/", httponly=True, samesite="lax", secure=is_secure)

    def _recognise(self, request: Request) -> Visitor | None:
        secret = held_secret(request)
        if not secret:
            return None
        try:
            found = present(self._parts, secret)
        except NotFound:
            return None
        return Visitor(account=found.account, session=found.session)

    def _refuse_too_many(self, request: Request, stated: Statement, visitor: Visitor | None) -> None:
        if stated.per_minute is None:
            return
        whose = f"account {visitor.account.name}" if visitor else f"address {address_of(request)}"
        path = getattr(request.scope.get("route"), "path", "")
        if not self._buckets.take(f"{request.method} {path} {whose}", per_minute=stated.per_minute):
            raise HTTPException(429, headers={"Retry-After": "60"})

    def _refuse_role(self, stated: Statement, visitor: Visitor) -> None:
        if visitor.account.must_change_password and not stated.before_password:
            raise PasswordDue
        if isinstance(stated.action, Action) and not visitor.may_somewhere(stated.action):
            raise Refused(status=403)


def cookie_name(request: Request) -> str:
    """Over https a name that browsers bind to this very host, and that no other page can set."""
    return "__Host-hoso" if request.url.scheme == "https" else "hoso"


def held_secret(request: Request) -> str:
    """What the browser holds, empty when that cannot be ours."""
    secret = request.cookies.get(cookie_name(request), "")
    return secret if len(secret) <= _LONGEST_SECRET else ""


def address_of(request: Request) -> str:
    """Where the request comes from."""
    return request.client.host if request.client else ""
