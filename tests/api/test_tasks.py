"""Nhiệm vụ: the table and its filters, results filled in by who may, undo, and two who change the same row."""

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from archive.domain.accounts import Role
from archive.domain.dossier import Stage
from archive.domain.outcome import Result
from archive.domain.plan import TaskCode
from tests.api.conftest import send
from tests.api.editing import browser, editable_world, field
from tests.api.world import MISSING, SIGNING, World
from tests.quarters import QUARTER

HERE = f"/nhiem-vu/{QUARTER}/{SIGNING}"
OWN, OTHER = TaskCode("NV-STC-02-02"), TaskCode("NV-STC-01-02")
PIECE = {"HX-Request": "true"}


@pytest.fixture
def world(tmp_path: Path) -> World:
    return on_disk(editable_world(), tmp_path)


def on_disk(world: World, folder: Path) -> World:
    """The same with a folder for what is sent half-way."""
    scratch = replace(world.parts.scratch, folder=folder / "scratch")
    return replace(world, parts=replace(world.parts, scratch=scratch))


@pytest.fixture
def secretary(world: World) -> TestClient:
    return browser(world, Role.SECRETARY, unit=SIGNING)


@pytest.fixture
def cadre(world: World) -> TestClient:
    return browser(world, Role.CADRE, person="CB-STC-02")


def result(world: World, task: TaskCode = OWN) -> Result:
    found = world.desk.state.dossier(SIGNING, QUARTER).result_of(task)
    assert found
    return found


def mark(client: TestClient, task: TaskCode = OWN) -> str:
    return field(client.get(f"{HERE}/{task}").text, "mark")


def test_every_task_stands_in_the_table_with_how_it_ended(secretary: TestClient) -> None:
    page = secretary.get(HERE).text

    assert page.count('id="nv-NV-STC') == 4
    assert "13/06/2026" in page
    assert "100/100 hồ sơ" in page
    assert "Chậm" in page


def test_filters_count_and_narrow(secretary: TestClient) -> None:
    page = secretary.get(f"{HERE}?loc=cham").text

    assert page.count('id="nv-NV-STC') == 2
    assert re.search(r'aria-current="true">Chậm <b class="figures">2</b>', page)
    assert re.search(r'Đúng hạn <b class="figures">2</b>', page)


def test_what_misses_evidence_is_counted(world: World) -> None:
    page = browser(world, Role.SECRETARY, unit=MISSING).get(f"/nhiem-vu/{QUARTER}/{MISSING}?loc=thieu").text

    assert re.search(r'Thiếu minh chứng <b class="figures">2</b>', page)
    assert page.count('id="nv-NV-BAC-HA') == 2


def test_an_unknown_filter_shows_everything(secretary: TestClient) -> None:
    assert secretary.get(f"{HERE}?loc=khong-co").text.count('id="nv-NV-STC') == 4


def test_only_rows_that_need_evidence_ask_for_it(secretary: TestClient) -> None:
    assert secretary.get(HERE).text.count("data-takes=") == 2


def test_a_cadre_sees_the_own_tasks_alone(cadre: TestClient) -> None:
    page = cadre.get(HERE).text

    assert page.count('id="nv-NV-STC-02') == 2
    assert "NV-STC-01" not in page
    assert cadre.get(f"{HERE}/{OTHER}").status_code == 404


def test_a_cadre_fills_in_the_own_result(world: World, cadre: TestClient) -> None:
    answer = send(cadre, f"{HERE}/{OWN}", mark=mark(cadre), completed="9/6/2026", achieved="1.234,5")

    assert answer.status_code == 303
    assert result(world).completed == date(2026, 6, 9)
    assert result(world).achieved == Decimal("1234.5")
    assert world.desk.state.progress(SIGNING, QUARTER).stage is Stage.OPEN


def test_a_cadre_changes_nobody_elses_result(world: World, cadre: TestClient, secretary: TestClient) -> None:
    before = result(world, OTHER)

    answer = send(cadre, f"{HERE}/{OTHER}", mark=mark(secretary, OTHER), completed="9/6/2026")

    assert answer.status_code == 404
    assert result(world, OTHER) == before


@pytest.mark.parametrize("role", [Role.BOARD, Role.ASSESSOR, Role.OFFICIAL])
def test_who_only_reads_changes_nothing(world: World, role: Role) -> None:
    client = browser(world, role)

    assert client.get(HERE).status_code == 200
    assert 'class="edit"' not in client.get(HERE).text
    assert send(client, f"{HERE}/{OWN}", mark="x", completed="9/6/2026").status_code in (403, 404)


def test_the_row_opens_where_it_stands(secretary: TestClient) -> None:
    piece = secretary.get(f"{HERE}/{OWN}", headers=PIECE).text

    assert "<html" not in piece
    assert 'name="completed"' in piece
    assert 'value="13/06/2026"' in piece


def test_the_row_closes_unchanged(secretary: TestClient) -> None:
    assert 'name="completed"' not in secretary.get(f"{HERE}/{OWN}?xem=1", headers=PIECE).text


def test_the_row_does_not_open_for_who_only_reads(world: World) -> None:
    piece = browser(world, Role.BOARD).get(f"{HERE}/{OWN}", headers=PIECE).text

    assert 'name="completed"' not in piece


def test_a_wrong_field_is_named_and_what_was_typed_stays(world: World, secretary: TestClient) -> None:
    before = result(world)

    answer = send(secretary, f"{HERE}/{OWN}", mark=mark(secretary), completed="31/6/2026", cause="Chờ thẩm định")

    assert answer.status_code == 422
    assert "cần một ngày có thật" in answer.text
    assert 'value="31/6/2026"' in answer.text
    assert "Chờ thẩm định" in answer.text
    assert result(world) == before


def test_a_row_that_somebody_else_changed_shows_both(world: World, cadre: TestClient, secretary: TestClient) -> None:
    shown = mark(secretary)
    send(cadre, f"{HERE}/{OWN}", mark=mark(cadre), achieved="120")

    answer = send(secretary, f"{HERE}/{OWN}", mark=shown, achieved="90")

    assert answer.status_code == 409
    assert 'value="90"' in answer.text
    assert "Đang lưu: 120" in answer.text
    assert result(world).achieved == Decimal(120)


def test_a_change_can_be_taken_back(world: World, secretary: TestClient) -> None:
    before = result(world)
    answer = send(secretary, f"{HERE}/{OWN}", mark=mark(secretary), achieved="120")
    undo = field(secretary.get(answer.headers["location"]).text, "undo")

    again = send(secretary, f"{HERE}/{OWN}/hoan-tac", undo=undo)

    assert again.status_code == 303
    assert result(world) == before


def test_a_first_result_is_taken_back_wholly(world: World, secretary: TestClient) -> None:
    facts = world.desk.state.dossier(SIGNING, QUARTER)
    world.desk.state.replace(replace(facts, results=tuple(item for item in facts.results if item.task != OWN)))
    answer = send(secretary, f"{HERE}/{OWN}", mark=mark(secretary), achieved="120")
    undo = field(secretary.get(answer.headers["location"]).text, "undo")

    send(secretary, f"{HERE}/{OWN}/hoan-tac", undo=undo)

    assert world.desk.state.dossier(SIGNING, QUARTER).result_of(OWN) is None


def test_nobody_takes_back_what_another_changed(world: World, cadre: TestClient, secretary: TestClient) -> None:
    answer = send(secretary, f"{HERE}/{OWN}", mark=mark(secretary), achieved="120")
    undo = field(secretary.get(answer.headers["location"]).text, "undo")

    send(cadre, f"{HERE}/{OWN}/hoan-tac", undo=undo)

    assert result(world).achieved == Decimal(120)


def test_what_was_changed_since_is_not_taken_back(world: World, cadre: TestClient, secretary: TestClient) -> None:
    answer = send(secretary, f"{HERE}/{OWN}", mark=mark(secretary), achieved="120")
    undo = field(secretary.get(answer.headers["location"]).text, "undo")
    send(cadre, f"{HERE}/{OWN}", mark=mark(cadre), achieved="130")

    answer = send(secretary, f"{HERE}/{OWN}/hoan-tac", undo=undo)

    assert result(world).achieved == Decimal(130)
    assert "Chưa hoàn tác được" in secretary.get(answer.headers["location"]).text


@pytest.mark.parametrize("undo", ["", "x", "../../hoso.db", "0" * 32])
def test_an_invented_undo_is_told_as_gone(world: World, secretary: TestClient, undo: str) -> None:
    before = result(world)

    answer = send(secretary, f"{HERE}/{OWN}/hoan-tac", undo=undo)

    assert answer.status_code == 303
    assert result(world) == before


def test_a_piece_that_is_saved_comes_back_as_a_row_with_undo(secretary: TestClient) -> None:
    fields = {"csrf": "", "mark": mark(secretary), "achieved": "120"}
    token = re.search(r'<meta name="csrf" content="([^"]*)">', secretary.get(HERE).text)
    assert token

    piece = secretary.post(f"{HERE}/{OWN}", data=fields, headers={**PIECE, "X-CSRF": token[1]}).text

    assert "Hoàn tác" in piece
    assert "120/100 hồ sơ" in piece
    assert "<html" not in piece


def test_a_task_that_is_not_there_is_not_found(secretary: TestClient) -> None:
    assert secretary.get(f"{HERE}/NV-KHONG").status_code == 404
