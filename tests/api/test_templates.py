"""Every template is checked: its names are its view's fields, and its page has what a page must have."""

import re
from collections.abc import Iterator
from dataclasses import fields
from itertools import pairwise
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from jinja2 import UndefinedError, meta, nodes

from api.pages.surroundings import Surroundings
from api.pages.templating import TEMPLATES, Templates
from api.pages.views.failure import failure_page
from api.pages.views.frame import Page
from tests.api.conftest import open_pages
from tests.api.world import empty_world

AROUND = {"around", "asset", "csrf_field"}  # what every template may use beside its view


def kinds_of(page: type[Page]) -> Iterator[type[Page]]:
    """Every view of a page that the application knows."""
    for kind in page.__subclasses__():
        yield kind
        yield from kinds_of(kind)


PAGES = sorted(kinds_of(Page), key=lambda page: page.__name__)
ADDRESSES = [
    "/",
    "/?loc=thieu",
    "/?loc=qua-han",
    "/ho-so/2026-Q2/SNV",
    "/ho-so/2026-Q2/STC",
    "/ho-so/2026-Q2/BAC-HA",
    "/ho-so/2026-Q2/SNV/luu-tru/2",
    "/tra-cuu",
    "/tra-cuu?q=giai+ngan",
    "/tra-cuu?q=zzz",
    "/tra-cuu?q=%22",
    "/khong-co",
    "/tai-khoan",
    "/tai-khoan/mat-khau",
]


def names_of(template: str) -> set[str]:
    """The names a template takes from its view, with those of the templates it stands in or takes in."""
    environment = Templates().environment
    source = environment.parse((TEMPLATES / template).read_text())
    drawn = {macro.name for macro in source.find_all(nodes.Macro)}
    drawn |= {str(name) for taken in source.find_all(nodes.FromImport) for name in taken.names}
    names = meta.find_undeclared_variables(source) - drawn  # a block does not see that these stand outside it
    around = [node.template for node in source.find_all(nodes.Extends)]
    inside = [node.template for node in source.find_all(nodes.Include)]
    for other in (*around, *inside):
        names |= names_of(other.as_const())
    return names


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.__name__)
def test_a_template_uses_all_fields_of_its_view_and_no_other_name(page: type[Page]) -> None:
    assert names_of(page.template) - AROUND == {field.name for field in fields(page)} - {"frame"}


def test_every_template_is_a_page_or_a_partial() -> None:
    whole = {path.name for path in TEMPLATES.glob("*.html") if not path.name.startswith("_")}

    assert whole == {page.template for page in PAGES}


@pytest.mark.parametrize("path", sorted(TEMPLATES.glob("_*.html")), ids=lambda path: path.name)
def test_every_partial_is_used(path: Path) -> None:
    assert [other.name for other in TEMPLATES.glob("*.html") if other != path and f'"{path.name}"' in other.read_text()]


@pytest.mark.parametrize("path", sorted(TEMPLATES.glob("*.html")), ids=lambda path: path.name)
def test_no_template_switches_escaping_off(path: Path) -> None:
    assert not re.search(r"\|\s*safe|autoescape|Markup", path.read_text())


def test_an_undefined_name_is_an_error() -> None:
    template = Templates().environment.from_string("{{ chua_co }}")

    with pytest.raises(UndefinedError):
        template.render()


def test_escaping_is_on() -> None:
    page = Templates().render("failure.html", failure_page(status=400, title="<i>", sentence="<b>"), Surroundings())

    assert "&lt;i&gt;" in page
    assert "&lt;b&gt;" in page


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_has_language_title_skip_link_and_one_heading(client: TestClient, address: str) -> None:
    page = client.get(address).text

    assert page.startswith('<!DOCTYPE html>\n<html lang="vi">')
    assert re.search(r"<title>[^<]+ – Hồ sơ quý</title>", page)
    assert '<a class="skip" href="#noi-dung">' in page
    assert page.count("<h1>") == 1
    assert page.count("<main ") == 1


@pytest.mark.parametrize("address", ADDRESSES)
def test_headings_come_in_order(client: TestClient, address: str) -> None:
    main = client.get(address).text.split("<main ")[1]

    levels = [int(level) for level in re.findall(r"<h([1-6])[ >]", main)]

    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_field_has_a_label_and_every_table_a_caption_and_scopes(client: TestClient, address: str) -> None:
    page = client.get(address).text

    for field in re.findall(r'<input id="([^"]+)"', page):
        assert f'for="{field}"' in page
    assert page.count("<table") == page.count("<caption")
    assert len(re.findall(r"<th[ >]", page)) == page.count("<th scope=")


@pytest.mark.parametrize("address", ADDRESSES)
def test_ids_are_unique_and_inner_links_lead_to_one(client: TestClient, address: str) -> None:
    page = client.get(address).text
    ids = re.findall(r' id="([^"]+)"', page)

    assert len(ids) == len(set(ids))
    assert set(re.findall(r'(?:href|aria-labelledby|aria-describedby)="#?([a-z][^"/]*)"', page)) <= set(ids)


@pytest.mark.parametrize("address", ADDRESSES)
def test_people_read_no_exclamation_and_no_half_written_names(client: TestClient, address: str) -> None:
    words = re.sub(r"<[^>]+>", " ", client.get(address).text.split("<body>")[1])

    assert "!" not in words
    assert not re.findall(r"\bNone\b|\bTrue\b|\bFalse\b|Undefined|\{\{|\}\}", words)


def test_the_page_without_data_has_what_a_page_must_have() -> None:
    page = open_pages(empty_world()).get("/").text

    assert page.count("<h1>") == 1
    assert '<html lang="vi">' in page
