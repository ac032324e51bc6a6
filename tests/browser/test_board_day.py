"""The Organisation Board's day by keyboard: what is missing, a dossier's papers, a breach of the quota, a draft."""

import io
import re
import zipfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from playwright.sync_api import Locator, Page, expect
from pypdf import PdfReader

from archive.domain.quarter import FIRST_QUARTER
from archive.domain.rating import Rating
from archive.language import day
from tests.browser.looking import look_over
from tests.browser.serving import SLOW, Office
from tests.browser.walking import enter, go, type_into, walk_to

ComeIn = Callable[..., Page]
BREACH = re.compile("xuất sắc", re.IGNORECASE)


def place(page: Page, name: str) -> Locator:
    return page.get_by_role("navigation", name="Các trang").get_by_role("link", name=name, exact=True)


def make_late(page: Page, desk: Office) -> None:
    """The unit's secretary says that a task was done late, for which there is no evidence yet."""
    judged = desk.dossier.judged()
    task = next(item for item in desk.dossier.tasks if item.due and not judged[item.code].needs_evidence)
    assert task.due
    page.goto(f"/nhiem-vu/{FIRST_QUARTER}/{desk.unit}/{task.code}")
    page.get_by_label("Ngày hoàn thành").fill(day(task.due + timedelta(days=2)))
    page.get_by_role("button", name="Lưu kết quả").click()
    expect(page.locator(".standing")).to_contain_text("Thiếu")


def test_from_what_is_missing_to_a_dossiers_papers(come_in: ComeIn, desk: Office, screens: Path) -> None:
    make_late(come_in("thuky"), desk)
    page = come_in("bantochuc")
    enter(page, "bantochuc")
    tally = page.locator("a.tally", has_text="Còn thiếu")
    missing = int(tally.locator("strong").inner_text())
    everybody = page.locator(".matrix tbody tr").count()
    assert 0 < missing < everybody
    go(page, tally)
    rows = page.locator(".matrix tbody tr")
    expect(rows).to_have_count(missing)
    assert all("thiếu" in words for words in rows.locator("th").all_inner_texts())
    go(page, page.get_by_role("link", name="Hiện tất cả"))

    go(page, page.locator(f".matrix a[href^='/ho-so/{FIRST_QUARTER}/{desk.unit}']").first)
    go(page, page.get_by_role("link", name="Xem Tờ trình"))
    paper = page.locator("section.paper")
    expect(paper.get_by_role("heading", name="Tờ trình")).to_be_visible()
    first = paper.locator("iframe").get_attribute("src")
    wrong = look_over(page, "ho-so-ben-canh-ban-to-chuc", screens)
    with page.expect_navigation():
        page.keyboard.press("ArrowRight")
    expect(page.get_by_role("heading", name="Bảy thành phần")).to_be_visible()  # the list stays
    assert paper.locator("iframe").get_attribute("src") != first

    page.goto("/")  # the tabulator would go through the PDF itself, whose viewer draws its own rings
    go(page, page.get_by_role("link", name="Nhắc việc"))
    with page.expect_download() as calendar:
        walk_to(page, page.get_by_role("link", name=re.compile("Tải lịch")))
        page.keyboard.press("Enter")
    assert calendar.value.path().read_bytes().startswith(b"BEGIN:VCALENDAR")
    assert wrong == []


def test_ratings_beyond_the_quota_are_told_and_recorded_as_decided(
    come_in: ComeIn, desk: Office, screens: Path
) -> None:
    page = come_in("bantochuc")
    enter(page, "bantochuc")
    others = [cadre for cadre in desk.dossier.rated if not cadre.is_head]
    group = [cadre for cadre in others if cadre.group == others[0].group]
    go(page, place(page, "Quyết định"))
    expect(page.locator(".notice.tone-bad")).to_have_count(0)

    for cadre in group:
        walk_to(page, page.get_by_role("row", name=cadre.name).get_by_label("Quyết định xếp loại"))
        page.keyboard.press("ArrowDown")  # from nothing to the first
    form = page.locator("form.unit-form", has_text=group[0].name)
    type_into(page, form.get_by_label("Số quyết định dùng chung"), "301-QĐ/TU")
    go(page, form.get_by_role("button", name="Ghi quyết định"))

    breach = page.locator("main > .notice.tone-bad")
    expect(breach).to_contain_text(group[0].group)
    expect(breach).to_contain_text(BREACH)
    assert look_over(page, "quyet-dinh-vuot-ty-le", screens) == []
    decided = {item.person: item.decided for item in desk.dossier.proposals}
    assert {decided[cadre.code] for cadre in group} == {Rating.EXCELLENT}  # told, and not changed by us

    for cadre in group:
        walk_to(page, page.get_by_role("row", name=cadre.name).get_by_label("Quyết định xếp loại"))
        page.keyboard.press("ArrowDown")
    go(page, form.get_by_role("button", name="Ghi quyết định"))
    expect(breach).to_have_count(0)
    after = {item.person: (item.decided, item.decision_number) for item in desk.dossier.proposals}
    assert {after[cadre.code] for cadre in group} == {(Rating.GOOD, "301-QĐ/TU")}


def test_a_draft_that_is_due_is_a_paper_about_these_people(come_in: ComeIn) -> None:
    page = come_in("bantochuc")
    page.goto(f"/quyet-dinh/{FIRST_QUARTER}")
    paper = page.locator(".due-papers li", has=page.get_by_role("button")).first
    people = paper.locator("p", has_text="Gồm:").inner_text().removeprefix("Gồm:").split(",")
    for box in paper.get_by_role("checkbox").all():
        walk_to(page, box)
        page.keyboard.press("Space")
    walk_to(page, paper.get_by_role("button"))
    with page.expect_download(timeout=SLOW) as draft, page.expect_popup(timeout=SLOW):
        page.keyboard.press("Enter")

    with zipfile.ZipFile(draft.value.path()) as packed:
        (pdf,) = [name for name in packed.namelist() if name.endswith(".pdf")]
        sheets = PdfReader(io.BytesIO(packed.read(pdf))).pages
        words = "".join("".join(sheet.extract_text() for sheet in sheets).split())
    assert [name for name in people if "".join(name.split()) not in words] == []
    assert "quýII" in words
