"""An administrator's day: accounts given and taken, the system's health, forms; and an inspector's log."""

import json
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import docx
import pyotp
from playwright.sync_api import Browser, Page, expect

from archive.domain.quarter import FIRST_QUARTER
from tests.browser.looking import look_over
from tests.browser.serving import PASSWORD, SLOW, Office, ended
from tests.browser.walking import enter, walk_to

ComeIn = Callable[..., Page]
NEW_PASSWORD = "một câu dài dễ nhớ của Phương"  # noqa: S105 - made up


def to_place(page: Page, name: str) -> None:
    page.get_by_role("navigation", name="Các trang").get_by_role("link", name=name, exact=True).click()


def made_account(page: Page, name: str, unit: str) -> str:
    """The one-time password of a new secretary of that unit."""
    to_place(page, "Tài khoản")
    page.get_by_role("link", name="Thêm tài khoản").click()
    page.get_by_label("Tên đăng nhập").fill(name)
    page.get_by_label("Họ và tên").fill("Lò Thị Phương")
    page.get_by_label("Vai trò").select_option(label="Thư ký đơn vị")
    page.locator(f"input[name=units][value='{unit}'], select[name=units]").first.check()
    page.get_by_role("button", name="Thêm tài khoản").click()
    return page.locator("code.secret").inner_text()


def try_to_enter(page: Page, name: str, password: str, *, code: str = "") -> None:
    page.goto("/vao")
    page.get_by_label("Tên đăng nhập").fill(name)
    page.get_by_label("Mật khẩu", exact=True).fill(password)
    page.get_by_label("Mã xác nhận").fill(code)
    with page.expect_navigation():  # who is refused gets the form again
        page.get_by_role("button", name="Đăng nhập").click()


def test_an_account_is_made_handed_over_secured_and_locked(
    come_in: ComeIn, browser: Browser, desk: Office, screens: Path
) -> None:
    page = come_in("quantri")
    once = made_account(page, "phuong.lt", desk.unit)
    wrong = look_over(page, "tai-khoan-mat-khau-mot-lan", screens)
    theirs = browser.new_context(base_url=desk.address, locale="vi-VN").new_page()

    try_to_enter(theirs, "phuong.lt", "không phải mật khẩu ấy")
    expect(theirs.get_by_role("alert")).to_be_visible()
    try_to_enter(theirs, "phuong.lt", once)
    theirs.goto(f"/ho-so/{FIRST_QUARTER}/{desk.unit}")
    theirs.wait_for_url("**/tai-khoan/mat-khau*")  # nothing else is open before
    wrong += look_over(theirs, "doi-mat-khau-lan-dau", screens)
    theirs.get_by_label("Mật khẩu đang dùng").fill(once)
    theirs.get_by_label("Mật khẩu mới", exact=True).fill(NEW_PASSWORD)
    theirs.get_by_label("Nhập lại mật khẩu mới").fill(NEW_PASSWORD)
    with theirs.expect_navigation():
        theirs.get_by_role("button", name="Đổi mật khẩu").click()

    theirs.goto("/tai-khoan")
    theirs.get_by_role("button", name="Bật mã xác nhận").click()
    secret = theirs.locator("code.secret").inner_text().replace(" ", "")
    wrong += look_over(theirs, "bat-ma-xac-nhan", screens)
    theirs.get_by_label("Mã 6 số").fill(pyotp.TOTP(secret).now())
    theirs.get_by_role("button", name="Bật mã xác nhận").click()
    expect(theirs.get_by_text("Mã xác nhận đang bật")).to_be_visible()

    theirs.context.clear_cookies()
    try_to_enter(theirs, "phuong.lt", NEW_PASSWORD)  # the password alone is not enough any more
    expect(theirs.get_by_role("alert")).to_be_visible()
    wrong += look_over(theirs, "dang-nhap-sai", screens)
    next_code = pyotp.TOTP(secret).at(datetime.now(UTC) + timedelta(seconds=30))  # each counts once
    try_to_enter(theirs, "phuong.lt", NEW_PASSWORD, code=next_code)
    theirs.wait_for_url(lambda found: "/vao" not in found)
    theirs.goto(f"/ho-so/{FIRST_QUARTER}/{desk.unit}")
    expect(theirs.get_by_role("heading", level=1)).to_contain_text("Hồ sơ quý")

    page.get_by_role("button", name="Khóa tài khoản").click()
    theirs.reload()
    theirs.wait_for_url(re.compile("/vao"))
    try_to_enter(theirs, "phuong.lt", NEW_PASSWORD)
    expect(theirs.get_by_role("alert")).to_be_visible()
    expect(page.get_by_role("button", name="Mở lại tài khoản")).to_be_visible()
    theirs.context.close()
    assert wrong == []


def test_wrong_passwords_keep_an_account_out_until_it_is_let_in_again(
    come_in: ComeIn, browser: Browser, desk: Office, screens: Path
) -> None:
    page = come_in("quantri")
    theirs = browser.new_context(base_url=desk.address, locale="vi-VN").new_page()
    for _ in range(5):
        try_to_enter(theirs, "thuky", "không phải mật khẩu ấy")
        expect(theirs.get_by_role("alert")).to_contain_text("không đúng")
    try_to_enter(theirs, "thuky", PASSWORD)
    expect(theirs.get_by_role("alert")).to_contain_text("hãy thử lại sau")
    wrong = look_over(theirs, "dang-nhap-phai-cho", screens)

    to_place(page, "Tài khoản")
    expect(page.get_by_role("row", name=re.compile("thuky"))).to_contain_text("Nhập sai nhiều lần")
    wrong += look_over(page, "tai-khoan-nhap-sai", screens)
    page.get_by_role("row", name=re.compile("thuky")).get_by_role("link").click()
    expect(page.locator("main")).to_contain_text("5 lần liền nhập sai")
    wrong += look_over(page, "tai-khoan-phai-cho", screens)
    walk_to(page, page.get_by_role("button", name="Mở lại tài khoản"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Đã mở lại tài khoản")

    expect(page.locator("main")).not_to_contain_text("lần liền nhập sai")
    try_to_enter(theirs, "thuky", PASSWORD)
    theirs.wait_for_url(lambda found: "/vao" not in found)
    theirs.context.close()
    assert wrong == []


def test_settings_are_read_and_changed_by_nobody(come_in: ComeIn, desk: Office, screens: Path) -> None:
    page = come_in("quantri")
    to_place(page, "Cài đặt")

    expect(page.get_by_role("heading", level=1)).to_contain_text("Cài đặt")
    expect(page.locator("main")).to_contain_text(str(desk.home))
    expect(page.locator("main form")).to_have_count(0)  # nothing is changed from a browser
    assert look_over(page, "cai-dat", screens) == []


def test_a_session_is_ended_from_another_place(come_in: ComeIn) -> None:
    page, forgotten = come_in("quantri"), come_in("quantri")

    page.goto("/tai-khoan")
    page.get_by_role("button", name="Kết thúc").first.click()
    for number in range(page.get_by_role("button", name="Kết thúc").count(), 0, -1):
        page.get_by_role("button", name="Kết thúc").first.click()
        expect(page.get_by_role("button", name="Kết thúc")).to_have_count(number - 1)

    forgotten.reload()
    forgotten.wait_for_url(re.compile("/vao"))


def test_health_is_read_and_the_store_read_again_by_keyboard(come_in: ComeIn, screens: Path) -> None:
    page = come_in("quantri")
    enter(page, "quantri")
    walk_to(page, page.get_by_role("navigation", name="Các trang").get_by_role("link", name="Sức khỏe"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Cơ sở dữ liệu")).to_be_visible()

    walk_to(page, page.get_by_role("button", name="Đọc lại toàn kho"))
    page.keyboard.press("Enter")
    ended(page)
    page.reload()
    expect(page.get_by_text("mục nào cũng đã được đọc lại")).to_be_visible()
    assert look_over(page, "suc-khoe-da-doc-lai", screens) == []


def test_a_new_version_of_a_form_is_checked_and_put_in_force(come_in: ComeIn, tmp_path: Path, screens: Path) -> None:
    page = come_in("quantri")
    to_place(page, "Mẫu văn bản")
    page.get_by_role("link", name=re.compile("Đảng.*Tờ trình")).first.click()
    with page.expect_download() as given:
        page.get_by_role("link", name=re.compile("Tải tệp Word")).first.click()
    path = tmp_path / "to-trinh.docx"
    given.value.save_as(path)

    broken = tmp_path / "broken.docx"
    word = docx.Document(str(path))
    word.paragraphs[-1].add_run("{{ khong_co_truong_nay }}")
    word.save(str(broken))
    page.get_by_label("Tệp Word đã sửa").set_input_files(broken)
    page.get_by_role("button", name="Kiểm tra").click()
    expect(page.get_by_role("heading", name=re.compile("Phải sửa"))).to_be_visible(timeout=SLOW)
    expect(page.get_by_role("button", name="Đưa vào dùng")).to_have_count(0)
    wrong = look_over(page, "thu-mau-phai-sua", screens)
    page.get_by_role("link", name="Gửi lại tệp đã sửa").click()

    word = docx.Document(str(path))
    word.core_properties.comments = "Phụ lục mới"
    word.save(str(path))
    page.get_by_label("Tệp Word đã sửa").set_input_files(path)
    page.get_by_role("button", name="Kiểm tra").click()
    page.get_by_label("Lý do thay mẫu").fill("Phụ lục mới theo Hướng dẫn số 12")
    page.get_by_role("button", name="Đưa vào dùng").click()
    expect(page.locator(".parcels li").first).to_contain_text("Phụ lục mới theo Hướng dẫn số 12", timeout=SLOW)
    assert wrong == []


def test_who_runs_the_system_reads_no_dossier(come_in: ComeIn, desk: Office) -> None:
    page = come_in("quantri")
    addresses = (
        f"/ho-so/{FIRST_QUARTER}/{desk.unit}",
        f"/ho-so/{FIRST_QUARTER}/{desk.unit}/luu-tru/1",
        f"/nhiem-vu/{FIRST_QUARTER}/{desk.unit}",
        f"/tep/{FIRST_QUARTER}.{desk.unit}.submission",
        "/tra-cuu?q=b%C3%A1o+c%C3%A1o",
        "/cuoi-nam/2026",
        "/goi",
    )

    answers = {address: page.goto(address) for address in addresses}

    assert {answer.status for answer in answers.values() if answer} <= {403, 404}
    page.goto("/tra-cuu?q=b%C3%A1o+c%C3%A1o")
    expect(page.locator("main")).to_contain_text("không có quyền")


def test_an_inspector_reads_the_log_checks_it_and_takes_a_proof(come_in: ComeIn, tmp_path: Path) -> None:
    page = come_in("kiemtra")
    to_place(page, "Nhật ký")
    expect(page.locator("main")).to_contain_text("Niêm phong")

    page.get_by_role("button", name="Kiểm tra nhật ký").click()
    ended(page)
    expect(page.locator(".job [data-state]")).to_contain_text("Đã xong")
    with page.expect_download() as given:
        page.get_by_role("link", name=re.compile("[Cc]hứng minh")).first.click()
    path = tmp_path / "proof.json"
    given.value.save_as(path)

    assert json.loads(path.read_text())["checkpoint"]
    expect(
        page.get_by_role("navigation", name="Các trang").get_by_role("link", name="Hồ sơ", exact=True)
    ).to_have_count(0)
