"""The pages give nothing away: hostile text stays text, other hosts are refused, every answer carries its headers."""

from html.parser import HTMLParser

import pytest
from fastapi.testclient import TestClient

from api.pages.templating import asset
from api.security import HEADERS
from tests.api.conftest import open_pages
from tests.api.world import small_world

ADDRESSES = [
    "/",
    "/ho-so/2026-Q2/SNV",
    "/ho-so/2026-Q2/BAC-HA",
    "/ho-so/2026-Q2/SNV/luu-tru/1",
    "/tra-cuu?q=giai+ngan",
    "/tra-cuu?q=%22",
    "/khong-co",
]
ATTACK = "\"'><script>alert(1)</script><img src=x onerror=alert(2)>"


class Tags(HTMLParser):
    """The tags and attributes of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


@pytest.fixture(scope="module")
def attacked() -> TestClient:
    """Pages over names that try to become markup."""
    return open_pages(small_world(unit_name=f"Sở {ATTACK}", person=f"Lý {ATTACK}", file=f"báo cáo {ATTACK}.pdf"))


@pytest.mark.parametrize("address", [*ADDRESSES, "/tra-cuu?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E&don-vi=%3Cb%3E"])
def test_hostile_names_and_queries_stay_text(attacked: TestClient, address: str) -> None:
    page = Tags(attacked.get(address).text)

    assert {tag for tag, _ in page.found}.isdisjoint({"img", "iframe", "object", "style", "base"})
    assert all((said.get("src") or "").startswith("/static/") for tag, said in page.found if tag == "script")
    assert not [name for _, attributes in page.found for name in attributes if name.startswith("on")]


def test_a_hostile_file_name_cannot_leave_its_header(attacked: TestClient) -> None:
    address = "/tep/2026-Q2.SNV/evidence/NV-SNV-01-02/2.pdf"

    disposition = attacked.get(address).headers["content-disposition"]

    assert disposition.count('"') == 2
    assert "<" not in disposition


@pytest.mark.parametrize("address", ADDRESSES)
def test_pages_have_nothing_inline_and_nothing_from_elsewhere(client: TestClient, address: str) -> None:
    for tag, attributes in Tags(client.get(address).text).found:
        assert tag not in {"style", "iframe"}
        assert tag != "script" or attributes.get("src")
        assert "style" not in attributes
        for name in ("src", "href", "action"):
            assert (attributes.get(name) or "/").startswith(("/", "#"))
            assert not (attributes.get(name) or "").startswith("//")


@pytest.mark.parametrize("address", [*ADDRESSES, "/vao", "/favicon.ico", "/ho-so/2026-Q2/SNV/luu-tru/x"])
def test_every_answer_carries_the_headers(client: TestClient, address: str) -> None:
    headers = client.get(address).headers

    assert {name: headers.get(name) for name in HEADERS} == HEADERS


@pytest.mark.parametrize(
    ("address", "kept"), [("/static/hoso.css", "no-cache"), (asset("hoso.css"), "public, max-age=31536000, immutable")]
)
def test_looks_are_kept_only_under_an_address_that_names_them(client: TestClient, address: str, kept: str) -> None:
    headers = client.get(address).headers

    assert {name: headers.get(name) for name in HEADERS} == HEADERS | {"Cache-Control": kept}


@pytest.mark.parametrize("host", ["localhost", "localhost:8080", "127.0.0.1:1", "[::1]:8080", "LOCALHOST"])
def test_this_machine_may_read(client: TestClient, host: str) -> None:
    assert client.get("/", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8080", "localhost.evil.example", "127.0.0.1.nip.io", "10.0.0.1", "[::1", ""]
)
@pytest.mark.parametrize("address", ["/", "/tep/2026-Q2.SNV.submission", "/static/hoso.css"])
def test_another_host_name_is_refused(client: TestClient, host: str, address: str) -> None:
    answer = client.get(address, headers={"Host": host})

    assert answer.status_code == 400
    assert "localhost" in answer.text
    assert answer.headers["content-security-policy"] == HEADERS["Content-Security-Policy"]


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
@pytest.mark.parametrize("address", ["/", "/ho-so/2026-Q2/SNV", "/tra-cuu", "/tep/2026-Q2.SNV.submission"])
def test_nothing_can_be_sent(client: TestClient, method: str, address: str) -> None:
    answer = client.request(method, address)

    assert answer.status_code == 405
    assert "Trang này chỉ để xem" in answer.text
    assert "GET" in answer.headers["allow"]


@pytest.mark.parametrize("address", ADDRESSES[:5])
def test_the_head_of_every_page_can_be_asked_for(client: TestClient, address: str) -> None:
    assert client.head(address).status_code == 200


@pytest.mark.parametrize("address", ["/docs", "/redoc", "/openapi.json"])
def test_the_documentation_that_needs_a_cdn_is_off(client: TestClient, address: str) -> None:
    assert client.get(address).status_code == 404
