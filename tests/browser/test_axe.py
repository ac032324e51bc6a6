"""axe-core, which nobody here wrote, finds nothing on any page: WCAG 2.2 AA and its best practices, wide and narrow."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, StorageState

AXE = Path(__file__).parents[1] / "validators" / "npm" / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDTHS = (1280, 360)
PAGES = {
    "": ["/vao"],
    "thuky": [
        "/",
        "/tu-danh-gia?quy=2026-Q2",
        "/ky-so",
        "/tra-cuu",
        "/tra-cuu?q=b%C3%A1o+c%C3%A1o",
        "/tra-cuu?q=khongcotunay",
        "/cong-viec",
        "/tai-khoan",
        "/tai-khoan/mat-khau",
        "/khong-co",
    ],
    "canbo": ["/"],
    "lanhdao": ["/", "/ky-so"],
    "thamdinh": ["/tham-dinh/2026-Q2"],
    "bantochuc": [
        "/",
        "/?loc=thieu",
        "/ho-so/2026-Q2/SNV",
        "/ho-so/2026-Q2/SNV/luu-tru/1",
        "/quyet-dinh/2026-Q2",
    ],
    "quantri": ["/quan-tri/tai-khoan", "/quan-tri/tai-khoan/tracuu", "/quan-tri/them-tai-khoan"],
}


@pytest.mark.parametrize("name", PAGES, ids=lambda name: name or "nobody")
def test_axe_finds_nothing(browser: Browser, site: str, held: Callable[[str], StorageState], name: str) -> None:
    # The policy of our own pages lets no foreign script in, which is right; the judge is let in all the same.
    state = held(name) if name else None
    context = browser.new_context(base_url=site, bypass_csp=True, locale="vi-VN", storage_state=state)
    page = context.new_page()
    found = []
    for address in PAGES[name]:
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            page.goto(address)
            page.evaluate(AXE.read_text("utf-8"))
            told = page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)
            assert told["passes"], "the judge looked at nothing"
            found += [(address, width, item["id"], item["nodes"][0]["html"][:160]) for item in told["violations"]]
    context.close()

    assert found == []


def test_axe_finds_what_is_wrong(browser: Browser) -> None:
    page = browser.new_page()
    page.set_content("<html><body><img src='x'><input></body></html>")
    page.evaluate(AXE.read_text("utf-8"))

    told = page.evaluate("axe.run(document)")

    assert {"image-alt", "label"} <= {item["id"] for item in told["violations"]}
    page.close()
