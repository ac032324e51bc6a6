"""The one next action of a dossier: offered to who may, asked for once, refused to others."""

from dataclasses import replace

import pytest
from fastapi.testclient import TestClient

from archive.domain.accounts import Role
from archive.domain.dossier import Stage
from archive.workflow.jobs import newest
from tests.api.conftest import open_pages, send, signed_in, strange_client
from tests.api.world import MISSING, SEALED, SIGNING, World, small_world
from tests.quarters import QUARTER


@pytest.fixture
def world() -> World:
    return small_world()


def secretary(world: World, unit: str) -> TestClient:
    return signed_in(strange_client(world), world, Role.SECRETARY, unit=unit)


def stage(world: World, unit: str, stage: Stage) -> None:
    with world.desk.begin() as work:
        work.shelf.move(replace(work.shelf.progress(unit, QUARTER), stage=stage))  # type: ignore[arg-type]  # a code
        work.commit()


@pytest.mark.parametrize(
    ("unit", "label", "target"),
    [
        (SIGNING, "văn bản</a>", "/ky-so/2026-Q2/STC"),
        (SEALED, "Lập gói gửi đi", "/ho-so/2026-Q2/SNV/viec/export"),
    ],
)
def test_the_next_action_follows_the_stage(world: World, unit: str, label: str, target: str) -> None:
    page = secretary(world, unit).get(f"/ho-so/2026-Q2/{unit}").text

    assert label in page
    assert target in page


def test_a_signed_dossier_is_sealed_next(world: World) -> None:
    stage(world, SIGNING, Stage.SIGNED)

    assert "/viec/seal" in secretary(world, SIGNING).get("/ho-so/2026-Q2/STC").text


def test_an_incomplete_dossier_says_why_it_cannot_go_on(world: World) -> None:
    page = secretary(world, MISSING).get(f"/ho-so/2026-Q2/{MISSING}").text

    assert "disabled" in page
    assert "Chưa làm được: còn thiếu các mục ở dưới." in page


@pytest.mark.parametrize("role", [Role.BOARD, Role.OFFICIAL])
def test_who_may_not_sees_no_button(world: World, role: Role) -> None:
    page = open_pages(world, role).get(f"/ho-so/2026-Q2/{SIGNING}").text

    assert "/ky-so/" not in page


def test_the_button_asks_for_the_work_and_leads_to_it(world: World) -> None:
    client = secretary(world, SIGNING)

    answer = send(client, "/ho-so/2026-Q2/STC/viec/assemble")

    (job,) = newest(world.parts)
    assert (job.kind, job.unit, job.asked_by) == ("assemble", "STC", "secretary")
    assert answer.headers["location"] == f"/cong-viec/{job.id}"


def test_pressed_twice_it_asks_once(world: World) -> None:
    client = secretary(world, SIGNING)
    for _ in range(2):
        send(client, "/ho-so/2026-Q2/STC/viec/assemble")

    assert len(newest(world.parts)) == 1


@pytest.mark.parametrize(
    ("role", "path"),
    [
        (Role.SECRETARY, "/ho-so/2026-Q2/STC/viec/assemble"),
        (Role.OFFICIAL, "/ho-so/2026-Q2/SNV/viec/seal"),
        (Role.ADMINISTRATOR, "/ho-so/2026-Q2/SNV/viec/seal"),
        (Role.SECRETARY, "/ho-so/2026-Q2/SNV/viec/scrub"),
        (Role.SECRETARY, "/ho-so/2026-Q3/SNV/viec/assemble"),
    ],
    ids=["of another unit", "an official", "the administrator", "no work of a dossier", "no such dossier"],
)
def test_what_one_may_not_ask_for_is_not_put(world: World, role: Role, path: str) -> None:
    client = open_pages(world, role)

    assert send(client, path).status_code in (403, 404)
    assert newest(world.parts) == []
