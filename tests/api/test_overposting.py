"""Fields that a form does not have change nothing (mass assignment), and cells of a workbook are text, never markup."""

from pathlib import Path

import pytest

from archive.domain.accounts import AccountName, Role
from archive.domain.people import PersonCode
from tests.api.conftest import made_account, open_pages, send
from tests.api.editing import browser, editable_world, field
from tests.api.test_intake_pages import book, sent
from tests.api.test_safety import ATTACK, Tags
from tests.api.test_tasks import HERE, OWN, mark, on_disk
from tests.api.world import MISSING, SIGNING, World
from tests.quarters import QUARTER

TOO_MUCH = {
    "role": "board",
    "roles": "board",
    "grants": "board",
    "units": "STC",
    "is_active": "1",
    "person": "CB-STC-01",
}


@pytest.fixture
def world(tmp_path: Path) -> World:
    return on_disk(editable_world(), tmp_path)


def test_one_who_changes_the_own_password_gets_no_other_role(world: World) -> None:
    secretary = open_pages(world, Role.SECRETARY)
    name = AccountName(Role.SECRETARY.value)
    before = world.desk.state.accounts.find(name)

    send(secretary, "/tai-khoan/mat-khau", old="sai", new="một câu dài", again="một câu dài", **TOO_MUCH)
    send(secretary, "/tai-khoan/ma-xac-nhan", **TOO_MUCH)

    assert world.desk.state.accounts.find(name) == before


def test_an_administrator_who_locks_an_account_changes_nothing_else_of_it(world: World) -> None:
    administrator = open_pages(world, Role.ADMINISTRATOR)
    made_account(world, Role.SECRETARY, name="an")
    before = world.desk.state.accounts.find(AccountName("an"))

    send(administrator, "/quan-tri/tai-khoan/an/khoa", **TOO_MUCH)

    after = world.desk.state.accounts.find(AccountName("an"))
    assert (after.grants, after.person, after.display) == (before.grants, before.person, before.display)
    assert not after.is_active


def test_a_cadre_who_reports_a_result_appraises_and_moves_nothing(world: World) -> None:
    cadre = browser(world, Role.CADRE, person="CB-STC-02")
    facts = world.desk.state.dossier(SIGNING, QUARTER)
    fields = {
        "achieved": "90",
        "appraised_points": "10",
        "task": "NV-STC-01-01",
        "lead": "CB-STC-01",
        "due": "1/1/2026",
    }

    send(cadre, f"{HERE}/{OWN}", mark=mark(cadre), **fields)

    after = world.desk.state.dossier(SIGNING, QUARTER)
    assert after.tasks == facts.tasks
    assert [item for item in after.results if item.task != OWN] == [item for item in facts.results if item.task != OWN]
    assert {item.appraised_points for item in after.results} == {item.appraised_points for item in facts.results}


def test_a_cadre_who_assesses_oneself_decides_nothing(world: World) -> None:
    own = PersonCode("CB-BAC-HA-02")
    cadre = browser(world, Role.CADRE, person=own)
    here = f"/tu-danh-gia/{QUARTER}/{MISSING}/{own}"
    before = world.desk.state.dossier(MISSING, QUARTER).proposals

    fields = {
        "general_points": "28",
        "decided": "Hoàn thành xuất sắc nhiệm vụ",
        "votes_for": "12",
        "person": "CB-BAC-HA-01",
    }
    send(cadre, here, mark=field(cadre.get(here).text, "mark"), **fields)

    after = world.desk.state.dossier(MISSING, QUARTER)
    assert after.proposals == before
    assert [item.person for item in after.self_assessments].count(PersonCode("CB-BAC-HA-01")) == 1


@pytest.mark.parametrize("sheet", ["Nhiệm vụ", "Cán bộ"])
def test_hostile_cells_stay_text_in_the_preview(world: World, sheet: str) -> None:
    secretary = browser(world, Role.SECRETARY, unit=SIGNING)
    hostile = book(world.desk.state.dossier(SIGNING, QUARTER), change=lambda made: _spoil(made[sheet]))

    page = secretary.get(sent(secretary, hostile).headers["location"]).text

    assert "alert(1)" in page  # it is shown, as what it is
    found = Tags(page).found
    assert {tag for tag, _ in found}.isdisjoint({"img", "object", "style", "base"})
    assert not [name for _, attributes in found for name in attributes if name.startswith("on")]
    assert not [attributes for tag, attributes in found if tag == "script" and "src" not in attributes]


def _spoil(sheet) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001 - openpyxl's
    for cell in sheet[2]:
        if isinstance(cell.value, str) and cell.column > 1 and not cell.value[:1].isdigit():
            cell.value = f"{cell.value} {ATTACK}"
