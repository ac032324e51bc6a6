"""/tep/…: the right bytes under the right name and type, and nothing that was not asked for."""

from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient

from api.handing import FILE_POLICY
from tests.api.conftest import open_pages
from tests.api.world import PDF, small_world

RECORD = "/tep/urn:hoso:SNV:2026-Q2"
SIGNED = f"{RECORD}/documents/1-submission/submission.pdf"


def test_a_pdf_of_a_record_is_shown_in_place(client: TestClient) -> None:
    answer = client.get(SIGNED)

    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["content-disposition"].startswith('inline; filename="to trinh - so noi vu - quy ii-2026.pdf"')
    assert answer.content.startswith(PDF)
    assert answer.headers["content-length"] == str(len(answer.content))


def test_the_name_keeps_its_vietnamese_letters(client: TestClient) -> None:
    name = quote("Tờ trình - Sở Nội vụ - Quý II-2026.pdf", safe="")

    assert client.get(SIGNED).headers["content-disposition"].endswith(f"filename*=UTF-8''{name}")


@pytest.mark.parametrize(
    "address",
    [
        pytest.param(quote(SIGNED, safe="/"), id="quoted colons"),
        pytest.param(f"/tep/{quote(SIGNED.removeprefix('/tep/'), safe='')}", id="quoted slashes"),
        pytest.param("/tep/2026-Q2.SNV.submission", id="document id"),
        pytest.param("/tep/2026-Q2.SNV/documents/1-submission/submission.pdf", id="path in the working dossier"),
    ],
)
def test_the_same_file_has_several_names(client: TestClient, address: str) -> None:
    assert client.get(address).content == client.get(SIGNED).content


@pytest.mark.parametrize(
    "address",
    [f"{RECORD}/documents/1-submission/submission.docx", "/tep/2026-Q2.STC/documents/1-submission/submission.docx"],
)
def test_a_word_file_is_downloaded(client: TestClient, address: str) -> None:
    answer = client.get(address)

    assert answer.headers["content-disposition"].startswith("attachment")
    assert answer.headers["content-type"].endswith("wordprocessingml.document")


def test_evidence_comes_under_the_name_it_was_given(client: TestClient) -> None:
    for start in (RECORD, "/tep/2026-Q2.SNV"):
        answer = client.get(f"{start}/evidence/NV-SNV-01-02/2.pdf")

        assert answer.content == PDF
        assert quote("báo cáo.pdf", safe="") in answer.headers["content-disposition"]


@pytest.mark.parametrize("name", ["trang.html", "anh.svg", "ma.js", "tep", "trang.pdf.htm"])
def test_what_a_browser_could_run_is_handed_over_as_plain_bytes(name: str) -> None:
    client = open_pages(small_world(file=name))
    ending = "." + name.rsplit(".", 1)[1] if "." in name else ""

    answer = client.get(f"/tep/2026-Q2.SNV/evidence/NV-SNV-01-02/2{ending}")

    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"].startswith("attachment")


def test_every_file_is_in_a_sandbox_and_never_sniffed(client: TestClient) -> None:
    for address in (SIGNED, f"{RECORD}/record.json", "/tep/2026-Q2.SNV.submission"):
        headers = client.get(address).headers

        assert headers["content-security-policy"] == FILE_POLICY
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    ("asked", "start", "end"),
    [("bytes=0-3", 0, 4), ("bytes=5-", 5, None), ("bytes=-4", -4, None), ("bytes=10-999999", 10, None)],
)
def test_a_part_of_a_file_can_be_asked_for(client: TestClient, asked: str, start: int, end: int | None) -> None:
    whole = client.get(SIGNED).content

    answer = client.get(SIGNED, headers={"Range": asked})

    assert answer.status_code == 206
    assert answer.content == whole[start:end]
    assert answer.headers["content-range"].endswith(f"/{len(whole)}")


@pytest.mark.parametrize("asked", ["bytes=999999-", "bytes=-0", "bytes=5-2"])
def test_a_part_beyond_the_file_is_refused(client: TestClient, asked: str) -> None:
    answer = client.get(SIGNED, headers={"Range": asked})

    assert answer.status_code == 416
    assert answer.headers["content-range"].startswith("bytes */")


@pytest.mark.parametrize(
    "headers", [{"Range": "bytes=0-1,4-5"}, {"Range": "lines=1-2"}, {"Range": "bytes=0-1", "If-Range": '"other"'}]
)
def test_what_cannot_be_cut_comes_whole(client: TestClient, headers: dict[str, str]) -> None:
    assert client.get(SIGNED, headers=headers).status_code == 200


@pytest.mark.parametrize("asked", [f"bytes={'9' * 5000}-", f"bytes=0-{'9' * 5000}", f"bytes=-{'9' * 5000}"])
def test_a_number_longer_than_python_reads_is_no_crash(client: TestClient, asked: str) -> None:
    """`int` refuses more than 4300 digits with an error of its own."""
    assert client.get(SIGNED, headers={"Range": asked}).status_code == 200


def test_asking_for_the_head_gives_no_bytes(client: TestClient) -> None:
    answer = client.head(SIGNED)

    assert answer.status_code == 200
    assert answer.content == b""
    assert int(answer.headers["content-length"]) > len(PDF)


@pytest.mark.parametrize(
    "address",
    [
        "/tep/2026-Q2.SNV.khong",
        "/tep/2026-Q2.KHONG.submission",
        "/tep/2026-Q2.KHONG/documents/1-submission/submission.pdf",
        "/tep/khong-phai-ma",
        "/tep/",
        "/tep/urn:hoso:SNV:2026-Q2",
        "/tep/urn:hoso:SNV",
        f"{RECORD}/khong-co.pdf",
        f"{RECORD}/../../../etc/passwd",
        f"{RECORD}/..%2f..%2f..%2fetc%2fpasswd",
        f"{RECORD}/%2e%2e/%2e%2e/etc/passwd",
        f"{RECORD}//etc/passwd",
        "/tep/urn:hoso:..%2f..:2026-Q2/record.json",
        "/tep/2026-Q2.SNV/../../etc/passwd",
        "/tep/..%2f..%2fetc%2fpasswd",
        "/tep/%00",
        f"{RECORD}/record.json?phien-ban=9",
        "/static/../app.py",
        "/static/%2e%2e/%2e%2e/app.py",
    ],
)
def test_what_does_not_exist_is_not_found(client: TestClient, address: str) -> None:
    assert client.get(address).status_code == 404
