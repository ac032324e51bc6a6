"""A session that ends while somebody types: the form waits in the sign-in page and is sent after coming in again."""

import html
import json
import re
from dataclasses import replace
from typing import Any, cast

import pytest
from fastapi.testclient import TestClient

from api.access.unsent import unpack
from archive.domain.accounts import Role
from archive.domain.quarter import Quarter
from archive.errors import Unavailable
from tests.api.conftest import PASSWORD, made_account, send, signed_in, strange_client, token
from tests.api.editing import editable_world
from tests.api.world import MISSING, World

PERSON = f"CB-{MISSING}-02"
ADDRESS = f"/tu-danh-gia/2026-Q2/{MISSING}/{PERSON}"
FILLED = {"general_points": "28", "task_points": "61,5", "strengths": "Chủ động", "proposed": "Hoàn thành tốt nhiệm vụ"}
WORDS = 'Xuống cơ sở "mỗi tháng" <hai> lần.'


class BusyForms:
    """Sheets that somebody else holds just now."""

    def __getattr__(self, name: str) -> object:
        raise Unavailable("Cơ sở dữ liệu đang bận.")


@pytest.fixture
def home() -> World:
    return editable_world()


@pytest.fixture
def browser(home: World) -> TestClient:
    """Somebody who has the form open, and whose session has ended meanwhile."""
    client = signed_in(strange_client(home), home, Role.SECRETARY, unit=MISSING)
    client.cookies.clear()
    return client


def hidden(page: str, name: str) -> str:
    found = re.search(rf'<input type="hidden" name="{name}" value="([^"]*)">', page)
    return html.unescape(found[1]) if found else ""


def every_hidden(page: str, action: str) -> dict[str, str]:
    """What a browser sends when the one button of that form is pressed."""
    form = page.partition(f'<form action="{action}" method="post">')[2].partition("</form>")[0]
    pairs = re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)">', form)
    return {html.unescape(name): html.unescape(value) for name, value in pairs}


def sent_too_late(browser: TestClient, address: str = ADDRESS, **fields: str):  # type: ignore[no-untyped-def]  # noqa: ANN201
    return browser.post(
        address,
        data={"csrf": "of the ended session", **fields},
        headers={"Referer": f"http://localhost{ADDRESS}"},
        follow_redirects=False,
    )


def came_in_again(browser: TestClient, unsent: str, password: str = PASSWORD):  # type: ignore[no-untyped-def]  # noqa: ANN201
    return send(browser, "/vao", name="secretary", password=password, unsent=unsent, next=ADDRESS)


def stored(home: World) -> list[str]:
    with home.desk.look() as work:
        return [item.direction for item in work.facts.dossier(MISSING, Quarter(2026, 2)).self_assessments]


def test_what_was_typed_is_sent_after_coming_in_again(home: World, browser: TestClient) -> None:
    mark = hidden_of_fresh_form(home)
    late = sent_too_late(browser, mark=mark, direction=WORDS, **FILLED)
    assert late.status_code == 401
    assert "Phần vừa gõ chưa được lưu nhưng vẫn còn" in late.text
    assert (hidden(late.text, "next"), WORDS in stored(home)) == (ADDRESS, False)

    refused = came_in_again(browser, hidden(late.text, "unsent"), "sai")
    assert refused.status_code == 403
    asked = came_in_again(browser, hidden(refused.text, "unsent"))
    assert asked.status_code == 200
    assert f"<li>{html.escape(WORDS, quote=True)}</li>".replace("&quot;", "&#34;") in asked.text
    assert f'<form action="{ADDRESS}" method="post">' in asked.text
    assert hidden(asked.text, "csrf") == token(browser)
    assert WORDS not in stored(home)  # nothing is sent until they say so

    answer = send(browser, ADDRESS, **every_hidden(asked.text, ADDRESS))
    assert answer.status_code == 303, answer.text
    assert WORDS in stored(home)


def hidden_of_fresh_form(home: World) -> str:
    """The mark of the row, as the page gave it when the form was opened."""
    other = signed_in(strange_client(home), home, Role.SECRETARY, unit=MISSING)
    return hidden(other.get(ADDRESS).text, "mark")


def test_a_button_that_was_pressed_too_late_has_nothing_to_keep(browser: TestClient) -> None:
    late = sent_too_late(browser, f"/ho-so/2026-Q2/{MISSING}/viec/assemble")

    assert late.status_code == 401
    assert "việc vừa rồi chưa được làm" in late.text
    assert hidden(late.text, "unsent") == ""
    assert came_in_again(browser, "").headers["location"] == ADDRESS


@pytest.mark.parametrize("name", ["password", "old", "new", "again", "code"])
def test_no_secret_is_drawn_back_into_a_page(browser: TestClient, name: str) -> None:
    late = sent_too_late(browser, "/tai-khoan/mat-khau", **{name: "bí mật của tôi", "khac": "chữ"})

    assert late.status_code == 401
    assert "bí mật của tôi" not in late.text
    assert hidden(late.text, "unsent") == ""


def test_what_is_too_long_to_wait_is_not_kept_by_halves(browser: TestClient) -> None:
    late = sent_too_late(browser, direction="dài " * 60_000)

    assert late.status_code == 401
    assert "việc vừa rồi chưa được làm" in late.text


def test_files_do_not_wait(browser: TestClient) -> None:
    late = browser.post(ADDRESS, files={"tep": ("a.pdf", b"%PDF-1.4")}, follow_redirects=False)

    assert (late.status_code, hidden(late.text, "unsent")) == (401, "")


def test_another_site_cannot_leave_a_form_to_be_sent(browser: TestClient) -> None:
    late = browser.post(ADDRESS, data={"direction": WORDS}, headers={"Sec-Fetch-Site": "cross-site"})

    assert late.status_code == 403
    assert WORDS not in html.unescape(late.text)


def test_a_page_of_an_earlier_session_can_be_sent_with_the_new_one(home: World) -> None:
    mark = hidden_of_fresh_form(home)
    browser = signed_in(strange_client(home), home, Role.SECRETARY, unit=MISSING)

    old = sent_too_late(browser, mark=mark, direction=WORDS, **FILLED)
    assert old.status_code == 403
    assert "phiên làm việc đã kết thúc" in old.text
    assert WORDS not in stored(home)

    assert send(browser, ADDRESS, **every_hidden(old.text, ADDRESS)).status_code == 303
    assert WORDS in stored(home)


def test_what_cannot_be_stored_now_waits_in_the_page_that_says_so(home: World) -> None:
    mark = hidden_of_fresh_form(home)
    busy = replace(home, parts=replace(home.parts, forms=cast("Any", BusyForms())))
    browser = signed_in(strange_client(busy), busy, Role.SECRETARY, unit=MISSING)

    answer = send(browser, ADDRESS, mark=mark, direction=WORDS, **FILLED)

    assert answer.status_code == 503
    assert "phần vừa gõ vẫn còn" in answer.text
    again = signed_in(strange_client(home), home, Role.SECRETARY, unit=MISSING)
    assert send(again, ADDRESS, **{**every_hidden(answer.text, ADDRESS), "csrf": token(again)}).status_code == 303
    assert WORDS in stored(home)


def test_what_is_sent_too_often_waits_too(home: World) -> None:
    browser = signed_in(strange_client(home), home, Role.BOARD)
    said = {"kind": "notice", "receiver": "Đảng ủy xã Bắc Hà"}

    answers = [send(browser, "/quyet-dinh/2026-Q2/van-ban", **said) for _ in range(31)]

    assert answers[-1].status_code == 429
    kept = every_hidden(answers[-1].text, "/quyet-dinh/2026-Q2/van-ban")
    assert {name: kept[name] for name in said} == said
    assert "<li>notice</li>" not in answers[-1].text  # a code of ours; nobody typed it
    assert "<li>Đảng ủy xã Bắc Hà</li>" in answers[-1].text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "chữ",
        "[" * 100_000,
        "{}",
        json.dumps(["https://evil.example/", "", [["a", "b"]]]),
        json.dumps(["//evil.example/", "", [["a", "b"]]]),
        json.dumps(["javascript:alert(1)", "", [["a", "b"]]]),
        json.dumps([ADDRESS, "", [["a", 1]]]),
        json.dumps([ADDRESS, "", [["a"]]]),
        json.dumps([ADDRESS, "", "ab"]),
        json.dumps([ADDRESS, 1, []]),
        json.dumps([ADDRESS, ""]),
    ],
)
def test_what_is_no_form_of_ours_is_let_go(browser: TestClient, text: str) -> None:
    assert unpack(text) is None
    assert came_in_again(browser, text).headers["location"] == ADDRESS


def test_the_way_out_of_it_stays_here(browser: TestClient) -> None:
    asked = came_in_again(browser, json.dumps([ADDRESS, "https://evil.example/", [["direction", "<b>x</b>"]]]))

    assert "evil.example" not in asked.text
    assert "<b>x</b>" not in asked.text
    assert f'href="{ADDRESS}"' in asked.text


def test_who_must_choose_a_password_first_does_that(home: World) -> None:
    made_account(home, Role.BOARD)
    with home.desk.begin() as work:
        work.accounts.keep(replace(work.accounts.find("board"), must_change_password=True))  # type: ignore[arg-type]
        work.commit()
    kept = json.dumps([ADDRESS, "", [["direction", WORDS]]])

    answer = send(strange_client(home), "/vao", name="board", password=PASSWORD, unsent=kept)

    assert answer.status_code == 303, answer.text
