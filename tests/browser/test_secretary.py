"""A secretary's afternoon: a corrected workbook, and the dossier is written, signed, sealed and sent, by keyboard."""

import os
from collections.abc import Callable
from pathlib import Path

from openpyxl import Workbook, load_workbook
from playwright.sync_api import Page, expect

from archive.bootstrap import open_home
from archive.domain.quarter import FIRST_QUARTER
from archive.domain.record import RecordId
from tests.browser.looking import look_over
from tests.browser.serving import SLOW, Office, ended
from tests.browser.walking import enter, go, walk_to

ComeIn = Callable[..., Page]


def own_workbook(page: Page, desk: Office, path: Path) -> Workbook:
    """What is stored, as the workbook that a secretary takes home."""
    to_place(page, "Nhập sổ")
    walk_to(page, page.locator(f"a[href='/nhap-so/so-da-ghi/{FIRST_QUARTER}/{desk.unit}']"))
    with page.expect_download() as given:
        page.keyboard.press("Enter")
    given.value.save_as(path)
    return load_workbook(path)


def to_place(page: Page, name: str) -> None:
    go(page, page.get_by_role("navigation", name="Các trang").get_by_role("link", name=name, exact=True))


def press(page: Page, name: str) -> None:
    go(page, page.get_by_role("button", name=name, exact=True))


def send(page: Page, book: Path) -> None:
    to_place(page, "Nhập sổ")
    with page.expect_file_chooser() as chooser:
        walk_to(page, page.get_by_label("Sổ của quý"))
        page.keyboard.press("Enter")
    chooser.value.set_files(book)
    press(page, "Gửi và xem trước")
    page.wait_for_url("**/nhap-so/*")


def to_dossier(page: Page) -> None:
    ended(page)
    go(page, page.get_by_role("link", name="Mở hồ sơ"))
    page.wait_for_url("**/ho-so/**")


def test_from_the_workbook_to_a_new_sealed_version(
    come_in: ComeIn, desk: Office, tmp_path: Path, screens: Path
) -> None:
    page = come_in("thuky")
    enter(page, "thuky")
    path = tmp_path / "so.xlsx"
    book = own_workbook(page, desk, path)
    results = book["Kết quả"]
    cells = dict(zip([cell.value for cell in results[1]], results[2], strict=True))
    done, note = cells["Ngày hoàn thành"], cells["Ghi chú"]
    right = done.value

    done.value = "hôm nọ"
    book.save(path)
    send(page, path)
    wrong = page.get_by_role("table", name="Các ô cần sửa trong sổ").get_by_role("row").nth(1)
    expect(wrong).to_contain_text("Kết quả")
    expect(wrong).to_contain_text(done.coordinate)
    expect(wrong).to_contain_text("hôm nọ")
    faults = look_over(page, "nhap-so-o-sai", screens)

    done.value = right
    note.value = "đã nghiệm thu cấp tỉnh"
    book.save(path)
    send(page, path)
    expect(page.get_by_role("cell", name="đã nghiệm thu cấp tỉnh", exact=True)).to_be_visible()
    go(page, page.locator(".intake-do button[type=submit]").first)
    to_dossier(page)
    assert "đã nghiệm thu cấp tỉnh" in {item.note for item in desk.dossier.results}

    press(page, "Lập hồ sơ")
    page.wait_for_url("**/cong-viec/*")
    beside = page.context.new_page()  # who comes back to the page finds the work where it is
    beside.goto(page.url)
    expect(beside.get_by_role("heading", level=1)).to_contain_text("Lập hồ sơ")
    beside.close()
    to_dossier(page)

    faults += look_over(page, "ho-so-cho-ky", screens)
    go(page, page.locator("main a[href^='/ky-so/']").first)
    expect(page.locator("fieldset.queue legend")).to_contain_text("Đến lượt đồng chí")
    expect(page.frame_locator("iframe").locator("html")).to_be_attached()
    press(page, "Ký các văn bản đã chọn")
    to_dossier(page)

    press(page, "Niêm phong")
    to_dossier(page)
    expect(page.get_by_role("link", name="Phiên bản 2")).to_be_visible(timeout=SLOW)
    press(page, "Lập gói gửi đi")
    page.wait_for_url("**/cong-viec/*")
    ended(page)

    assert faults == []
    with open_home(os.environ, home=desk.home) as parts:
        assert len(parts.records.versions(RecordId(desk.unit, FIRST_QUARTER))) == 2


def test_without_javascript_pages_are_read_and_forms_are_sent(come_in: ComeIn, desk: Office) -> None:
    page = come_in("thuky", script=False)

    page.goto(f"/ho-so/{FIRST_QUARTER}/{desk.unit}")
    page.get_by_role("button", name="Lập gói gửi đi").click()

    expect(page.get_by_role("heading", level=1)).to_contain_text("Lập gói xuất")
