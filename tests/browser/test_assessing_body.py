"""The day of a body that leads tasks: it appraises what was reported to it."""

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from archive.domain.quarter import FIRST_QUARTER
from tests.browser.looking import look_over
from tests.browser.serving import Office, press

ComeIn = Callable[..., Page]


def test_a_leading_body_appraises_what_was_reported(come_in: ComeIn, desk: Office, screens: Path) -> None:
    page = come_in("thamdinh")
    page.get_by_role("navigation").get_by_role("link", name="Thẩm định").press("Enter")
    page.locator(f"a[href='/tham-dinh/{FIRST_QUARTER}/{desk.unit}/{desk.person}']").press("Enter")
    first = page.locator(".appraise input[type=text]").first

    first.fill("một trăm")
    press(page, "Lưu điểm thẩm định")
    expect(page.get_by_role("alert")).to_be_visible()
    expect(first).to_have_value("một trăm")  # what was typed is not lost
    assert look_over(page, "tham-dinh-sai", screens) == []

    first.fill("8,5")
    press(page, "Lưu điểm thẩm định")
    expect(page.get_by_role("alert")).to_have_count(0)
    expect(first).to_have_value("8,5")

    appraised = [str(item.appraised_points) for item in desk.dossier.results if item.task.startswith("NV-")]
    assert "8.5" in appraised
