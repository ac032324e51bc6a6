"""The signing queue: each sees what is one's own turn, chooses, and signs nothing for another."""

import pytest
from fastapi.testclient import TestClient

from archive.domain.accounts import Role
from archive.workflow.jobs import newest
from tests.api.conftest import open_pages, send, signed_in, strange_client
from tests.api.world import SIGNING, World, small_world
from tests.quarters import QUARTER

QUEUE = f"/ky-so/{QUARTER}/{SIGNING}"


@pytest.fixture
def world() -> World:
    return small_world()


def waiting(world: World) -> dict[str, str]:
    """Next signer by document."""
    with world.desk.look() as work:
        documents = work.shelf.documents(SIGNING, QUARTER)
    return {item.due.id: item.unsigned_by[0].person for item in documents if item.unsigned_by}


def cadre(world: World, person: str) -> TestClient:
    return signed_in(strange_client(world), world, Role.CADRE, person=person)


def secretary(world: World) -> TestClient:
    return signed_in(strange_client(world), world, Role.SECRETARY, unit=SIGNING)


@pytest.fixture
def person(world: World) -> str:
    return next(person for person in waiting(world).values() if person)


def test_a_cadre_sees_what_is_the_cadres_turn_and_nothing_else(world: World, person: str) -> None:
    page = cadre(world, person).get(QUEUE).text

    shown = {name for name in waiting(world) if f'value="{name}"' in page}
    assert shown == {name for name, whose in waiting(world).items() if whose == person}


def test_the_document_stands_beside_the_queue(world: World, person: str) -> None:
    page = cadre(world, person).get(QUEUE).text

    assert f'<iframe src="/tep/{next(name for name, whose in waiting(world).items() if whose == person)}#' in page


def test_what_is_chosen_is_asked_to_be_signed_as_oneself(world: World, person: str) -> None:
    mine = next(name for name, whose in waiting(world).items() if whose == person)

    answer = send(cadre(world, person), QUEUE, van_ban=mine)

    (job,) = newest(world.parts)
    assert answer.headers["location"] == f"/cong-viec/{job.id}"
    assert (job.kind, job.arguments["documents"]) == ("sign", mine)
    assert person in job.arguments["signers"].split("|")


def test_nobody_signs_what_is_anothers_turn(world: World, person: str) -> None:
    other = next(name for name, whose in waiting(world).items() if whose != person)

    send(cadre(world, person), QUEUE, van_ban=other)

    assert newest(world.parts) == []


def test_without_a_choice_nothing_is_signed_and_it_says_so(world: World) -> None:
    client = secretary(world)

    send(client, QUEUE)

    assert newest(world.parts) == []
    assert "Chưa chọn văn bản nào" in client.get(QUEUE).text


def test_a_secretary_sees_who_is_waited_for(world: World) -> None:
    assert "Đang chờ người khác" in secretary(world).get(QUEUE).text


@pytest.mark.parametrize("role", [Role.BOARD, Role.OFFICIAL, Role.ADMINISTRATOR])
def test_who_does_not_sign_has_no_queue(world: World, role: Role) -> None:
    assert open_pages(world, role).get(QUEUE).status_code in (403, 404)


def test_the_secretary_of_another_unit_has_no_queue_here(world: World) -> None:
    client = signed_in(strange_client(world), world, Role.SECRETARY, unit="SNV")

    assert client.get(QUEUE).status_code == 404
    assert send(client, QUEUE, van_ban=next(iter(waiting(world)))).status_code == 404
    assert newest(world.parts) == []


def test_the_list_names_the_dossiers_in_which_something_waits(world: World) -> None:
    page = secretary(world).get("/ky-so").text

    assert f'href="{QUEUE}"' in page


def test_a_sealed_dossier_has_nothing_to_sign(world: World) -> None:
    page = signed_in(strange_client(world), world, Role.SECRETARY, unit="SNV").get(f"/ky-so/{QUARTER}/SNV").text

    assert "Không còn văn bản nào chờ ký" in page
