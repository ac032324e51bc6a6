"""Whatever an address is asked with, it is answered: no word in a query or a place of an address makes a page crash.

Each page is asked on the real database as somebody with every role, so that nothing ends at the door.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient

from api.access.buckets import Buckets
from api.app import create_app
from archive.domain.accounts import Account, AccountName, Grant, Role
from archive.errors import ConversionFailed
from archive.ports.scratch import Scratch
from doc_templates.author.layouts import LAYOUTS
from doc_templates.catalog import Catalog
from doc_templates.form_library import FormLibrary
from tests.api.conftest import PASSWORD, send, strange_client
from tests.api.editing import editable_world
from tests.api_v1.programs import with_database

STRANGE = {
    "more digits than Python reads": "9" * 5000,
    "a number beyond SQLite": str(2**70),
    "a digit that is no decimal": "²",
    "another script's digit": "९",
    "minus one": "-1",
    "no sign": "",
    "NUL": "a\x00b",
    "half a letter": "\udcff",
    "a line break": "a\r\nb",
    "very long": "a" * 3000,
    "a pattern": "%_*[a-",
    "a quote": "\"'--",
}
PLACES = {
    "quy": "2026-Q2", "unit": "SNV", "version": "1", "person": "CB-SNV-01", "task": "NV-SNV-01-01", "slug": "ket-qua",
    "year": "2026", "sequence": "0", "kind": "submission", "system": "party", "name": "2026-Q2.SNV.submission",
}  # fmt: skip
# What pages read from the query by themselves, beside what their functions name.
READ_BY_HAND = (
    "trang",
    "truoc",
    "tu",
    "den",
    "viec",
    "ai",
    "nguoi",
    "don-vi",
    "quy",
    "xem",
    "lui",
    "loc",
    "tep",
    "nam",
    "q",
)
_APART = ("dong-su-kien", "ban-doc")  # the one never ends, the other puts real PDFs together
CRASHED = 500


@dataclass(frozen=True)
class Asked:
    """A page by its address, and the names that it may be asked with."""

    path: str
    names: tuple[str, ...]


def asked_pages() -> list[Asked]:
    routes: list[Any] = create_app(editable_world().parts).state.stated
    return [
        Asked(route.path, (*(item.alias for item in route.dependant.query_params), *READ_BY_HAND))
        for route in routes
        if "GET" in route.methods and not route.path.endswith(_APART)
    ]


EVERY_PAGE = pytest.mark.parametrize("page", asked_pages(), ids=lambda page: page.path)
EVERY_WORD = pytest.mark.parametrize("word", STRANGE.values(), ids=STRANGE)


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    folder = tmp_path_factory.mktemp("queries")
    world = with_database(editable_world(), folder / "hoso.db")
    layouts = {layout.system: layout for layout in LAYOUTS}
    library = FormLibrary(catalog=Catalog(own=folder), layouts=layouts, convert=no_office)
    parts = replace(world.parts, templates=library, scratch=Scratch(folder=folder / "scratch", megabytes=1))
    account = Account(name=AccountName("moi-vai-tro"), display="Mọi vai trò")
    for role in set(Role) - {Role.CADRE, Role.SECRETARY, Role.HEAD}:
        account = account.granted(Grant(role=role, units=None))
    with world.desk.begin() as work:
        work.accounts.keep(account)
        work.accounts.set_password(account.name, PASSWORD)
        work.commit()
    browser = strange_client(replace(world, parts=parts))
    assert send(browser, "/vao", name=account.name, password=PASSWORD).status_code == 303
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Buckets, "take", lambda *_, **__: True)  # else most would be turned away for asking too often
        yield browser


def no_office(word: bytes, name: str) -> bytes:
    raise ConversionFailed(f"{name}: {len(word)} byte")


def quoted(word: str) -> str:
    """As a browser may send it, bytes that are no letter as well."""
    return quote(word.encode("utf-8", "surrogateescape"), safe="")


@EVERY_WORD
@EVERY_PAGE
def test_no_word_in_a_query_makes_a_page_crash(client: TestClient, page: Asked, word: str) -> None:
    address = re.sub(r"\{(\w+)[^}]*\}", lambda found: PLACES.get(found[1], "khong-co"), page.path)
    for some in (page.names[:8], page.names[8:16], page.names[16:]):  # an address has an end, too
        query = "&".join(f"{name}={quoted(word)}" for name in some)

        assert client.get(f"{address}?{query}", follow_redirects=False).status_code != CRASHED


@EVERY_WORD
@EVERY_PAGE
def test_no_word_in_a_place_of_an_address_makes_a_page_crash(client: TestClient, page: Asked, word: str) -> None:
    for place in re.findall(r"\{(\w+)", page.path):
        others = {**PLACES, place: quoted(word)}
        address = re.sub(r"\{(\w+)[^}]*\}", lambda found: others.get(found[1], "khong-co"), page.path)  # noqa: B023 - asked at once

        assert client.get(address, follow_redirects=False).status_code != CRASHED
