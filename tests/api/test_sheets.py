"""Sổ dữ liệu: every sheet can be looked at and changed by who may; what says which dossier it is stays."""

from dataclasses import replace
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from archive.domain.accounts import Role
from archive.domain.dossier import OpenDossier
from archive.domain.plan import TaskCode
from archive.domain.rating import Rating
from archive.ports.forms import NEW
from archive.workbook import SheetForms
from tests.api.conftest import send
from tests.api.editing import browser, editable_world, field
from tests.api.test_tasks import on_disk
from tests.api.world import SIGNING, World
from tests.quarters import QUARTER

HERE = f"/so/{QUARTER}/{SIGNING}"
SLUGS = {
    "don-vi", "can-bo", "nhiem-vu", "ket-qua", "minh-chung", "tu-danh-gia", "hoi-nghi", "xep-loai", "phan-cap", "ky",
    "cong-viec", "duyet-danh-muc", "tieu-chi", "luan-chuyen", "quyet-dinh", "do-mat",
}  # fmt: skip
TASK = {"code": "NV-STC-02-03", "lead": "CB-STC-02", "name": "Việc phát sinh", "due": "20/6/2026", "is_arising": "x"}


@pytest.fixture
def world(tmp_path: Path) -> World:
    made = on_disk(editable_world(), tmp_path)
    facts = made.desk.state.dossier(SIGNING, QUARTER)
    made.desk.state.replace(replace(facts, approval=None))  # an approved list changes only with a reason
    return made


@pytest.fixture
def secretary(world: World) -> TestClient:
    return browser(world, Role.SECRETARY, unit=SIGNING)


def facts(world: World) -> OpenDossier:
    return world.desk.state.dossier(SIGNING, QUARTER)


def marks(world: World, sheet: str) -> list[str]:
    return [row.mark for row in SheetForms().rows(facts(world), sheet)]


def test_every_sheet_is_listed_with_what_stands_in_it(secretary: TestClient) -> None:
    page = secretary.get(HERE).text

    assert {slug for slug in SLUGS if f'href="{HERE}/{slug}"' in page} == SLUGS
    assert "4 dòng" in page
    assert "Chưa ghi" in page


@pytest.mark.parametrize("slug", sorted(SLUGS))
def test_every_sheet_opens_and_offers_its_form(secretary: TestClient, slug: str) -> None:
    page = secretary.get(f"{HERE}/{slug}?them=x").text

    assert "<h1>" in page
    assert "Thêm dòng" in page or "Sửa" in page


def test_a_row_is_added(world: World, secretary: TestClient) -> None:
    answer = send(secretary, f"{HERE}/nhiem-vu", mark=NEW, **TASK)

    assert answer.status_code == 303
    added = next(task for task in facts(world).tasks if task.code == TaskCode("NV-STC-02-03"))
    assert added.is_arising
    assert added.name == "Việc phát sinh"


def test_codes_of_another_sheet_are_chosen_by_name(world: World, secretary: TestClient) -> None:
    name = facts(world).cadres[1].name

    assert f'<option value="CB-STC-02">CB-STC-02 · {name}</option>' in secretary.get(f"{HERE}/nhiem-vu?them=x").text


def test_closed_lists_are_chosen(secretary: TestClient) -> None:
    page = secretary.get(f"{HERE}/nhiem-vu?them=x").text

    assert "<option>Chính</option>" in page


def test_a_row_is_changed_and_a_tick_taken_off(world: World, secretary: TestClient) -> None:
    send(secretary, f"{HERE}/nhiem-vu", mark=NEW, **TASK)
    mark = marks(world, "Nhiệm vụ")[-1]
    shown = secretary.get(f"{HERE}/nhiem-vu?sua={mark}").text
    assert 'type="checkbox" value="x" checked' in shown

    send(secretary, f"{HERE}/nhiem-vu", mark=mark, **{**TASK, "name": "Tên khác", "is_arising": ""})

    changed = facts(world).tasks[-1]
    assert (changed.name, changed.is_arising) == ("Tên khác", False)


def test_a_wrong_field_is_named_and_nothing_is_lost(world: World, secretary: TestClient) -> None:
    answer = send(secretary, f"{HERE}/nhiem-vu", mark=NEW, **{**TASK, "due": "31/6/2026"})

    assert answer.status_code == 422
    assert "cần một ngày có thật" in answer.text
    assert 'value="Việc phát sinh"' in answer.text
    assert len(facts(world).tasks) == 4


def test_a_code_is_not_given_twice(world: World, secretary: TestClient) -> None:
    answer = send(secretary, f"{HERE}/nhiem-vu", mark=NEW, **{**TASK, "code": "NV-STC-01-01"})

    assert answer.status_code == 422
    assert len(facts(world).tasks) == 4


def test_a_row_is_taken_away_and_brought_back(world: World, secretary: TestClient) -> None:
    before = facts(world).delegations

    answer = send(secretary, f"{HERE}/phan-cap/bo", mark=marks(world, "Phân cấp")[0])

    assert len(facts(world).delegations) == len(before) - 1
    send(secretary, f"{HERE}/phan-cap/hoan-tac", undo=field(secretary.get(answer.headers["location"]).text, "undo"))
    assert set(facts(world).delegations) == set(before)


def test_an_added_row_is_taken_back(world: World, secretary: TestClient) -> None:
    answer = send(secretary, f"{HERE}/nhiem-vu", mark=NEW, **TASK)

    send(secretary, f"{HERE}/nhiem-vu/hoan-tac", undo=field(secretary.get(answer.headers["location"]).text, "undo"))

    assert len(facts(world).tasks) == 4


def test_what_other_rows_name_is_not_taken_away(world: World, secretary: TestClient) -> None:
    answer = send(secretary, f"{HERE}/can-bo/bo", mark=marks(world, "Cán bộ")[0])

    assert "Chưa bỏ được" in secretary.get(answer.headers["location"]).text
    assert len(facts(world).cadres) == 2


@pytest.mark.parametrize(("slug", "sheet"), [("don-vi", "Đơn vị"), ("ky", "Kỳ")])
def test_a_dossier_keeps_its_unit_and_its_quarter(world: World, secretary: TestClient, slug: str, sheet: str) -> None:
    before = facts(world)
    mark = marks(world, sheet)[0]

    assert send(secretary, f"{HERE}/{slug}/bo", mark=mark).status_code == 404
    texts = SheetForms().rows(before, sheet)[0].texts
    send(secretary, f"{HERE}/{slug}", mark=mark, **{**texts, "code": "KHAC", "quarter": "2026-Q3"})

    assert world.desk.state.units(QUARTER) == ["BAC-HA", "SNV", "STC"]
    assert facts(world) == before


def test_what_is_decided_is_no_secretarys(world: World, secretary: TestClient) -> None:
    mark = marks(world, "Xếp loại")[0]
    page = secretary.get(f"{HERE}/xep-loai?sua={mark}").text
    assert 'name="proposed"' in page
    assert 'name="decided"' not in page

    send(secretary, f"{HERE}/xep-loai", mark=mark, proposed=Rating.COMPLETED.value, decided=Rating.EXCELLENT.value)

    assert facts(world).proposals[0].proposed is Rating.COMPLETED
    assert facts(world).proposals[0].decided is None


def test_a_row_that_somebody_else_changed_shows_both(world: World, secretary: TestClient) -> None:
    mark = marks(world, "Nhiệm vụ")[0]
    texts = SheetForms().rows(facts(world), "Nhiệm vụ")[0].texts
    send(secretary, f"{HERE}/nhiem-vu", mark=mark, **{**texts, "name": "Người khác đặt"})

    answer = send(secretary, f"{HERE}/nhiem-vu", mark=mark, **{**texts, "name": "Tôi đặt"})

    assert answer.status_code == 409
    assert 'value="Tôi đặt"' in answer.text
    assert "Đang lưu: Người khác đặt" in answer.text


@pytest.mark.parametrize("role", [Role.BOARD, Role.OFFICIAL])
def test_who_only_reads_sees_the_sheet_without_forms(world: World, role: Role) -> None:
    client = browser(world, role)

    page = client.get(f"{HERE}/nhiem-vu?them=x").text

    assert "NV-STC-01-01" in page
    assert "Lưu dòng" not in page
    assert send(client, f"{HERE}/nhiem-vu", mark=NEW, **TASK).status_code in (403, 404)
    assert send(client, f"{HERE}/nhiem-vu/bo", mark=marks(world, "Nhiệm vụ")[0]).status_code in (403, 404)
    assert len(facts(world).tasks) == 4


def test_a_cadre_reads_no_workbook(world: World) -> None:
    assert browser(world, Role.CADRE, person="CB-STC-02").get(HERE).status_code == 404


def test_another_units_secretary_finds_nothing(world: World) -> None:
    assert browser(world, Role.SECRETARY, unit="SNV").get(HERE).status_code == 404


def test_an_unknown_sheet_is_not_found(secretary: TestClient) -> None:
    assert secretary.get(f"{HERE}/khong-co").status_code == 404
