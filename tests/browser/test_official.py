"""An official's day: past evidence is found, narrowed, read beside the list, kept and taken away."""

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from archive.domain.quarter import FIRST_QUARTER
from tests.browser.looking import look_over
from tests.browser.serving import SLOW, Office
from tests.browser.walking import type_into, walk_to

ComeIn = Callable[..., Page]


def found(page: Page) -> int:
    """How many files the page says it found."""
    return int(page.locator("#ket-qua").inner_text().partition(" ")[0].replace(".", ""))


def look_for(page: Page, words: str) -> None:
    page.goto("/tra-cuu")
    page.get_by_label("Câu tìm").fill(words)
    page.get_by_role("button", name="Tìm", exact=True).click()


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_evidence_is_found_narrowed_and_read_beside_the_list(come_in: ComeIn, screens: Path, *, script: bool) -> None:
    page = come_in("tracuu", script=script)
    look_for(page, "bao cao ket qua")  # as people type: without marks
    every = found(page)

    narrowing = page.get_by_role("navigation", name="Thu hẹp kết quả")
    narrowing.get_by_role("link", name="Tệp minh chứng").click()
    evidence = found(page)
    assert 0 < evidence < every
    narrowing.get_by_role("link", name="Sớm").click()
    assert 0 < found(page) <= evidence
    expect(narrowing.get_by_role("link", name="Sớm")).to_have_attribute("aria-current", "true")

    hit = page.locator(".hits li h3 a").first
    title = hit.inner_text()
    hit.click()
    beside = page.locator("#xem")
    expect(beside.get_by_role("heading", name=title)).to_be_visible()
    expect(beside.locator("mark").first).to_be_visible()
    expect(page.locator(".hits li.current")).to_have_count(1)  # the list stays
    assert look_over(page, "tra-cuu-ben-canh", screens) == [] if script else True

    answer = page.request.get(beside.get_by_role("link", name="Mở riêng tệp").get_attribute("href") or "")
    assert answer.body().startswith((b"%PDF-", b"\x89PNG"))
    beside.get_by_role("link", name="Mở hồ sơ").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Hồ sơ quý")
    page.get_by_role("link", name="Phiên bản 1").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Hồ sơ lưu trữ")


@pytest.mark.parametrize(("who", "reads_all"), [("tracuu", False), ("bantochuc", True)])
def test_what_one_may_read_of_a_record_is_taken_home_as_one_paper(
    come_in: ComeIn, desk: Office, tmp_path: Path, who: str, *, reads_all: bool
) -> None:
    page = come_in(who)
    page.goto(f"/ho-so/{FIRST_QUARTER}/{desk.unit}/luu-tru/1")
    listed = page.locator("section", has=page.get_by_role("heading", name="Văn bản của hồ sơ")).get_by_role("listitem")
    documents = listed.filter(has_not_text="Mục lục").count()
    assert (documents == len(desk.documents)) == reads_all
    expect(listed.filter(has_text="Mục lục")).to_have_count(int(reads_all))  # it names everybody

    with page.expect_download(timeout=SLOW) as given:
        page.get_by_role("link", name="một tệp PDF để đọc").click()
    path = tmp_path / "record.pdf"
    given.value.save_as(path)

    paper = PdfReader(path)
    assert len(paper.pages) > documents
    assert len([name for name in paper.attachments if name.endswith(".pdf")]) == documents


def test_a_search_is_kept_and_made_again_and_forgotten(come_in: ComeIn) -> None:
    page = come_in("tracuu")
    look_for(page, "tờ trình")
    total = found(page)
    page.get_by_label("Lưu lượt tìm này với tên").fill("Mọi tờ trình")
    page.get_by_role("button", name="Lưu tìm kiếm").click()
    expect(page.get_by_role("status")).to_contain_text("Đã lưu lượt tìm “Mọi tờ trình”")

    page.goto("/tra-cuu")
    page.get_by_role("link", name="Mọi tờ trình").click()
    assert found(page) == total
    other = come_in("bantochuc")
    other.goto("/tra-cuu")
    expect(other.get_by_text("Mọi tờ trình")).to_have_count(0)

    page.get_by_role("button", name="Xóa lượt tìm Mọi tờ trình").click()
    expect(page.get_by_role("link", name="Mọi tờ trình")).to_have_count(0)


def test_the_hits_are_taken_away_as_a_table(come_in: ComeIn, tmp_path: Path) -> None:
    page = come_in("tracuu")
    look_for(page, "loại:minh_chứng")
    total = found(page)

    with page.expect_download() as given:
        page.get_by_role("link", name="Xuất Excel").click()
    path = tmp_path / "hits.xlsx"
    given.value.save_as(path)

    rows = list(load_workbook(path).active.iter_rows(values_only=True))  # type: ignore[union-attr]
    assert rows[0][0] == "Văn bản"
    assert len(rows) == total + 1
    assert {row[1] for row in rows[1:]} == {"Tệp minh chứng"}


def test_by_keyboard_from_the_box_through_the_hits(come_in: ComeIn) -> None:
    page = come_in("tracuu")
    page.get_by_role("navigation", name="Các trang").get_by_role("link", name="Tra cứu").click()
    type_into(page, page.get_by_label("Câu tìm"), "báo cáo")
    page.keyboard.press("Enter")
    page.wait_for_url("**/tra-cuu?q=*")
    titles = page.locator(".hits li h3 a")
    first, second = titles.nth(0).inner_text(), titles.nth(1).inner_text()

    walk_to(page, titles.nth(0))
    page.keyboard.press("Enter")
    beside = page.locator("#xem h2")
    expect(beside).to_have_text(first)
    page.keyboard.press("ArrowRight")
    expect(beside).to_have_text(second)
    page.keyboard.press("ArrowLeft")
    expect(beside).to_have_text(first)


def test_an_official_changes_nothing_and_sees_no_other_place(come_in: ComeIn, desk: Office) -> None:
    page = come_in("tracuu")
    places = page.get_by_role("navigation", name="Các trang").get_by_role("link").all_inner_texts()
    assert "Tra cứu" in " ".join(places)
    for name in ("Nhập sổ", "Ký số", "Gói xuất", "Tài khoản", "Nhật ký"):
        assert name not in places

    for address in ("/nhap-so", f"/so/{FIRST_QUARTER}/{desk.unit}", "/goi", "/nhat-ky", "/quan-tri/tai-khoan"):
        answer = page.goto(address)
        assert answer
        assert answer.status in (403, 404)
    page.goto(f"/ho-so/{FIRST_QUARTER}/{desk.unit}")
    expect(page.locator("main form")).to_have_count(0)
