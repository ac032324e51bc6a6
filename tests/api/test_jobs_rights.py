"""Slow work asked for again only by who may do it now; and events that go on from what a browser has had."""

from dataclasses import replace

import pytest
from fastapi.testclient import TestClient

from api.pages import jobs
from archive.domain.accounts import Role
from archive.domain.job import Holding, Job, JobState
from archive.errors import RuleBroken
from archive.workflow.jobs import fail, job_of, put, take
from tests.api.conftest import made_account, send, signed_in, strange_client
from tests.api.world import World, small_world

WORK = {"unit": "SNV", "quarter": "2026-Q2"}


@pytest.fixture
def world() -> World:
    """Our own: rights change here."""
    return small_world()


@pytest.fixture
def client(world: World) -> TestClient:
    return signed_in(strange_client(world), world, Role.SECRETARY)


@pytest.fixture
def failed(world: World) -> Job:
    job = put(replace(world.parts, actor=Role.SECRETARY.value), "seal", WORK)
    held = take(world.parts, "w", alone=True)
    assert held is not None
    return fail(world.parts, Holding(job.id, held.attempt), RuleBroken("Còn thiếu biên bản hội nghị."))


def test_who_may_do_it_asks_again(world: World, client: TestClient, failed: Job) -> None:
    assert send(client, f"/cong-viec/{failed.id}/lam-lai").status_code == 303
    assert job_of(world.parts, failed.id).state is JobState.WAITING


def test_who_lost_the_right_since_does_not(world: World, client: TestClient, failed: Job) -> None:
    made_account(world, None, name=Role.SECRETARY.value)  # the same account, every grant taken back

    assert send(client, f"/cong-viec/{failed.id}/lam-lai").status_code == 403
    assert job_of(world.parts, failed.id) == failed


def test_own_work_can_be_taken_back_without_the_right(world: World, client: TestClient) -> None:
    job = put(replace(world.parts, actor=Role.SECRETARY.value), "seal", WORK)
    made_account(world, None, name=Role.SECRETARY.value)

    assert send(client, f"/cong-viec/{job.id}/huy").status_code == 303
    assert job_of(world.parts, job.id).state is JobState.CANCELLED


def ids(text: str) -> list[str]:
    return [line.removeprefix("id: ") for line in text.splitlines() if line.startswith("id: ")]


def test_a_reader_who_comes_back_is_told_the_end_even_when_known(client: TestClient, failed: Job) -> None:
    address = f"/cong-viec/{failed.id}/dong-su-kien"
    (first,) = ids(client.get(address).text)

    again = client.get(address, headers={"Last-Event-ID": first}).text

    assert ids(again) == [first]
    assert '"is_over": true' in again


def test_what_a_browser_has_had_is_not_told_again(
    world: World, client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "_MOST_LOOKS", 1)
    monkeypatch.setattr(jobs, "_LOOK", 0)
    job = put(replace(world.parts, actor=Role.SECRETARY.value), "seal", WORK)
    address = f"/cong-viec/{job.id}/dong-su-kien"
    (first,) = ids(client.get(address).text)

    assert ids(client.get(address, headers={"Last-Event-ID": first}).text) == []
    assert ids(client.get(address, headers={"Last-Event-ID": "cu"}).text) == [first]
