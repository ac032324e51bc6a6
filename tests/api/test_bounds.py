"""What each reader sees: a cadre the cadre's own, a secretary the own unit, the administrator no dossier."""

import re

import pytest
from fastapi.testclient import TestClient

from archive.domain.accounts import Role
from tests.api.conftest import open_pages, signed_in, strange_client
from tests.api.world import World

OWN, OTHER = "CB-SNV-02", "CB-SNV-01"


@pytest.fixture(scope="module")
def cadre(world: World) -> TestClient:
    """The second cadre of the sealed unit."""
    return signed_in(strange_client(world), world, Role.CADRE, person=OWN)


@pytest.fixture(scope="module")
def secretary(world: World) -> TestClient:
    return open_pages(world, Role.SECRETARY)


def name_of(world: World, code: str) -> str:
    facts = next(facts for facts in world.desk.state.dossiers.values() if facts.unit.code == "SNV")
    return next(person.name for person in facts.cadres if person.code == code)


def test_a_cadre_sees_the_own_papers_and_nobody_elses(world: World, cadre: TestClient) -> None:
    page = cadre.get("/ho-so/2026-Q2/SNV").text

    assert name_of(world, OWN) in page
    assert name_of(world, OTHER) not in page
    assert "chỉ hiện phần thuộc quyền xem" in page


def test_a_cadre_opens_what_the_page_shows_and_nothing_else(client: TestClient, cadre: TestClient) -> None:
    def files(page: str) -> set[str]:
        return set(re.findall(r'href="(/tep/[^"#]+)"', page))

    everything = files(client.get("/ho-so/2026-Q2/SNV").text) | files(client.get("/ho-so/2026-Q2/SNV/luu-tru/2").text)
    own = files(cadre.get("/ho-so/2026-Q2/SNV").text) | files(cadre.get("/ho-so/2026-Q2/SNV/luu-tru/2").text)

    assert own < everything
    assert {cadre.get(href).status_code for href in own} == {200}
    assert {cadre.get(href).status_code for href in everything - own} == {404}


def test_a_file_that_may_not_be_read_looks_like_one_that_does_not_exist(cadre: TestClient) -> None:
    pages = [cadre.get(f"/tep/2026-Q2.SNV.{name}").text for name in ("submission", "khong-co")]

    assert pages[0] == pages[1]


def test_a_cadre_finds_only_the_own_papers(client: TestClient, cadre: TestClient) -> None:
    def hits(browser: TestClient) -> set[str]:
        return set(re.findall(r'<h3><a href="([^"]+)"', browser.get("/tra-cuu?q=giai+ngan").text))

    assert hits(cadre) < hits(client)
    assert hits(cadre)


@pytest.mark.parametrize("address", ["/ho-so/2026-Q2/STC", "/ho-so/2026-Q2/BAC-HA", "/tep/2026-Q2.STC.submission"])
def test_a_secretary_reads_no_other_unit(secretary: TestClient, address: str) -> None:
    assert secretary.get(address).status_code == 404


def test_a_secretary_sees_the_own_unit_whole(secretary: TestClient) -> None:
    page = secretary.get("/").text

    assert "Sở Nội vụ" in page
    assert "Sở Tài chính" not in page
    assert "chỉ hiện phần" not in secretary.get("/ho-so/2026-Q2/SNV").text
    assert secretary.get("/tep/2026-Q2.SNV.submission").status_code == 200


def test_another_unit_and_no_unit_are_the_same_to_who_may_read_neither(secretary: TestClient) -> None:
    pages = [secretary.get(f"/ho-so/2026-Q2/{unit}").text for unit in ("STC", "KHONG")]

    assert pages[0] == pages[1]


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.INSPECTOR])
def test_who_runs_or_inspects_the_system_reads_no_dossier(world: World, role: Role) -> None:
    browser = open_pages(world, role)

    assert "/ho-so/2026-Q2" not in browser.get("/").text  # the log names units, and leads into none
    assert browser.get("/ho-so/2026-Q2/SNV").status_code == 403


@pytest.mark.parametrize(
    ("role", "labels"),
    [
        (Role.BOARD, {"Tổng quan", "Tra cứu"}),
        (Role.SECRETARY, {"Tổng quan", "Hồ sơ", "Tra cứu"}),
        (Role.ADMINISTRATOR, {"Tài khoản"}),
    ],
)
def test_the_menu_shows_what_the_role_may_do(world: World, role: Role, labels: set[str]) -> None:
    page = open_pages(world, role).get("/").text
    menu = page.split('aria-label="Các trang"')[1].split("</nav>")[0]

    assert labels <= set(re.findall(r"<span>([^<]+)</span>", menu))
    assert ("Tài khoản" in re.findall(r"<span>([^<]+)</span>", menu)) is (role is Role.ADMINISTRATOR)
