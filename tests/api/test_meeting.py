"""Hội nghị và xếp loại: ratings are proposed with the quota in view, and what is decided stays decided."""

from dataclasses import replace
from datetime import date

import pytest
from fastapi.testclient import TestClient

from archive.domain.accounts import Role
from archive.domain.document import DocumentKind
from archive.domain.dossier import OpenDossier
from archive.domain.paper import PaperClassification
from archive.domain.people import PersonCode
from archive.domain.rating import Proposal, Rating
from archive.domain.ruling import Ruling, RulingKind
from archive.domain.secrecy import Classification
from tests.api.conftest import send
from tests.api.editing import browser, editable_world, field
from tests.api.world import MISSING, SEALED, SIGNING, World, keep
from tests.quarters import QUARTER, complete_dossier, unit

HERE = f"/hoi-nghi/{QUARTER}/{SIGNING}"
SECOND = PersonCode("CB-STC-02")
EXCELLENT = "Hoàn thành xuất sắc nhiệm vụ"


@pytest.fixture
def world() -> World:
    """Sở Tài chính with six deputies in one group, all rated tốt."""
    world = editable_world()
    facts = complete_dossier(of=replace(unit("STC"), name="Sở Tài chính"), people=7)
    keep(world, facts, (), world.desk.state.progress(MISSING, QUARTER).stage)
    return world


@pytest.fixture
def head(world: World) -> TestClient:
    return browser(world, Role.HEAD, unit=SIGNING, person="CB-STC-01")


def facts(world: World) -> OpenDossier:
    return world.desk.state.dossier(SIGNING, QUARTER)


def proposal(world: World, person: PersonCode = SECOND) -> Proposal:
    found = facts(world).proposal_of(person)
    assert found
    return found


def marked(page: str, *people: str) -> dict[str, str]:
    return {f"{person}:mark": field(page, f"{person}:mark") for person in people}


def test_people_stand_with_what_they_propose_their_points_and_the_unmet_conditions(head: TestClient) -> None:
    page = head.get(HERE).text

    assert "Tự đề xuất:" in page
    assert "tự chấm 89,5" in page
    assert page.count('class="person"') == 7
    assert "Người đứng đầu, không tính vào tỷ lệ" in page


def test_the_quota_stands_with_the_sentence_of_the_rule(head: TestClient) -> None:
    page = head.get(HERE).text

    assert "Xuất sắc 0/1 · Tốt 6" in page
    assert "Được phép tối đa 1 = 20 % của 6, không làm tròn lên." in page


def test_the_quota_moves_as_ratings_are_chosen_and_nothing_is_stored(world: World, head: TestClient) -> None:
    page = head.get(HERE).text
    before = facts(world)

    chosen = {"CB-STC-02:proposed": EXCELLENT, "CB-STC-03:proposed": EXCELLENT}
    answer = send(head, f"{HERE}/thu", **chosen, **marked(page, "CB-STC-02", "CB-STC-03"))

    assert answer.status_code == 200
    assert "<html" not in answer.text
    assert "Xuất sắc 2/0 · Tốt 4" in answer.text
    assert "Vượt tỷ lệ" in answer.text
    assert "Mục 8.3" in answer.text
    assert facts(world) == before


def test_the_form_asks_for_the_quota_when_a_rating_changes_and_is_sent_as_a_whole_without_scripts(
    head: TestClient,
) -> None:
    page = head.get(HERE).text

    assert f'action="{HERE}" method="post" hx-post="{HERE}/thu" hx-trigger="change" hx-target="#han-muc"' in page
    assert 'id="han-muc"' in page


def test_the_order_of_priority_is_told_step_by_step_with_what_is_unknown(head: TestClient) -> None:
    page = head.get(HERE).text
    chosen = {"CB-STC-02:proposed": EXCELLENT, "CB-STC-03:proposed": EXCELLENT}

    answer = send(head, f"{HERE}/thu", **chosen, **marked(page, "CB-STC-02", "CB-STC-03"))

    assert "Thứ tự ưu tiên theo mục 8.4" in answer.text
    assert "kết quả cao hơn: <b>0 nhiệm vụ vượt chỉ tiêu" in answer.text
    assert "nữ: <b>chưa xác định" in answer.text
    assert "Ngang nhau, tập thể quyết định; chưa xác định: nữ" in answer.text


def test_facts_about_people_of_another_unit_are_not_told(world: World, head: TestClient) -> None:
    other = world.desk.state.dossier(SEALED, QUARTER)
    cadres = tuple(replace(item, group="Nhóm STC", sex="Nữ", name="Người Nơi Khác") for item in other.cadres)
    rated = tuple(replace(item, proposed=Rating.EXCELLENT) for item in other.proposals)
    world.desk.state.replace(replace(other, cadres=cadres, proposals=rated))
    page = head.get(HERE).text

    answer = send(head, f"{HERE}/thu", **{"CB-STC-02:proposed": EXCELLENT}, **marked(page, "CB-STC-02"))

    assert "Một đồng chí ở đơn vị khác" in answer.text
    assert "Người Nơi Khác" not in answer.text + page


def test_a_chosen_rating_whose_conditions_are_not_met_is_named(head: TestClient) -> None:
    page = head.get(HERE).text

    answer = send(head, f"{HERE}/thu", **{"CB-STC-02:proposed": EXCELLENT}, **marked(page, "CB-STC-02"))

    assert "1 đồng chí chưa đạt điều kiện của mức đang chọn" in answer.text
    assert "Điểm từ 90, thực tế 89,5" in answer.text


def test_the_collective_proposes(world: World, head: TestClient) -> None:
    page = head.get(HERE).text

    typed = {"CB-STC-02:proposed": EXCELLENT, "CB-STC-02:votes_for": "8", "CB-STC-02:votes_against": "1"}
    answer = send(head, HERE, **typed, **marked(page, "CB-STC-02"), **{"CB-STC-02:reason": "Nổi trội"})

    assert answer.headers["location"] == HERE
    kept = proposal(world)
    assert (kept.proposed, kept.votes_for, kept.votes_against) == (Rating.EXCELLENT, 8, 1)
    assert kept.reason == "Nổi trội"
    assert "Đã lưu xếp loại của 1 đồng chí" in head.get(HERE).text


def test_the_secretary_enters_the_meeting(world: World) -> None:
    client = browser(world, Role.SECRETARY, unit=SIGNING)
    page = client.get(HERE).text

    typed = {"/hoi-nghi:held": "08:30 23/06/2026", "/hoi-nghi:place": "Hội trường", "/hoi-nghi:chair": "Lý Văn Thủy"}
    send(client, HERE, **typed, **{"/hoi-nghi:mark": field(page, "/hoi-nghi:mark")})

    kept = facts(world).meeting
    assert kept
    assert kept.held
    assert (kept.held.hour, kept.held.day, kept.place) == (8, 23, "Hội trường")


def test_what_the_meeting_still_lacks_stands_on_top(world: World) -> None:
    page = browser(world, Role.SECRETARY, unit=MISSING).get(f"/hoi-nghi/{QUARTER}/{MISSING}").text

    assert "chưa có biên bản hội nghị" in page
    assert '<details class="card meeting-card" open>' in page


def test_a_wrong_figure_is_told_beside_its_person_and_everything_typed_stays(world: World, head: TestClient) -> None:
    page, before = head.get(HERE).text, facts(world)

    typed = {"CB-STC-02:votes_for": "tám", "CB-STC-03:proposed": EXCELLENT, "/hoi-nghi:place": "Phòng khác"}
    marks = marked(page, "CB-STC-02", "CB-STC-03", "/hoi-nghi")
    answer = send(head, HERE, **typed, **marks)

    assert answer.status_code == 422
    assert "Đồng ý: thấy &#39;tám&#39;" in answer.text
    assert 'value="tám"' in answer.text
    assert 'value="Phòng khác"' in answer.text
    assert "Xuất sắc 1/1" in answer.text
    assert facts(world) == before


def test_what_somebody_else_proposed_meanwhile_is_shown_and_not_overwritten(world: World, head: TestClient) -> None:
    page = head.get(HERE).text
    other = browser(world, Role.SECRETARY, unit=SIGNING)
    send(other, HERE, **{"CB-STC-02:votes_for": "7"}, **marked(page, "CB-STC-02"))

    answer = send(head, HERE, **{"CB-STC-02:votes_for": "5"}, **marked(page, "CB-STC-02"))

    assert answer.status_code == 409
    assert "Đang lưu: 7" in answer.text
    assert 'value="5"' in answer.text
    assert proposal(world).votes_for == 7


def test_a_proposal_form_never_changes_a_decision(world: World, head: TestClient) -> None:
    page = head.get(HERE).text

    send(head, HERE, **{"CB-STC-02:decided": EXCELLENT, "CB-STC-02:votes_for": "6"}, **marked(page, "CB-STC-02"))

    assert proposal(world).decided is None
    assert proposal(world).votes_for == 6


def test_a_larger_share_is_asked_for_and_counts_once_it_has_a_number(world: World, head: TestClient) -> None:
    asked = {
        "group": "Nhóm STC",
        "decided_on": "22/06/2026",
        "decided_by": "Ban Thường vụ Tỉnh ủy",
        "reason": "Kết quả nổi trội",
    }
    send(head, f"{HERE}/quyet-dinh/25", mark="", **asked)
    page = head.get(HERE).text
    assert "Chờ số quyết định" in page
    assert "20 % của 6" in page

    edited = head.get(HERE + page.split('href="?sua=')[1].split('"')[0].join(("?sua=", "")).split("#")[0]).text
    send(head, f"{HERE}/quyet-dinh/25", mark=field(edited.split('id="qd-25"')[1], "mark"), number="12-QĐ/TU", **asked)

    (ruling,) = facts(world).rulings
    assert (ruling.kind, ruling.group, ruling.number) == (RulingKind.LARGER_SHARE, "Nhóm STC", "12-QĐ/TU")
    assert "25 % của 6" in head.get(HERE).text


def test_the_order_people_decide_on_is_recorded(world: World, head: TestClient) -> None:
    said = {"group": "Nhóm STC", "decided_on": "22/06/2026", "decided_by": "Tập thể lãnh đạo", "reason": "Lan trước"}

    send(head, f"{HERE}/quyet-dinh/uu-tien", mark="", **said)

    assert facts(world).rulings == (
        Ruling(
            kind=RulingKind.PRIORITY,
            unit=SIGNING,
            decided_on=date(2026, 6, 22),
            decided_by="Tập thể lãnh đạo",
            reason="Lan trước",
            group="Nhóm STC",
        ),
    )


def test_a_ruling_without_its_day_is_refused_with_what_was_typed(world: World, head: TestClient) -> None:
    answer = send(head, f"{HERE}/quyet-dinh/25", mark="", group="Nhóm STC", decided_by="BTV", reason="Nổi trội hẳn")

    assert answer.status_code == 422
    assert "Nổi trội hẳn" in answer.text
    assert facts(world).rulings == ()


def test_there_is_no_other_kind_of_ruling_here(head: TestClient) -> None:
    assert send(head, f"{HERE}/quyet-dinh/khac", mark="").status_code == 404


def test_secret_minutes_are_not_typed_here(world: World, head: TestClient) -> None:
    paper = PaperClassification(
        kind=DocumentKind.MINUTES,
        unit=SIGNING,
        classification=Classification.SECRET,
        decided_by="Ban Tổ chức",
        kept_at="tủ số 1",
    )
    world.desk.state.replace(replace(facts(world), papers=(paper,), meeting=None))

    page = head.get(HERE).text

    assert "tủ số 1" in page
    assert "/hoi-nghi:held" not in page
    assert "votes_for" not in page


def test_the_board_sees_the_meeting_and_changes_nothing(world: World) -> None:
    client = browser(world, Role.BOARD)

    assert '<fieldset class="bare" disabled>' in client.get(HERE).text
    assert send(client, HERE, **{"CB-STC-02:votes_for": "1", "CB-STC-02:mark": "x"}).status_code == 403
    assert send(client, f"{HERE}/quyet-dinh/25", mark="").status_code == 403
    assert proposal(world).votes_for == 9


@pytest.mark.parametrize(
    ("role", "status"),
    [(Role.CADRE, 403), (Role.OFFICIAL, 403), (Role.ASSESSOR, 403), (Role.ADMINISTRATOR, 403)],
)
def test_who_does_not_rate_sees_no_meeting(world: World, role: Role, status: int) -> None:
    client = browser(world, role, person=SECOND)

    assert client.get(HERE).status_code == status
    assert send(client, HERE).status_code == status
    assert send(client, f"{HERE}/thu").status_code == status


def test_the_head_of_another_unit_sees_no_meeting_here(world: World) -> None:
    client = browser(world, Role.HEAD, unit="SNV")

    assert client.get(HERE).status_code == 404
    assert send(client, HERE, **{"CB-STC-02:votes_for": "1", "CB-STC-02:mark": "x"}).status_code == 404
    assert proposal(world).votes_for == 9


@pytest.mark.parametrize("role", [Role.HEAD, Role.SECRETARY, Role.BOARD])
def test_the_menu_leads_there(world: World, role: Role) -> None:
    client = browser(world, role, unit=SIGNING)

    assert f'href="{HERE}"' in client.get(f"/ho-so/{QUARTER}/{SIGNING}").text
