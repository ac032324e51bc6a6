"""Every route states whom it is for, no role passes where it may not, and no other site's form is taken."""

import re
from dataclasses import dataclass

import pytest
from fastapi import APIRouter, Request
from fastapi.testclient import TestClient
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute

from api import app as application
from api.access import Open, statement_of, stating
from api.access.buckets import Buckets
from api.app import create_app
from api.web import Web
from archive.domain.accounts import Role
from archive.domain.rights import RIGHTS, Action
from tests.api.conftest import PASSWORD, made_account, open_pages, send, signed_in, strange_client, token
from tests.api.world import World, small_world

STATED: list[BaseRoute] = create_app(small_world().parts).state.stated
VALUES = {
    "quy": "2026-Q2",
    "unit": "SNV",
    "version": "1",
    "name:path": "2026-Q2.SNV.submission",
    "name": "board",
}


def path_of(route: BaseRoute) -> str:
    return str(getattr(route, "path", ""))


def methods_of(route: BaseRoute) -> list[str]:
    return sorted(getattr(route, "methods", ()))


def address_of(route: BaseRoute) -> str:
    """The route with something in each of its places; what is unknown here is asked for as it may be."""
    return re.sub(r"\{([^}]+)\}", lambda found: VALUES.get(found[1], "khong-co"), path_of(route))


CASES = [(route, method) for route in STATED for method in methods_of(route)]
IDS = [f"{method} {path_of(route)}" for route, method in CASES]


@pytest.fixture(scope="module")
def home() -> World:
    world = small_world()
    made_account(world, Role.BOARD)
    return world


@pytest.fixture(scope="module")
def stranger(home: World) -> TestClient:
    """A browser that nobody signs in with."""
    return strange_client(home)


@pytest.fixture(scope="module")
def clients(home: World) -> dict[Role | None, TestClient]:
    """A browser for each role, one without any role, all signed in."""
    found: dict[Role | None, TestClient] = {role: open_pages(home, role) for role in Role}
    nobody = made_account(home, None)
    found[None] = strange_client(home)
    send(found[None], "/vao", name=nobody.name, password=PASSWORD)
    return found


@pytest.mark.parametrize("route", STATED, ids=path_of)
def test_every_route_states_its_action(route: BaseRoute) -> None:
    assert statement_of(route) is not None


def test_what_is_open_to_everybody_is_on_this_list() -> None:
    opened = {path_of(route) for route in STATED if (said := statement_of(route)) and said.action is Open.EVERYBODY}

    assert opened == {"/vao", "/healthz", "/metrics"}


@pytest.mark.parametrize(("route", "method"), CASES, ids=IDS)
def test_a_stranger_gets_nothing_but_the_form(stranger: TestClient, route: BaseRoute, method: str) -> None:
    said = statement_of(route)
    answer = stranger.request(method, address_of(route), follow_redirects=False)

    if said is None or said.action is Open.EVERYBODY:
        return
    if method == "GET":
        assert answer.status_code == 303
        assert answer.headers["location"].startswith("/vao")
    else:
        assert answer.status_code == 401
        assert method in {"HEAD", "OPTIONS"} or '<form class="card narrow" action="/vao" method="post">' in answer.text


@pytest.mark.parametrize("role", [*Role, None], ids=lambda role: role or "none")
@pytest.mark.parametrize(("route", "method"), CASES, ids=IDS)
def test_no_role_passes_a_route_whose_action_it_may_not(
    clients: dict[Role | None, TestClient], route: BaseRoute, method: str, role: Role | None
) -> None:
    said = statement_of(route)
    rights = RIGHTS[role] if role else frozenset()
    if not (said and isinstance(said.action, Action)) or said.action in rights:
        return
    client = clients[role]
    known = token(client) if method not in {"GET", "HEAD"} else ""

    answer = client.request(method, address_of(route), headers={"X-CSRF": known}, follow_redirects=False)

    assert answer.status_code == 403
    assert method == "HEAD" or "Không có quyền" in answer.text


@dataclass(frozen=True)
class Silent:
    """A factory whose route forgot to say whom it is for."""

    def __call__(self, web: Web) -> APIRouter:
        del web
        router = APIRouter()

        @router.get("/quen")
        def forgotten(request: Request) -> Response:
            return PlainTextResponse(str(request.url))

        return router


def test_a_route_that_states_nothing_is_closed(home: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(application, "PAGES", (*application.PAGES, Silent()))

    assert open_pages(home).get("/quen").status_code == 500


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
        {"Sec-Fetch-Site": "", "Origin": "http://localhost"},
    ],
)
def test_a_form_from_elsewhere_is_not_taken(home: World, headers: dict[str, str]) -> None:
    client = open_pages(home)

    answer = client.post("/ra", data={"csrf": token(client)}, headers=headers, follow_redirects=False)

    assert answer.status_code == 403
    assert client.get("/").status_code == 200


@pytest.mark.parametrize(
    ("origin", "status"),
    [("http://localhost", 303), ("http://evil.example", 403), ("null", 403), ("http://localhost.evil.example", 403)],
)
def test_an_older_browser_is_believed_by_its_origin(home: World, origin: str, status: int) -> None:
    client = open_pages(home)
    known = token(client)
    del client.headers["sec-fetch-site"]

    answer = client.post("/ra", data={"csrf": known}, headers={"Origin": origin}, follow_redirects=False)

    assert answer.status_code == status


def test_a_request_that_does_not_say_where_it_comes_from_is_not_taken(home: World) -> None:
    client = open_pages(home)
    known = token(client)
    del client.headers["sec-fetch-site"]

    assert client.post("/ra", data={"csrf": known}).status_code == 403


@pytest.mark.parametrize("given", ["", "sai", "ư"])
def test_a_form_without_its_token_is_not_taken(home: World, given: str) -> None:
    client = open_pages(home)

    answer = client.post("/ra", data={"csrf": given}, follow_redirects=False)

    assert answer.status_code == 403
    assert "Chưa nhận được dữ liệu gửi lên" in answer.text
    assert client.get("/").status_code == 200


def test_the_token_of_another_session_is_not_taken(home: World) -> None:
    client, other = open_pages(home), open_pages(home)

    assert client.post("/ra", data={"csrf": token(other)}, follow_redirects=False).status_code == 403


def test_the_token_may_come_in_the_header(home: World) -> None:
    client = open_pages(home)

    assert client.post("/ra", headers={"X-CSRF": token(client)}, follow_redirects=False).status_code == 303


def test_too_much_is_not_read(home: World) -> None:
    client = open_pages(home)
    big = {"csrf": token(client), "x": "a" * 1_100_000}

    assert client.post("/ra", data=big).status_code == 413
    assert client.post("/ra", content=iter([b"csrf=" + b"a" * 600_000] * 2), headers={
        "Content-Type": "application/x-www-form-urlencoded"}).status_code == 413  # fmt: skip


def test_a_bucket_gives_its_tokens_and_fills_up_again() -> None:
    now = [0.0]
    buckets = Buckets(lambda: now[0])

    first = [buckets.take("a", per_minute=2) for _ in range(3)]
    other = buckets.take("b", per_minute=2)
    now[0] = 30.0

    assert (first, other, buckets.take("a", per_minute=2)) == ([True, True, False], True, True)


def test_who_asks_too_often_is_told_to_wait(home: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def often(web: Web) -> APIRouter:
        del web
        router = APIRouter()

        @router.get("/lien-tuc", **stating(Action.READ, per_minute=1))
        def answer() -> Response:
            return PlainTextResponse("được")

        return router

    monkeypatch.setattr(application, "PAGES", (*application.PAGES, often))
    client = open_pages(home)

    assert [client.get("/lien-tuc").status_code for _ in range(2)] == [200, 429]
    assert client.get("/lien-tuc").headers["retry-after"] == "60"
    assert signed_in(strange_client(home), home, Role.OFFICIAL).get("/tra-cuu").status_code == 200
