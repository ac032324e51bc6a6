"""Sức khỏe: what goes wrong quietly is told with what to do, to who runs the system and who inspects it."""

from dataclasses import replace
from datetime import timedelta

import pytest
from fastapi.testclient import TestClient

from api.pages.views.health import health_page
from archive.domain.accounts import Role
from archive.domain.fixity import FixityLedger
from archive.domain.health import DiskRoom
from archive.domain.job import Holding, Job
from archive.errors import RecordDamaged
from archive.jobs.health import health
from archive.jobs.scrub import objects_of
from archive.workflow.jobs import fail, newest_of_key, put, take
from tests.api.conftest import open_pages, send, signed_in, strange_client
from tests.api.test_watching import LockedDesk
from tests.api.world import NOW, World, small_world
from tests.given import GivenVitals

HEALTH = "/quan-tri/suc-khoe"


@pytest.fixture
def home() -> World:
    """Our own: ledgers and jobs change here."""
    return small_world()


@pytest.fixture
def chief(home: World) -> TestClient:
    return open_pages(home, Role.ADMINISTRATOR)


def text_of(client: TestClient) -> str:
    answer = client.get(HEALTH)
    assert answer.status_code == 200, answer.text
    return answer.text


def test_each_sign_has_a_name_a_state_in_words_and_its_sentence(chief: TestClient) -> None:
    page = text_of(chief)

    assert page.count('<li class="tone-') == 8
    assert "Đĩa còn trống 60,0 %" in page
    assert "<span>Tốt</span>" in page
    assert "<span>Chú ý</span>" in page


def test_what_is_not_good_says_what_to_do_and_stands_on_top(chief: TestClient) -> None:
    page = text_of(chief)

    assert "hoso backup --to THƯ_MỤC" in page.split("Sao lưu chạy trên máy chủ, sang một đĩa khác")[1]
    assert page.index("<h3>Sao lưu</h3>") < page.index("<h3>Cơ sở dữ liệu</h3>")


def test_a_full_disk_is_bad_in_words(home: World) -> None:
    full = replace(home.parts, vitals=GivenVitals(room=DiskRoom(free=1, total=100)))

    page = text_of(open_pages(replace(home, parts=full), Role.ADMINISTRATOR))

    assert "1 dấu hiệu hỏng" in page
    assert "<span>Hỏng</span>" in page
    assert "Chuyển các gói đã giao" in page


def test_when_all_is_well_there_is_nothing_to_do(home: World) -> None:
    names = objects_of(home.parts)
    home.parts.ledgers.note_backup(NOW)
    home.parts.ledgers.keep(FixityLedger(checked=dict.fromkeys(names, NOW)))

    page = text_of(open_pages(home, Role.ADMINISTRATOR))

    assert "Cả 8 dấu hiệu đều tốt" in page
    assert "mục nào cũng đã được đọc lại" in page
    assert "Lần gần nhất: 22/06/2026" in page


def test_a_round_that_was_stopped_says_how_far_it_came(home: World, chief: TestClient) -> None:
    names = objects_of(home.parts)
    home.parts.ledgers.keep(FixityLedger(checked={names[0]: NOW - timedelta(days=1)}, done=frozenset(names[:1])))

    page = text_of(chief)

    assert f"Vòng đang dở: 1/{len(names)} mục." in page
    assert f"{len(names) - 1} mục chưa đọc lại lần nào" in page


def test_a_failed_job_is_told_and_leads_to_the_jobs(home: World, chief: TestClient) -> None:
    broken(home)

    page = text_of(chief)

    assert "1 việc hỏng do máy" in page
    assert '<a href="/cong-viec">Mở danh sách việc</a>' in page


def broken(home: World) -> Job:
    """Slow work that the machine could not do."""
    job = put(replace(home.parts, actor="administrator"), "index", {})
    held = take(home.parts, "w", alone=True)
    assert held is not None
    return fail(home.parts, Holding(job.id, held.attempt), RecordDamaged("Chỉ mục không đọc được."))


def test_the_administrator_has_everything_read_again(home: World, chief: TestClient) -> None:
    answer = send(chief, f"{HEALTH}/doc-lai")

    job = newest_of_key(home.parts, "scrub")
    assert answer.headers["location"] == HEALTH
    assert job is not None
    assert job.asked_by == "administrator"
    assert "/doc-lai" not in text_of(chief)


def test_the_inspector_reads_the_signs_and_starts_nothing(home: World) -> None:
    inspector = open_pages(home, Role.INSPECTOR)

    assert "Đĩa còn trống" in text_of(inspector)
    assert "/doc-lai" not in text_of(inspector)
    assert send(inspector, f"{HEALTH}/doc-lai").status_code == 403
    assert newest_of_key(home.parts, "scrub") is None


@pytest.mark.parametrize("role", [role for role in Role if role not in {Role.ADMINISTRATOR, Role.INSPECTOR}])
def test_nobody_else_is_told(home: World, role: Role) -> None:
    other = signed_in(strange_client(home), home, role)

    assert other.get(HEALTH).status_code == 403
    assert f'href="{HEALTH}"' not in other.get("/tai-khoan").text


def test_the_sign_of_a_database_that_does_not_answer_says_what_to_do(home: World) -> None:
    view = health_page(health(replace(home.parts, desk=LockedDesk())), None, scrub=None, may_run=True)

    assert view.signs[0].title == "Cơ sở dữ liệu"
    assert view.signs[0].command == "hoso restore"
    assert "Đĩa không trả lời" in view.reading
