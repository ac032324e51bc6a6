"""/vao and /ra: one way in, one answer to all who may not, a cookie of its own each time, and never to another site."""

from dataclasses import replace
from http.cookies import SimpleCookie

import pytest
from fastapi.testclient import TestClient

from api.access.local import is_local_path
from api.app import create_app
from archive.domain.accounts import Role
from archive.domain.sessions import Entry, TrialAccounts
from tests.api.conftest import OWN, PASSWORD, made_account, send, signed_in, strange_client
from tests.api.world import World, empty_world, small_world

PUBLIC = "hoso.example.gov.vn"


@pytest.fixture
def home() -> World:
    """A world to sign in to, with an account of the Board."""
    world = small_world()
    made_account(world, Role.BOARD)
    return world


@pytest.fixture
def stranger(home: World) -> TestClient:
    return strange_client(home)


def come_in(client: TestClient, *, password: str = PASSWORD, **fields: str):  # type: ignore[no-untyped-def]  # noqa: ANN201
    return send(client, "/vao", name="board", password=password, **fields)


@pytest.mark.parametrize(
    ("address", "leads_to"),
    [
        ("/", "/vao"),
        ("/ho-so/2026-Q2/SNV", "/vao?next=/ho-so/2026-Q2/SNV"),
        ("/tra-cuu?q=a&quy=2026-Q2", "/vao?next=/tra-cuu%3Fq%3Da%26quy%3D2026-Q2"),
    ],
)
def test_who_is_not_signed_in_is_led_to_the_form(stranger: TestClient, address: str, leads_to: str) -> None:
    answer = stranger.get(address, follow_redirects=False)

    assert (answer.status_code, answer.headers["location"]) == (303, leads_to)


def test_htmx_is_told_to_leave_the_whole_page(stranger: TestClient) -> None:
    answer = stranger.get("/tra-cuu", headers={"HX-Request": "true"}, follow_redirects=False)

    assert (answer.status_code, answer.headers["hx-redirect"], answer.text) == (401, "/vao", "")


def test_the_form_leads_back_to_what_was_asked_for(stranger: TestClient) -> None:
    assert 'name="next" value="/tra-cuu?q=a"' in stranger.get("/vao?next=/tra-cuu%3Fq%3Da").text

    assert come_in(stranger, next="/tra-cuu?q=a").headers["location"] == "/tra-cuu?q=a"


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example",
        "\\\\evil.example",
        "/\t/evil.example",
        "javascript:alert(1)",
        "/a\r\nSet-Cookie: x=1",
        "evil.example",
        "///evil.example",
        "/" + "a" * 3000,
    ],
)
def test_no_address_leads_to_another_site(stranger: TestClient, elsewhere: str) -> None:
    assert not is_local_path(elsewhere)
    assert elsewhere not in stranger.get("/vao", params={"next": elsewhere}).text
    assert come_in(stranger, next=elsewhere).headers["location"] == "/"


def test_every_wrong_guess_gets_the_same_page(stranger: TestClient) -> None:
    pages = [
        send(stranger, "/vao", name=name, password=password, code=code)
        for name, password, code in (("board", "sai", ""), ("khong-co", "sai", ""), ("khong-co", PASSWORD, "123456"))
    ]

    assert [page.status_code for page in pages] == [403] * 3
    assert len({page.text.replace("khong-co", "board") for page in pages}) == 1
    assert "hoso" not in stranger.cookies


def test_a_hostile_name_stays_text(stranger: TestClient) -> None:
    assert "<b>" not in send(stranger, "/vao", name='"><b>', password="sai").text  # noqa: S106 - it is wrong


def test_who_keeps_guessing_is_told_to_wait(stranger: TestClient) -> None:
    answers = [send(stranger, "/vao", name="board", password="sai") for _ in range(6)]  # noqa: S106 - it is wrong

    assert [answer.status_code for answer in answers] == [403] * 5 + [429]
    assert "thử lại sau 10 giây" in answers[-1].text
    assert come_in(stranger).status_code == 429


def test_the_cookie_is_kept_from_scripts_and_other_sites(stranger: TestClient) -> None:
    (morsel,) = SimpleCookie(come_in(stranger).headers["set-cookie"]).values()

    assert (morsel.key, morsel["path"], morsel["samesite"]) == ("hoso", "/", "lax")
    assert morsel["httponly"]
    assert not morsel["domain"]


def test_a_cookie_that_was_planted_before_is_not_the_one_after(stranger: TestClient) -> None:
    planted = "a" * 43
    stranger.cookies.set("hoso", planted, domain="localhost.local", path="/")

    come_in(stranger)

    assert planted not in {cookie.value for cookie in stranger.cookies.jar if cookie.domain != "localhost.local"}
    other = TestClient(stranger.app, base_url="http://localhost", cookies={"hoso": planted})
    assert other.get("/", follow_redirects=False).status_code == 303


def test_signing_in_again_gives_another_cookie_and_ends_the_first(home: World, stranger: TestClient) -> None:
    come_in(stranger)
    first = stranger.cookies["hoso"]
    come_in(stranger)

    assert stranger.cookies["hoso"] != first
    assert len(home.desk.state.sessions.kept) == 1


def test_who_goes_out_is_out(stranger: TestClient) -> None:
    come_in(stranger)
    held = stranger.cookies["hoso"]
    assert stranger.get("/").status_code == 200

    answer = send(stranger, "/ra")

    assert answer.headers["location"] == "/vao?ra=1"
    stranger.cookies.set("hoso", held)
    assert stranger.get("/", follow_redirects=False).status_code == 303


def test_who_is_in_already_is_led_on(stranger: TestClient) -> None:
    come_in(stranger)

    assert stranger.get("/vao?next=/tra-cuu", follow_redirects=False).headers["location"] == "/tra-cuu"


def test_a_password_somebody_else_chose_must_be_changed_first(home: World, stranger: TestClient) -> None:
    with home.desk.begin() as work:
        work.accounts.keep(replace(work.accounts.find("board"), must_change_password=True))  # type: ignore[arg-type]
        work.commit()
    come_in(stranger)

    for address in ("/", "/tra-cuu", "/ho-so/2026-Q2/SNV", "/tep/2026-Q2.SNV.submission"):
        assert stranger.get(address, follow_redirects=False).headers["location"] == "/tai-khoan/mat-khau"
    new = "một câu khác hẳn trước"
    assert send(stranger, "/tai-khoan/mat-khau", old=PASSWORD, new=new, again=new).headers["location"] == "/"
    assert stranger.get("/").status_code == 200


def test_a_demo_shows_its_accounts_and_another_home_does_not() -> None:
    world = empty_world()
    trial = TrialAccounts(password="chi-de-xem-thu", roles=(("thuky", "Thư ký"),))  # noqa: S106 - of a demo
    demo = replace(world, parts=replace(world.parts, entry=Entry(trial=trial)))

    assert "chi-de-xem-thu" in strange_client(demo).get("/vao").text
    assert "xem thử" not in strange_client(world).get("/vao").text


def public_client(world: World, scheme: str) -> TestClient:
    """A browser elsewhere, that came by the public name."""
    parts = replace(world.parts, entry=Entry(hosts=frozenset({PUBLIC})))
    return TestClient(create_app(parts), base_url=f"{scheme}://{PUBLIC}", headers=OWN)


def test_by_the_public_name_a_password_is_taken_over_https_alone(home: World) -> None:
    answer = come_in(public_client(home, "http"))

    assert answer.status_code == 400
    assert "https" in answer.text


def test_over_https_the_cookie_is_bound_to_the_host(home: World) -> None:
    client = public_client(home, "https")

    (morsel,) = SimpleCookie(come_in(client).headers["set-cookie"]).values()

    assert morsel.key == "__Host-hoso"
    assert morsel["secure"]
    assert client.get("/").headers["strict-transport-security"].startswith("max-age=")


def test_another_name_than_those_told_is_refused(home: World) -> None:
    assert public_client(home, "https").get("/vao", headers={"Host": "evil.example"}).status_code == 400


def test_rights_taken_away_end_the_session_at_once(home: World, stranger: TestClient) -> None:
    come_in(stranger)
    chief = signed_in(strange_client(home), home, Role.ADMINISTRATOR)

    assert send(chief, "/quan-tri/tai-khoan/board/khoa").status_code == 303

    assert stranger.get("/", follow_redirects=False).headers["location"] == "/vao"
