"""The Organisation Board's day, from the map to decisions, notices and packages."""

import os
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect
from pypdf import PdfReader

from archive.bootstrap import open_home
from archive.workflow.jobs import put_once
from tests.browser.looking import look_over
from tests.browser.serving import SLOW, Office, press

ComeIn = Callable[..., Page]
CHARTS = {"Tiến độ từng ngày": "Ngày", "Xếp loại theo loại đơn vị": "Loại đơn vị", "Kết quả nhiệm vụ theo trục": "Trục"}


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


def without_spaces(words: str) -> str:
    """A PDF's text is taken out with gaps around letters of another font subset."""
    return "".join(words.split())


def test_the_quarter_is_drawn_and_its_numbers_stand_below_on_paper(
    come_in: ComeIn, tmp_path: Path, screens: Path
) -> None:
    page = come_in("bantochuc")
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if said.type in {"error", "warning"} else None)
    page.goto("/")
    drawn = page.locator(".chart [data-chart]")
    expect(drawn.locator("canvas, svg")).to_have_count(drawn.count())
    expect(page.locator(".chart details[open]")).to_have_count(0)  # folded beside what is drawn
    wrong = look_over(page, "tong-quan-bieu-do", screens)

    path = tmp_path / "overview.pdf"
    page.pdf(path=path)
    words = without_spaces("".join(sheet.extract_text() for sheet in PdfReader(path).pages))

    assert drawn.count() == len(CHARTS)
    for title, heading in CHARTS.items():
        table = words.partition(without_spaces(title))[2].partition(without_spaces("Bảng số liệu"))[2]
        assert without_spaces(heading) in table
    assert (wrong, complaints) == ([], [])  # neither the judge nor the content policy


def test_without_javascript_the_numbers_of_the_quarter_stand_open(come_in: ComeIn) -> None:
    page = come_in("bantochuc", script=False)
    page.goto("/")

    for title, heading in CHARTS.items():
        expect(page.get_by_role("table", name=title).get_by_role("columnheader", name=heading)).to_be_visible()
    assert not any(box.is_visible() for box in page.locator("[data-chart]").all())


def test_the_board_makes_a_package_and_the_central_set(come_in: ComeIn, tmp_path: Path, screens: Path) -> None:
    page = come_in("bantochuc")
    page.get_by_role("navigation", name="Các trang").get_by_role("link", name="Gói xuất").click()
    page.get_by_role("link", name="Tập gửi Trung ương").click()
    press(page, "Lập gói")
    expect(page.get_by_role("alert")).to_be_visible()  # nobody has said whether it is secret
    assert look_over(page, "goi-chua-tra-loi", screens) == []

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


def test_failed_work_says_why_and_is_done_again(come_in: ComeIn, desk: Office, screens: Path) -> None:
    page = come_in("bantochuc")
    with open_home(os.environ, home=desk.home) as parts:
        package = next(parts.outbox.glob("*.zip"))
        aside = package.rename(package.with_suffix(".aside"))
        job = put_once(parts, "check_package", {"package": package.name}).id

    page.goto(f"/cong-viec/{job}")
    expect(page.locator("[data-state]")).to_contain_text("Không thành công", timeout=SLOW)
    expect(page.locator("[data-said]")).to_contain_text(package.name)
    page.reload()
    wrong = look_over(page, "cong-viec-hong", screens)
    aside.rename(package)
    page.get_by_role("button", name="Làm lại").click()
    expect(page.locator("[data-state]")).to_contain_text("Đã xong", timeout=SLOW)
    assert wrong == []
