"""Thẩm định: the assessing body sees its queue, gives points beside what was reported, and changes nothing else."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from fastapi.testclient import TestClient

from archive.domain.accounts import Account, AccountName, Grant, Role
from archive.domain.criteria import Criterion, CriterionName
from archive.domain.dossier import OpenDossier
from archive.domain.people import PersonCode
from archive.domain.plan import TaskCode
from tests.api.conftest import PASSWORD, send, strange_client
from tests.api.editing import browser, editable_world, field
from tests.api.world import SEALED, SIGNING, World
from tests.quarters import QUARTER

QUEUE = f"/tham-dinh/{QUARTER}"
PERSON = PersonCode("CB-STC-02")
HERE = f"{QUEUE}/{SIGNING}/{PERSON}"


@pytest.fixture
def world() -> World:
    return editable_world()


@pytest.fixture
def assessor(world: World) -> TestClient:
    return browser(world, Role.ASSESSOR)


def facts(world: World) -> OpenDossier:
    return world.desk.state.dossier(SIGNING, QUARTER)


def tasks(world: World) -> list[TaskCode]:
    return [task.code for task in facts(world).tasks_of(PERSON)]


def given(world: World, task: TaskCode) -> Decimal | None:
    found = facts(world).result_of(task)
    return found.appraised_points if found else None


def appraise(client: TestClient, points: dict[TaskCode, str], **more: str):  # type: ignore[no-untyped-def]  # noqa: ANN201 - of two clients' kinds
    page = client.get(HERE).text
    marks = {f"{task}:mark": field(page, f"{task}:mark") for task in points}
    return send(client, HERE, **{f"{task}:appraised_points": text for task, text in points.items()}, **marks, **more)


def test_the_queue_shows_whose_results_wait(assessor: TestClient) -> None:
    page = assessor.get(QUEUE).text

    assert "Còn 6/6 đồng chí chưa thẩm định xong." in page
    assert f'href="{HERE}"' in page
    assert "Chưa thẩm định" in page


def test_the_menu_leads_to_the_queue_of_the_newest_quarter(assessor: TestClient) -> None:
    assert f'href="{QUEUE}"' in assessor.get("/").text
    assert assessor.get("/tham-dinh", follow_redirects=False).headers["location"] == QUEUE


def test_the_queue_is_narrowed_by_unit_body_and_what_is_left(world: World, assessor: TestClient) -> None:
    appraise(assessor, dict.fromkeys(tasks(world), "20"))

    page = assessor.get(f"{QUEUE}?don-vi={SIGNING}&con=x&co-quan=Ban+Tổ+chức+Tỉnh+ủy").text

    assert HERE not in page
    assert f"{QUEUE}/{SIGNING}/CB-STC-01" in page
    assert str(SEALED) not in page.split("<tbody")[1]


def test_a_queue_without_anybody_offers_the_way_back(assessor: TestClient) -> None:
    assert "Không có kết quả nào phải thẩm định như vậy" in assessor.get(f"{QUEUE}?co-quan=khac").text


def test_what_was_reported_stands_read_only_beside_the_points(assessor: TestClient, world: World) -> None:
    page = assessor.get(HERE).text

    first = tasks(world)[0]
    assert "100/100 hồ sơ" in page
    assert "27,5" in page
    assert f'name="{first}:appraised_points"' in page
    assert f'name="{first}:self_points"' not in page


def test_evidence_is_opened_from_there(world: World) -> None:
    client = browser(world, Role.ASSESSOR)
    sealed = world.desk.state.dossier(SEALED, QUARTER)

    page = client.get(f"{QUEUE}/{SEALED}/{sealed.cadres[0].code}").text

    assert 'href="/tep/' in page


def test_points_are_given_and_the_difference_is_shown(world: World, assessor: TestClient) -> None:
    first, second = tasks(world)

    answer = appraise(assessor, {first: "30", second: "27,5"})

    assert answer.headers["location"] == HERE
    assert (given(world, first), given(world, second)) == (Decimal(30), Decimal("27.5"))
    page = assessor.get(HERE).text
    assert "chênh −4" in page
    assert "Đã ghi điểm thẩm định 2 nhiệm vụ" not in page or page.count("Đã ghi") == 1


def test_a_difference_that_has_to_be_explained_is_flagged(world: World, assessor: TestClient) -> None:
    least = Criterion(name=CriterionName.GAP_FROM, value=Decimal(3), basis="Hướng dẫn 03-HD/TVĐU")
    world.desk.state.replace(replace(facts(world), criteria=(*facts(world).criteria, least)))
    first, second = tasks(world)

    appraise(assessor, {first: "30", second: "27,5"})

    page = assessor.get(HERE).text
    assert "phải giải trình" in page
    assert "Lệch" in page
    assert "Lệch" in assessor.get(QUEUE).text


def test_nothing_that_was_reported_changes(world: World, assessor: TestClient) -> None:
    first = tasks(world)[0]
    before = facts(world).result_of(first)

    appraise(assessor, {first: "30"}, **{f"{first}:self_points": "1", f"{first}:note": "khác"})

    after = facts(world).result_of(first)
    assert before
    assert after == replace(before, appraised_points=Decimal(30))


def test_a_task_nobody_reported_on_can_be_appraised(world: World, assessor: TestClient) -> None:
    first = tasks(world)[0]
    world.desk.state.replace(
        replace(facts(world), results=tuple(item for item in facts(world).results if item.task != first))
    )

    appraise(assessor, {first: "0"})

    assert given(world, first) == 0


def test_a_task_that_moved_to_the_next_quarter_gets_no_points(world: World, assessor: TestClient) -> None:
    first = tasks(world)[0]
    later = tuple(replace(task, due=date(2026, 7, 30)) if task.code == first else task for task in facts(world).tasks)
    kept = tuple(item for item in facts(world).results if item.task != first)
    world.desk.state.replace(replace(facts(world), tasks=later, results=kept))

    assert "Chuyển quý sau, không chấm điểm" in assessor.get(HERE).text
    send(assessor, HERE, **{f"{first}:appraised_points": "5", f"{first}:mark": ""})

    assert given(world, first) is None


def test_a_wrong_figure_stands_beside_its_task_with_what_was_typed(world: World, assessor: TestClient) -> None:
    first, second = tasks(world)

    answer = appraise(assessor, {first: "ba mươi", second: "27"})

    assert answer.status_code == 422
    assert 'value="ba mươi"' in answer.text
    assert 'value="27"' in answer.text
    assert given(world, second) is None


def test_points_somebody_else_gave_meanwhile_are_shown_and_stay(world: World, assessor: TestClient) -> None:
    first = tasks(world)[0]
    shown = field(assessor.get(HERE).text, f"{first}:mark")
    appraise(browser(world, Role.SECRETARY, unit=SIGNING), {first: "31"})

    answer = send(assessor, HERE, **{f"{first}:appraised_points": "29", f"{first}:mark": shown})

    assert answer.status_code == 409
    assert "Đang lưu: 31" in answer.text
    assert given(world, first) == 31


def test_saving_without_a_change_says_so(world: World, assessor: TestClient) -> None:
    appraise(assessor, {tasks(world)[0]: ""})

    assert "Không có gì thay đổi" in assessor.get(HERE).text


def test_an_assessor_of_some_units_sees_only_those(world: World) -> None:
    account = Account(name=AccountName("co-quan"), display="Cơ quan")
    account = account.granted(Grant(role=Role.ASSESSOR, units=frozenset({SEALED})))
    with world.desk.begin() as work:
        work.accounts.keep(account)
        work.accounts.set_password(account.name, PASSWORD)
        work.commit()
    client = strange_client(world)
    send(client, "/vao", name="co-quan", password=PASSWORD)

    assert HERE not in client.get(QUEUE).text
    assert client.get(HERE).status_code == 404
    assert send(client, HERE, **{f"{tasks(world)[0]}:appraised_points": "1"}).status_code == 404


@pytest.mark.parametrize("role", [Role.CADRE, Role.HEAD, Role.BOARD, Role.OFFICIAL, Role.ADMINISTRATOR])
def test_nobody_else_appraises(world: World, role: Role) -> None:
    client = browser(world, role, unit=SIGNING, person=PERSON)

    assert client.get(QUEUE).status_code == 403
    assert client.get(HERE).status_code == 403
    assert send(client, HERE, **{f"{tasks(world)[0]}:appraised_points": "1"}).status_code == 403
    assert given(world, tasks(world)[0]) is None
