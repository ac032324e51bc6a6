"""A program's day: it shows its key, reads, changes a row as it was shown, asks for work once, sees its own only."""

import pytest
from fastapi.testclient import TestClient

from archive.domain.accounts import Role
from archive.domain.rights import Action
from archive.workflow.jobs import newest
from archive.workflow.tokens import revoke, tokens_of
from tests.api.world import World
from tests.api_v1.programs import NOT_FOUND, RESULTS, SNV, STC, first_row, program, stranger


def test_without_a_key_nothing_is_told(shown: World) -> None:
    answer = stranger(shown).get("/quarters")

    assert answer.status_code == 401
    assert answer.headers["www-authenticate"].startswith("Bearer")


def test_a_wrong_key_opens_nothing(shown: World) -> None:
    assert stranger(shown, authorization="Bearer hoso_khong-phai").get("/quarters").status_code == 401


def test_a_cookie_is_no_key(shown: World) -> None:
    assert stranger(shown, cookie="hoso=gi-do").get("/quarters").status_code == 401


def test_a_key_taken_back_opens_nothing_more(world: World) -> None:
    client = program(world)
    assert client.get("/quarters").status_code == 200

    for token in tokens_of(world.parts):
        revoke(world.parts, token.id)

    assert client.get("/quarters").status_code == 401


def test_a_dossier_is_the_status_of_the_command_line(reader: TestClient) -> None:
    told = reader.get(SNV).json()

    assert (told["unit"], told["stage"], len(told["components"])) == ("SNV", "sealed", 7)


def test_what_did_not_change_is_not_sent_again(reader: TestClient) -> None:
    tag = reader.get(SNV).headers["etag"]

    assert reader.get(SNV, headers={"If-None-Match": tag}).status_code == 304


@pytest.mark.parametrize("path", ["", "/sheets", "/sheets/ket-qua/rows", "/documents"])
def test_another_units_dossier_does_not_exist(reader: TestClient, path: str) -> None:
    answer = reader.get(STC + path)

    assert answer.status_code == 404
    assert answer.json() == NOT_FOUND


def test_a_row_is_changed_as_it_was_shown(writer: TestClient) -> None:
    row = first_row(writer, RESULTS)
    tag = writer.get(f"{RESULTS}/{row['id']}").headers["etag"]

    changed = writer.patch(
        f"{RESULTS}/{row['id']}", json={"texts": {"note": "đã nghiệm thu"}}, headers={"If-Match": tag}
    )

    assert changed.status_code == 200
    assert changed.json()["texts"]["note"] == "đã nghiệm thu"


def test_a_change_must_say_what_it_was_made_upon(writer: TestClient) -> None:
    row = first_row(writer, RESULTS)

    assert writer.patch(f"{RESULTS}/{row['id']}", json={"texts": {"note": "x"}}).status_code == 428


def test_the_second_of_two_programs_is_told(writer: TestClient) -> None:
    row = first_row(writer, RESULTS)
    tag = writer.get(f"{RESULTS}/{row['id']}").headers["etag"]
    for status in (200, 412):
        note = {"texts": {"note": f"lần {status}"}}
        answer = writer.patch(f"{RESULTS}/{row['id']}", json=note, headers={"If-Match": tag})
        assert answer.status_code == status
    assert first_row(writer, RESULTS)["texts"]["note"] == "lần 200"


def test_a_bad_field_is_named(writer: TestClient) -> None:
    row = first_row(writer, RESULTS)
    tag = writer.get(f"{RESULTS}/{row['id']}").headers["etag"]

    answer = writer.patch(
        f"{RESULTS}/{row['id']}", json={"texts": {"completed": "31/02/2026"}}, headers={"If-Match": tag}
    )

    assert answer.status_code == 422
    assert answer.json()["error"]["code"] == "bad_form"
    assert "31/02/2026" in answer.json()["error"]["message"]


def test_a_field_nobody_asked_for_is_refused(writer: TestClient) -> None:
    row = first_row(writer, RESULTS)
    tag = writer.get(f"{RESULTS}/{row['id']}").headers["etag"]

    answer = writer.patch(f"{RESULTS}/{row['id']}", json={"texts": {}, "stage": "sealed"}, headers={"If-Match": tag})

    assert answer.status_code == 422


def test_work_asked_for_twice_under_one_key_is_one(world: World) -> None:
    client = program(world)
    asked = [
        client.post(f"{SNV}/jobs", json={"kind": "assemble"}, headers={"Idempotency-Key": "k-1"}) for _ in range(2)
    ]

    assert [answer.status_code for answer in asked] == [202, 202]
    assert len(newest(world.parts)) == 1


def test_a_key_does_only_what_it_names(world: World) -> None:
    client = program(world, actions=[Action.READ])

    answer = client.post(f"{SNV}/jobs", json={"kind": "assemble"}, headers={"Idempotency-Key": "k-1"})

    assert answer.status_code == 403
    assert newest(world.parts) == []


def test_the_administrators_key_reads_no_dossier(shown: World) -> None:
    client = program(shown, Role.ADMINISTRATOR)

    assert client.get(SNV).status_code in (403, 404)


def test_the_document_describes_every_address(reader: TestClient) -> None:
    document = reader.get("/openapi.json").json()

    assert len(document["paths"]) >= 20
    for path, methods in document["paths"].items():
        for method, said in methods.items():
            assert "401" in said["responses"], (method, path)
