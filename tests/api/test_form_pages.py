"""Mẫu văn bản: each form with its versions, and a Word file checked before it becomes the next one."""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from archive.domain.accounts import Role
from archive.ports.scratch import Scratch
from doc_templates.author.layouts import LAYOUTS
from doc_templates.catalog import Catalog
from doc_templates.convert import OfficePool
from doc_templates.form_library import FormLibrary
from tests.api.conftest import open_pages, send, token
from tests.api.world import World, empty_world
from tests.contracts.templates_contract import KIND, SYSTEM
from tests.doc_templates_check.good import form, spoilt

HERE = f"/mau-van-ban/{KIND.value}/{SYSTEM.folder}"
GOOD = spoilt(form(SYSTEM, KIND).template, "Kính trình: ", "Kính trình:  ")
BAD = spoilt(form(SYSTEM, KIND).template, "{{ superior", "{{ khong_co")


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OfficePool]:
    scratch = tmp_path_factory.mktemp("office")
    with OfficePool(python=Path("/usr/bin/python3"), workers=1, timeout=60, scratch=scratch) as pool:
        yield pool


@pytest.fixture
def world(tmp_path: Path, office: OfficePool) -> World:
    layouts = {layout.system: layout for layout in LAYOUTS}
    catalog = Catalog(own=tmp_path / "templates")
    library = FormLibrary(catalog=catalog, layouts=layouts, convert=lambda word, name: office.convert(word, name=name))
    world = empty_world()
    scratch = Scratch(folder=tmp_path / "scratch", megabytes=1)
    return replace(world, parts=replace(world.parts, templates=library, scratch=scratch))


@pytest.fixture
def client(world: World) -> TestClient:
    return open_pages(world, Role.ADMINISTRATOR)


def give(client: TestClient, word: bytes, name: str = "mau.docx"):  # type: ignore[no-untyped-def]  # noqa: ANN201 - of two kinds
    files = {"tep": (name, word, "application/octet-stream")}
    return client.post(HERE, data={"csrf": token(client)}, files=files, follow_redirects=False)


def test_every_kind_is_listed_with_the_version_in_force(client: TestClient) -> None:
    page = client.get("/mau-van-ban").text

    assert f'href="{HERE}"' in page
    assert "Mục lục hồ sơ" in page
    assert "phiên bản 1" in page
    assert "Mẫu tạm" in page


def test_a_form_shows_its_versions_and_how_the_one_in_force_looks(client: TestClient) -> None:
    page = client.get(HERE).text

    assert "Đang dùng" in page
    assert "kèm phần mềm" in page
    assert f'<iframe src="{HERE}/1/xem-thu#' in page


def test_the_word_file_is_handed_out_to_be_edited(client: TestClient) -> None:
    answer = client.get(f"{HERE}/1/word")

    assert answer.content == form(SYSTEM, KIND).template
    assert answer.headers["content-disposition"].startswith("attachment;")
    assert zipfile.ZipFile(io.BytesIO(answer.content)).testzip() is None


def test_a_version_is_shown_as_a_page_with_made_up_data(client: TestClient) -> None:
    answer = client.get(f"{HERE}/1/xem-thu")

    assert answer.content.startswith(b"%PDF-")
    assert answer.headers["content-type"] == "application/pdf"


def test_what_is_wrong_with_a_file_is_said_and_nothing_is_stored(world: World, client: TestClient) -> None:
    address = give(client, BAD).headers["location"]

    page = client.get(address).text

    assert "Chưa dùng được" in page
    assert "khong_co" in page
    assert "Đưa vào dùng" not in page
    assert {item.ref.version for item in world.parts.templates.all()} == {"1"}


def test_a_file_that_is_no_word_file_is_said_so(client: TestClient) -> None:
    assert "Không đọc được" in client.get(give(client, b"x").headers["location"]).text


def test_a_good_file_is_looked_at_and_then_put_into_force(world: World, client: TestClient) -> None:
    address = give(client, GOOD).headers["location"]
    assert client.get(f"{address}/xem-thu").content.startswith(b"%PDF-")

    answer = send(client, address, ly_do="Phụ lục mới", chinh_thuc="co")

    assert answer.headers["location"] == HERE
    page = client.get(HERE).text
    assert "Đã đưa phiên bản 2 vào dùng" in page
    assert "Phụ lục mới" in page
    assert "Mẫu chính thức" in page
    assert world.parts.templates.read(KIND, SYSTEM, "1")[1] == form(SYSTEM, KIND).template


def test_without_a_reason_it_is_not_taken_and_the_page_says_why(world: World, client: TestClient) -> None:
    address = give(client, GOOD).headers["location"]

    answer = send(client, address, ly_do="  ", chinh_thuc="co")

    assert answer.status_code == 422
    assert "Hãy ghi lý do thay mẫu" in answer.text
    assert 'value="co" checked' in answer.text
    assert {item.ref.version for item in world.parts.templates.all()} == {"1"}


def test_a_file_can_be_thrown_away(client: TestClient) -> None:
    address = give(client, GOOD).headers["location"]

    send(client, f"{address}/bo")

    assert client.get(address).status_code == 404


def test_without_a_file_the_page_says_what_to_do(client: TestClient) -> None:
    answer = send(client, HERE)

    assert answer.status_code == 422
    assert "Chưa chọn tệp" in answer.text


def test_anothers_file_is_not_there(world: World, client: TestClient) -> None:
    address = give(client, GOOD).headers["location"]
    drawer = world.parts.scratch.folder / "mau-van-ban"
    (drawer / "administrator").rename(drawer / "nguoi-khac")

    assert client.get(address).status_code == 404


@pytest.mark.parametrize("address", ["/mau-van-ban/khong-co/party", "/mau-van-ban/submission/khac", f"{HERE}/9/word"])
def test_what_is_no_form_has_no_page(client: TestClient, address: str) -> None:
    assert client.get(address).status_code == 404


def test_a_form_that_the_system_does_not_have_has_no_page(client: TestClient) -> None:
    assert client.get("/mau-van-ban/central_report/state").status_code == 404


@pytest.mark.parametrize("role", [Role.SECRETARY, Role.BOARD, Role.INSPECTOR])
def test_who_does_not_run_the_system_has_no_page(world: World, role: Role) -> None:
    assert open_pages(world, role).get("/mau-van-ban").status_code == 403
