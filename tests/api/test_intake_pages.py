"""Nhập sổ: what a workbook would change is shown first, wrong cells are named, and only what one may change goes in."""

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import httpx2 as httpx
import openpyxl
import pytest
from fastapi.testclient import TestClient

from archive.domain.accounts import Role
from archive.domain.dossier import OpenDossier
from archive.domain.people import UnitCode
from archive.domain.rating import Rating
from archive.jobs.worker import Worker
from archive.scanning import open_inspector
from archive.workbook import SheetForms
from tests.api.conftest import send, token
from tests.api.editing import browser, editable_world
from tests.api.test_tasks import OWN, on_disk
from tests.api.test_uploads import PNG
from tests.api.world import SIGNING, World
from tests.quarters import QUARTER, complete_dossier, unit

Change = Callable[[openpyxl.Workbook], object]


@pytest.fixture
def world(tmp_path: Path) -> World:
    made = on_disk(editable_world(), tmp_path)
    inspector = open_inspector(megabytes=1, unpacked=5, megapixels=1)
    return replace(made, parts=replace(made.parts, inspector=inspector))


@pytest.fixture
def secretary(world: World) -> TestClient:
    return browser(world, Role.SECRETARY, unit=SIGNING)


def facts(world: World) -> OpenDossier:
    return world.desk.state.dossier(SIGNING, QUARTER)


def book(*dossiers: OpenDossier, change: Change = lambda _: None) -> bytes:
    """A workbook that says what these dossiers say, without the looks that make a real one slow to read."""
    made, forms = openpyxl.Workbook(), SheetForms()
    made.remove(made.worksheets[0])
    for form in forms.forms():
        rows = [list(row.texts.values()) for dossier in dossiers for row in forms.rows(dossier, form.sheet)]
        labels = [item.label for item in form.fields]
        sheet = made.create_sheet(form.sheet)
        for row in [labels, *(rows[:1] if form.sheet == "Kỳ" else rows)]:
            sheet.append([text or None for text in row])
        if form.sheet == "Minh chứng":
            sheet.insert_cols(2)
            sheet["B1"] = "Tệp"
    change(made)
    held = io.BytesIO()
    made.save(held)
    return held.getvalue()


def achieved(value: str | int) -> Change:
    def change(made: openpyxl.Workbook) -> None:
        made["Kết quả"]["C2"] = value

    return change


def sent(client: TestClient, content: bytes, *files: tuple[str, bytes]) -> httpx.Response:
    parts = [("so", ("quý hai.xlsx", content)), *(("tep", file) for file in files)]
    return client.post("/nhap-so", data={"csrf": token(client)}, files=parts, follow_redirects=False)


def work(world: World) -> None:
    assert Worker(world.parts, "thử").work_once()


def test_what_would_change_is_shown_and_nothing_is_stored(world: World, secretary: TestClient) -> None:
    before = facts(world)
    answer = sent(secretary, book(before, change=achieved(77)))

    page = secretary.get(answer.headers["location"]).text

    assert "sẽ thay đổi 1 đơn vị" in page
    assert "Kết quả đạt" in page
    assert "</span>100</td>" in page
    assert "</span>77</td>" in page
    assert "quý hai.xlsx" in page
    assert facts(world) == before


def test_what_was_shown_is_brought_in(world: World, secretary: TestClient) -> None:
    here = sent(secretary, book(facts(world), change=achieved(77))).headers["location"]

    job = send(secretary, here, cach="bo-sung")
    work(world)

    assert facts(world).results[0].achieved == 77
    assert "Đã nhập Quý II/2026: STC" in secretary.get(job.headers["location"]).text
    assert secretary.get(here).status_code == 404
    assert not [path for path in world.parts.scratch.folder.rglob("*") if path.is_file()]


def test_the_history_names_who_brought_it(world: World, secretary: TestClient) -> None:
    here = sent(secretary, book(facts(world), change=achieved(77))).headers["location"]
    send(secretary, here)
    work(world)

    assert world.desk.state.happened[-1].actor == Role.SECRETARY.value


def test_wrong_cells_are_named_with_sheet_cell_found_and_expected(world: World, secretary: TestClient) -> None:
    answer = secretary.get(sent(secretary, book(facts(world), change=achieved("nhiều"))).headers["location"])

    assert answer.status_code == 422
    for word in ("Ô cần sửa (1)", "Kết quả", "C2", "nhiều", "một số, viết như 1.234,5"):
        assert word in answer.text
    assert ">Nhập sổ</button>" not in answer.text


def test_the_good_rows_are_brought_in_when_asked_for(world: World, secretary: TestClient) -> None:
    def change(made: openpyxl.Workbook) -> None:
        achieved("nhiều")(made)
        made["Kết quả"]["C3"] = 55

    here = sent(secretary, book(facts(world), change=change)).headers["location"]
    page = secretary.get(f"{here}?cach=bo-sung&phan=x").text
    assert "Nhập phần đúng của sổ" in page

    send(secretary, here, cach="bo-sung", phan="x")
    work(world)

    assert {item.achieved for item in facts(world).results} == {100, 55}


def test_a_row_left_out_goes_only_when_the_whole_is_replaced(world: World, secretary: TestClient) -> None:
    here = sent(secretary, book(facts(world), change=lambda made: made["Phân cấp"].delete_rows(2))).headers["location"]

    assert "không có gì thay đổi" in secretary.get(here).text
    assert "sẽ thay đổi 1 đơn vị" in secretary.get(f"{here}?cach=thay-the").text


def test_another_units_facts_are_refused(world: World, secretary: TestClient) -> None:
    other = world.desk.state.dossier(UnitCode("BAC-HA"), QUARTER)

    here = sent(secretary, book(other, change=achieved(77))).headers["location"]

    answer = secretary.get(here)
    assert answer.status_code == 422
    assert "không được nhập" in answer.text
    assert send(secretary, here).headers["location"] == here
    assert world.desk.state.dossier(UnitCode("BAC-HA"), QUARTER) == other


def test_a_new_unit_is_no_way_around(secretary: TestClient) -> None:
    here = sent(secretary, book(complete_dossier(of=unit("MOI")))).headers["location"]

    assert "không được nhập" in secretary.get(here).text


def test_a_secretary_brings_in_no_decision(world: World, secretary: TestClient) -> None:
    def decide(made: openpyxl.Workbook) -> None:
        made["Xếp loại"]["G2"] = Rating.EXCELLENT.value

    here = sent(secretary, book(facts(world), change=decide)).headers["location"]

    assert "không được đổi cột &#39;Quyết định xếp loại&#39;" in secretary.get(here).text
    assert send(secretary, here).headers["location"] == here


def test_rights_that_are_gone_by_then_stop_it(world: World, secretary: TestClient) -> None:
    before = facts(world)
    here = sent(secretary, book(before, change=achieved(77))).headers["location"]
    send(secretary, here)
    with world.desk.begin() as work_:
        account = next(item for item in work_.accounts.all() if item.name == Role.SECRETARY.value)
        work_.accounts.keep(account.without(Role.SECRETARY))
        work_.commit()

    work(world)

    assert facts(world) == before


@pytest.mark.parametrize("packed", [True, False])
def test_evidence_comes_along(world: World, secretary: TestClient, *, packed: bool) -> None:
    def name_file(made: openpyxl.Workbook) -> None:
        sheet = made["Minh chứng"]
        sheet["B2"] = "STC/ảnh.png"

    files = [("minh-chung/STC/ảnh.png", PNG)]
    if packed:
        held = io.BytesIO()
        with zipfile.ZipFile(held, "w") as container:
            for name, content in files:
                container.writestr(name, content)
        files = [("minh-chung.zip", held.getvalue())]
    here = sent(secretary, book(facts(world), change=name_file), *files).headers["location"]
    assert "1 tệp minh chứng" in secretary.get(here).text

    send(secretary, here)
    work(world)

    assert [item.file.name for item in facts(world).evidence if item.file] == ["ảnh.png"]


def test_a_file_that_did_not_come_is_named_in_words_of_the_page(world: World, secretary: TestClient) -> None:
    def name_file(made: openpyxl.Workbook) -> None:
        made["Minh chứng"]["B2"] = "STC/ảnh.png"

    page = secretary.get(sent(secretary, book(facts(world), change=name_file)).headers["location"]).text

    assert "STC/ảnh.png" in page
    assert "--files" not in page


@pytest.mark.parametrize("name", ["../../hoso.db", "/etc/passwd", "a/../../b.png", "c:\\x.png"])
def test_a_zip_does_not_lead_out_of_its_folder(world: World, secretary: TestClient, tmp_path: Path, name: str) -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as container:
        container.writestr(name, PNG)

    answer = sent(secretary, book(facts(world)), ("minh-chung.zip", held.getvalue()))

    assert answer.status_code == 422
    assert "không dùng được" in answer.text
    assert not [path for path in tmp_path.rglob("*") if path.name in ("b.png", "hoso.db", "x.png")]


def test_what_is_no_zip_is_told(world: World, secretary: TestClient) -> None:
    answer = sent(secretary, book(facts(world)), ("minh-chung.zip", b"PK nothing"))

    assert answer.status_code == 422
    assert "không phải ZIP" in answer.text


def test_without_a_workbook_the_form_says_so(secretary: TestClient) -> None:
    answer = secretary.post("/nhap-so", data={"csrf": token(secretary)}, follow_redirects=False)

    assert answer.status_code == 422
    assert "Chưa chọn sổ" in answer.text


def test_what_is_no_workbook_is_told(secretary: TestClient) -> None:
    answer = secretary.get(sent(secretary, b"khong phai so").headers["location"])

    assert answer.status_code == 422
    assert "Excel" in answer.text
    assert "quý hai.xlsx" in answer.text


def test_another_browser_finds_nothing_of_it(world: World, secretary: TestClient) -> None:
    here = sent(secretary, book(facts(world))).headers["location"]

    assert browser(world, Role.SECRETARY, unit=SIGNING).get(here).status_code == 404


def test_what_was_sent_can_be_thrown_away(world: World, secretary: TestClient) -> None:
    here = sent(secretary, book(facts(world), change=achieved(77))).headers["location"]

    answer = send(secretary, f"{here}/bo")

    assert answer.headers["location"] == "/nhap-so"
    assert secretary.get(here).status_code == 404
    assert not [path for path in world.parts.scratch.folder.rglob("*") if path.is_file()]


@pytest.mark.parametrize("name", ["x", "0" * 32, "g" * 32])
def test_an_invented_name_is_not_found(secretary: TestClient, name: str) -> None:
    assert secretary.get(f"/nhap-so/{name}").status_code == 404


@pytest.mark.parametrize("role", [Role.BOARD, Role.CADRE, Role.ADMINISTRATOR])
def test_who_writes_no_facts_brings_nothing_in(world: World, role: Role) -> None:
    assert browser(world, role).get("/nhap-so").status_code == 403


def test_a_blank_and_a_filled_workbook_can_be_taken_home(world: World, secretary: TestClient) -> None:
    blank = secretary.get(f"/nhap-so/so-trong/{QUARTER}")
    filled = secretary.get(f"/nhap-so/so-da-ghi/{QUARTER}/{SIGNING}")

    assert openpyxl.load_workbook(io.BytesIO(blank.content), read_only=True)["Kỳ"]["A2"].value == str(QUARTER)
    held = openpyxl.load_workbook(io.BytesIO(filled.content), read_only=True)
    assert facts(world).cadres[0].name in [row[1] for row in held["Cán bộ"].iter_rows(max_row=5, values_only=True)]
    assert OWN in [row[0] for row in held["Nhiệm vụ"].iter_rows(max_row=9, values_only=True)]
    assert filled.headers["content-disposition"].startswith("attachment")


def test_another_units_filled_workbook_is_not_found(secretary: TestClient) -> None:
    assert secretary.get(f"/nhap-so/so-da-ghi/{QUARTER}/BAC-HA").status_code == 404
