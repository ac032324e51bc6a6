"""Those who report and those who appraise: a cadre's day and the day of a body that leads the tasks."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from archive.domain.quarter import FIRST_QUARTER
from tests.browser.serving import Office, press

ComeIn = Callable[..., Page]
UNITS_TASKS = f"/nhiem-vu/{FIRST_QUARTER}"


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_a_cadre_reports_a_result(come_in: ComeIn, desk: Office, *, script: bool) -> None:
    page = come_in("canbo", script=script)
    own = next(item for item in desk.dossier.tasks if item.lead == desk.person)
    words = f"báo cáo lại, {'có' if script else 'không'} kịch bản"

    page.goto(f"{UNITS_TASKS}/{desk.unit}/{own.code}")
    page.get_by_label("Ghi chú").fill(words)
    page.get_by_role("button", name="Lưu kết quả").press("Enter")
    expect(page.get_by_text("Đã lưu.")).to_be_visible()

    assert words in {item.note for item in desk.dossier.results if item.task == own.code}


def test_a_file_is_asked_for_only_where_the_rule_asks(come_in: ComeIn, desk: Office) -> None:
    page, facts = come_in("canbo"), desk.dossier
    asked, seen = set(), set()
    for task in (item for item in facts.tasks if item.lead == desk.person):
        page.goto(f"{UNITS_TASKS}/{desk.unit}/{task.code}")
        seen.add(task.code)
        if page.locator("#tai-len").count():
            asked.add(task.code)

    assert asked == seen & {item.task for item in facts.evidence}  # the made-up quarter has what is owed, no more
    assert asked < seen


def test_a_cadre_fills_the_self_assessment_by_keyboard(come_in: ComeIn, desk: Office) -> None:
    page = come_in("canbo")

    page.get_by_role("navigation").get_by_role("link", name="Tự đánh giá").press("Enter")
    page.wait_for_url(f"**/tu-danh-gia/{FIRST_QUARTER}/{desk.unit}/{desk.person}")  # there is but the own
    page.get_by_label("Phương hướng").focus()
    page.keyboard.press("Control+A")
    page.keyboard.type("Xuống cơ sở mỗi tháng hai lần.")
    press(page, "Lưu bản tự đánh giá")
    expect(page.get_by_label("Phương hướng")).to_have_value("Xuống cơ sở mỗi tháng hai lần.")

    (said,) = [item for item in desk.dossier.self_assessments if item.person == desk.person]
    assert said.direction == "Xuống cơ sở mỗi tháng hai lần."


def test_a_cadre_sees_no_colleague(come_in: ComeIn, desk: Office) -> None:
    page = come_in("canbo")
    other = next(cadre for cadre in desk.dossier.rated if cadre.code != desk.person)

    for address in (f"/tu-danh-gia/{FIRST_QUARTER}/{desk.unit}/{other.code}", f"/cuoi-nam/2026/{other.code}"):
        answer = page.goto(address)
        assert answer
        assert answer.status == 404
        expect(page.get_by_text(other.name)).to_have_count(0)


def test_a_leading_body_appraises_what_was_reported(come_in: ComeIn, desk: Office) -> None:
    page = come_in("thamdinh")
    page.get_by_role("navigation").get_by_role("link", name="Thẩm định").press("Enter")
    page.locator(f"a[href='/tham-dinh/{FIRST_QUARTER}/{desk.unit}/{desk.person}']").press("Enter")
    first = page.locator(".appraise input[type=text]").first

    first.fill("một trăm")
    press(page, "Lưu điểm thẩm định")
    expect(page.get_by_role("alert")).to_be_visible()
    expect(first).to_have_value("một trăm")  # what was typed is not lost

    first.fill("8,5")
    press(page, "Lưu điểm thẩm định")
    expect(page.get_by_role("alert")).to_have_count(0)
    expect(first).to_have_value("8,5")

    appraised = [str(item.appraised_points) for item in desk.dossier.results if item.task.startswith("NV-")]
    assert "8.5" in appraised
