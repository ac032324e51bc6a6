"""Every page, wide and narrow, light and dark: it fits its window, loads quietly, and axe-core finds nothing on it.

The pictures go to build/screens/ for people to look at. States that only a day's work brings about are looked over in
that day: a queue with something to sign and a quota passed in test_head.py, evidence that is owed in test_cadre.py.
"""

from collections.abc import Mapping
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from api.app import create_app
from archive.ports import Parts
from tests.api.world import small_world
from tests.browser.looking import WIDTHS, judged, look_over_at
from tests.browser.pages import EVERY, Held, Shown, found

NO_PAGES = {  # they answer with a file, with data, or with the events of a page
    "/tep/{name:path}", "/cong-viec/{job}/dong-su-kien", "/goi/{name}", "/cuoi-nam/{year}/bang",
    "/cuoi-nam/{year}/{person}/bang", "/nhat-ky/moc", "/nhat-ky/{sequence}/chung-minh",
    "/mau-van-ban/{kind}/{system}/{version}/word", "/mau-van-ban/{kind}/{system}/{version}/xem-thu",
    "/thu-mau/{name}/xem-thu", "/tai-len/{name}/ket-qua", "/nhap-so/so-trong/{quy}", "/nhap-so/so-da-ghi/{quy}/{unit}",
    "/tra-cuu/bang", "/nhac-viec/{quy}/lich.ics", "/ho-so/{quy}/{unit}/luu-tru/{version}/ban-doc",
    "/healthz", "/metrics",
}  # fmt: skip


@pytest.fixture(scope="module")
def words(demo_parts: Parts, demo_home: Path, browser: Browser, site: str, held: Held) -> Mapping[str, str]:
    return found(demo_parts, demo_home, browser, site, held)


def test_no_page_is_left_out() -> None:
    routes = {route.path for route in create_app(small_world().parts).state.stated if "GET" in route.methods}

    assert {item.route for item in EVERY} == routes - NO_PAGES


@pytest.mark.parametrize("shown", EVERY, ids=lambda shown: shown.name)
def test_a_page_fits_is_quiet_and_open_to_everybody(
    browser: Browser, site: str, screens: Path, held: Held, words: Mapping[str, str], *, shown: Shown
) -> None:
    context = browser.new_context(base_url=site, locale="vi-VN", storage_state=held(shown.who) if shown.who else None)
    page, complaints = context.new_page(), []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    found_wrong = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(shown.address.format_map(words))
        found_wrong += look_over_at(page, shown.name, screens, width)
        page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()

    assert found_wrong == []
    assert len(complaints) == (len(WIDTHS) if shown.is_refusal else 0), complaints


def test_axe_finds_what_is_wrong(browser: Browser) -> None:
    page = browser.new_page()
    page.set_content("<html><body><img src='x'><input></body></html>")

    assert {"image-alt", "label"} <= {rule for rule, _ in judged(page)}
    page.close()
