"""Minh chứng sent piece by piece: who may not, and what is no such upload, is refused before a byte is kept."""

from dataclasses import replace
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from archive.domain.accounts import Role
from archive.domain.document import DocumentKind
from archive.domain.paper import PaperClassification
from archive.domain.secrecy import Classification
from tests.api.conftest import token
from tests.api.editing import browser
from tests.api.sending import MEGABYTE, MOST, PIECE, TUS, Moody, address, begun, given, piece, receiving_world
from tests.api.test_tasks import OTHER
from tests.api.world import SIGNING, World
from tests.quarters import QUARTER


@pytest.fixture
def world(tmp_path: Path) -> World:
    return receiving_world(tmp_path, Moody())


@pytest.fixture
def secretary(world: World) -> TestClient:
    return browser(world, Role.SECRETARY, unit=SIGNING)


def test_a_piece_at_another_place_is_refused(secretary: TestClient) -> None:
    at = address(secretary, 8)

    assert piece(secretary, at, 4, b"-1.4").status_code == 409


def test_more_than_was_said_is_refused(world: World, secretary: TestClient) -> None:
    at = address(secretary, 4)

    assert piece(secretary, at, 0, b"%PDF-1.4").status_code == 400
    assert given(world) == []


def test_nobody_reaches_what_another_sends(world: World, secretary: TestClient) -> None:
    at = address(secretary, 8)
    cadre = browser(world, Role.CADRE, person="CB-STC-02")

    assert cadre.head(at, headers=TUS).status_code == 404
    assert piece(cadre, at, 0, b"%PDF").status_code == 404
    assert cadre.delete(at, headers={**TUS, "X-CSRF": token(cadre)}).status_code == 404
    assert cadre.get(f"{at}/ket-qua").json() == {}
    assert secretary.head(at, headers=TUS).headers["upload-offset"] == "0"


def test_a_cadre_sends_for_the_own_task_alone(world: World) -> None:
    cadre = browser(world, Role.CADRE, person="CB-STC-02")

    assert begun(cadre, 4).status_code == 201
    assert begun(cadre, 4, **{"nhiem-vu": OTHER}).status_code == 404


@pytest.mark.parametrize("role", [Role.BOARD, Role.OFFICIAL, Role.ADMINISTRATOR])
def test_who_gives_no_evidence_begins_nothing(world: World, role: Role) -> None:
    assert begun(browser(world, role), 4).status_code == 403


def test_without_the_token_nothing_is_begun_and_nothing_goes_on(secretary: TestClient) -> None:
    at = address(secretary, 4)

    assert begun(secretary, 4, {"X-CSRF": "x"}).status_code == 403
    assert secretary.patch(at, headers={**PIECE, "Upload-Offset": "0"}, content=b"%PDF").status_code == 403


def test_who_is_not_signed_in_begins_nothing(secretary: TestClient) -> None:
    secretary.cookies.clear()

    answer = secretary.post("/tai-len/", headers={**TUS, "Upload-Length": "4"}, follow_redirects=False)

    assert answer.status_code == 401
    assert "Hãy đăng nhập lại rồi làm tiếp" in answer.text  # the page that sends takes its sentence from here


def test_another_method_in_disguise_is_refused(secretary: TestClient) -> None:
    at = address(secretary, 4)

    assert secretary.post(at, headers={**PIECE, "X-HTTP-Method-Override": "PATCH"}).status_code == 400


@pytest.mark.parametrize("size", [MOST * MEGABYTE + 1, 10**15])
def test_too_large_a_file_is_refused_before_its_first_byte(secretary: TestClient, size: int) -> None:
    assert begun(secretary, size).status_code == 413


@pytest.mark.parametrize(
    "headers", [{"Upload-Length": "0"}, {"Upload-Length": "-1"}, {"Upload-Concat": "partial"}, {"Upload-Metadata": ""}]
)
def test_other_ways_to_begin_are_not_offered(secretary: TestClient, headers: dict[str, str]) -> None:
    assert begun(secretary, 4, headers).status_code == 400


def test_a_wrong_day_is_told_before_the_first_byte(secretary: TestClient) -> None:
    answer = begun(secretary, 4, issued="hôm qua")

    assert answer.status_code == 422
    assert "một ngày có thật" in answer.text


def test_so_many_files_at_once_are_too_many(secretary: TestClient) -> None:
    for _ in range(4):
        assert begun(secretary, MOST * MEGABYTE).status_code == 201

    assert begun(secretary, MOST * MEGABYTE).status_code == 413


def test_a_secret_list_begins_nothing(world: World, secretary: TestClient) -> None:
    facts = world.desk.state.dossier(SIGNING, QUARTER)
    secret = PaperClassification(
        kind=DocumentKind.EVIDENCE_LIST,
        unit=SIGNING,
        classification=Classification.SECRET,
        decided_by="Ban Tổ chức",
    )
    world.desk.state.replace(replace(facts, papers=(*facts.papers, secret)))

    assert begun(secretary, 4).status_code == 409


@pytest.mark.parametrize("name", ["x", "..%2f..%2fhoso.db", "0" * 32, f"{'0' * 32}.info"])
def test_an_invented_name_is_not_found(secretary: TestClient, name: str) -> None:
    assert secretary.head(f"/tai-len/{name}", headers=TUS).status_code == 404
    assert secretary.delete(f"/tai-len/{name}", headers={**TUS, "X-CSRF": token(secretary)}).status_code == 404
