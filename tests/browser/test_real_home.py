"""The pages over the real parts: what they teach people to type is understood, and every link of the map leads on."""

import html
import re

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.pages.templating import TEMPLATES
from api.pages.views.search import read_asked
from archive.ports import Parts
from archive.workflow.retrieve import search

EXAMPLES = re.findall(r"<code>(.+?)</code>", html.unescape((TEMPLATES / "_syntax.html").read_text()))


@pytest.fixture(scope="module")
def client(demo_parts: Parts) -> TestClient:
    """The pages, without a browser."""
    found = TestClient(create_app(demo_parts), base_url="http://localhost", headers={"Sec-Fetch-Site": "same-origin"})
    found.post("/vao", data={"name": "bantochuc", "password": "chi-de-xem-thu"})
    return found


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_example_of_the_help_is_understood(client: TestClient, example: str) -> None:
    assert client.get("/tra-cuu", params={"q": example}).status_code == 200


@pytest.mark.parametrize("part", [{"don-vi": "SNV"}, {"quy": "2026-Q2"}, {"loai": "evidence"}, {"ket-qua": "late"}])
def test_narrowing_finds_what_the_facet_counted(demo_parts: Parts, part: dict[str, str]) -> None:
    asked = read_asked("báo cáo", part, page="1", sort="")
    ((name, value),) = asked.narrowed.items()

    counted = search(demo_parts, "báo cáo").facets[name][value]

    assert search(demo_parts, asked.expression()).total == counted > 0


def test_a_heading_in_capitals_is_no_negation_when_narrowed(demo_parts: Parts) -> None:
    alone = search(demo_parts, "KHÔNG HOÀN THÀNH").total
    asked = read_asked("KHÔNG HOÀN THÀNH", {"quy": "2026-Q2"}, page="1", sort="")

    assert search(demo_parts, asked.expression()).total == alone > 0


def test_every_file_of_a_dossier_and_its_record_is_handed_over(client: TestClient) -> None:
    pages = [client.get(address).text for address in ("/ho-so/2026-Q2/SNV", "/ho-so/2026-Q2/SNV/luu-tru/1")]
    files = {html.unescape(href) for page in pages for href in re.findall(r'href="(/tep/[^"]+)"', page)}

    answers = {href: client.get(href) for href in files}

    assert {href: answer.status_code for href, answer in answers.items() if answer.status_code != 200} == {}
    assert len(files) > 30
    assert all(answer.content for answer in answers.values())
