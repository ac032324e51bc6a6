"""States that a good day does not show: nothing fits a filter, conditions unmet, packages and signing refused."""

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from archive.bootstrap import open_home
from archive.domain.quarter import FIRST_QUARTER
from archive.domain.rating import Rating
from tests.browser.looking import look_over
from tests.browser.serving import SLOW, Office, ended, press

ComeIn = Callable[..., Page]
NOTHING_FITS = {
    "tong-quan": ("bantochuc", "/?loc=qua-han", "Không có đơn vị nào ở tình trạng này"),
    "quyet-dinh": ("bantochuc", "/quyet-dinh/{quy}?cho=khong-ai", "Không có đồng chí nào như vậy"),
    "nhat-ky": ("kiemtra", "/nhat-ky?nguoi=khong-ai", "Không có việc nào như vậy"),
    "nhiem-vu": ("canbo", "/nhiem-vu/{quy}/{unit}?loc=khong-xong", "Không có nhiệm vụ nào như vậy"),
}


@pytest.mark.parametrize("name", NOTHING_FITS)
def test_where_nothing_fits_the_filter_the_page_says_so(
    come_in: ComeIn, desk: Office, screens: Path, name: str
) -> None:
    who, address, words = NOTHING_FITS[name]
    page = come_in(who)

    page.goto(address.format(quy=FIRST_QUARTER, unit=desk.unit))

    expect(page.locator("main .empty").last).to_contain_text(words)
    assert look_over(page, f"{name}-khong-co-gi", screens) == []


def test_conditions_of_the_proposed_rating_that_are_not_met_are_named(
    come_in: ComeIn, desk: Office, screens: Path
) -> None:
    page = come_in("canbo")
    page.goto(f"/tu-danh-gia/{FIRST_QUARTER}/{desk.unit}/{desk.person}")
    page.get_by_label("Điểm tiêu chí chung").fill("12")
    page.get_by_label("Đề xuất xếp loại").select_option(Rating.EXCELLENT.value)
    press(page, "Lưu bản tự đánh giá")

    expect(page.get_by_role("status")).to_contain_text("Đã lưu bản tự đánh giá")
    expect(page.get_by_text(f"Mức tự đề xuất '{Rating.EXCELLENT.value}' chưa đạt")).to_be_visible()
    assert look_over(page, "tu-danh-gia-chua-dat", screens) == []


def test_a_package_of_nothing_and_for_no_certificate_is_refused(come_in: ComeIn, tmp_path: Path, screens: Path) -> None:
    page = come_in("bantochuc")
    page.goto("/goi")
    page.get_by_text("Mã hóa cho bên nhận").click()
    wrong_file = tmp_path / "chung-thu.pem"
    wrong_file.write_text("không phải chứng thư")
    for box in page.get_by_role("group", name=re.compile("Vào gói")).get_by_role("checkbox").all():
        box.uncheck()
    page.get_by_label("Chứng thư số của bên nhận").set_input_files(wrong_file)
    press(page, "Lập gói")

    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("Hãy chọn ít nhất một hồ sơ")
    expect(alert).to_contain_text("chung-thu.pem")
    assert look_over(page, "goi-chua-dung", screens) == []


def test_a_damaged_package_is_found_by_checking_it(come_in: ComeIn, desk: Office, screens: Path) -> None:
    page = come_in("bantochuc")
    page.goto("/goi")
    press(page, "Lập gói")
    expect(page.locator(".checks li").first).to_be_visible(timeout=SLOW)
    with open_home(os.environ, home=desk.home) as parts:
        package = max(parts.outbox.glob("*.zip"), key=lambda path: path.stat().st_mtime_ns)
    content = bytearray(package.read_bytes())
    content[len(content) // 2] ^= 1
    package.write_bytes(content)

    page.goto("/goi")
    page.get_by_role("button", name=re.compile("Kiểm tra.*" + re.escape(package.name))).click()
    expect(page.locator(".checks .wrongs li").first).to_be_visible(timeout=SLOW)
    expect(page.locator(".checks")).to_contain_text("đừng giao gói này")
    assert look_over(page, "goi-hong", screens) == []


def signatures(desk: Office) -> dict[str, int]:
    """How many each paper bears."""
    return {item.due.id: len(item.signatures) for item in desk.documents}


def change_a_result(page: Page, desk: Office, note: str) -> None:
    """Somebody writes a note to one of the unit's results."""
    page.goto(f"/nhiem-vu/{FIRST_QUARTER}/{desk.unit}/{desk.dossier.tasks[0].code}")
    page.get_by_label("Ghi chú").fill(note)
    press(page, "Lưu kết quả")
    expect(page.get_by_text("Đã lưu.")).to_be_visible()


def test_what_changed_before_it_was_signed_is_not_signed(come_in: ComeIn, desk: Office, screens: Path) -> None:
    page, other = come_in("thuky"), come_in("thuky")
    change_a_result(other, desk, "đã nghiệm thu")
    page.goto(f"/ho-so/{FIRST_QUARTER}/{desk.unit}")
    press(page, "Lập hồ sơ")
    ended(page)
    page.goto(f"/ky-so/{FIRST_QUARTER}/{desk.unit}")
    before = signatures(desk)
    change_a_result(other, desk, "sửa trong khi người khác chuẩn bị ký")

    press(page, "Ký các văn bản đã chọn")
    ended(page)

    expect(page.locator("[data-state]")).to_contain_text("Không thành công")
    expect(page.locator("[data-said]")).to_contain_text("hãy lập hồ sơ trước khi ký")
    page.reload()
    assert look_over(page, "ky-so-khong-thanh-cong", screens) == []
    assert signatures(desk) == before


def test_too_often_says_to_wait_and_keeps_what_was_asked(come_in: ComeIn, screens: Path) -> None:
    page = come_in("bantochuc")
    page.goto(f"/quyet-dinh/{FIRST_QUARTER}")
    token = page.locator("meta[name=csrf]").get_attribute("content") or ""
    own = {"Sec-Fetch-Site": "same-origin", "X-CSRF": token}
    address = f"/quyet-dinh/{FIRST_QUARTER}/van-ban"
    for _ in range(30):
        page.context.request.post(address, form={"kind": "khong-co"}, headers=own, max_redirects=0)

    paper = page.locator(".due-papers li", has=page.get_by_role("button")).first
    for box in paper.get_by_role("checkbox").all():
        box.check()
    with page.expect_popup() as popup:
        paper.get_by_role("button").click()
    refused = popup.value
    expect(refused.get_by_role("heading", level=1)).to_have_text("Quá nhiều lần trong một phút")
    expect(refused.get_by_role("button", name="Gửi lại")).to_be_visible()
    assert look_over(refused, "qua-nhieu-lan", screens) == []
