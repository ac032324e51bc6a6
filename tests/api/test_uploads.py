"""Minh chứng by a plain form: taken after a check, refused in words, handed over safely, taken away, put back."""

from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

import httpx2 as httpx
import pytest
from fastapi.testclient import TestClient

from archive.domain.accounts import Role
from archive.domain.document import DocumentKind
from archive.domain.evidence import Evidence
from archive.domain.paper import PaperClassification
from archive.domain.secrecy import Classification
from archive.scanning import open_inspector
from tests.api.conftest import send, token
from tests.api.editing import browser, editable_world, field
from tests.api.test_tasks import HERE, OTHER, OWN, on_disk
from tests.api.world import SIGNING, World
from tests.quarters import QUARTER

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060000000050001"
    "a5f645400000000049454e44ae426082"
)


@pytest.fixture
def world(tmp_path: Path) -> World:
    made = on_disk(editable_world(), tmp_path)
    inspector = open_inspector(megabytes=1, unpacked=5, megapixels=1)
    return replace(made, parts=replace(made.parts, inspector=inspector))


@pytest.fixture
def secretary(world: World) -> TestClient:
    return browser(world, Role.SECRETARY, unit=SIGNING)


def given(world: World) -> tuple[Evidence, ...]:
    return world.desk.state.dossier(SIGNING, QUARTER).evidence_of(OWN)


def upload(client: TestClient, name: str, content: bytes, *, task: str = OWN, **texts: str) -> httpx.Response:
    return client.post(
        f"{HERE}/{task}/minh-chung",
        data={"csrf": token(client), **texts},
        files={"tep": (name, content)},
        follow_redirects=False,
    )


def test_a_file_is_taken_with_what_is_said_of_it(world: World, secretary: TestClient) -> None:
    answer = upload(secretary, "Ảnh hiện trường.png", PNG, number="15/BC-STC", issued="14/6/2026", summary="Biên bản")

    assert answer.status_code == 303
    new = given(world)[-1]
    assert new.file
    assert (new.file.name, new.file.media_type) == ("Ảnh hiện trường.png", "image/png")
    assert (new.number, new.summary) == ("15/BC-STC", "Biên bản")


def test_the_result_of_the_check_stands_in_words(secretary: TestClient) -> None:
    page = secretary.get(upload(secretary, "anh.png", PNG).headers["location"]).text

    assert "Đã nhận tệp anh.png. Đã kiểm tra: Ảnh PNG, 1 KB." in page


def test_a_cadre_gives_evidence_for_the_own_task_alone(world: World) -> None:
    cadre = browser(world, Role.CADRE, person="CB-STC-02")

    assert upload(cadre, "anh.png", PNG).status_code == 303
    assert upload(cadre, "anh.png", PNG, task=OTHER).status_code == 404


def test_who_only_reads_gives_none(world: World) -> None:
    assert upload(browser(world, Role.BOARD), "anh.png", PNG).status_code == 403
    assert len(given(world)) == 1


@pytest.mark.parametrize(
    ("name", "content"),
    [("trang.html", b"<html><script>alert(1)</script>"), ("trong.pdf", b""), ("chay.exe", b"MZ" + bytes(200))],
)
def test_what_cannot_be_taken_is_told_and_nothing_typed_is_lost(
    world: World, secretary: TestClient, name: str, content: bytes
) -> None:
    answer = upload(secretary, name, content, number="15/BC-STC")

    assert answer.status_code == 422
    assert 'value="15/BC-STC"' in answer.text
    assert 'role="alert"' in answer.text
    assert len(given(world)) == 1


def test_a_wrong_day_is_named_beside_its_field(world: World, secretary: TestClient) -> None:
    answer = upload(secretary, "anh.png", PNG, issued="hôm qua")

    assert answer.status_code == 422
    assert "cần một ngày có thật" in answer.text
    assert len(given(world)) == 1


def test_a_paper_without_a_file_may_be_named(world: World, secretary: TestClient) -> None:
    answer = upload(secretary, "", b"", number="15/BC-STC", summary="Báo cáo giấy")

    assert answer.status_code == 303
    assert given(world)[-1].file is None
    assert given(world)[-1].summary == "Báo cáo giấy"


def test_nothing_at_all_is_told(secretary: TestClient) -> None:
    answer = upload(secretary, "", b"")

    assert answer.status_code == 422
    assert "Chưa chọn tệp" in answer.text


def test_a_secret_list_takes_no_file(world: World, secretary: TestClient) -> None:
    facts = world.desk.state.dossier(SIGNING, QUARTER)
    secret = PaperClassification(
        kind=DocumentKind.EVIDENCE_LIST,
        unit=SIGNING,
        classification=Classification.SECRET,
        decided_by="Ban Tổ chức",
    )
    world.desk.state.replace(replace(facts, papers=(*facts.papers, secret)))

    answer = upload(secretary, "anh.png", PNG)

    assert answer.status_code == 409
    assert "chỉ giữ bản giấy" in answer.text


def test_too_large_a_file_is_refused_before_it_is_read(world: World, secretary: TestClient) -> None:
    answer = upload(secretary, "to.png", PNG + bytes(3 * 1024**2))

    assert answer.status_code == 413
    assert len(given(world)) == 1


def test_nobody_who_is_not_signed_in_sends_a_file(secretary: TestClient) -> None:
    secretary.cookies.clear()

    answer = secretary.post(f"{HERE}/{OWN}/minh-chung", files={"tep": ("a.png", PNG)}, follow_redirects=False)

    assert answer.status_code == 401


def test_a_file_is_handed_over_under_its_name_and_never_as_a_page(secretary: TestClient) -> None:
    upload(secretary, "ghi chú.txt", b"mot dong")
    page = secretary.get(f"{HERE}/{OWN}").text
    href = next(part.split('"')[0] for part in page.split('href="')[1:] if part.startswith("/tep/") and ".txt" in part)

    answer = secretary.get(href)

    assert answer.headers["content-disposition"].startswith("attachment")
    assert "ghi chú.txt" in unquote(answer.headers["content-disposition"])
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["content-security-policy"].startswith("sandbox")


def test_nothing_of_what_was_sent_stays_beside(world: World, secretary: TestClient) -> None:
    upload(secretary, "anh.png", PNG)
    upload(secretary, "trong.pdf", b"")

    assert [path for path in world.parts.scratch.folder.rglob("*") if path.is_file()] == []


def removed(client: TestClient, page: str) -> str:
    """The address of the page after its last piece of evidence was taken away."""
    form = page.rsplit("bo-minh-chung", maxsplit=1)[-1]
    return str(send(client, f"{HERE}/{OWN}/bo-minh-chung", mark=field(form, "mark")).headers["location"])


def test_evidence_is_taken_away_and_brought_back_with_its_file(world: World, secretary: TestClient) -> None:
    upload(secretary, "anh.png", PNG, number="99/BC-STC")
    before = set(given(world))

    back = removed(secretary, secretary.get(f"{HERE}/{OWN}").text)

    assert [item.file for item in given(world)] == [None]
    send(secretary, f"{HERE}/{OWN}/hoan-tac", undo=field(secretary.get(back).text, "undo"))
    assert set(given(world)) == before


def test_a_cadre_takes_nobody_elses_evidence_away(world: World, secretary: TestClient) -> None:
    cadre = browser(world, Role.CADRE, person="CB-STC-01")
    mark = field(secretary.get(f"{HERE}/{OWN}").text.split("bo-minh-chung")[1], "mark")

    assert send(cadre, f"{HERE}/{OWN}/bo-minh-chung", mark=mark).status_code == 404
    assert len(given(world)) == 1
    assert send(cadre, f"{HERE}/{OTHER}/bo-minh-chung", mark=mark).status_code == 303
    assert len(given(world)) == 1
