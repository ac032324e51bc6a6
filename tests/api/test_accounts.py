"""Tài khoản của tôi and Quản trị tài khoản: what people change of themselves, and administrators of others."""

import re
from datetime import timedelta

import pyotp
import pytest
from fastapi.testclient import TestClient

from archive.domain.accounts import AccountName, Role
from archive.domain.people import Management
from tests.api.conftest import PASSWORD, made_account, open_pages, send, strange_client
from tests.api.world import NOW, World, small_world

LIST = "/quan-tri/tai-khoan"
NEW = "một câu khác hẳn trước"


@pytest.fixture
def home() -> World:
    return small_world()


@pytest.fixture
def board(home: World) -> TestClient:
    return open_pages(home)


@pytest.fixture
def chief(home: World) -> TestClient:
    return open_pages(home, Role.ADMINISTRATOR)


def secret_on(page: str) -> str:
    return str(re.findall(r'<code class="secret">([^<]+)</code>', page)[0]).replace(" ", "")


def test_another_password_keeps_this_browser_in_and_puts_others_out(home: World, board: TestClient) -> None:
    other = open_pages(home)
    board = open_pages(home)

    answer = send(board, "/tai-khoan/mat-khau", old=PASSWORD, new=NEW, again=NEW)

    assert answer.headers["location"] == "/tai-khoan"
    assert "Đã đổi mật khẩu." in board.get("/tai-khoan").text
    assert "Đã đổi mật khẩu." not in board.get("/tai-khoan").text
    assert other.get("/", follow_redirects=False).status_code == 303


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"old": "sai", "new": NEW, "again": NEW}, "Mật khẩu đang dùng không đúng."),
        ({"old": PASSWORD, "new": NEW, "again": "không phải thế"}, "không giống nhau"),
        ({"old": PASSWORD, "new": "ngắn", "again": "ngắn"}, "phải dài từ 12"),
        ({"old": PASSWORD, "new": PASSWORD, "again": PASSWORD}, "phải khác mật khẩu đang dùng"),
    ],
)
def test_a_password_that_is_not_taken_says_why(board: TestClient, fields: dict[str, str], told: str) -> None:
    answer = send(board, "/tai-khoan/mat-khau", **fields)

    assert answer.status_code == 400
    assert told in answer.text
    assert all(value not in answer.text for value in fields.values())


def test_codes_are_turned_on_used_and_turned_off(home: World, board: TestClient) -> None:
    secret = secret_on(send(board, "/tai-khoan/ma-xac-nhan").text)
    wrong = send(board, "/tai-khoan/ma-xac-nhan/bat", secret=secret, code="000000")
    assert (wrong.status_code, secret_on(wrong.text)) == (400, secret)
    before = board.cookies["hoso"]
    assert send(board, "/tai-khoan/ma-xac-nhan/bat", secret=secret, code=pyotp.TOTP(secret).at(NOW)).status_code == 303
    assert board.cookies["hoso"] != before

    assert send(strange_client(home), "/vao", name="board", password=PASSWORD).status_code == 403
    later = pyotp.TOTP(secret).at(NOW + timedelta(seconds=30))
    assert send(strange_client(home), "/vao", name="board", password=PASSWORD, code=later).status_code == 303

    assert send(board, "/tai-khoan/ma-xac-nhan/tat", password="sai").status_code == 400  # noqa: S106 - it is wrong
    assert send(board, "/tai-khoan/ma-xac-nhan/tat", password=PASSWORD).status_code == 303
    assert send(strange_client(home), "/vao", name="board", password=PASSWORD).status_code == 303


def test_another_browser_of_ones_own_is_sent_away(home: World, board: TestClient) -> None:
    other = strange_client(home)
    send(other, "/vao", name="board", password=PASSWORD)
    (key,) = re.findall(r'name="key" value="([0-9a-f]+)"', board.get("/tai-khoan").text)

    assert send(board, "/tai-khoan/phien/ket-thuc", key=key).status_code == 303

    assert other.get("/", follow_redirects=False).status_code == 303
    assert board.get("/").status_code == 200


def test_the_session_of_somebody_else_cannot_be_ended(home: World, board: TestClient, chief: TestClient) -> None:
    key = next(item.digest for item in home.desk.state.sessions.kept.values() if item.account == "administrator")

    assert send(board, "/tai-khoan/phien/ket-thuc", key=key).status_code == 404
    assert chief.get(LIST).status_code == 200


def test_an_administrator_makes_an_account_whose_password_is_told_once(home: World, chief: TestClient) -> None:
    answer = send(chief, "/quan-tri/them-tai-khoan", name="lan", display="Trần Thị Lan", role="secretary", units="SNV")
    password = secret_on(answer.text)

    assert password not in chief.get(f"{LIST}/lan").text
    client = strange_client(home)
    assert send(client, "/vao", name="lan", password=password).status_code == 303
    assert client.get("/", follow_redirects=False).headers["location"] == "/tai-khoan/mat-khau"
    made = home.desk.state.accounts.kept[AccountName("lan")]
    assert {(grant.role, grant.units) for grant in made.grants} == {(Role.SECRETARY, frozenset({"SNV"}))}


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"name": "Lan Anh"}, "không dùng được"),
        ({"name": "board"}, "Đã có tài khoản"),
        ({"name": "lan", "role": "secretary"}, "hãy chọn đơn vị"),
        ({"name": "lan", "role": "cadre"}, "hãy điền mã cán bộ"),
        ({"name": "lan", "role": "official"}, "Mọi đơn vị"),
        ({"name": "lan", "role": "vua"}, "Hãy chọn một vai trò"),
    ],
)
def test_an_account_that_is_not_taken_says_why_and_keeps_what_was_typed(
    home: World, chief: TestClient, fields: dict[str, str], told: str
) -> None:
    made_account(home, Role.BOARD)

    answer = send(chief, "/quan-tri/them-tai-khoan", **fields)

    assert answer.status_code == 400
    assert told in answer.text
    assert "--" not in answer.text.split("<main")[1]
    assert f'value="{fields["name"]}"' in answer.text


def test_roles_are_given_with_their_reach_and_taken_back(home: World, chief: TestClient) -> None:
    made_account(home, None, name="lan")

    given = chief.post(
        f"{LIST}/lan/vai-tro",
        data={"csrf": csrf_of(chief), "role": "official", "units": ["SNV", "STC"], "managements": ["unit"]},
        follow_redirects=False,
    )

    assert given.status_code == 303
    (grant,) = home.desk.state.accounts.kept[AccountName("lan")].grants
    assert (grant.units, grant.managements) == (frozenset({"SNV", "STC"}), frozenset({Management.UNIT}))
    assert send(chief, f"{LIST}/lan/thu-hoi", role="official").status_code == 303
    assert not home.desk.state.accounts.kept[AccountName("lan")].grants


def csrf_of(client: TestClient) -> str:
    return str(re.findall(r'name="csrf" value="([^"]+)"', client.get("/tai-khoan").text)[0])


def test_the_last_administrator_stays(home: World, chief: TestClient) -> None:
    answer = send(chief, f"{LIST}/administrator/thu-hoi", role="administrator")

    assert answer.status_code == 400
    assert "người quản trị cuối cùng" in answer.text
    assert home.desk.state.accounts.kept[AccountName("administrator")].has(Role.ADMINISTRATOR)


def test_a_lost_password_and_a_lost_telephone_are_helped(home: World, board: TestClient, chief: TestClient) -> None:
    secret = secret_on(send(board, "/tai-khoan/ma-xac-nhan").text)
    send(board, "/tai-khoan/ma-xac-nhan/bat", secret=secret, code=pyotp.TOTP(secret).at(NOW))

    password = secret_on(send(chief, f"{LIST}/board/mat-khau").text)
    assert send(strange_client(home), "/vao", name="board", password=password).status_code == 403
    assert send(chief, f"{LIST}/board/ma-xac-nhan").status_code == 303
    assert send(strange_client(home), "/vao", name="board", password=password).status_code == 303


def test_a_locked_account_is_opened_again(home: World, board: TestClient, chief: TestClient) -> None:
    send(chief, f"{LIST}/board/khoa")
    assert "Đang khóa" in chief.get(LIST).text
    assert send(strange_client(home), "/vao", name="board", password=PASSWORD).status_code == 403

    send(chief, f"{LIST}/board/mo")

    assert send(strange_client(home), "/vao", name="board", password=PASSWORD).status_code == 303
    assert board.get("/", follow_redirects=False).status_code == 303


def test_an_account_that_waits_after_wrong_guesses_is_shown_and_let_in(home: World, chief: TestClient) -> None:
    made_account(home, Role.BOARD)
    for _ in range(5):
        assert "Nhập sai nhiều lần" not in chief.get(LIST).text
        send(strange_client(home), "/vao", name="board", password="sai")  # noqa: S106 - it is wrong
    assert send(strange_client(home), "/vao", name="board", password=PASSWORD).status_code == 429

    assert chief.get(LIST).text.count("Nhập sai nhiều lần") == 1
    assert "5 lần liền nhập sai" in chief.get(f"{LIST}/board").text
    send(chief, f"{LIST}/board/mo")

    assert "lần liền nhập sai" not in chief.get(f"{LIST}/board").text
    assert send(strange_client(home), "/vao", name="board", password=PASSWORD).status_code == 303


def test_the_list_is_narrowed_by_name(home: World, chief: TestClient) -> None:
    made_account(home, Role.BOARD)

    page = chief.get(LIST, params={"q": "BAN tổ"}).text

    assert f"{LIST}/board" in page
    assert f"{LIST}/administrator" not in page
    assert "Không có tài khoản nào" in chief.get(LIST, params={"q": "zzz"}).text


@pytest.mark.parametrize("address", [f"{LIST}/khong-co", f"{LIST}/%22%3E%3Cb%3E"])
def test_an_account_that_is_not_there_is_not_found(chief: TestClient, address: str) -> None:
    answer = chief.get(address)

    assert answer.status_code == 404
    assert "<b>" not in answer.text
