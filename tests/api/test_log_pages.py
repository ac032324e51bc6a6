"""Nhật ký: what was done is shown newest first, narrowed, checked, and any entry proven to who doubts it."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from archive.domain.accounts import Role
from archive.domain.log import Deed
from archive.domain.log.proof import check_proof
from archive.jobs.worker import Worker
from archive.workflow.jobs import newest
from tests.api.conftest import open_pages, send
from tests.api.packing import packing_world
from tests.api.world import World, small_world


@pytest.fixture
def world() -> World:
    return small_world()


@pytest.fixture
def inspector(world: World) -> TestClient:
    return open_pages(world, Role.INSPECTOR)


def do(world: World, *actors: str, action: str = "search", subject: str = "giải ngân", day: int = 20) -> None:
    """Write down that these did something."""
    with world.desk.begin() as work:
        for actor in actors:
            at = datetime(2026, 6, day, 20, tzinfo=UTC)  # the next day in Việt Nam
            work.log.append(Deed(at=at, actor=actor, action=action, subject=subject, details={"hits": "3"}))
        work.commit()


def rows(page: str) -> list[str]:
    return page.split("<tbody")[1].split("</tbody>", maxsplit=1)[0].split("</tr>")[:-1] if "<tbody" in page else []


def test_the_newest_entry_comes_first_in_words(world: World, inspector: TestClient) -> None:
    do(world, "tracuu")

    first = rows(inspector.get("/nhat-ky").text)[0]

    assert "tracuu" in first
    assert "Tra cứu" in first
    assert "giải ngân" in first
    assert "21/06/2026 03:00" in first


def test_what_stands_in_an_entry_is_told_in_words(world: World, inspector: TestClient) -> None:
    details = {"role": "inspector", "units": "*", "managements": "*", "person": "CB-SNV-01", "outcome": "success"}
    with world.desk.begin() as work:
        work.log.append(
            Deed(
                at=datetime(2026, 6, 20, tzinfo=UTC), actor="root", action="account/add", subject="ktv", details=details
            )
        )
        work.commit()

    first = rows(inspector.get("/nhat-ky").text)[0]

    for words in ("Người kiểm tra", "mọi đơn vị", "mọi diện", "Cán bộ", "thành công"):
        assert words in first
    assert [code for code in ("person", "inspector", "success", ">*<") if code in first] == []


def test_an_entry_of_a_dossier_names_unit_and_quarter(inspector: TestClient) -> None:
    assert "SNV · Quý II/2026" in inspector.get("/nhat-ky").text


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        pytest.param({"nguoi": "An"}, 1, id="by actor, whatever the case"),
        pytest.param({"viec": "retention/hold"}, 1, id="by action"),
        pytest.param({"tu": "2026-06-26"}, 1, id="from a day on"),
        pytest.param({"tu": "2026-06-25", "den": "2026-06-25"}, 0, id="of one day"),
        pytest.param({"don-vi": "SNV", "nguoi": "binh"}, 0, id="by unit and actor"),
    ],
)
def test_entries_are_narrowed(world: World, inspector: TestClient, asked: dict[str, str], found: int) -> None:
    do(world, "an")
    do(world, "binh", action="retention/hold", day=25)

    page = inspector.get("/nhat-ky", params=asked).text

    assert len(rows(page)) == found
    assert "Hiện tất cả" in page


def test_one_dossiers_entries_are_told_apart_from_anothers(inspector: TestClient) -> None:
    page = inspector.get("/nhat-ky", params={"don-vi": "SNV", "quy": "2026-Q2"}).text

    assert rows(page)
    assert all("SNV · Quý II/2026" in row for row in rows(page))


def test_a_day_that_is_none_is_said_and_kept(inspector: TestClient) -> None:
    answer = inspector.get("/nhat-ky", params={"tu": "hôm qua"})

    assert answer.status_code == 400
    assert "Từ ngày: &#39;hôm qua&#39; không phải ngày" in answer.text
    assert 'value="hôm qua"' in answer.text


def test_older_entries_are_a_page_away(world: World, inspector: TestClient) -> None:
    do(world, *(f"nguoi-{place:03}" for place in range(60)))

    first = inspector.get("/nhat-ky", params={"viec": "search"}).text
    link = first.split('<a href="/nhat-ky?')[-1].split('"')[0].replace("&amp;", "&")
    second = inspector.get(f"/nhat-ky?{link}").text

    assert len(rows(first)) == 50
    assert len(rows(second)) == 10
    assert "nguoi-009" in second
    assert "Mới nhất" in second


def test_a_page_that_is_none_is_a_mistake_of_the_asker(inspector: TestClient) -> None:
    assert inspector.get("/nhat-ky", params={"truoc": "x"}).status_code == 400


def test_the_log_is_checked_aside_and_the_verdict_stands_on_the_page(tmp_path: Path) -> None:
    world = packing_world(tmp_path)
    inspector = open_pages(world, Role.INSPECTOR)
    send(inspector, "/nhat-ky/kiem-tra")
    assert "Đang chờ đến lượt." in inspector.get("/nhat-ky").text

    assert Worker(world.parts, "w").work_once()

    assert "nhật ký nguyên vẹn" in inspector.get("/nhat-ky").text


def test_a_changed_entry_is_told(world: World, inspector: TestClient) -> None:
    kept = world.desk.state.log.kept
    kept[1] = kept[0]
    send(inspector, "/nhat-ky/kiem-tra")

    assert Worker(world.parts, "w").work_once()

    assert newest(world.parts)[0].result["ok"] == ""
    assert "nhật ký/mục 1" in inspector.get("/nhat-ky").text


def test_the_proof_of_an_entry_is_a_file_that_checks(inspector: TestClient) -> None:
    answer = inspector.get("/nhat-ky/2/chung-minh")

    assert answer.headers["content-disposition"].startswith('attachment; filename="chung-minh-muc-2.json"')
    assert check_proof(answer.json()).promised.size > 2


def test_the_newest_checkpoint_is_a_file_too(inspector: TestClient) -> None:
    assert json.loads(inspector.get("/nhat-ky/moc").text)["format"] == "hoso-checkpoint/1"


@pytest.mark.parametrize("sequence", ["999999", "-1", "x"])
def test_what_is_not_in_the_log_has_no_proof(inspector: TestClient, sequence: str) -> None:
    assert inspector.get(f"/nhat-ky/{sequence}/chung-minh").status_code == 404


def test_words_out_of_the_log_are_no_part_of_the_page(world: World, inspector: TestClient) -> None:
    do(world, "<b>an</b>", subject="<script>")

    page = inspector.get("/nhat-ky").text

    assert "&lt;script&gt;" in page
    assert "<b>an" not in page


@pytest.mark.parametrize("role", [Role.SECRETARY, Role.BOARD, Role.CADRE])
def test_who_does_not_read_the_log_has_no_page(world: World, role: Role) -> None:
    assert open_pages(world, role).get("/nhat-ky").status_code == 403


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.INSPECTOR])
def test_the_menu_leads_there(world: World, role: Role) -> None:
    assert 'href="/nhat-ky"' in open_pages(world, role).get("/tai-khoan").text
