"""A bad line and a session that ends while somebody types: what happened is said, and nothing typed is lost."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from archive.domain.quarter import FIRST_QUARTER
from tests.browser.looking import look_over
from tests.browser.serving import PASSWORD, SLOW, Office

ComeIn = Callable[..., Page]
CUT = re.compile("Đường truyền bị ngắt")
SAVE = "Lưu bản tự đánh giá"


def open_own_assessment(page: Page, words: str) -> None:
    """The form with something typed into it."""
    page.get_by_role("navigation", name="Các trang").get_by_role("link", name="Tự đánh giá").click()
    page.get_by_label("Phương hướng").fill(words)


def open_row(page: Page, desk: Office) -> Locator:
    """The first row of the own tasks, open for typing."""
    page.goto(f"/nhiem-vu/{FIRST_QUARTER}/{desk.unit}")
    page.get_by_role("link", name=re.compile("Sửa")).first.click()
    expect(page.locator(".open-row .row-form")).to_be_visible()
    return page.locator(".open-row")


def come_in_again(page: Page) -> None:
    """By the form that stands there now."""
    page.get_by_label("Tên đăng nhập").fill("canbo")
    page.get_by_label("Mật khẩu", exact=True).fill(PASSWORD)
    page.get_by_label("Mật khẩu", exact=True).press("Enter")


def said_direction(desk: Office) -> str:
    (said,) = [item for item in desk.dossier.self_assessments if item.person == desk.person]
    return said.direction


def notes(desk: Office) -> set[str]:
    return {item.note for item in desk.dossier.results}


def test_a_form_is_not_sent_into_a_cut_line(come_in: ComeIn, desk: Office, screens: Path) -> None:
    page = come_in("canbo")
    open_own_assessment(page, "gõ khi mất mạng")

    page.context.set_offline(True)
    page.get_by_role("button", name=SAVE).click()
    expect(page.get_by_role("alert")).to_contain_text(CUT)
    expect(page.get_by_label("Phương hướng")).to_have_value("gõ khi mất mạng")
    wrong = look_over(page, "mat-mang", screens)

    page.context.set_offline(False)
    page.get_by_role("button", name=SAVE).click()
    expect(page.get_by_role("status")).to_contain_text("Đã lưu bản tự đánh giá")
    assert wrong == []
    assert said_direction(desk) == "gõ khi mất mạng"


def test_a_row_says_that_the_line_was_cut(come_in: ComeIn, desk: Office, screens: Path) -> None:
    page = come_in("canbo")
    row = open_row(page, desk)
    row.get_by_label("Ghi chú").fill("hàng gõ khi mất mạng")

    page.context.set_offline(True)
    row.get_by_role("button", name="Lưu kết quả").click()
    expect(row.get_by_role("alert")).to_contain_text(CUT)
    wrong = look_over(page, "hang-mat-mang", screens)

    page.context.set_offline(False)
    row.get_by_role("button", name="Lưu kết quả").click()
    expect(page.get_by_role("button", name="Hoàn tác")).to_be_visible()
    assert wrong == []
    assert "hàng gõ khi mất mạng" in notes(desk)


def test_a_row_says_what_a_busy_server_answered(come_in: ComeIn, desk: Office) -> None:
    page = come_in("canbo")
    row = open_row(page, desk)
    row.get_by_label("Ghi chú").fill("còn nguyên")

    def busy(route: Route) -> None:
        route.fulfill(status=503, content_type="text/html", body="<main><p class=lead>Kho đang bận.</p></main>")

    page.route("**/nhiem-vu/**", lambda route: busy(route) if route.request.method == "POST" else route.continue_())
    row.get_by_role("button", name="Lưu kết quả").click()

    expect(row.get_by_role("alert")).to_contain_text("Chưa làm được. Kho đang bận.")
    expect(row.get_by_label("Ghi chú")).to_have_value("còn nguyên")


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_a_form_whose_session_ended_is_sent_after_coming_in_again(
    come_in: ComeIn, desk: Office, screens: Path, *, script: bool
) -> None:
    page, words = come_in("canbo", script=script), f"gõ dở khi hết phiên {script}"
    open_own_assessment(page, words)
    page.context.clear_cookies()

    page.get_by_role("button", name=SAVE).click()
    expect(page.locator(".lead")).to_contain_text("Phần vừa gõ chưa được lưu nhưng vẫn còn")
    wrong = look_over(page, "het-phien", screens) if script else []
    come_in_again(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Gửi tiếp phần đã gõ")
    expect(page.get_by_role("region", name="Đã gõ")).to_contain_text(words)
    wrong += look_over(page, "gui-tiep", screens) if script else []
    page.get_by_role("button", name="Gửi tiếp").click()

    expect(page.get_by_role("status")).to_contain_text("Đã lưu bản tự đánh giá")
    assert wrong == []
    assert said_direction(desk) == words


def test_a_row_whose_session_ended_is_sent_after_coming_in_again(come_in: ComeIn, desk: Office) -> None:
    page = come_in("canbo")
    row = open_row(page, desk)
    row.get_by_label("Ghi chú").fill("hàng gõ dở khi hết phiên")
    page.context.clear_cookies()

    row.get_by_role("button", name="Lưu kết quả").click()
    expect(page.locator(".lead")).to_contain_text("Phần vừa gõ chưa được lưu nhưng vẫn còn")
    come_in_again(page)
    page.get_by_role("button", name="Gửi tiếp").click()

    expect(page.get_by_role("heading", level=1)).not_to_have_text("Gửi tiếp phần đã gõ", timeout=SLOW)
    assert "hàng gõ dở khi hết phiên" in notes(desk)


def test_a_form_opened_in_an_earlier_session_can_be_sent(come_in: ComeIn, desk: Office, screens: Path) -> None:
    page = come_in("canbo")
    open_own_assessment(page, "gõ ở thẻ cũ")
    page.context.clear_cookies()
    other = page.context.new_page()
    other.goto("/vao")
    come_in_again(other)
    other.wait_for_url(lambda found: "/vao" not in found)

    page.get_by_role("button", name=SAVE).click()
    expect(page.get_by_role("region", name="Đã gõ")).to_contain_text("gõ ở thẻ cũ")
    wrong = look_over(page, "phien-cu", screens)
    page.get_by_role("button", name="Gửi lại").click()

    expect(page.get_by_role("status")).to_contain_text("Đã lưu bản tự đánh giá")
    assert wrong == []
    assert said_direction(desk) == "gõ ở thẻ cũ"
