"""Attacks of the OWASP lists on every page at once; each test names the mechanism that it falls without.

Host names, planted cookies, guessing at the door and other units' names have tests of their own: test_safety.py,
test_sign_in.py, test_bounds.py.
"""

import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from openpyxl import load_workbook
from starlette.routing import BaseRoute

from api.access import Open, statement_of
from api.access.buckets import Buckets
from api.access.forgery import SAFE_METHODS
from api.app import create_app
from archive.domain.accounts import Account, AccountName, Grant, Role
from archive.domain.people import PersonCode, UnitCode
from tests.api.conftest import PASSWORD, send, strange_client, token
from tests.api.editing import browser
from tests.api.test_access import address_of, path_of
from tests.api.test_safety import ATTACK, Tags
from tests.api.world import World, small_world
from tests.api_v1.programs import SNV, open_world, own, program

HERE = "/nhiem-vu/2026-Q2/SNV/NV-SNV-02-01"
FORMULA = '=HYPERLINK("http://evil.example","x")'
PLACES = {
    "quy": "2026-Q2", "unit": "SNV", "version": "1", "person": "CB-SNV-02", "task": "NV-SNV-02-01", "year": "2026",
}  # fmt: skip
ABOUT_DOSSIERS = ("/ho-so", "/nhiem-vu", "/so/", "/tu-danh-gia", "/hoi-nghi", "/tham-dinh", "/quyet-dinh", "/cuoi-nam")
SHEETS = ("don-vi", "can-bo", "nhiem-vu", "ket-qua", "minh-chung", "tu-danh-gia", "hoi-nghi", "xep-loai", "phan-cap")
STATED: list[BaseRoute] = create_app(small_world().parts).state.stated
UNSAFE = [
    (route, method)
    for route in STATED
    for method in sorted(set(getattr(route, "methods", ())) - SAFE_METHODS)
    if (said := statement_of(route)) and said.action is not Open.EVERYBODY
]


def pages() -> Iterator[str]:
    """Every page about a dossier, every sheet of it among them."""
    for route in STATED:
        path = path_of(route)
        if "GET" in getattr(route, "methods", ()) and path.startswith(ABOUT_DOSSIERS) and "ban-doc" not in path:
            for slug in SHEETS if "{slug}" in path else ("",):
                places = {**PLACES, "slug": slug}
                yield re.sub(r"\{(\w+)\}", lambda found: places[found[1]], path)  # noqa: B023 - asked at once


def write_everywhere(world: World, text: str, sheets: Iterable[str] = SHEETS) -> int:
    """Put the text into every cell of these sheets of the unit that takes words; how many took it."""
    secretary, taken = program(world), 0
    for slug in sheets:
        columns = secretary.get(f"{SNV}/sheets/{slug}").json()["fields"]
        fields = [item["name"] for item in columns if item["kind"] in {"text", "code"}]
        for row in rows(world, slug):
            there, tag = own(row["href"]), row["etag"]
            for field in fields:
                answer = secretary.patch(there, json={"texts": {field: text}}, headers={"If-Match": tag})
                taken += answer.status_code == 200
                tag = answer.headers.get("etag", tag)
    return taken


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> World:
    """A dossier whose every cell of words tries to become markup."""
    world = open_world(tmp_path_factory.mktemp("attacked"))
    assert write_everywhere(world, ATTACK) > 40
    return world


@pytest.fixture(scope="module")
def readers(attacked: World) -> dict[Role, TestClient]:
    persons = {Role.CADRE: "CB-SNV-02"}
    roles = (Role.SECRETARY, Role.CADRE, Role.HEAD, Role.ASSESSOR, Role.BOARD)
    return {role: browser(attacked, role, person=persons.get(role, "")) for role in roles}


@pytest.mark.parametrize("address", sorted(set(pages())))
def test_words_in_cells_stay_words_on_every_page(readers: dict[Role, TestClient], address: str) -> None:
    """Mechanism: `autoescape` and `StrictUndefined` of api/pages/templating.py, no `|safe` in a template."""
    for client in readers.values():
        answer = client.get(address)
        if answer.headers["content-type"].startswith("text/html"):
            page = Tags(answer.text)
            assert {tag for tag, _ in page.found}.isdisjoint({"img", "iframe", "object", "style", "base"})
            assert all(attributes.get("src") for tag, attributes in page.found if tag == "script")
            assert not [name for _, attributes in page.found for name in attributes if name.startswith("on")]


def test_the_words_of_the_attack_are_really_shown(readers: dict[Role, TestClient]) -> None:
    """Else the test above would look at pages that do not have them."""
    shown = [address for address in set(pages()) if "alert(1)" in readers[Role.SECRETARY].get(address).text]

    assert len(shown) > 10


def test_no_cell_leaves_as_a_formula(tmp_path: Path) -> None:
    """Mechanism: the type of the cell is set to text in archive/workbook/cells.py."""
    world = open_world(tmp_path)
    assert write_everywhere(world, FORMULA, ("can-bo", "ket-qua")) > 10

    answer = browser(world, Role.SECRETARY).get("/nhap-so/so-da-ghi/2026-Q2/SNV")

    cells = [cell for sheet in load_workbook(io.BytesIO(answer.content)) for row in sheet.iter_rows() for cell in row]
    assert [cell.coordinate for cell in cells if cell.data_type == "f"] == []
    assert len([cell for cell in cells if cell.value == FORMULA and cell.quotePrefix]) > 10


@pytest.fixture(scope="module")
def victim() -> Iterator[TestClient]:
    """Somebody with every role: nothing but the forgery stands in the way."""
    world = small_world()
    account = Account(name=AccountName("moi-vai-tro"), display="Mọi vai trò", person=PersonCode("CB-SNV-02"))
    for role in Role:
        units = frozenset({UnitCode("SNV")}) if role in {Role.SECRETARY, Role.HEAD} else None
        account = account.granted(Grant(role=role, units=units))
    with world.desk.begin() as work:
        work.accounts.keep(account)
        work.accounts.set_password(account.name, PASSWORD)
        work.commit()
    client = strange_client(world)
    assert send(client, "/vao", name=account.name, password=PASSWORD).status_code == 303
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Buckets, "take", lambda *_, **__: True)  # 429 would hide what is asked here
        yield client


@pytest.mark.parametrize(("route", "method"), UNSAFE, ids=[f"{method} {path_of(route)}" for route, method in UNSAFE])
def test_no_form_of_another_site_is_taken_anywhere(victim: TestClient, route: BaseRoute, method: str) -> None:
    """Mechanisms: `refuse_other_sites` and `refuse_without_token` at the door of every route (api/access/door.py)."""
    right = token(victim)
    forged = {
        "no token": {},
        "a token of nobody": {"X-CSRF": "a" * len(right)},
        "the right token from another site": {"X-CSRF": right, "Sec-Fetch-Site": "cross-site"},
        "the right token from a neighbour": {"X-CSRF": right, "Sec-Fetch-Site": "same-site"},
    }

    answers = {
        name: victim.request(method, address_of(route), headers=headers, follow_redirects=False).status_code
        for name, headers in forged.items()
    }

    assert answers == dict.fromkeys(forged, 403)


def test_another_site_signs_nobody_in(victim: TestClient) -> None:
    """Mechanism: `refuse_other_sites` comes before what is open to everybody."""
    sent = {"name": "moi-vai-tro", "password": PASSWORD}

    answer = victim.post("/vao", data=sent, headers={"Sec-Fetch-Site": "cross-site"}, follow_redirects=False)

    assert answer.status_code == 403
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:x"])
def test_no_form_leads_to_another_site(elsewhere: str) -> None:
    """Mechanism: `local_or` in api/pages/decisions.py and api/pages/sign_in.py, and `Web.back` refuses the rest."""
    board = browser(small_world(), Role.BOARD)

    answer = send(board, "/quyet-dinh/2026-Q2/don-vi/SNV", ve=elsewhere)

    assert answer.status_code < 500
    assert answer.headers.get("location", "/").startswith("/quyet-dinh")


def test_a_form_changes_only_the_fields_it_shows(tmp_path: Path) -> None:
    """Mechanism: pages take the fields that they know (`RESULT_FIELDS`) and no other name that was sent."""
    world = open_world(tmp_path)
    cadre = browser(world, Role.CADRE, person="CB-SNV-02")
    stored = {row["id"]: row["texts"] for row in rows(world, "ket-qua")}
    mark = re.search(r'name="mark"[^>]* value="([^"]*)"', cadre.get(HERE).text)
    assert mark

    more = {"appraised_points": "100", "task": "NV-SNV-01-01", "lead": "CB-SNV-01", "unit": "STC", "stage": "sealed"}
    assert send(cadre, HERE, mark=mark[1], note="của tôi", **more).status_code < 400

    after = {row["id"]: row["texts"] for row in rows(world, "ket-qua")}
    assert after.keys() == stored.keys()
    changed = {(row, name) for row, texts in after.items() for name in texts if texts[name] != stored[row].get(name)}
    assert changed == {("NV-SNV-02-01", "note")}


def test_changing_ones_password_gives_no_role() -> None:
    """Mechanism: the form's function names its three fields (api/pages/account.py)."""
    world = small_world()
    client = browser(world, Role.CADRE, person="CB-SNV-02")
    before = world.desk.state.accounts.find(AccountName("cadre"))

    new = "một câu khác hẳn trước"
    more = {"role": "administrator", "roles": "administrator", "grants": "administrator", "reach": "all", "person": "x"}
    assert (
        send(client, "/tai-khoan/mat-khau", old=PASSWORD, new=new, again=new, name="board", **more).status_code == 303
    )

    assert world.desk.state.accounts.find(AccountName("cadre")) == replace(before, must_change_password=False)


@pytest.fixture(scope="module")
def robot(tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    """A program whose requests here change nothing."""
    return program(open_world(tmp_path_factory.mktemp("robot")))


@pytest.mark.parametrize(
    ("method", "address", "body"),
    [
        ("POST", f"{SNV}/sheets/minh-chung/rows", {"texts": {"task": "NV-SNV-01-01", "number": "1"}}),
        ("PATCH", f"{SNV}/sheets/ket-qua/rows/NV-SNV-01-01", {"texts": {"note": "x"}}),
        ("POST", f"{SNV}/jobs", {"kind": "assemble"}),
        ("POST", f"{SNV}/jobs", {"kind": "sign"}),
        ("POST", "/jobs", {"kind": "export", "quarter": "2026-Q2"}),
        ("POST", "/jobs", {"kind": "verify"}),
    ],
)
@pytest.mark.parametrize("name", ["asked_by", "account", "unit", "stage", "state", "id", "actor", "__class__"])
def test_a_message_with_a_field_more_is_refused(
    robot: TestClient, method: str, address: str, body: dict[str, Any], name: str
) -> None:
    """Mechanism: `extra="forbid"` of every message (api/v1/schemas/said.py)."""
    answer = robot.request(method, address, json={**body, name: "x"}, headers={"If-Match": '"x"'})

    assert (answer.status_code, answer.json()["error"]["code"]) == (422, "invalid_request")


@pytest.mark.parametrize("field", ["sha512", "file", "quarter", "unit", "id"])
def test_a_row_takes_no_field_that_the_sheet_does_not_have(robot: TestClient, field: str) -> None:
    """Mechanism: `require_known` (api/v1/rows.py)."""
    answer = robot.post(f"{SNV}/sheets/minh-chung/rows", json={"texts": {"task": "NV-SNV-01-01", field: "x"}})

    assert answer.status_code == 422


@pytest.mark.parametrize("name", ["../../hoso.db", "/etc/passwd", "..\\..\\x.txt", "a/../../b.txt", "x\x00.txt", ".."])
def test_a_file_name_leads_nowhere(tmp_path: Path, name: str) -> None:
    """Mechanism: bytes lie under their digest and in a folder made for them; `_bare` keeps the name alone."""
    world = open_world(tmp_path)
    sent = {"file": (name, b"xin chao", "text/plain")}

    answer = program(world).post(f"{SNV}/tasks/NV-SNV-01-01/evidence", files=sent)

    assert answer.status_code in {201, 400, 422}
    kept = {row["file"]["name"] for row in rows(world, "minh-chung") if row["file"]}
    assert not [one for one in kept if set(one) & set("/\\\0")]
    assert [path for path in tmp_path.rglob("*") if path.is_file() and path.read_bytes() == b"xin chao"] == []


@pytest.mark.parametrize(
    "path", ["..%2f..%2fetc%2fpasswd", "%2e%2e/seal.json", "documents%2f..%2fseal.json", "%2fetc%2fpasswd", "%00"]
)
def test_no_address_of_a_record_leads_out_of_it(robot: TestClient, path: str) -> None:
    """Mechanism: a file of a record is found by its name in the inventory, never by a path on the disk."""
    answer = robot.get(f"/records/SNV/2026-Q2/versions/1/files/{path}")

    assert (answer.status_code, answer.json()["error"]["code"]) in {(404, "not_found"), (422, "invalid_request")}


def test_guessing_the_old_password_is_slowed_down_as_well() -> None:
    """Mechanism: the waits of archive/workflow/sign_in.py count for the password form of who has come in."""
    client, new = browser(small_world(), Role.BOARD), "một câu khác hẳn trước"
    for _ in range(6):
        send(client, "/tai-khoan/mat-khau", old="sai", new=new, again=new)

    right = send(client, "/tai-khoan/mat-khau", old=PASSWORD, new=new, again=new)

    assert right.status_code == 400
    assert "thử lại sau" in right.text


def rows(world: World, slug: str) -> list[dict[str, Any]]:
    """The rows of the unit's sheet as they are stored."""
    found: list[dict[str, Any]] = program(world).get(f"{SNV}/sheets/{slug}/rows?limit=200").json()["items"]
    return found
