"""The day of a body that leads tasks: it appraises what was reported to it, and sees nothing else."""

import os
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from archive.bootstrap import open_home
from archive.domain.accounts import Grant, Role
from archive.domain.outcome import Result
from archive.domain.people import UnitCode
from archive.domain.quarter import FIRST_QUARTER
from archive.workflow.accounts import add
from tests.browser.looking import look_over
from tests.browser.serving import PASSWORD, Office, press
from tests.browser.walking import enter, go, type_into, walk_to

ComeIn = Callable[..., Page]
OTHER = UnitCode("SNV")


def results(desk: Office) -> dict[str, Result]:
    return {item.task: item for item in desk.dossier.results}


def test_a_wrong_figure_is_told_beside_its_field(come_in: ComeIn, desk: Office, screens: Path) -> None:
    page, before = come_in("thamdinh"), results(desk)
    page.get_by_role("navigation").get_by_role("link", name="Thẩm định").press("Enter")
    page.locator(f"a[href='/tham-dinh/{FIRST_QUARTER}/{desk.unit}/{desk.person}']").press("Enter")
    first = page.locator(".appraise input[type=text]").first

    first.fill("một trăm")
    press(page, "Lưu điểm thẩm định")
    expect(page.get_by_role("alert")).to_be_visible()
    expect(first).to_have_value("một trăm")  # what was typed is not lost
    assert look_over(page, "tham-dinh-sai", screens) == []
    assert results(desk) == before

    first.fill("8,5")
    press(page, "Lưu điểm thẩm định")
    expect(page.get_by_role("alert")).to_have_count(0)
    expect(first).to_have_value("8,5")

    appraised = [str(item.appraised_points) for item in desk.dossier.results if item.task.startswith("NV-")]
    assert "8.5" in appraised


def test_from_the_queue_to_points_for_the_next_person_by_keyboard(come_in: ComeIn, desk: Office, screens: Path) -> None:
    page, before = come_in("thamdinh"), results(desk)
    enter(page, "thamdinh")

    go(page, page.get_by_role("navigation", name="Các trang").get_by_role("link", name="Thẩm định"))
    walk_to(page, page.get_by_label("Đơn vị", exact=True))
    page.keyboard.type("S")  # the one that begins so
    go(page, page.get_by_role("button", name="Lọc"))
    page.wait_for_url(f"**don-vi={OTHER}*")
    listed = page.get_by_role("table", name="Cán bộ có kết quả phải thẩm định").get_by_role("rowheader")
    assert listed.count() > 0
    assert all("Sở Nội vụ" in words for words in listed.all_inner_texts())
    wrong = look_over(page, "tham-dinh-mot-don-vi", screens)
    go(page, page.get_by_role("link", name="Hiện tất cả"))

    go(page, page.locator(f"a[href='/tham-dinh/{FIRST_QUARTER}/{desk.unit}/{desk.person}']"))
    expect(page.get_by_role("heading", name="Kết quả đã báo cáo")).to_be_visible()
    evidence = page.locator("table .plain a").first
    walk_to(page, evidence)
    assert page.request.get(str(evidence.get_attribute("href"))).ok
    points = page.locator(".appraise input[type=text]").last
    code = str(points.get_attribute("name")).partition(":")[0]
    type_into(page, points, "7,25")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Đã ghi điểm thẩm định 1 nhiệm vụ")
    expect(page.locator(".appraise input[type=text]").last).to_have_value("7,25")
    wrong += look_over(page, "tham-dinh-da-ghi", screens)

    go(page, page.locator("main .back a"))
    following = page.locator(f"a[href^='/tham-dinh/{FIRST_QUARTER}/{desk.unit}/']").last
    go(page, following)
    expect(page.get_by_role("button", name="Lưu điểm thẩm định")).to_be_visible()

    after = results(desk)
    assert wrong == []
    assert str(after[code].appraised_points) == "7.25"
    assert {task for task in after if after[task] != before[task]} == {code}  # nothing else was touched


def test_it_neither_writes_facts_nor_decides(come_in: ComeIn, desk: Office) -> None:
    page = come_in("thamdinh")
    places = page.get_by_role("navigation", name="Các trang").get_by_role("link").all_inner_texts()
    addresses = (
        f"/hoi-nghi/{FIRST_QUARTER}/{desk.unit}",
        f"/quyet-dinh/{FIRST_QUARTER}",
        "/goi",
        "/nhap-so",
        "/nhat-ky",
        "/quan-tri/tai-khoan",
    )

    answers = {address: page.goto(address) for address in addresses}

    assert {address: answer.status for address, answer in answers.items() if answer} == dict.fromkeys(addresses, 403)
    assert not {"Quyết định", "Gói xuất", "Nhập sổ", "Nhật ký"} & {words.strip() for words in places}


def test_who_appraises_one_unit_finds_nothing_of_another(browser: Browser, desk: Office) -> None:
    with open_home(os.environ, home=desk.home) as parts:
        grant = Grant(role=Role.ASSESSOR, units=frozenset({OTHER}))
        add(parts, "thamdinh.snv", password=PASSWORD, grant=grant, must_change=False)
    page = browser.new_context(base_url=desk.address, locale="vi-VN").new_page()
    page.goto("/vao")
    page.get_by_label("Tên đăng nhập").fill("thamdinh.snv")
    page.get_by_label("Mật khẩu", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()
    page.wait_for_url(lambda found: "/vao" not in found)

    page.goto(f"/tham-dinh/{FIRST_QUARTER}")
    expect(page.get_by_role("table").get_by_role("rowheader").first).to_contain_text("Sở Nội vụ")
    for cadre in desk.dossier.rated:
        expect(page.locator("main")).not_to_contain_text(cadre.name)
    theirs = page.goto(f"/tham-dinh/{FIRST_QUARTER}/{desk.unit}/{desk.person}")
    words = page.locator("main").inner_text()
    nobodys = page.goto(f"/tham-dinh/{FIRST_QUARTER}/KHONG-CO/CB-KHONG-CO-01")

    assert theirs
    assert nobodys
    assert (theirs.status, words) == (nobodys.status, page.locator("main").inner_text())  # as if it did not exist
    page.context.close()
