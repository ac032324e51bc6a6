"""A browser's view of the small world, signed in and not."""

import re
from collections.abc import Sequence

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from archive.domain.accounts import Account, AccountName, Grant, Role
from archive.domain.people import PersonCode, UnitCode
from tests.api.world import World, small_world

PASSWORD = "một câu dài dễ nhớ"  # noqa: S105 - of nobody
OWN = {"Sec-Fetch-Site": "same-origin"}  # what a browser says of a form that our own page sent
_OF_A_UNIT = (Role.SECRETARY, Role.HEAD)


@pytest.fixture(scope="session")
def world() -> World:
    """Three units; read it, never change it."""
    return small_world()


@pytest.fixture(scope="session")
def client(world: World) -> TestClient:
    """The pages over it, for the Organisation Board."""
    return open_pages(world)


def strange_client(world: World) -> TestClient:
    """A browser on this machine that nobody has signed in with; a crash is a page, not an exception."""
    return TestClient(
        create_app(world.parts),
        base_url="http://localhost",
        raise_server_exceptions=False,
        client=("127.0.0.1", 50000),
        headers=OWN,
    )


def open_pages(world: World, role: Role = Role.BOARD) -> TestClient:
    """A browser in which somebody of that role is signed in."""
    return signed_in(strange_client(world), world, role)


def signed_in(client: TestClient, world: World, role: Role, *, unit: str = "SNV", person: str = "") -> TestClient:
    """The same client, after an account of that role came in by the form."""
    account = made_account(world, role, unit=unit, person=person)
    answer = send(client, "/vao", name=account.name, password=PASSWORD)
    assert answer.status_code == 303, answer.text
    return client


def made_account(world: World, role: Role | None, *, name: str = "", unit: str = "SNV", person: str = "") -> Account:
    """An account of that role on the world's desk, as wide as the role may be."""
    account = Account(
        name=AccountName(name or (role.value if role else "khong-vai-tro")),
        display=role.words if role else "Không vai trò",
        person=PersonCode(person or f"CB-{unit}-01"),
    )
    if role:
        units = frozenset({UnitCode(unit)}) if role in _OF_A_UNIT else None
        account = account.granted(Grant(role=role, units=units))
    with world.desk.begin() as work:
        work.accounts.keep(account)
        work.accounts.set_password(account.name, PASSWORD)
        work.commit()
    return account


def send(client: TestClient, address: str, **fields: str | Sequence[str]):  # type: ignore[no-untyped-def]  # noqa: ANN201 - of two clients' kinds
    """Send a form as a page of ours would, with the token of the session."""
    return client.post(address, data={"csrf": token(client), **fields}, follow_redirects=False)


def token(client: TestClient) -> str:
    """What forms carry in this browser; empty when nobody is signed in."""
    found = re.search(r'<meta name="csrf" content="([^"]*)">', client.get("/tai-khoan/mat-khau").text)
    return found[1] if found else ""
