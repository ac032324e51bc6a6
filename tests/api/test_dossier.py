"""Hồ sơ: what is missing, whose it is, by when; who signed; which files; what happened."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from fastapi.testclient import TestClient

from api.pages.views.dossier import DossierPage, dossier
from archive.domain.dossier import Stage
from archive.domain.history import EventKind
from archive.domain.people import UnitCode
from archive.domain.record import RecordId
from archive.workflow.review import review
from tests.api.world import MISSING, NOW, SEALED, SIGNING, World, note, small_world
from tests.quarters import QUARTER


def page_of(world: World, unit: UnitCode) -> DossierPage:
    """One unit's page."""
    found = next(review(world.parts, QUARTER, unit))
    versions = world.records.versions(RecordId(unit, QUARTER))
    return dossier(found, versions, now=NOW, is_trial=False)


def test_the_header_line_says_how_far_the_dossier_is(client: TestClient) -> None:
    page = client.get("/ho-so/2026-Q2/BAC-HA").text

    assert "4/7 thành phần đủ · thiếu 4 mục · Hạn gửi: trước 25/06/2026" in page
    assert "còn 3 ngày" in page


def test_a_component_that_does_not_apply_counts_as_complete_with_its_reason(world: World) -> None:
    page = page_of(world, SEALED)

    assert page.progress == "7/7 thành phần đủ"
    assert page.components[5].state.word == "Không áp dụng"
    assert page.components[5].note == "Đơn vị là cơ quan cấp tỉnh"


def test_each_component_carries_the_state_of_its_documents(world: World) -> None:
    words = {unit: [part.state.word for part in page_of(world, unit).components] for unit in (SEALED, SIGNING, MISSING)}

    assert words[SEALED][0] == "Đã niêm phong"
    assert words[SIGNING][:2] == ["Đã ký", "Chờ ký"]
    assert words[MISSING] == ["Đủ", "Thiếu", "Thiếu", "Đủ", "Không áp dụng", "Đủ", "Thiếu"]


def test_people_and_evidence_are_counted(world: World) -> None:
    page = page_of(world, MISSING)

    assert page.components[1].count == "1/2"
    assert page.components[6].count == "0/2"


def test_findings_are_grouped_by_the_person_who_must_act(world: World) -> None:
    page = page_of(world, MISSING)

    assert page.todo == 4
    assert [(group.who, len(group.findings)) for group in page.findings] == [
        ("Đảng ủy xã Bắc Hà", 1),
        ("Đ/c Lý Thu Hà", 1),
        ("Đ/c Giàng Kim Cường", 2),
    ]
    assert all("trước ngày 25/06/2026" in line.sentence for group in page.findings for line in group.findings)


def test_signatures_are_told_in_words(world: World) -> None:
    page = page_of(world, SIGNING)

    assert page.components[0].documents[0].signed == (
        "đ/c Lý Thu Hà (Giám đốc), 22/06/2026 09:00",
        "Sở Tài chính (đóng dấu cơ quan), 22/06/2026 09:00",
    )
    assert page.components[2].documents[0].waiting == (
        "đ/c Lò Thị Mai (Người ghi biên bản)",
        "đ/c Lý Thu Hà (Chủ trì hội nghị)",
    )


def test_signatures_by_keys_that_prove_nothing_are_loud(client: TestClient) -> None:
    assert "BẢN THỬ" in client.get("/ho-so/2026-Q2/SNV").text
    assert "BẢN THỬ" not in client.get("/ho-so/2026-Q2/BAC-HA").text


def test_tasks_that_need_evidence_say_what_is_missing(world: World) -> None:
    tasks = page_of(world, MISSING).tasks

    assert [task.missing.word if task.missing else "" for task in tasks.with_evidence] == ["Thiếu minh chứng"] * 2
    assert [state.word for state in tasks.with_evidence[0].outcome] == ["Chậm"]
    assert all(task.missing is None and not task.evidence for task in tasks.others)


def test_a_task_over_its_target_has_a_chip_of_its_own(world: World) -> None:
    facts = world.desk.state.dossier(MISSING, QUARTER)
    other = small_world()
    other.desk.state.replace(
        replace(facts, results=tuple(replace(item, achieved=Decimal(150)) for item in facts.results))
    )

    tasks = page_of(other, MISSING).tasks

    assert [state.word for state in tasks.with_evidence[0].outcome] == ["Đúng hạn", "Vượt"]


def test_a_secret_paper_is_named_without_a_link(world: World) -> None:
    lines = [line for task in page_of(world, SEALED).tasks.with_evidence for line in task.evidence]

    secret = next(line for line in lines if line.label == "7/BC")
    assert secret.href == ""
    assert secret.note == "Tài liệu Mật: xem tại nơi lưu giữ"


def test_every_link_of_the_dossiers_leads_somewhere(client: TestClient, world: World) -> None:
    for unit in (SEALED, SIGNING, MISSING):
        page = page_of(world, unit)
        files = [file.href for part in page.components for item in part.documents for file in item.files]
        evidence = [line.href for task in page.tasks.with_evidence for line in task.evidence if line.href]
        for href in (page.back, *files, *evidence, *(version.href for version in page.versions)):
            assert client.get(href).status_code == 200, href


def test_runs_of_the_same_step_are_told_as_one_newest_first(world: World) -> None:
    history = page_of(world, SEALED).history

    assert [(item.what, item.about) for item in history.newest] == [
        ("Niêm phong hồ sơ", ""),
        ("Lập văn bản", "7 văn bản"),
        ("Nhập số liệu", ""),
    ]


def test_more_than_five_happenings_are_folded() -> None:
    world = small_world()
    for days in range(1, 8):
        note(world, world.desk.state.dossier(MISSING, QUARTER), EventKind.INGESTION, MISSING, hours=24 * days)

    history = page_of(world, MISSING).history

    assert (len(history.newest), len(history.older)) == (5, 3)


def test_a_step_that_failed_says_so() -> None:
    world = small_world()
    world.desk.state.write(replace(world.desk.state.happened[-1], at=NOW + timedelta(days=1), outcome="failure"))

    assert page_of(world, MISSING).history.newest[0].what.endswith("(không đạt)")


def test_an_open_dossier_shows_what_people_gave_not_old_signatures(world: World) -> None:
    other = small_world()
    other.desk.state.move(replace(world.desk.state.progress(SIGNING, QUARTER), stage=Stage.OPEN))

    assert page_of(other, SIGNING).components[0].state.word == "Đủ"


@pytest.mark.parametrize("address", ["/ho-so/2026-Q2/KHONG", "/ho-so/2026-Q3/SNV", "/ho-so/quy-hai/SNV"])
def test_an_unknown_dossier_is_not_found(client: TestClient, address: str) -> None:
    assert client.get(address).status_code == 404


def test_each_version_of_the_record_has_a_page_of_its_files(client: TestClient) -> None:
    first = client.get("/ho-so/2026-Q2/SNV/luu-tru/1").text

    assert "Phiên bản 1: Nộp lần đầu, 22/06/2026 10:00, thu-ky." in first
    assert "/tep/urn:hoso:SNV:2026-Q2/documents/1-submission/submission.pdf?phien-ban=1" in first
    assert client.get("/ho-so/2026-Q2/SNV/luu-tru/3").status_code == 404
    assert client.get("/ho-so/2026-Q2/STC/luu-tru/1").status_code == 404
