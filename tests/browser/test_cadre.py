"""A cadre's day: own tasks, a result, evidence where the rule asks for it, the self-assessment, and no colleague."""

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from archive.domain.outcome import Outcome
from archive.domain.plan import Task
from archive.domain.quarter import FIRST_QUARTER
from archive.language import day
from tests.browser.looking import look_over
from tests.browser.serving import SLOW, Office, press
from tests.browser.walking import enter, type_into, walk_to

ComeIn = Callable[..., Page]
NONE_ASKED = "Nhiệm vụ này không phải có minh chứng."
REPORT_NUMBER = "301-BC/BTCTU"


@pytest.fixture
def paper(desk: Office) -> Path:
    """A file of the kind people give as evidence."""
    return max((desk.home / "demo" / "minh-chung").rglob("*.pdf"))


def own_tasks(desk: Office) -> list[Task]:
    return [task for task in desk.dossier.tasks if task.lead == desk.person]


def task_on_time(desk: Office) -> Task:
    """One for which nothing is asked yet; each test makes another one late."""
    judged = desk.dossier.judged()
    return next(task for task in own_tasks(desk) if judged[task.code].words == Outcome.ON_TIME.words)


def day_too_late(task: Task) -> str:
    assert task.due
    return day(task.due + timedelta(days=2))


def evidence_of(desk: Office, task: Task) -> list[str]:
    return [item.number for item in desk.dossier.evidence if item.task == task.code and item.file]


def address_of(desk: Office, task: Task) -> str:
    return f"/nhiem-vu/{FIRST_QUARTER}/{desk.unit}/{task.code}"


def fill_in_self_assessment(page: Page, words: str) -> None:
    page.get_by_role("navigation", name="Các trang").get_by_role("link", name="Tự đánh giá").click()
    page.get_by_label("Phương hướng").fill(words)
    page.get_by_role("button", name="Lưu bản tự đánh giá").click()
    expect(page.get_by_role("status")).to_contain_text("Đã lưu bản tự đánh giá")


def said_direction(desk: Office) -> str:
    (said,) = [item for item in desk.dossier.self_assessments if item.person == desk.person]
    return said.direction


def test_a_file_can_be_given_only_where_the_rule_asks(come_in: ComeIn, desk: Office) -> None:
    page, judged = come_in("canbo"), desk.dossier.judged()
    asked = set()
    for task in own_tasks(desk):
        page.goto(address_of(desk, task))
        if page.locator("main input[type=file]").count():
            asked.add(task.code)
    page.goto(f"/nhiem-vu/{FIRST_QUARTER}/{desk.unit}")
    in_the_table = {cell.get_attribute("data-takes") for cell in page.locator("[data-takes]").all()}

    assert asked == in_the_table == {task.code for task in own_tasks(desk) if judged[task.code].needs_evidence}
    assert len(asked) < len(own_tasks(desk))


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_a_late_result_asks_for_evidence_and_gets_it(
    come_in: ComeIn, desk: Office, paper: Path, screens: Path, *, script: bool
) -> None:
    page, task = come_in("canbo", script=script), task_on_time(desk)
    page.get_by_role("navigation", name="Các trang").get_by_role("link", name="Nhiệm vụ").click()
    expect(page.get_by_role("rowheader")).to_have_count(len(own_tasks(desk)))
    page.locator(f"th a[href='{address_of(desk, task)}']").click()
    expect(page.get_by_text(NONE_ASKED)).to_be_visible()
    expect(page.locator("main input[type=file]")).to_have_count(0)

    page.get_by_label("Ngày hoàn thành").fill(day_too_late(task))
    page.get_by_label("Nguyên nhân").fill("chờ ý kiến cơ quan phối hợp")
    page.get_by_role("button", name="Lưu kết quả").click()
    expect(page.locator(".standing")).to_contain_text("Chậm")
    expect(page.locator(".standing")).to_contain_text("Thiếu")
    wrong = look_over(page, "nhiem-vu-thieu-minh-chung", screens) if script else []
    assert wrong == []

    page.get_by_label("Tệp", exact=True).set_input_files(paper)
    page.get_by_label("Số ký hiệu").fill(REPORT_NUMBER)
    page.get_by_role("button", name="Tải lên minh chứng").click()
    expect(page.locator("#da-co li")).to_contain_text(REPORT_NUMBER, timeout=SLOW)
    expect(page.locator(".standing")).not_to_contain_text("Thiếu")
    fill_in_self_assessment(page, f"Không để việc nào chậm nữa, {task.code}.")

    assert evidence_of(desk, task) == [REPORT_NUMBER]
    assert said_direction(desk) == f"Không để việc nào chậm nữa, {task.code}."


def test_the_same_by_keyboard_alone(come_in: ComeIn, desk: Office, paper: Path) -> None:
    page, task = come_in("canbo"), task_on_time(desk)
    enter(page, "canbo")
    places = page.get_by_role("navigation", name="Các trang")
    walk_to(page, places.get_by_role("link", name="Nhiệm vụ"))
    page.keyboard.press("Enter")
    page.wait_for_url("**/nhiem-vu/**")

    row = page.locator(f"[id='nv-{task.code}']")
    walk_to(page, row.get_by_role("link", name=re.compile("Sửa")))
    page.keyboard.press("Enter")
    expect(row.get_by_label("Ngày hoàn thành")).to_be_focused()
    page.keyboard.press("ControlOrMeta+A")
    page.keyboard.type(day_too_late(task))
    page.keyboard.press("Enter")
    expect(row.get_by_role("button", name="Hoàn tác")).to_be_focused()
    with page.expect_file_chooser() as chooser:
        walk_to(page, row.get_by_role("link", name=re.compile("Tải lên")))
        page.keyboard.press("Enter")
    chooser.value.set_files(paper)
    expect(row.locator(".proofs li")).to_have_count(1, timeout=SLOW)

    walk_to(page, places.get_by_role("link", name="Tự đánh giá"))
    page.keyboard.press("Enter")
    page.wait_for_url("**/tu-danh-gia/**")
    type_into(page, page.get_by_label("Phương hướng"), "Xuống cơ sở mỗi tháng hai lần.")
    walk_to(page, page.get_by_role("button", name="Lưu bản tự đánh giá"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Đã lưu bản tự đánh giá")

    assert len(evidence_of(desk, task)) == 1
    assert said_direction(desk) == "Xuống cơ sở mỗi tháng hai lần."


def test_a_wrong_number_is_told_beside_its_field_and_nothing_typed_is_lost(
    come_in: ComeIn, desk: Office, screens: Path
) -> None:
    page, before = come_in("canbo"), said_direction(desk)
    page.get_by_role("navigation", name="Các trang").get_by_role("link", name="Tự đánh giá").click()
    points = page.get_by_label("Điểm tiêu chí chung")

    points.fill("hai mươi")
    page.get_by_label("Phương hướng").fill("chưa lưu")
    press(page, "Lưu bản tự đánh giá")

    expect(page.get_by_role("alert")).to_be_visible()
    expect(points).to_have_attribute("aria-invalid", "true")
    expect(points).to_have_value("hai mươi")
    expect(page.get_by_label("Phương hướng")).to_have_value("chưa lưu")
    assert look_over(page, "tu-danh-gia-sai", screens) == []
    assert said_direction(desk) == before


def test_a_colleague_is_not_there(come_in: ComeIn, desk: Office) -> None:
    page, facts = come_in("canbo"), desk.dossier
    other = next(cadre for cadre in facts.rated if cadre.code != desk.person)
    task = next(item for item in facts.tasks if item.lead == other.code)
    paper = f"{FIRST_QUARTER}.{desk.unit}.self_assessment.{other.code}"
    addresses = (
        f"/tu-danh-gia/{FIRST_QUARTER}/{desk.unit}/{other.code}",
        f"/cuoi-nam/{FIRST_QUARTER.year}/{other.code}",
        address_of(desk, task),
        f"/tep/{paper}",
    )

    answers = {address: page.goto(address) for address in addresses}
    for address in ("/", f"/ho-so/{FIRST_QUARTER}/{desk.unit}", f"/nhiem-vu/{FIRST_QUARTER}/{desk.unit}"):
        page.goto(address)
        expect(page.get_by_text(other.name)).to_have_count(0)

    assert {address: answer.status for address, answer in answers.items() if answer} == dict.fromkeys(addresses, 404)
