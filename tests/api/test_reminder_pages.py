"""Nhắc việc: what is due, for those who may know of it, and the deadlines as a calendar."""

from dataclasses import replace
from datetime import datetime

import icalendar
import pytest
from fastapi.testclient import TestClient

from archive.domain.accounts import Role
from archive.language import VIETNAM
from tests.api.conftest import open_pages, signed_in, strange_client
from tests.api.world import World, empty_world, small_world
from tests.parts import FixedClock


def on_the(day: int, world: World) -> World:
    """The same province on that day of June."""
    return replace(world, parts=replace(world.parts, clock=FixedClock(datetime(2026, 6, day, 9, tzinfo=VIETNAM))))


def test_what_is_overdue_comes_first_and_leads_to_its_dossier() -> None:
    page = open_pages(on_the(26, small_world())).get("/nhac-viec").text

    assert page.index("Quá hạn <span") < page.index("Đến hạn <span")
    assert "trước 25/06/2026 · quá hạn" in page
    assert 'href="/ho-so/2026-Q2/BAC-HA"' in page


def test_before_the_day_nothing_is_overdue() -> None:
    page = open_pages(on_the(22, small_world())).get("/nhac-viec").text

    assert "Quá hạn <span" not in page
    assert "còn 3 ngày" in page


def test_a_secretary_is_told_of_the_own_unit_only() -> None:
    world = on_the(26, small_world())
    own = signed_in(strange_client(world), world, Role.SECRETARY, unit="STC").get("/nhac-viec").text

    assert "Sở Tài chính" in own
    assert "BAC-HA" not in own
    assert "Ban Bí thư" not in own  # what the Board owes is told to those who decide


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.INSPECTOR])
def test_who_reads_no_dossier_is_told_of_none(role: Role) -> None:
    client = open_pages(small_world(), role)

    assert client.get("/nhac-viec").status_code == 403
    assert "/nhac-viec" not in client.get("/tai-khoan").text


def test_without_data_there_is_nothing_to_remind_of() -> None:
    assert open_pages(empty_world()).get("/nhac-viec").status_code == 404


def test_the_calendar_has_each_deadline_on_its_last_good_day(client: TestClient) -> None:
    answer = client.get("/nhac-viec/2026-Q2/lich.ics")

    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    days = {event.decoded("DTSTART") for event in icalendar.Calendar.from_ical(answer.text).walk("VEVENT")}
    assert datetime(2026, 6, 24).date() in days  # noqa: DTZ001 - a day has no zone


@pytest.mark.parametrize("quarter", ["nay", "2026-Q5"])
def test_a_quarter_that_cannot_be_has_no_calendar(client: TestClient, quarter: str) -> None:
    assert client.get(f"/nhac-viec/{quarter}/lich.ics").status_code == 404
