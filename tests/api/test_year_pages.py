"""Cuối năm: the quarters of a year side by side, for those whose papers they are and those above them."""

import io
import re
from dataclasses import replace

import pytest
from fastapi.testclient import TestClient
from openpyxl import load_workbook

from archive.domain.accounts import Role
from archive.domain.people import PersonCode
from tests.api.conftest import open_pages, signed_in, strange_client
from tests.api.world import SIGNING, World, empty_world, seal, sealed_dossier, second_quarter, small_world
from tests.quarters import QUARTER, unit

YEAR = "/cuoi-nam/2026"


def rows_of(client: TestClient, address: str) -> list[tuple[object, ...]]:
    """The lines of the spreadsheet below its heading."""
    sheet = load_workbook(io.BytesIO(client.get(address).content)).active
    assert sheet
    return list(sheet.iter_rows(min_row=2, values_only=True))


def people_of(world: World, code: str) -> list[PersonCode]:
    with world.desk.look() as work:
        return [cadre.code for cadre in work.facts.dossier(unit(code).code, QUARTER).cadres]


def test_the_short_address_leads_to_the_newest_year(client: TestClient) -> None:
    assert client.get("/cuoi-nam", follow_redirects=False).headers["location"] == YEAR


def test_the_board_chooses_a_unit_and_sees_its_people_quarter_by_quarter(client: TestClient) -> None:
    assert "Sở Tài chính" in client.get(YEAR).text

    page = client.get(YEAR, params={"don-vi": "SNV"}).text

    assert "Mỗi hàng là một đồng chí, mỗi cột là một quý" in page
    assert 'href="/cuoi-nam/2026/CB-SNV-01"' in page
    assert page.count("data-chart") == 2


def test_the_years_page_works_out_no_figure_of_its_own(client: TestClient) -> None:
    """The guidance gives none for the year: every number stands under its quarter, none under the year."""
    page = client.get(f"{YEAR}/CB-SNV-01").text

    assert "không tính trung bình" in page
    heads = re.findall(r'<th scope="col"[^>]*>([^<]*)</th>', page)
    assert not [head for head in heads if re.search("năm|trung bình|tổng", head, re.IGNORECASE)]


def test_a_person_is_followed_from_unit_to_unit() -> None:
    world = small_world()
    second_quarter(world)
    third = world.desk.state.dossier(SIGNING, QUARTER.following())
    here = replace(third.cadres[1], code=PersonCode("CB-SNV-02"))
    world.desk.state.replace(replace(third, cadres=(third.cadres[0], here)))

    page = open_pages(world).get(f"{YEAR}/CB-SNV-02").text

    assert "Sở Nội vụ" in page
    assert "Sở Tài chính" in page


def test_the_table_of_a_unit_has_each_of_its_people(client: TestClient, world: World) -> None:
    rows = rows_of(client, f"{YEAR}/bang?don-vi=SNV")

    assert {row[0] for row in rows} == set(people_of(world, "SNV"))
    assert {row[2] for row in rows} == {"Quý II/2026"}


def test_the_table_of_a_person_has_nobody_else(client: TestClient) -> None:
    assert {row[0] for row in rows_of(client, f"{YEAR}/CB-SNV-01/bang")} == {"CB-SNV-01"}


def test_a_name_that_looks_like_a_formula_stays_a_name() -> None:
    world = empty_world()
    seal(world, sealed_dossier(world, "Sở Nội vụ", '=HYPERLINK("http://x")', "báo cáo.pdf"))

    answer = open_pages(world).get(f"{YEAR}/bang?don-vi=SNV")

    sheet = load_workbook(io.BytesIO(answer.content)).active
    assert sheet
    assert {cell.data_type for row in sheet.iter_rows(max_col=2) for cell in row} == {"s"}


def test_a_cadre_is_led_to_the_own_year_and_sees_no_other(world: World) -> None:
    cadre = signed_in(strange_client(world), world, Role.CADRE, person="CB-SNV-02")

    assert cadre.get(YEAR, follow_redirects=False).headers["location"] == f"{YEAR}/CB-SNV-02"
    assert cadre.get(f"{YEAR}/CB-SNV-02").status_code == 200
    for address in (f"{YEAR}/CB-SNV-01", f"{YEAR}/CB-SNV-01/bang", f"{YEAR}/CB-KHONG-01"):
        assert cadre.get(address).status_code == 404
    assert {row[0] for row in rows_of(cadre, f"{YEAR}/bang?don-vi=SNV")} == {"CB-SNV-02"}


def test_a_secretary_sees_the_own_unit_and_no_other() -> None:
    secretary = open_pages(small_world(), Role.SECRETARY)

    assert "CB-SNV-01" in secretary.get(YEAR).text  # there is but one to choose
    for address in (f"{YEAR}?don-vi=STC", f"{YEAR}/bang?don-vi=STC", f"{YEAR}/CB-STC-01", f"{YEAR}/CB-STC-01/bang"):
        assert secretary.get(address).status_code == 404


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.INSPECTOR])
def test_who_runs_or_inspects_the_system_has_no_year(role: Role) -> None:
    client = open_pages(small_world(), role)

    assert {client.get(address).status_code for address in ("/cuoi-nam", YEAR, f"{YEAR}/CB-SNV-01")} <= {403, 404}


@pytest.mark.parametrize("year", ["2025", "2101", "nay", "2026.0", "-1"])
def test_a_year_that_cannot_be_has_no_page(client: TestClient, year: str) -> None:
    assert client.get(f"/cuoi-nam/{year}").status_code == 404
