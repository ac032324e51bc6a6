"""Rows read, added, changed and taken away: by name, in the state that was read, once for each key."""

from typing import Any

import pytest
from fastapi.testclient import TestClient

from archive.domain.accounts import Role
from archive.domain.history import EventKind
from archive.domain.people import UnitCode
from archive.domain.record import RecordId
from tests.api.world import World
from tests.api_v1.programs import EVIDENCE, OWN, RESULTS, SNV, first_row, own, program
from tests.quarters import QUARTER

NEW = {"task": "NV-SNV-01-02", "number": "31-BC/SNV", "issued": "2/6/2026", "summary": "Báo cáo số hóa"}
KEY = {"Idempotency-Key": "lan-gui-1"}


def matching(row: dict[str, Any]) -> dict[str, str]:
    return {"If-Match": row["etag"]}


def change(client: TestClient, row: dict[str, Any], **texts: str) -> Any:
    return client.patch(own(row["href"]), json={"texts": texts}, headers=matching(row))


def test_a_sheet_tells_its_columns_and_who_may_change_them(reader: TestClient) -> None:
    sheet = reader.get(f"{SNV}/sheets/ket-qua").json()

    fields = {field["name"]: field for field in sheet["fields"]}
    assert (sheet["sheet"], sheet["key"], sheet["rows"]) == ("Kết quả", ["task"], 4)
    assert (fields["completed"]["kind"], fields["task"]["sheet"]) == ("date", "nhiem-vu")
    assert fields["appraised_points"]["actions"] == ["assess", "edit_facts"]


def test_every_sheet_of_the_workbook_is_there_with_all_its_rows(reader: TestClient) -> None:
    for sheet in reader.get(f"{SNV}/sheets").json()["items"]:
        rows = reader.get(f"{SNV}/sheets/{sheet['slug']}/rows").json()

        assert rows["total"] == sheet["rows"]
        assert len({row["id"] for row in rows["items"]}) == rows["total"]


def test_every_row_is_found_under_its_own_name(reader: TestClient) -> None:
    for sheet in reader.get(f"{SNV}/sheets").json()["items"]:
        for row in reader.get(f"{SNV}/sheets/{sheet['slug']}/rows").json()["items"]:
            answer = reader.get(own(row["href"]))

            assert (answer.json(), answer.headers["etag"]) == (row, row["etag"])


def test_a_row_is_changed_as_people_write_it(writer: TestClient) -> None:
    row = first_row(writer, RESULTS)

    answer = change(writer, row, achieved="1.234,5", completed="2/6/2026")

    assert answer.status_code == 200
    assert answer.json()["texts"] == {**row["texts"], "achieved": "1.234,5", "completed": "02/06/2026"}
    assert answer.headers["etag"] == answer.json()["etag"] != row["etag"]
    assert writer.get(own(row["href"])).json() == answer.json()


def test_a_change_is_a_line_of_the_history_by_the_account(world: World, writer: TestClient) -> None:
    change(writer, first_row(writer, RESULTS), note="đã nghiệm thu")

    with world.desk.look() as work:
        told = work.events(RecordId(UnitCode("SNV"), QUARTER))[-1]
    assert (told.kind, told.actor) == (EventKind.MODIFICATION, "secretary-snv")
    assert "đã nghiệm thu" in told.note


def test_the_second_of_two_writers_is_told_and_the_first_loses_nothing(writer: TestClient) -> None:
    row = first_row(writer, RESULTS)
    change(writer, row, note="người thứ nhất")

    answer = change(writer, row, note="người thứ hai")

    assert (answer.status_code, answer.json()["error"]["code"]) == (412, "changed_meanwhile")
    assert answer.json()["error"]["detail"]["etag"] == first_row(writer, RESULTS)["etag"]
    assert first_row(writer, RESULTS)["texts"]["note"] == "người thứ nhất"


@pytest.mark.parametrize("method", ["PATCH", "DELETE"])
@pytest.mark.parametrize("said", [{}, {"If-Match": "*"}, {"If-Match": "khong-dau-ngoac"}, {"If-Match": ""}])
def test_nobody_changes_what_was_not_read(writer: TestClient, method: str, said: dict[str, str]) -> None:
    row = first_row(writer, RESULTS)
    body = {"texts": {"note": "x"}} if method == "PATCH" else None

    answer = writer.request(method, own(row["href"]), json=body, headers=said)

    assert (answer.status_code, answer.json()["error"]["code"]) == (428, "precondition_required")
    assert first_row(writer, RESULTS) == row


def test_a_weak_tag_is_no_tag_to_change_by(writer: TestClient) -> None:
    row = first_row(writer, RESULTS)

    assert change(writer, {**row, "etag": "W/" + row["etag"]}, note="x").status_code == 412


def test_one_of_several_tags_is_enough(writer: TestClient) -> None:
    row = first_row(writer, RESULTS)

    assert change(writer, {**row, "etag": f'"khac", {row["etag"]}'}, note="x").status_code == 200


def test_a_field_that_cannot_be_stored_is_named(writer: TestClient) -> None:
    row = first_row(writer, RESULTS)

    answer = change(writer, row, completed="31/02/2026", achieved="nhiều")

    problems = answer.json()["error"]["detail"]["problems"]
    assert (answer.status_code, answer.json()["error"]["code"]) == (422, "bad_form")
    assert [(item["field"], item["found"]) for item in problems] == [("completed", "31/02/2026"), ("achieved", "nhiều")]
    assert first_row(writer, RESULTS) == row


def test_a_rule_that_forbids_a_change_says_so(writer: TestClient) -> None:
    answer = change(writer, first_row(writer, f"{SNV}/sheets/nhiem-vu/rows"), product="Sản phẩm khác")

    assert (answer.status_code, answer.json()["error"]["code"]) == (409, "rule_broken")
    assert "danh mục đã duyệt" in answer.json()["error"]["message"]


def test_a_row_is_added_and_has_a_place(writer: TestClient) -> None:
    answer = writer.post(EVIDENCE, json={"texts": NEW})

    assert answer.status_code == 201
    assert answer.json()["texts"] == {**answer.json()["texts"], **NEW, "issued": "02/06/2026"}
    assert writer.get(own(answer.headers["location"])).json() == answer.json()


def test_a_row_sent_twice_under_one_key_is_added_once_and_answered_alike(writer: TestClient) -> None:
    before = writer.get(EVIDENCE).json()["total"]

    answers = [writer.post(EVIDENCE, json={"texts": NEW}, headers=KEY) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [201, 201]
    assert answers[0].json() == answers[1].json()
    assert answers[0].headers["location"] == answers[1].headers["location"]
    assert writer.get(EVIDENCE).json()["total"] == before + 1


def test_without_a_key_each_request_is_one_row(writer: TestClient) -> None:
    before = writer.get(EVIDENCE).json()["total"]

    places = {writer.post(EVIDENCE, json={"texts": NEW}).headers["location"] for _ in range(2)}

    assert (len(places), writer.get(EVIDENCE).json()["total"]) == (2, before + 2)


def test_a_key_used_for_another_row_is_refused(writer: TestClient) -> None:
    writer.post(EVIDENCE, json={"texts": NEW}, headers=KEY)
    before = writer.get(EVIDENCE).json()

    answer = writer.post(EVIDENCE, json={"texts": {**NEW, "number": "32-BC/SNV"}}, headers=KEY)

    assert (answer.status_code, answer.json()["error"]["code"]) == (422, "bad_input")
    assert writer.get(EVIDENCE).json() == before


def test_a_key_of_somebody_else_is_another_key(world: World, writer: TestClient) -> None:
    writer.post(EVIDENCE, json={"texts": NEW}, headers=KEY)
    cadre = program(world, Role.CADRE, person=OWN)
    task = first_row(cadre, f"{SNV}/sheets/nhiem-vu/rows")["id"]

    answer = cadre.post(EVIDENCE, json={"texts": {"task": task, "number": "1"}}, headers=KEY)

    assert answer.status_code == 201
    assert answer.json()["texts"]["task"] == task


def test_a_row_taken_away_since_is_not_added_again_by_its_key(writer: TestClient) -> None:
    added = writer.post(EVIDENCE, json={"texts": NEW}, headers=KEY).json()
    writer.delete(own(added["href"]), headers=matching(added))
    before = writer.get(EVIDENCE).json()

    assert writer.post(EVIDENCE, json={"texts": NEW}, headers=KEY).status_code == 409
    assert writer.get(EVIDENCE).json() == before


def test_a_code_is_not_given_twice(writer: TestClient) -> None:
    answer = writer.post(RESULTS, json={"texts": first_row(writer, RESULTS)["texts"]})

    assert (answer.status_code, answer.json()["error"]["code"]) == (422, "bad_form")


def test_the_one_row_of_a_single_sheet_is_changed_and_not_added(writer: TestClient) -> None:
    meeting = f"{SNV}/sheets/hoi-nghi/rows"

    assert writer.post(meeting, json={"texts": {"unit": "SNV", "place": "Hội trường"}}).status_code == 409
    assert change(writer, first_row(writer, meeting), place="Hội trường").status_code == 200


def test_a_row_is_taken_away(writer: TestClient) -> None:
    row = first_row(writer, EVIDENCE)

    answer = writer.delete(own(row["href"]), headers=matching(row))

    assert (answer.status_code, answer.content) == (204, b"")
    assert writer.get(own(row["href"])).status_code == 404


def test_what_other_rows_name_stays(writer: TestClient) -> None:
    row = first_row(writer, f"{SNV}/sheets/don-vi/rows")

    assert writer.delete(own(row["href"]), headers=matching(row)).status_code in {409, 422}
    assert first_row(writer, f"{SNV}/sheets/don-vi/rows") == row


@pytest.mark.parametrize(
    ("sheet", "texts"), [("ky", {"quarter": "2026-Q3"}), ("don-vi", {"code": "STC"})], ids=["quarter", "unit"]
)
def test_a_dossier_does_not_take_the_place_of_another(
    world: World, writer: TestClient, sheet: str, texts: dict[str, str]
) -> None:
    before = dict(world.desk.state.dossiers)

    answer = change(writer, first_row(writer, f"{SNV}/sheets/{sheet}/rows"), **texts)

    assert answer.status_code in {409, 422}
    assert world.desk.state.dossiers == before


@pytest.mark.parametrize("address", [f"{SNV}/sheets/khong-co", f"{SNV}/sheets/khong-co/rows", f"{RESULTS}/khong-co"])
def test_what_is_not_there_is_not_found(reader: TestClient, address: str) -> None:
    assert reader.get(address).status_code == 404
