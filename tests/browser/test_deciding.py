"""Those who decide: a head's meeting and signature, and the Organisation Board's day from the map to the packages."""

import re
import zipfile
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from archive.domain.quarter import FIRST_QUARTER
from tests.browser.serving import Office, press

ComeIn = Callable[..., Page]
EXCELLENT = "Hoàn thành xuất sắc nhiệm vụ"


def test_a_head_is_told_at_once_when_the_quota_is_passed_and_saves_the_count(come_in: ComeIn, desk: Office) -> None:
    page = come_in("lanhdao")
    page.goto(f"/hoi-nghi/{FIRST_QUARTER}/{desk.unit}")
    ratings = page.get_by_label("Tập thể đề xuất")
    quota = page.locator("#han-muc")
    before = quota.inner_text()

    for place in range(ratings.count()):
        ratings.nth(place).select_option(EXCELLENT)
    expect(quota).to_contain_text("Vượt", timeout=20_000)
    assert quota.inner_text() != before
    expect(quota.get_by_text("Thứ tự ưu tiên theo mục 8.4").first).to_be_visible()

    page.reload()  # nothing of it was saved
    expect(page.locator("#han-muc")).not_to_contain_text("Vượt")
    page.get_by_label("Đồng ý", exact=True).first.fill("11")
    page.get_by_label("Không đồng ý").first.fill("1")
    press(page, "Lưu hội nghị và xếp loại")
    expect(page.get_by_label("Đồng ý", exact=True).first).to_have_value("11")

    assert 11 in {item.votes_for for item in desk.dossier.proposals}


def test_the_board_goes_from_the_map_to_decisions_and_notices(come_in: ComeIn) -> None:
    page = come_in("bantochuc")
    page.get_by_role("link", name=re.compile("Còn thiếu")).first.click()
    page.goto("/")
    page.get_by_role("navigation", name="Các trang").get_by_role("link", name="Quyết định").click()
    unit = page.locator("form", has=page.get_by_role("button", name="Ghi quyết định")).first
    person = unit.get_by_role("row").nth(2)  # the first is decided by the centre
    person.get_by_label("Quyết định xếp loại").select_option("Hoàn thành tốt nhiệm vụ")
    unit.get_by_label("Số quyết định dùng chung").fill("215-QĐ/TU")
    unit.get_by_role("button", name="Ghi quyết định").click()
    expect(page.locator("form", has=page.get_by_role("button", name="Ghi quyết định")).first).to_contain_text(
        "Đã quyết định"
    )

    with page.expect_download() as draft:
        paper = page.locator(".due-papers li", has=page.get_by_role("button")).first
        for box in paper.get_by_role("checkbox").all():
            box.check()
        with page.expect_popup(timeout=60_000):
            paper.get_by_role("button").click()
    assert draft.value.suggested_filename.startswith("du-thao-")


def test_the_board_makes_a_package_and_the_central_set(come_in: ComeIn, tmp_path: Path) -> None:
    page = come_in("bantochuc")
    page.get_by_role("navigation", name="Các trang").get_by_role("link", name="Gói xuất").click()
    page.get_by_role("link", name="Tập gửi Trung ương").click()
    press(page, "Lập gói")
    expect(page.get_by_role("alert")).to_be_visible()  # nobody has said whether it is secret

    page.get_by_label("Không mật: lập gói điện tử").check()
    press(page, "Lập gói")
    expect(page.locator(".checks li").first).to_be_visible(timeout=60_000)
    with page.expect_download() as given:
        page.locator(".parcels li.current a[download]").click()
    path = tmp_path / "central.zip"
    given.value.save_as(path)

    with zipfile.ZipFile(path) as package:
        names = package.namelist()
    assert any(name.endswith("manifest-sha512.txt") for name in names)
    assert "trung-uong" in given.value.suggested_filename
