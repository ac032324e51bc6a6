"""A head's day: the meeting with its ballots, ratings under the quota as it moves, then the queue of what to sign."""

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from archive.domain.people import Cadre
from archive.domain.quarter import FIRST_QUARTER
from archive.domain.rating import Rating
from tests.browser.looking import look_over
from tests.browser.serving import SLOW, Office, ended, press
from tests.browser.walking import type_into, walk_to

ComeIn = Callable[..., Page]
EXCELLENT, GOOD = Rating.EXCELLENT.value, Rating.GOOD.value
SAVE = "Lưu hội nghị và xếp loại"


def to_place(page: Page, name: str) -> None:
    page.get_by_role("navigation", name="Các trang").get_by_role("link", name=name).click()


def fields_of(page: Page, cadre: Cadre) -> Locator:
    return page.get_by_role("group", name=f"Xếp loại của {cadre.name}")


def deputies(desk: Office) -> list[Cadre]:
    """The head is not counted in the quota; those of the first group are."""
    others = [cadre for cadre in desk.dossier.rated if not cadre.is_head]
    return [cadre for cadre in others if cadre.group == others[0].group]


def test_too_many_excellent_are_told_at_once_and_in_words(come_in: ComeIn, desk: Office, screens: Path) -> None:
    page, chosen = come_in("lanhdao"), deputies(desk)
    to_place(page, "Hội nghị")
    quota = page.get_by_role("complementary", name="Tỷ lệ xuất sắc của từng nhóm")
    group = quota.locator(".quota", has_text=chosen[0].group)
    expect(group).to_contain_text("Đúng tỷ lệ")

    for cadre in chosen:
        fields_of(page, cadre).get_by_label("Tập thể đề xuất").select_option(EXCELLENT)
    expect(group).to_contain_text(f"Xuất sắc {len(chosen)}/0", timeout=SLOW)
    expect(group).to_contain_text("Vượt tỷ lệ")
    expect(group).to_contain_text("không quá 20 %")
    expect(page.get_by_text("Có thay đổi chưa lưu")).to_be_visible()
    group.get_by_text("Thứ tự ưu tiên theo mục 8.4").click()
    expect(group.get_by_role("listitem").filter(has_text=chosen[0].name).first).to_be_visible()
    wrong = look_over(page, "hoi-nghi-vuot-ty-le", screens)

    for cadre in chosen:
        fields_of(page, cadre).get_by_label("Tập thể đề xuất").select_option(GOOD)
    expect(group).to_contain_text("Đúng tỷ lệ", timeout=SLOW)

    assert wrong == []
    assert EXCELLENT not in {item.proposed for item in desk.dossier.proposals if item.proposed}


def test_without_javascript_the_quota_is_told_when_it_is_saved(come_in: ComeIn, desk: Office) -> None:
    page, chosen = come_in("lanhdao", script=False), deputies(desk)
    to_place(page, "Hội nghị")
    for rating, told in ((EXCELLENT, "Vượt tỷ lệ"), (GOOD, "Đúng tỷ lệ")):
        for cadre in chosen:
            fields_of(page, cadre).get_by_label("Tập thể đề xuất").select_option(rating)
        page.get_by_role("button", name=SAVE).click()

        expect(page.get_by_role("status")).to_contain_text(f"xếp loại của {len(chosen)} đồng chí")
        expect(page.locator(".quota", has_text=chosen[0].group)).to_contain_text(told)


def test_from_the_ballots_to_the_signed_papers_by_keyboard(come_in: ComeIn, desk: Office, screens: Path) -> None:
    page, cadre = come_in("lanhdao"), deputies(desk)[0]
    (head,) = [item for item in desk.dossier.rated if item.is_head]
    to_place(page, "Hội nghị")
    fields = fields_of(page, cadre)
    walk_to(page, fields.get_by_label("Tập thể đề xuất"))
    page.keyboard.press("ArrowDown")
    type_into(page, fields.get_by_label("Đồng ý", exact=True), "7")
    type_into(page, fields.get_by_label("Không đồng ý"), "1")
    walk_to(page, page.get_by_role("button", name=SAVE))
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Đã lưu xếp loại của 1 đồng chí")
    counted = desk.dossier.proposal_of(cadre.code)
    assert counted
    assert (counted.proposed, counted.votes_for, counted.votes_against) == (Rating.COMPLETED, 7, 1)

    secretary = come_in("thuky")
    secretary.goto(f"/ho-so/{FIRST_QUARTER}/{desk.unit}")
    press(secretary, "Lập hồ sơ")
    ended(secretary)

    waiting = [item.due for item in desk.documents if item.unsigned_by and item.unsigned_by[0].person == head.code]
    page.goto("/ky-so")
    wrong = look_over(page, "ky-so-con-cho", screens)
    line = page.get_by_role("row").nth(1)
    expect(line).to_contain_text(f"{len(waiting)} văn bản")
    walk_to(page, line.get_by_role("link"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("group", name=f"Đến lượt đồng chí ({len(waiting)})")).to_be_visible()
    expect(page.frame_locator("iframe").locator("html")).to_be_attached()
    wrong += look_over(page, "ky-so-den-luot", screens)
    walk_to(page, page.get_by_role("button", name="Ký các văn bản đã chọn"))
    page.keyboard.press("Enter")
    ended(page)
    wrong += look_over(page, "ky-so-xong", screens)

    page.goto(f"/ky-so/{FIRST_QUARTER}/{desk.unit}")
    expect(page.get_by_role("group", name="Đến lượt đồng chí")).to_have_count(0)
    for due in waiting:
        others = page.get_by_role("region", name="Đang chờ người khác").get_by_role("listitem")
        expect(others.filter(has_text=due.title)).to_contain_text(f"đã ký: đ/c {head.name}")
    wrong += look_over(page, "ky-so-cho-nguoi-khac", screens)
    assert wrong == []
    by_head = {
        item.due.id for item in desk.documents if head.code in {made.signatory.person for made in item.signatures}
    }
    assert {due.id for due in waiting} <= by_head
