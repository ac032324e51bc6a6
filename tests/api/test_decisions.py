"""Quyết định: who waits for whom, decisions recorded beside proposals, papers due to whom."""

import io
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from archive.domain.accounts import Account, AccountName, Grant, Role
from archive.domain.dossier import OpenDossier
from archive.domain.people import Management, PersonCode
from archive.domain.rating import Proposal, Rating
from tests.api.conftest import PASSWORD, send, strange_client
from tests.api.editing import browser, editable_world, field
from tests.api.world import SIGNING, World
from tests.parts import PlainRenderer
from tests.quarters import QUARTER, complete_dossier, unit

HERE = f"/quyet-dinh/{QUARTER}"
RECORD = f"{HERE}/don-vi/{SIGNING}"
ONE, TWO = PersonCode("CB-STC-01"), PersonCode("CB-STC-02")
GOOD, EXCELLENT = "Hoàn thành tốt nhiệm vụ", "Hoàn thành xuất sắc nhiệm vụ"


@pytest.fixture
def world() -> World:
    world = editable_world()
    return replace(world, parts=replace(world.parts, renderer=PlainRenderer()))


@pytest.fixture
def board(world: World) -> TestClient:
    return browser(world, Role.BOARD)


def facts(world: World) -> OpenDossier:
    return world.desk.state.dossier(SIGNING, QUARTER)


def proposal(world: World, person: PersonCode = ONE) -> Proposal:
    found = facts(world).proposal_of(person)
    assert found
    return found


def marked(page: str, *people: str) -> dict[str, str]:
    return {f"{person}:mark": field(page, f"{person}:mark") for person in people}


def decide(client: TestClient, *people: str, rating: str = GOOD, **fields: str) -> Any:
    page = client.get(HERE).text
    typed = {f"{person}:decided": rating for person in people}
    return send(client, RECORD, **typed, **marked(page, *people), **fields)


def test_the_menu_leads_to_the_newest_quarter(board: TestClient) -> None:
    assert board.get("/quyet-dinh", follow_redirects=False).headers["location"] == HERE
    assert f'href="{HERE}"' in board.get("/").text


def test_who_waits_for_whose_decision_is_counted(board: TestClient) -> None:
    page = board.get(HERE).text

    assert '<b class="figures">4</b> chờ Ban Thường vụ Tỉnh ủy' in page


def test_proposals_stand_beside_the_decision(board: TestClient) -> None:
    page = board.get(HERE).text

    assert "Tự đề xuất</span> Hoàn thành tốt nhiệm vụ" in page
    assert "Tập thể</span> Hoàn thành tốt nhiệm vụ" in page


def test_the_table_is_narrowed_by_unit_and_by_state(board: TestClient) -> None:
    decide(board, ONE)

    page = board.get(f"{HERE}?don-vi={SIGNING}&tinh-trang=da").text

    assert f'name="{ONE}:decided"' in page
    assert f'name="{TWO}:decided"' not in page
    assert "CB-SNV-01:decided" not in page
    assert "1–1 trong 1 đồng chí" in page


def test_the_table_is_narrowed_to_those_who_wait_for_one_decider(board: TestClient) -> None:
    page = board.get(f"{HERE}?cho=Ban+Thường+vụ+Tỉnh+ủy").text

    assert "trong 4 đồng chí" in page


def test_a_filter_that_fits_nobody_offers_the_way_back(board: TestClient) -> None:
    assert "Không có đồng chí nào như vậy" in board.get(f"{HERE}?don-vi=KHONG").text


def test_a_decision_is_recorded_and_the_proposal_stays(world: World, board: TestClient) -> None:
    answer = decide(board, ONE, rating=EXCELLENT, **{f"{ONE}:decision_number": "15-QĐ/TU"})

    assert answer.status_code == 303
    kept = proposal(world)
    assert (kept.decided, kept.decision_number, kept.proposed) == (Rating.EXCELLENT, "15-QĐ/TU", Rating.GOOD)


def test_one_number_serves_for_all_who_have_none_of_their_own(world: World, board: TestClient) -> None:
    decide(board, ONE, TWO, **{f"{TWO}:decision_number": "16-QĐ/TU", "so-chung": "15-QĐ/TU"})

    assert proposal(world, ONE).decision_number == "15-QĐ/TU"
    assert proposal(world, TWO).decision_number == "16-QĐ/TU"


def test_the_form_of_a_decision_never_changes_a_proposal(world: World, board: TestClient) -> None:
    decide(board, ONE, **{f"{ONE}:proposed": EXCELLENT, f"{ONE}:votes_for": "0"})

    assert proposal(world).proposed is Rating.GOOD
    assert proposal(world).votes_for == 9


def test_somebody_without_a_proposal_can_be_decided_about(world: World, board: TestClient) -> None:
    world.desk.state.replace(replace(facts(world), proposals=facts(world).proposals[1:]))

    send(board, RECORD, **{f"{ONE}:decided": GOOD, f"{ONE}:mark": ""})

    kept = proposal(world)
    assert (kept.decided, kept.proposed) == (Rating.GOOD, None)


def test_a_word_that_is_no_rating_is_refused_and_stays_typed(world: World, board: TestClient) -> None:
    answer = decide(board, ONE, rating="Rất tốt", **{"so-chung": "15-QĐ/TU"})

    assert answer.status_code == 422
    assert "<option selected>Rất tốt</option>" in answer.text
    assert 'value="15-QĐ/TU"' in answer.text
    assert proposal(world).decided is None


def test_what_somebody_else_decided_meanwhile_is_not_overwritten(world: World, board: TestClient) -> None:
    page = board.get(HERE).text
    decide(board, ONE, rating=EXCELLENT)

    answer = send(board, RECORD, **{f"{ONE}:decided": GOOD}, **marked(page, ONE))

    assert answer.status_code == 409
    assert f"Đang lưu: {EXCELLENT}" in answer.text
    assert proposal(world).decided is Rating.EXCELLENT


def test_after_saving_one_comes_back_to_the_same_filter(board: TestClient) -> None:
    back = f"{HERE}?don-vi={SIGNING}"

    assert decide(board, ONE, ve=back).headers["location"] == back
    assert decide(board, TWO, ve="https://noi-khac.vn/").headers["location"] == HERE


def test_papers_that_are_due_stand_with_whom_they_wait_for(board: TestClient) -> None:
    page = board.get(HERE).text

    assert "Báo cáo kết quả xếp loại cán bộ diện Ban Thường vụ Tỉnh ủy quản lý" in page
    assert "Còn chờ:" in page
    assert "Tải bản dự thảo" not in page


def test_a_notice_is_handed_over_as_a_draft(world: World, board: TestClient, tmp_path: Path) -> None:
    del tmp_path
    decide(board, ONE)
    assert "Thông báo kết quả xếp loại đến Sở Tài chính" in board.get(HERE).text

    answer = send(board, f"{HERE}/van-ban", kind="notice", receiver="Sở Tài chính")

    assert answer.headers["content-type"] == "application/zip"
    names = zipfile.ZipFile(io.BytesIO(answer.content)).namelist()
    assert sorted(Path(name).suffix for name in names) == [".docx", ".pdf"]
    assert "bản dự thảo ngoài hồ sơ" in world.desk.state.happened[-1].note


def test_a_paper_that_the_facts_do_not_give_says_why(board: TestClient) -> None:
    answer = send(board, f"{HERE}/van-ban", kind="central_report", receiver="")

    assert answer.headers["location"] == HERE
    assert "nên chưa có gì để báo cáo" in board.get(HERE).text


def test_other_kinds_of_papers_are_not_written_here(board: TestClient) -> None:
    assert send(board, f"{HERE}/van-ban", kind="minutes").status_code == 404


def test_the_submission_to_the_centre_is_not_written_before_somebody_was_asked(world: World, board: TestClient) -> None:
    central = complete_dossier(of=unit("STC"), management=Management.POLITBURO)
    world.desk.state.replace(central)
    page = board.get(HERE).text
    assert "Đã hỏi: không phải văn bản mật" in page

    answer = send(board, f"{HERE}/van-ban", kind="central_submission")

    assert answer.headers["location"] == HERE
    assert "hãy hỏi cơ quan ban hành" in board.get(HERE).text


def test_a_group_that_exceeds_its_quota_is_named(board: TestClient) -> None:
    decide(board, TWO, rating=EXCELLENT)

    assert "vượt tỷ lệ" in board.get(HERE).text


def test_who_decides_about_some_sees_only_those(world: World) -> None:
    account = Account(name=AccountName("ban-rieng"), display="Ban", person=None)
    account = account.granted(Grant(role=Role.BOARD, managements=frozenset({Management.UNIT})))
    with world.desk.begin() as work:
        work.accounts.keep(account)
        work.accounts.set_password(account.name, PASSWORD)
        work.commit()
    client = strange_client(world)
    send(client, "/vao", name="ban-rieng", password=PASSWORD)

    assert client.get(HERE).status_code == 404
    assert send(client, RECORD, **{f"{ONE}:decided": GOOD, f"{ONE}:mark": "x"}).status_code == 404
    assert send(client, f"{HERE}/van-ban", kind="notice").status_code == 404
    assert proposal(world).decided is None


@pytest.mark.parametrize("role", [Role.SECRETARY, Role.HEAD, Role.CADRE, Role.OFFICIAL, Role.ADMINISTRATOR])
def test_nobody_else_decides(world: World, role: Role) -> None:
    client = browser(world, role, unit=SIGNING, person=ONE)

    assert client.get(HERE).status_code == 403
    assert send(client, RECORD, **{f"{ONE}:decided": GOOD}).status_code == 403
    assert send(client, f"{HERE}/van-ban", kind="notice").status_code == 403
    assert proposal(world).decided is None
