"""A home in which nothing is yet: every place of the menu says so, tells what to do, and is open to everybody."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from archive.bootstrap import open_home
from archive.domain.accounts import Grant, Role
from archive.workflow.accounts import add
from tests.browser.looking import look_over
from tests.program import hoso, serving
from tests.quarters import SNV

PASSWORD = "một câu dài dễ nhớ"  # noqa: S105 - of nobody
OF_UNITS = (Role.SECRETARY, Role.HEAD)
LOOKING = (Role.SECRETARY, Role.BOARD, Role.ASSESSOR, Role.ADMINISTRATOR)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the pages of an empty home are."""
    home = tmp_path_factory.mktemp("empty") / "home"
    assert hoso("--home", home, "init").code == 0
    with open_home(os.environ, home=home) as parts:
        for role in LOOKING:
            grant = Grant(role=role, units=frozenset({SNV}) if role in OF_UNITS else None)
            add(parts, role.value, password=PASSWORD, grant=grant, must_change=False)
    with serving(home) as running:
        yield running.url


@pytest.mark.parametrize("role", LOOKING)
def test_every_place_of_the_menu_is_there_before_anything_else_is(
    browser: Browser, address: str, screens: Path, role: Role
) -> None:
    page = browser.new_context(base_url=address, locale="vi-VN").new_page()
    page.goto("/vao")
    page.get_by_label("Tên đăng nhập").fill(role.value)
    page.get_by_label("Mật khẩu", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()
    page.wait_for_url(lambda found: "/vao" not in found)
    links = page.get_by_role("navigation", name="Các trang").get_by_role("link").all()
    hrefs = sorted({link.get_attribute("href") or "" for link in links})
    assert hrefs

    wrong: list[object] = []
    for place, href in enumerate(hrefs):
        answer = page.goto(href)
        assert answer
        assert answer.status in (200, 404), href
        wrong += look_over(page, f"trong-{role.value}-{place}", screens)
    page.context.close()

    assert wrong == []
