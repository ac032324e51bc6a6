"""Names of what belongs to others open nothing: every operation, with real names, by a token of another unit or person.

What may not be seen and what does not exist are answered alike, to the letter, and nothing changes.
"""

from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from openpyxl import load_workbook

from api.v1.app import create_api
from archive.domain.accounts import Role
from archive.domain.job import Job
from archive.domain.people import UnitCode
from archive.workbook import ExcelWorkbookWriter
from archive.workflow.jobs import put
from tests.api.world import World, small_world
from tests.api_v1.programs import EVIDENCE, NOT_FOUND, OTHER, OWN, RESULTS, SNV, first_row, open_world, own, program
from tests.quarters import QUARTER

Request = tuple[str, str, dict[str, Any]]  # method, address, what is sent
ROUTES: list[Any] = create_api(small_world().parts).state.stated
UNIT, ROWS = "/quarters/{quarter}/units/{unit}", "/quarters/{quarter}/units/{unit}/sheets/{sheet}/rows"
OF_NOBODY = {
    "GET /token", "GET /quarters", "GET /quarters/{quarter}/units", "GET /jobs", "POST /jobs", "GET /records",
    "GET /search", "GET /health", "GET /log",
}  # fmt: skip


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> World:
    """A world that nobody here succeeds in changing."""
    return open_world(tmp_path_factory.mktemp("strangers"))


@pytest.fixture(scope="module")
def job(home: World) -> Job:
    return put(home.parts, "assemble", {"quarter": "2026-Q2", "unit": "SNV"})


@pytest.fixture(scope="module")
def requests(home: World, job: Job, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Request]:
    """Each operation that names something, asked with the real names of things of the sealed unit."""
    client = program(home)
    row, paper = first_row(client, RESULTS), client.get(f"{SNV}/documents").json()["items"][0]
    proof = next(row for row in client.get(EVIDENCE).json()["items"] if row["file"])
    item = client.get("/records/SNV/2026-Q2").json()["files"][0]
    book = workbook(home, tmp_path_factory.mktemp("book"))
    seen, there = {"headers": {"If-Match": row["etag"]}}, own(row["href"])
    task = proof["texts"]["task"]
    return {
        f"GET {UNIT}": ("GET", SNV, {}),
        f"GET {UNIT}/documents": ("GET", f"{SNV}/documents", {}),
        f"GET {UNIT}/sheets": ("GET", f"{SNV}/sheets", {}),
        f"GET {UNIT}/sheets/{{sheet}}": ("GET", f"{SNV}/sheets/ket-qua", {}),
        f"GET {ROWS}": ("GET", RESULTS, {}),
        f"GET {ROWS}/{{row}}": ("GET", there, {}),
        f"POST {ROWS}": ("POST", EVIDENCE, {"json": {"texts": {"task": task, "number": "1"}}}),
        f"PATCH {ROWS}/{{row}}": ("PATCH", there, {"json": {"texts": {"note": "của người khác"}}} | seen),
        f"DELETE {ROWS}/{{row}}": ("DELETE", there, seen),
        f"POST {UNIT}/tasks/{{task}}/evidence": ("POST", f"{SNV}/tasks/{task}/evidence", {"files": a_file()}),
        f"GET {UNIT}/evidence/{{sha512}}": ("GET", own(proof["file"]["href"]), {}),
        f"POST {UNIT}/jobs": ("POST", f"{SNV}/jobs", {"json": {"kind": "assemble"}}),
        "GET /documents/{document}": ("GET", own(paper["href"]), {}),
        "GET /records/{unit}/{quarter}": ("GET", "/records/SNV/2026-Q2", {}),
        "GET /records/{unit}/{quarter}/versions/{version}/files/{path:path}": ("GET", own(item["href"]), {}),
        "GET /jobs/{job}": ("GET", f"/jobs/{job.id}", {}),
        "POST /jobs/{job}/retry": ("POST", f"/jobs/{job.id}/retry", {}),
        "POST /jobs/{job}/cancel": ("POST", f"/jobs/{job.id}/cancel", {}),
        "POST /imports": ("POST", "/imports", {"files": {"workbook": ("so.xlsx", book.read_bytes())}}),
    }


def a_file() -> dict[str, Any]:
    return {"file": ("a.txt", b"xin chao", "text/plain")}


def workbook(world: World, folder: Path) -> Path:
    """The unit's own workbook, without the files of evidence, which are given one by one."""
    path = folder / "so.xlsx"
    facts = world.desk.state.dossiers[UnitCode("SNV"), QUARTER]
    ExcelWorkbookWriter().write(path, quarter=QUARTER, dossiers=[facts])
    book = load_workbook(path)
    sheet = book["Minh chứng"]
    sheet.delete_rows(2, sheet.max_row)
    book.save(path)
    return path


def ask(client: TestClient, request: Request) -> Any:
    method, address, sent = request
    return client.request(method, address, **sent)


OPERATIONS = sorted({f"{method} {route.path}" for route in ROUTES for method in route.methods} - OF_NOBODY)


def test_every_operation_that_names_something_is_tried_here(requests: dict[str, Request]) -> None:
    assert sorted(requests) == OPERATIONS


@pytest.mark.parametrize("operation", OPERATIONS)
def test_a_token_of_another_unit_finds_nothing_there(home: World, requests: dict[str, Request], operation: str) -> None:
    before = home.desk.state.dossiers.copy(), home.desk.state.jobs.kept.copy()

    answer = ask(program(home, Role.SECRETARY, unit="STC"), requests[operation])

    assert (answer.status_code, answer.json()) == (404, NOT_FOUND)
    assert (home.desk.state.dossiers, home.desk.state.jobs.kept) == before


@pytest.mark.parametrize("operation", [name for name in OPERATIONS if name != "POST /imports"])
def test_the_owner_passes_with_the_same_request(
    tmp_path: Path, requests: dict[str, Request], job: Job, operation: str
) -> None:
    """Else the test above would prove nothing."""
    world = open_world(tmp_path)
    with world.desk.begin() as work:
        work.jobs.keep(job)
        work.commit()

    assert ask(program(world), requests[operation]).status_code in {200, 201, 202, 204, 409}


def test_lists_show_nothing_of_other_units(home: World, job: Job) -> None:
    client = program(home, unit="STC")
    told = [client.get(address).text for address in ("/quarters/2026-Q2/units", "/jobs", "/records", "/search?q=giai")]

    assert [text for text in told if "SNV" in text or job.id in text] == []


@pytest.fixture(scope="module")
def cadre(home: World) -> TestClient:
    """The second cadre of the sealed unit, whose own things are few."""
    return program(home, Role.CADRE, person=OWN)


def others(home: World, sheet: str, field: str, own_code: str) -> dict[str, Any]:
    rows = program(home).get(f"{SNV}/sheets/{sheet}/rows").json()["items"]
    found: dict[str, Any] = next(row for row in rows if own_code not in row["texts"][field])
    return found


@pytest.mark.parametrize(
    ("sheet", "field", "own_code"),
    [
        ("can-bo", "code", OWN),
        ("nhiem-vu", "lead", OWN),
        ("ket-qua", "task", "SNV-02"),
        ("minh-chung", "task", "SNV-02"),
        ("tu-danh-gia", "person", OWN),
        ("xep-loai", "person", OWN),
        ("hoi-nghi", "unit", OWN),
        ("phan-cap", "post", OWN),
    ],
)
def test_a_cadre_finds_no_row_about_anybody_else(
    home: World, cadre: TestClient, sheet: str, field: str, own_code: str
) -> None:
    row = others(home, sheet, field, own_code)
    bodies = {"GET": None, "PATCH": {"texts": {field: row["texts"][field]}}, "DELETE": None}

    for method, body in bodies.items():
        answer = cadre.request(method, own(row["href"]), json=body, headers={"If-Match": row["etag"]})

        assert (answer.status_code, answer.json()) == (404, NOT_FOUND)


def test_a_cadre_reads_no_file_about_anybody_else(home: World, cadre: TestClient) -> None:
    secretary = program(home)

    def hrefs(client: TestClient) -> set[str]:
        papers = client.get(f"{SNV}/documents?limit=200").json()["items"]
        files = [row["file"] for row in client.get(EVIDENCE).json()["items"] if row["file"]]
        return {own(item["href"]) for item in (*papers, *files, *client.get("/records/SNV/2026-Q2").json()["files"])}

    every, mine = hrefs(secretary), hrefs(cadre)

    assert mine < every
    assert {cadre.get(href).status_code for href in mine} == {200}
    assert {cadre.get(href).status_code for href in every - mine} == {404}


@pytest.mark.parametrize("task", ["NV-SNV-01-02", "NV-SNV-01-99", "khong co"])
def test_a_cadre_does_not_learn_which_tasks_others_have(cadre: TestClient, task: str) -> None:
    by_file = cadre.post(f"{SNV}/tasks/{task}/evidence", files=a_file())
    by_row = cadre.post(EVIDENCE, json={"texts": {"task": task, "number": "1"}})

    assert {by_file.status_code, by_row.status_code} == {403}
    assert by_file.json() == by_row.json()


@pytest.mark.parametrize("person", [OTHER, "CB-SNV-99"])
def test_a_cadre_writes_about_nobody_else(cadre: TestClient, person: str) -> None:
    answer = cadre.post(f"{SNV}/sheets/tu-danh-gia/rows", json={"texts": {"person": person, "strengths": "x"}})

    assert answer.status_code == 403


def test_a_cadre_cannot_write_as_the_same_code_in_another_unit(home: World) -> None:
    client = program(home, Role.CADRE, person=OWN)

    for unit in ("STC", "KHONG-CO"):
        rows = f"/quarters/2026-Q2/units/{unit}/sheets/tu-danh-gia/rows"
        answer = client.post(rows, json={"texts": {"person": OWN, "strengths": "x"}})
        assert (answer.status_code, answer.json()) == (404, NOT_FOUND)


def test_work_asked_for_by_the_same_account_needs_the_tokens_own_action(home: World) -> None:
    asked = program(home).post(f"{SNV}/jobs", json={"kind": "seal"}).headers["location"]
    from_narrow = program(home, actions=["read"])  # type: ignore[list-item]  # words are actions

    assert from_narrow.get(own(asked)).status_code == 404
    assert from_narrow.post(own(asked) + "/cancel").status_code == 404
