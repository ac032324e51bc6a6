"""Slow work on the pages: its state and result, for who may know of it; followed as events; asked again, taken back."""

import json

import pytest
from fastapi.testclient import TestClient

from archive.domain.accounts import Role
from archive.domain.job import Holding, Job
from archive.errors import RuleBroken
from archive.workflow.jobs import beat, fail, finish, job_of, put, take
from tests.api.conftest import open_pages, send
from tests.api.world import World, empty_world

WORK = {"unit": "SNV", "quarter": "2026-Q2"}


@pytest.fixture
def world() -> World:
    return empty_world()


@pytest.fixture
def client(world: World) -> TestClient:
    return open_pages(world, Role.SECRETARY)


def asked(world: World, kind: str = "assemble", unit: str = "SNV") -> Job:
    return put(world.parts, kind, {**WORK, "unit": unit})


def taken(world: World, wanted: Job) -> Holding:
    while job := take(world.parts, "w", alone=False):
        if job.id == wanted.id:
            return Holding(job.id, job.attempt)
    raise AssertionError(wanted)


def events(client: TestClient, job: Job) -> list[dict[str, object]]:
    answer = client.get(f"/cong-viec/{job.id}/dong-su-kien")
    assert answer.headers["content-type"].startswith("text/event-stream")
    return [json.loads(line.removeprefix("data: ")) for line in answer.text.splitlines() if line.startswith("data: ")]


def test_a_page_says_how_far_the_work_is(world: World, client: TestClient) -> None:
    job = asked(world)
    beat(world.parts, taken(world, job), what="Lập văn bản", done=3, total=12)

    page = client.get(f"/cong-viec/{job.id}").text

    assert "Lập văn bản: 3/12" in page
    assert 'value="25"' in page


def test_a_page_says_what_came_of_it_and_where_to_go_on(world: World, client: TestClient) -> None:
    job = asked(world)
    finish(world.parts, taken(world, job), {"said": "Đã lập 12 văn bản."})

    page = client.get(f"/cong-viec/{job.id}").text

    assert "Đã lập 12 văn bản." in page
    assert 'href="/ho-so/2026-Q2/SNV"' in page


def test_without_javascript_the_page_is_read_again_until_it_is_over(world: World, client: TestClient) -> None:
    job = asked(world)
    waiting = client.get(f"/cong-viec/{job.id}").text
    finish(world.parts, taken(world, job), {})

    assert 'http-equiv="refresh"' in waiting
    assert 'http-equiv="refresh"' not in client.get(f"/cong-viec/{job.id}").text


def test_what_failed_says_why_and_can_be_asked_for_again(world: World, client: TestClient) -> None:
    job = asked(world)
    fail(world.parts, taken(world, job), RuleBroken("Còn thiếu biên bản hội nghị."))
    assert "Còn thiếu biên bản hội nghị." in client.get(f"/cong-viec/{job.id}").text

    send(client, f"/cong-viec/{job.id}/lam-lai")

    assert job_of(world.parts, job.id).state.value == "waiting"


def test_what_waits_can_be_taken_back(world: World, client: TestClient) -> None:
    job = asked(world)

    send(client, f"/cong-viec/{job.id}/huy")

    assert job_of(world.parts, job.id).state.value == "cancelled"


def test_events_tell_each_state_and_end_with_the_work(world: World, client: TestClient) -> None:
    job = asked(world)
    finish(world.parts, taken(world, job), {"said": "Đã lập 12 văn bản."})

    told = events(client, job)

    assert [(event["is_over"], event["said"]) for event in told] == [(True, "Đã lập 12 văn bản.")]


@pytest.mark.parametrize("path", ["", "/dong-su-kien"])
def test_work_on_another_units_dossier_does_not_exist(world: World, client: TestClient, path: str) -> None:
    job = asked(world, unit="STC")

    assert client.get(f"/cong-viec/{job.id}{path}").status_code == 404


@pytest.mark.parametrize("path", ["lam-lai", "huy"])
def test_nobody_else_takes_it_back_or_asks_again(world: World, client: TestClient, path: str) -> None:
    job = asked(world, unit="STC")

    assert send(client, f"/cong-viec/{job.id}/{path}").status_code == 404
    assert job_of(world.parts, job.id) == job


def test_unknown_work_is_not_found(client: TestClient) -> None:
    assert client.get("/cong-viec/khong-co").status_code == 404


def test_the_list_shows_what_one_may_know_of(world: World, client: TestClient) -> None:
    own, other = asked(world), asked(world, unit="STC")

    page = client.get("/cong-viec").text

    assert own.id in page
    assert other.id not in page


def test_an_empty_list_says_what_will_stand_there(client: TestClient) -> None:
    assert "Chưa có việc nào chạy dưới nền" in client.get("/cong-viec").text
