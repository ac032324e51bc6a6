"""Lists in pieces, states by name, and the same documents as the command line tells."""

import hashlib
import json

import pytest
from fastapi.testclient import TestClient

from archive.domain.accounts import Role
from archive.domain.people import UnitCode
from archive.domain.record import RecordId
from archive.plain import record_document, status_document
from archive.workflow.retrieve import show
from archive.workflow.review import review
from tests.api.world import PDF, World
from tests.api_v1.programs import EVIDENCE, RESULTS, SNV, STC, own, program
from tests.quarters import QUARTER

TAGGED = [
    "/token", "/quarters", "/quarters/2026-Q2/units", SNV, f"{SNV}/documents", f"{SNV}/sheets", RESULTS,
    "/records", "/records/SNV/2026-Q2", "/search?q=giai+ngan", "/jobs", "/documents/2026-Q2.SNV.submission",
]  # fmt: skip


@pytest.mark.parametrize("address", TAGGED)
def test_who_has_it_already_gets_nothing_new(reader: TestClient, address: str) -> None:
    first = reader.get(address)
    assert first.status_code == 200

    again = reader.get(address, headers={"If-None-Match": f'"khac", W/{first.headers["etag"]}'})

    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", first.headers["etag"])


@pytest.mark.parametrize("address", TAGGED)
def test_who_has_something_else_gets_all_of_it(reader: TestClient, address: str) -> None:
    assert reader.get(address, headers={"If-None-Match": '"khac"'}).status_code == 200


def test_the_state_of_a_dossier_has_another_name_after_a_change(writer: TestClient) -> None:
    before = writer.get(SNV).headers["etag"]
    row = writer.get(EVIDENCE).json()["items"][0]

    writer.delete(own(row["href"]), headers={"If-Match": row["etag"]})

    assert writer.get(SNV, headers={"If-None-Match": before}).status_code == 200


def test_a_unit_is_told_as_the_command_line_tells_it(shown: World, reader: TestClient) -> None:
    told = status_document(next(review(shown.parts, QUARTER, "SNV")))

    assert reader.get(SNV).json() == json.loads(json.dumps(told))


def test_a_record_is_told_as_the_command_line_tells_it(shown: World, reader: TestClient) -> None:
    told = json.loads(json.dumps(record_document(show(shown.parts, RecordId(UnitCode("SNV"), QUARTER)))))
    answer = reader.get("/records/SNV/2026-Q2").json()

    assert {**answer, "files": [{name: item[name] for name in ("id", "sha512")} for item in answer["files"]]} == told


def test_a_list_is_read_piece_by_piece_to_its_end(shown: World) -> None:
    board = program(shown, Role.BOARD)
    found, address = [], "/quarters/2026-Q2/units?limit=2"
    while address:
        page = board.get(address).json()
        found.append([unit["unit"] for unit in page["items"]])
        address = own(page["next"] or "")

    assert found == [["BAC-HA", "SNV"], ["STC"]]
    assert page["total"] == 3


@pytest.mark.parametrize("query", ["offset=-1", "limit=0", "limit=201", "offset=x"])
def test_a_piece_that_cannot_be_is_refused(reader: TestClient, query: str) -> None:
    answer = reader.get(f"/quarters?{query}")

    assert (answer.status_code, answer.json()["error"]["code"]) == (422, "invalid_request")
    assert answer.json()["error"]["detail"]["problems"][0]["where"].startswith("query.")


def test_beyond_the_end_there_is_nothing(reader: TestClient) -> None:
    page = reader.get(f"{RESULTS}?offset=1000").json()

    assert (page["items"], page["total"], page["next"]) == ([], 4, None)


def test_a_search_goes_on_where_it_stopped(reader: TestClient) -> None:
    first = reader.get("/search?q=giai+ngan&limit=1").json()
    second = reader.get(own(first["next"])).json()

    assert first["total"] == second["total"] > 1
    assert first["hits"][0]["id"] != second["hits"][0]["id"]
    assert first["facets"]["unit"] == {"SNV": first["total"]}


def test_a_search_stands_in_the_log(world: World, writer: TestClient) -> None:
    writer.get("/search?q=giai+ngan")

    log = program(world, Role.INSPECTOR).get("/log?limit=1000").json()["entries"]
    assert [(line["actor"], line["subject"]) for line in log if line["action"] == "search"] == [
        ("secretary-snv", "giai ngan")
    ]


def test_a_query_that_cannot_be_understood_says_where(reader: TestClient) -> None:
    answer = reader.get('/search?q=loai:"to trinh')

    assert (answer.status_code, answer.json()["error"]["code"]) == (400, "usage")


def test_the_log_is_followed_entry_by_entry(world: World, writer: TestClient) -> None:
    del writer
    inspector, found, address = program(world, Role.INSPECTOR), [], "/log?limit=2"
    while address:
        page = inspector.get(address).json()
        found += [line["sequence"] for line in page["entries"]]
        address = own(page["next"] or "")

    assert found == list(range(len(found)))
    assert inspector.get(f"/log?after={page['after']}").json()["entries"] == []


def test_health_tells_the_signs_of_the_command(shown: World) -> None:
    told = program(shown, Role.ADMINISTRATOR).get("/health").json()

    assert {"database", "records", "disk_free"} <= {sign["name"] for sign in told["signs"]}
    assert told["ok"] is all(sign["level"] != "bad" for sign in told["signs"])


def test_papers_tell_who_signed_and_who_is_to_sign(shown: World) -> None:
    papers = program(shown, unit="STC").get(f"{STC}/documents").json()["items"]

    assert papers[0]["signed"]
    assert not papers[1]["signed"]
    assert papers[1]["waits_for"]


def test_every_file_of_a_record_is_handed_out_byte_for_byte(reader: TestClient) -> None:
    for item in reader.get("/records/SNV/2026-Q2").json()["files"]:
        answer = reader.get(own(item["href"]))

        assert hashlib.sha512(answer.content).hexdigest() == item["sha512"]
        assert answer.headers["content-type"] == "application/octet-stream"
        assert answer.headers["content-disposition"].startswith("attachment;")


def test_a_paper_is_a_pdf_and_may_be_had_in_parts(reader: TestClient) -> None:
    whole = reader.get("/documents/2026-Q2.SNV.submission")
    part = reader.get("/documents/2026-Q2.SNV.submission", headers={"Range": "bytes=2-5"})

    assert whole.headers["content-type"] == "application/pdf"
    assert (part.status_code, part.content) == (206, whole.content[2:6])


def test_a_part_that_is_not_there_is_refused_in_the_shape_of_all_refusals(reader: TestClient) -> None:
    answer = reader.get("/documents/2026-Q2.SNV.submission", headers={"Range": "bytes=999999-"})

    assert (answer.status_code, answer.json()["error"]["code"]) == (416, "no_such_part")
    assert answer.headers["content-range"].startswith("bytes */")


def test_the_file_of_a_row_of_evidence_is_where_the_row_says(reader: TestClient) -> None:
    row = next(row for row in reader.get(EVIDENCE).json()["items"] if row["file"])

    assert reader.get(own(row["file"]["href"])).content == PDF
    assert row["file"]["sha512"] == hashlib.sha512(PDF).hexdigest()


@pytest.mark.parametrize(
    "address", ["/quarters/2026-Q1/units", "/quarters/2027-Q1/units", "/records/SNV/2026-Q3", "/jobs/" + "0" * 16]
)
def test_what_does_not_exist_is_not_found(reader: TestClient, address: str) -> None:
    assert reader.get(address).status_code == 404
