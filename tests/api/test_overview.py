"""Tổng quan: the map says where each unit stands, most at risk first."""

from dataclasses import replace
from datetime import datetime

import pytest
from fastapi.testclient import TestClient

from api.pages.views.overview import OverviewPage, overview
from archive.domain.accounts import Role
from archive.language import VIETNAM
from archive.workflow.review import review
from tests.api.conftest import open_pages
from tests.api.world import MISSING, SIGNING, World, empty_world, second_quarter, small_world
from tests.parts import FixedClock
from tests.quarters import QUARTER


def page_at(world: World, now: datetime, *, only: str = "") -> OverviewPage:
    """The map at a moment."""
    parts = replace(world.parts, clock=FixedClock(now))
    return overview(review(parts, QUARTER), quarter=QUARTER, now=now, only=only)


def june(number: int) -> datetime:
    """A working morning."""
    return datetime(2026, 6, number, 9, tzinfo=VIETNAM)


def test_the_unit_that_misses_most_comes_first(world: World) -> None:
    page = page_at(world, june(22))

    assert [row.name for row in page.rows] == ["Đảng ủy xã Bắc Hà", "Sở Tài chính", "Sở Nội vụ"]


def test_the_four_numbers_count_units(world: World) -> None:
    page = page_at(world, june(22))

    assert {tally.key: tally.number for tally in page.tallies} == {
        "du": 2,
        "thieu": 1,
        "qua-han": 0,
        "da-niem-phong": 1,
    }


def test_a_unit_that_is_not_sealed_is_overdue_from_the_day_itself(world: World) -> None:
    assert [row.overdue is not None for row in page_at(world, june(24)).rows] == [False, False, False]
    assert [row.overdue is not None for row in page_at(world, june(25)).rows] == [True, True, False]


def test_a_number_narrows_the_map_to_its_units(world: World) -> None:
    page = page_at(world, june(22), only="da-niem-phong")

    assert [row.name for row in page.rows] == ["Sở Nội vụ"]
    assert page.everything == "/?quy=2026-Q2"


def test_an_unknown_narrowing_shows_every_unit(world: World) -> None:
    assert len(page_at(world, june(22), only="khac").rows) == 3


@pytest.mark.parametrize(
    ("on", "words"),
    [
        pytest.param(22, "còn 3 ngày", id="days left"),
        pytest.param(24, "hôm nay là ngày cuối", id="last good day"),
        pytest.param(25, "quá hạn 1 ngày", id="the day itself is late"),
        pytest.param(26, "quá hạn 2 ngày", id="days late"),
    ],
)
def test_the_calendar_says_how_many_days_are_left(world: World, on: int, words: str) -> None:
    assert page_at(world, june(on)).calendar[0].left == words


def test_a_deadline_of_others_is_never_called_missed(world: World) -> None:
    page = page_at(world, datetime(2026, 7, 3, 9, tzinfo=VIETNAM))

    assert page.calendar[1].left == "đã qua 4 ngày"


def test_a_dossier_sealed_late_is_not_called_in_time() -> None:
    world = small_world()
    for unit in (SIGNING, MISSING):
        del world.desk.state.dossiers[unit, QUARTER]
    world.desk.state.happened = [replace(event, at=june(27)) for event in world.desk.state.happened]

    page = page_at(world, june(28))

    assert page.rows[0].is_sealed_late
    assert page.calendar[0].left == "đã xong, sau hạn"
    assert page.calendar[0].items[-1] == "1/1 đơn vị đã niêm phong hồ sơ, 1 sau hạn"


def test_quarter_four_names_no_date_for_sending(world: World) -> None:
    facts = world.desk.state.dossier(SIGNING, QUARTER)
    last = QUARTER.following().following()
    other = empty_world()
    other.desk.state.replace(replace(facts, period=replace(facts.period, quarter=last)))

    later = datetime(2027, 2, 1, tzinfo=VIETNAM)

    page = overview(review(other.parts, last), quarter=last, now=later)

    told = [item for entry in page.calendar for item in entry.items]
    assert page.rows[0].overdue is None
    assert [(entry.before, entry.left) for entry in page.calendar] == [
        ("25/09/2026", "đã qua 130 ngày"),
        ("25/12/2026", "đã qua 39 ngày"),
    ]
    assert not any("Gửi hồ sơ" in item for item in told)
    assert any("Hướng dẫn không nêu thời hạn quý IV" in item for item in told)


def test_the_strip_names_the_next_assignment_of_tasks_and_not_the_one_that_never_bound(world: World) -> None:
    first = page_at(world, june(22)).calendar[0]

    assert first.before == "25/06/2026"
    assert any("Giao nhiệm vụ" in item and "Quý III/2026" in item for item in first.items)


def test_the_newest_quarter_is_shown_and_others_can_be_chosen() -> None:
    world = small_world()
    second_quarter(world)

    answer = open_pages(world).get("/")

    assert "Tổng quan quý III/2026" in answer.text
    assert 'href="/?quy=2026-Q2"' in answer.text


def test_a_quarter_without_facts_is_not_found(client: TestClient) -> None:
    assert client.get("/", params={"quy": "2027-Q1"}).status_code == 404


def test_a_quarter_that_is_none_is_a_mistake_of_the_asker(client: TestClient) -> None:
    answer = client.get("/", params={"quy": "2026-Q9"})

    assert answer.status_code == 400
    assert "2026-Q9" in answer.text


def test_without_data_the_page_says_what_comes_next() -> None:
    answer = open_pages(empty_world()).get("/")

    assert answer.status_code == 200
    assert "Chưa có dữ liệu" in answer.text


def test_each_state_on_the_map_has_its_word_and_an_icon(client: TestClient) -> None:
    page = client.get("/").text

    for word in ("Đủ", "Thiếu", "Không áp dụng", "Đang lập", "Chờ ký", "Đã niêm phong"):
        assert f"<span>{word}</span>" in page
    assert page.count('<span class="cell">') == page.count('role="cell" class="part')


def charts_at(world: World, now: datetime) -> dict[str, dict[str, list[str]]]:
    """The tables that stand beside the charts: by chart, the numbers of each line."""
    return {
        chart.id: {"": list(chart.head), **{row.label: list(row.values) for row in chart.rows}}
        for chart in page_at(world, now).charts
    }


def test_charts_count_units_by_day_and_say_nothing_of_days_to_come(world: World) -> None:
    drawn = charts_at(world, june(22))["bieu-do-tien-do"]

    assert drawn[""] == ["Ngày", "Đã nhập số liệu", "Đã lập văn bản", "Đã niêm phong"]
    assert drawn["22/06"][-1] == "1"
    assert drawn["23/06"] == ["", "", ""]
    assert list(drawn)[-1] == "25/06"  # the day before which dossiers are due


def test_charts_count_people_by_rating_and_tasks_by_axis(world: World) -> None:
    drawn, found = charts_at(world, june(22)), list(review(world.parts, QUARTER))

    people = sum(len(item.facts.rated) for item in found)
    rated = [int(value) for label, row in drawn["bieu-do-xep-loai"].items() if label for value in row]
    assert 0 < sum(rated) <= people
    ended = [int(value) for label, row in drawn["bieu-do-ket-qua"].items() if label for value in row]
    assert sum(ended) == sum(len(item.judged) for item in found)


def test_who_sees_one_unit_has_no_charts_of_a_province(world: World) -> None:
    assert "data-chart" in open_pages(world, Role.BOARD).get("/").text
    assert "data-chart" not in open_pages(world, Role.SECRETARY).get("/").text
