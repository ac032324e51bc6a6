"""A clerk's walk through the pages in a real browser: map → dossier → paper → search, wide and narrow."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, StorageState, ViewportSize, expect

Held = Callable[[str], StorageState]


@pytest.fixture
def page(browser: Browser, site: str, held: Held) -> Iterator[Page]:
    """A desktop window that fails the test when the browser has something to complain about."""
    context = browser.new_context(
        base_url=site, viewport={"width": 1280, "height": 800}, locale="vi-VN", storage_state=held("bantochuc")
    )
    opened = context.new_page()
    complaints: list[str] = []
    opened.on("console", lambda message: complaints.append(message.text))
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    yield opened
    context.close()
    assert complaints == []


def test_from_the_map_to_a_dossier_and_its_signed_paper(page: Page) -> None:
    page.goto("/")
    page.get_by_role("link", name="Sở Nội vụ").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Hồ sơ quý II/2026 · Sở Nội vụ")
    expect(page.get_by_role("heading", name="Bảy thành phần")).to_be_visible()

    page.get_by_role("link", name="Xem Tờ trình").click()
    expect(page.get_by_role("heading", name="Bảy thành phần")).to_be_visible()  # the list stays
    page.get_by_role("link", name="Mở riêng tệp PDF").click()

    page.wait_for_url("**/submission.pdf")
    assert page.evaluate("document.contentType") == "application/pdf"


def test_the_word_file_is_downloaded_under_its_vietnamese_name(page: Page) -> None:
    page.goto("/ho-so/2026-Q2/SNV")

    with page.expect_download() as download:
        page.get_by_role("link", name="Tải Word Tờ trình").click()

    assert download.value.suggested_filename == "Tờ trình - Sở Nội vụ - Quý II-2026.docx"


@pytest.mark.parametrize("words", ["báo cáo kết quả", "bao cao ket qua"])
def test_searching_with_and_without_marks_opens_a_paper_at_its_page(page: Page, words: str) -> None:
    page.goto("/")
    page.get_by_label("Tìm trong hồ sơ").fill(words)
    page.get_by_role("button", name="Tìm").click()
    expect(page.locator("mark").first).to_be_visible()
    first = page.locator(".hits p a[href*='.pdf#page=']").first
    href = first.get_attribute("href") or ""

    first.click()

    page.wait_for_url(f"**{href}")
    assert page.evaluate("document.contentType") == "application/pdf"


def test_a_search_is_narrowed_and_widened_again(page: Page) -> None:
    page.goto("/tra-cuu?q=b%C3%A1o+c%C3%A1o")
    everything = page.locator("#ket-qua").inner_text()

    page.get_by_role("navigation", name="Thu hẹp kết quả").get_by_role("link", name="Sở Nội vụ").click()
    expect(page.locator("#ket-qua")).not_to_have_text(everything)
    page.get_by_role("link", name="Sở Nội vụ bỏ lọc").click()

    expect(page.locator("#ket-qua")).to_have_text(everything)


def test_the_keyboard_reaches_the_content_first(page: Page) -> None:
    page.goto("/")

    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Đến nội dung chính")).to_be_focused()
    expect(page.get_by_role("link", name="Đến nội dung chính")).to_be_in_viewport()
    page.keyboard.press("Enter")

    expect(page.get_by_role("main")).to_be_focused()


def test_a_slash_goes_to_the_search_box_but_not_while_typing(page: Page) -> None:
    page.goto("/")

    page.keyboard.press("/")
    expect(page.get_by_label("Tìm trong hồ sơ")).to_be_focused()
    page.keyboard.type("12/BC")

    expect(page.get_by_label("Tìm trong hồ sơ")).to_have_value("12/BC")


def test_the_menu_of_the_name_closes_with_escape_and_leads_out(browser: Browser, site: str) -> None:
    context = browser.new_context(base_url=site)
    page = context.new_page()
    page.goto("/tra-cuu")
    page.get_by_label("Tên đăng nhập").fill("kiemtra")
    page.get_by_label("Mật khẩu", exact=True).fill("chi-de-xem-thu")
    page.get_by_role("button", name="Đăng nhập").click()
    menu = page.locator("details.me")
    menu.locator("summary").click()
    page.keyboard.press("Escape")
    expect(menu.get_by_role("link", name="Tài khoản của tôi")).to_be_hidden()

    menu.locator("summary").click()
    menu.get_by_role("button", name="Đăng xuất").click()

    expect(page.get_by_text("Đồng chí đã đăng xuất.")).to_be_visible()
    page.goto("/tai-khoan")
    expect(page.get_by_role("heading", level=1)).to_have_text("Đăng nhập")
    context.close()


def test_the_tables_are_tables_to_those_who_hear_them(browser: Browser, site: str, held: Held) -> None:
    for width in (1280, 360):
        window: ViewportSize = {"width": width, "height": 800}
        context = browser.new_context(base_url=site, viewport=window, storage_state=held("bantochuc"))
        heard = context.new_page()
        heard.goto("/")

        row = heard.get_by_role("row").filter(has=heard.get_by_role("rowheader", name="Sở Nội vụ"))
        assert row.get_by_role("cell").count() == 8
        context.close()
