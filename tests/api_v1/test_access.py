"""A token opens what both its actions and its account may, and nothing else opens anything."""

import re
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.v1.app import create_api, mounted
from api.v1.stating import statement_of
from archive.domain.accounts import Role
from archive.domain.rights import RIGHTS, Action
from archive.workflow.accounts import disable
from archive.workflow.tokens import issue, revoke, tokens_of
from tests.api.conftest import made_account, open_pages
from tests.api.world import NOW, World, small_world
from tests.api_v1.programs import RESULTS, SNV, first_row, own, program, secret_of, stranger
from tests.parts import FixedClock

ROUTES: list[Any] = create_api(small_world().parts).state.stated
VALUES = {
    "quarter": "2026-Q2", "unit": "SNV", "sheet": "ket-qua", "row": "NV-SNV-01-01", "task": "NV-SNV-01-02",
    "sha512": "c" * 128, "document": "2026-Q2.SNV.submission", "version": "1", "job": "0" * 16, "path:path": "x",
}  # fmt: skip
CASES = [(route, next(iter(route.methods))) for route in ROUTES]
IDS = [f"{method} {route.path}" for route, method in CASES]


def address_of(route: Any) -> str:
    return re.sub(r"\{([^}]+)\}", lambda found: VALUES[found[1]], route.path)


@pytest.fixture(scope="module")
def every(shown: World) -> dict[Role, TestClient]:
    """A program for each role, with everything that a token of it may have."""
    return {role: program(shown, role) for role in Role}


def test_every_operation_states_whom_it_is_for() -> None:
    assert [name for name, (route, _) in zip(IDS, CASES, strict=True) if statement_of(route) is None] == []


@pytest.mark.parametrize(("route", "method"), CASES, ids=IDS)
def test_nothing_opens_without_a_token(shown: World, route: Any, method: str) -> None:
    answer = stranger(shown).request(method, address_of(route))

    assert answer.status_code == 401
    assert answer.headers["www-authenticate"] == 'Bearer realm="hoso"'
    assert answer.json()["error"]["code"] == "unauthorized"


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize(("route", "method"), CASES, ids=IDS)
def test_no_role_passes_an_operation_whose_action_it_may_not(
    every: dict[Role, TestClient], route: Any, method: str, role: Role
) -> None:
    said = statement_of(route)
    assert said is not None
    may = set(said.actions) <= RIGHTS[role]

    answer = every[role].request(method, address_of(route))

    if said.actions and not may:
        assert answer.status_code == 403
    if may and method == "GET":
        assert answer.status_code in {200, 404, 422}


def test_the_document_is_open_to_everybody_and_nothing_else(shown: World) -> None:
    assert stranger(shown).get("/openapi.json").status_code == 200


@pytest.mark.parametrize("shown_as", ["Bearer hoso_x", "Bearer ", "Basic YTpi", "Bearer " + "x" * 500, "Bearer é", "x"])
def test_what_is_no_live_token_opens_nothing(shown: World, shown_as: str) -> None:
    assert stranger(shown).get("/quarters", headers={b"Authorization": shown_as.encode()}).status_code == 401


def test_a_session_of_the_pages_counts_for_nothing(shown: World) -> None:
    browser = open_pages(shown, Role.SECRETARY)

    assert browser.get("/").status_code == 200
    assert browser.get("/api/v1/quarters").status_code == 401


def test_a_token_counts_for_nothing_on_the_pages(reader: TestClient) -> None:
    headers = {"Authorization": reader.headers["authorization"]}

    answer = TestClient(reader.app, base_url="http://localhost").get(
        "/ho-so/2026-Q2/SNV", headers=headers, follow_redirects=False
    )

    assert answer.status_code == 303


def test_a_token_that_has_ended_opens_nothing(world: World) -> None:
    account = made_account(world, Role.SECRETARY)
    secret = issue(world.parts, account.name, "thử", [Action.READ], lasting=timedelta(days=1)).secret
    tomorrow = replace(world, parts=replace(world.parts, wall_clock=FixedClock(NOW + timedelta(days=2))))

    assert program(world, secret=secret).get("/quarters").status_code == 200
    assert program(tomorrow, secret=secret).get("/quarters").status_code == 401


def test_a_token_taken_back_opens_nothing_from_the_next_request_on(world: World) -> None:
    client = program(world)
    assert client.get("/quarters").status_code == 200

    revoke(world.parts, tokens_of(world.parts)[0].id)

    assert client.get("/quarters").status_code == 401


def test_a_token_of_a_locked_account_opens_nothing(world: World) -> None:
    made_account(world, Role.ADMINISTRATOR)
    client = program(world)

    disable(world.parts, next(iter(tokens_of(world.parts))).account)

    assert client.get("/quarters").status_code == 401


@pytest.mark.parametrize(
    ("method", "address", "body", "status"),
    [
        ("GET", "/quarters", None, 403),
        ("GET", "/search?q=a", None, 403),
        ("POST", f"{SNV}/jobs", {"kind": "seal"}, 404),  # what it does not read is as if it were not there
        ("POST", "/imports", None, 403),
    ],
)
def test_a_token_does_less_than_its_account(shown: World, method: str, address: str, body: object, status: int) -> None:
    client = program(shown, actions=[Action.ASSEMBLE])

    assert client.request(method, address, json=body).status_code == status


def test_a_search_without_the_right_to_read_is_refused_rather_than_empty(shown: World) -> None:
    assert program(shown, actions=[Action.SEARCH]).get("/search?q=a").status_code == 403


def test_a_token_to_read_changes_nothing(world: World) -> None:
    client = program(world, actions=[Action.READ])
    row = first_row(client, RESULTS)

    answer = client.patch(own(row["href"]), json={"texts": {"note": "x"}}, headers={"If-Match": row["etag"]})

    assert answer.status_code == 403
    assert first_row(client, RESULTS) == row


def test_what_comes_in_the_clear_from_elsewhere_is_refused(shown: World) -> None:
    client = program(shown)
    public = TestClient(
        mounted(create_api(shown.parts)), base_url="http://hoso.example/api/v1", headers=dict(client.headers)
    )
    safe = TestClient(
        mounted(create_api(shown.parts)), base_url="https://hoso.example/api/v1", headers=dict(client.headers)
    )

    assert public.get("/quarters").status_code == 403
    assert safe.get("/quarters").status_code == 200


def test_who_asks_too_often_is_told_when_to_come_again(shown: World) -> None:
    secret = secret_of(shown.parts, made_account(shown, Role.SECRETARY, name="hay-hoi"))
    client = TestClient(
        mounted(create_api(shown.parts, per_minute=3)),
        base_url="http://localhost/api/v1",
        headers={"Authorization": f"Bearer {secret}"},
    )

    answers = [client.get("/token") for _ in range(4)]

    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert answers[-1].headers["retry-after"] == "60"


def test_who_keeps_guessing_is_slowed_down(shown: World) -> None:
    client = program(shown, secret="hoso_" + "wrong")

    assert [client.get("/token").status_code for _ in range(61)][-2:] == [401, 429]


def test_a_program_learns_what_its_token_opens(shown: World) -> None:
    told = program(shown, actions=[Action.READ, Action.REPORT]).get("/token").json()

    assert told["actions"] == ["read", "report"]
    assert told["account"] == "secretary-snv"
