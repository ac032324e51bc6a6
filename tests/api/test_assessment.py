"""Tự đánh giá: each fills in one's own, sees what is missing, and nothing typed is lost."""

import re
from dataclasses import replace
from decimal import Decimal

import pytest
from fastapi.testclient import TestClient

from archive.domain.accounts import Role
from archive.domain.document import DocumentKind
from archive.domain.dossier import Stage
from archive.domain.paper import PaperClassification
from archive.domain.people import PersonCode
from archive.domain.rating import Rating, SelfAssessment
from archive.domain.secrecy import Classification
from tests.api.conftest import PASSWORD, made_account, open_pages, send, signed_in, strange_client
from tests.api.editing import editable_world
from tests.api.world import MISSING, SIGNING, World
from tests.quarters import QUARTER

OWN, OTHER = PersonCode("CB-BAC-HA-02"), PersonCode("CB-BAC-HA-01")
HERE = f"/tu-danh-gia/{QUARTER}/{MISSING}/{OWN}"
FILLED = {"general_points": "28", "task_points": "61,5", "strengths": "Chủ động", "proposed": "Hoàn thành tốt nhiệm vụ"}


@pytest.fixture
def world() -> World:
    return editable_world()


@pytest.fixture
def cadre(world: World) -> TestClient:
    return signed_in(strange_client(world), world, Role.CADRE, person=OWN)


@pytest.fixture
def secretary(world: World) -> TestClient:
    return signed_in(strange_client(world), world, Role.SECRETARY, unit=MISSING)


def stored(world: World, person: PersonCode = OWN) -> SelfAssessment | None:
    return world.desk.state.dossier(MISSING, QUARTER).assessment_of(person)


def mark(client: TestClient, address: str = HERE) -> str:
    found = re.search(r'name="mark" value="([^"]*)"', client.get(address).text)
    assert found
    return found[1]


def test_a_cadre_lands_on_the_own_self_assessment_after_signing_in(world: World) -> None:
    client = strange_client(world)
    account = made_account(world, Role.CADRE, person=OWN)

    answer = send(client, "/vao", name=account.name, password=PASSWORD)

    assert answer.headers["location"] == "/tu-danh-gia"
    assert client.get("/tu-danh-gia", follow_redirects=False).headers["location"] == HERE


def test_what_is_missing_stands_on_the_page(cadre: TestClient) -> None:
    page = cadre.get(HERE).text

    assert "Chưa nộp" in page
    assert "chưa nộp bản tự đánh giá" in page
    assert "còn 3 ngày" in page


def test_the_own_tasks_stand_beside_with_their_points_read_only(cadre: TestClient) -> None:
    page = cadre.get(HERE).text

    assert "Chậm" in page
    assert "27,5" in page
    assert 'name="self_points"' not in page


def test_a_cadre_fills_in_the_own_self_assessment(world: World, cadre: TestClient) -> None:
    answer = send(cadre, HERE, mark=mark(cadre), **FILLED)

    assert answer.headers["location"] == HERE
    said = stored(world)
    assert said
    assert (said.general_points, said.task_points) == (Decimal(28), Decimal("61.5"))
    assert said.proposed is Rating.GOOD
    assert "Đã nộp" in cadre.get(HERE).text


def test_sums_are_compared_and_never_corrected(world: World, cadre: TestClient) -> None:
    send(cadre, HERE, mark=mark(cadre), **{**FILLED, "task_points": "65"})

    page = cadre.get(HERE).text

    assert "cộng điểm tự chấm các nhiệm vụ được 61,5" in page
    assert "Lệch" in page
    said = stored(world)
    assert said
    assert said.task_points == Decimal(65)


def test_the_conditions_of_the_proposed_rating_that_are_not_met_are_named(cadre: TestClient) -> None:
    send(cadre, HERE, mark=mark(cadre), **{**FILLED, "proposed": "Hoàn thành xuất sắc nhiệm vụ"})

    page = cadre.get(HERE).text

    assert "chưa đạt" in page
    assert "Tỷ lệ nhiệm vụ vượt yêu cầu từ (%) 30" in page


def test_a_wrong_figure_is_told_beside_its_field_and_what_was_typed_stays(world: World, cadre: TestClient) -> None:
    answer = send(cadre, HERE, mark=mark(cadre), **{**FILLED, "general_points": "hai tám"})

    assert answer.status_code == 422
    assert 'value="hai tám"' in answer.text
    assert 'aria-invalid="true"' in answer.text
    assert 'href="#o-general-points"' in answer.text
    assert "Chủ động" in answer.text
    assert stored(world) is None


def test_what_somebody_else_stored_meanwhile_stands_beside_what_was_typed(
    world: World, cadre: TestClient, secretary: TestClient
) -> None:
    shown = mark(cadre)
    send(secretary, HERE, mark=mark(secretary), **{**FILLED, "strengths": "Quyết liệt"})

    answer = send(cadre, HERE, mark=shown, **FILLED)

    assert answer.status_code == 409
    assert "Đang lưu: Quyết liệt" in answer.text
    assert "Chủ động</textarea>" in answer.text
    said = stored(world)
    assert said
    assert said.strengths == "Quyết liệt"


def test_who_saw_the_other_text_may_save_over_it(world: World, cadre: TestClient, secretary: TestClient) -> None:
    send(secretary, HERE, mark=mark(secretary), **{**FILLED, "strengths": "Quyết liệt"})
    refused = send(cadre, HERE, mark="", **FILLED)

    found = re.search(r'name="mark" value="([^"]+)"', refused.text)
    assert found
    send(cadre, HERE, mark=found[1], **FILLED)

    said = stored(world)
    assert said
    assert said.strengths == "Chủ động"


def test_saving_without_a_change_says_so(cadre: TestClient) -> None:
    send(cadre, HERE, mark=mark(cadre), **FILLED)

    send(cadre, HERE, mark=mark(cadre), **FILLED)

    assert "Không có gì thay đổi" in cadre.get(HERE).text


def test_nobody_sees_or_fills_in_anothers(world: World, cadre: TestClient) -> None:
    other = f"/tu-danh-gia/{QUARTER}/{MISSING}/{OTHER}"
    before = stored(world, OTHER)

    assert cadre.get(other).status_code == 404
    assert send(cadre, other, mark="", **FILLED).status_code == 404
    assert stored(world, OTHER) == before


@pytest.mark.parametrize("role", [Role.BOARD, Role.OFFICIAL])
def test_who_only_reads_has_no_form(world: World, role: Role) -> None:
    client = open_pages(world, role)

    assert "Lưu bản tự đánh giá" not in client.get(HERE).text
    assert send(client, HERE, mark="", **FILLED).status_code == 403
    assert stored(world) is None


def test_the_administrator_reads_none(world: World) -> None:
    assert open_pages(world, Role.ADMINISTRATOR).get(HERE).status_code == 403


def test_a_secretary_sees_who_handed_in_and_who_did_not(secretary: TestClient) -> None:
    page = secretary.get("/tu-danh-gia").text

    assert "1/2 đã nộp" in page
    assert f'href="{HERE}"' in page
    assert page.index("Đã nộp") < page.index("Chưa nộp")
    assert "trước 25/06/2026" in page


def test_a_secretary_of_another_unit_sees_none_of_it(world: World) -> None:
    client = signed_in(strange_client(world), world, Role.SECRETARY, unit="STC")

    assert client.get(HERE).status_code == 404
    assert HERE not in client.get("/tu-danh-gia").text


def test_a_secret_self_assessment_is_not_typed_here(world: World, cadre: TestClient) -> None:
    facts = world.desk.state.dossier(MISSING, QUARTER)
    paper = PaperClassification(
        kind=DocumentKind.SELF_ASSESSMENT,
        unit=MISSING,
        classification=Classification.CONFIDENTIAL,
        decided_by="Ban Tổ chức",
        kept_at="tủ số 3",
    )
    world.desk.state.replace(replace(facts, papers=(paper,)))

    page = cadre.get(HERE).text

    assert "tủ số 3" in page
    assert "Lưu bản tự đánh giá" not in page
    assert send(cadre, HERE, mark="", **FILLED).status_code == 404
    assert stored(world) is None


def test_changing_it_after_the_papers_were_made_opens_the_dossier_and_the_page_says_so_before(world: World) -> None:
    client = signed_in(strange_client(world), world, Role.SECRETARY, unit="STC")
    here = f"/tu-danh-gia/{QUARTER}/STC/CB-STC-02"
    assert "phải lập và ký lại" in client.get(here).text

    send(client, here, mark=mark(client, here), **{**FILLED, "strengths": "Sửa"})

    assert world.desk.state.progress(SIGNING, QUARTER).stage is Stage.OPEN


def test_without_a_dossier_of_ones_own_the_list_says_what_comes_first(world: World) -> None:
    client = signed_in(strange_client(world), world, Role.CADRE, person="KHONG-CO")

    assert "Chưa có ai phải tự đánh giá" in client.get("/tu-danh-gia").text
