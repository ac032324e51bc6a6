"""A file on its way: paused and gone on with, left by a reload, and a session that ends under it."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, Route, expect

from archive.domain.quarter import FIRST_QUARTER
from tests.browser.looking import look_over
from tests.browser.serving import SLOW, Office

ComeIn = Callable[..., Page]
PIECES = re.compile(r"/tai-len/[^/]+$")


def papers(desk: Office) -> list[Path]:
    """Files of the kind people give as evidence."""
    return sorted((desk.home / "demo" / "minh-chung").rglob("*.pdf"))


def to_task(page: Page, desk: Office) -> str:
    """A task of the own that asks for evidence; its code."""
    judged = desk.dossier.judged()
    own = [task for task in desk.dossier.tasks if task.lead == desk.person]
    task = next(task for task in own if judged[task.code].needs_evidence)
    page.goto(f"/nhiem-vu/{FIRST_QUARTER}/{desk.unit}/{task.code}")
    return task.code


@contextmanager
def slow_line(page: Page) -> Iterator[None]:
    """Pieces of files go nowhere for now."""
    page.route(PIECES, _hold)
    try:
        yield
    finally:
        page.unroute_all(behavior="ignoreErrors")


def _hold(_: Route) -> None:
    """Neither sent on nor refused: as on a line that is only slow."""


def begin(page: Page, paper: Path) -> None:
    page.get_by_label("Tệp", exact=True).set_input_files(paper)
    with page.expect_request(lambda request: request.method == "PATCH"):
        page.get_by_role("button", name="Tải lên minh chứng").click()


def given(desk: Office, task: str) -> int:
    return sum(1 for item in desk.dossier.evidence if item.task == task and item.file)


def test_a_file_is_paused_and_goes_on(come_in: ComeIn, desk: Office, screens: Path) -> None:
    page, paper = come_in("canbo"), papers(desk)[0]
    task = to_task(page, desk)
    before = given(desk, task)

    with slow_line(page):
        begin(page, paper)
        page.get_by_role("button", name="Tạm dừng").click()
        expect(page.get_by_text("Tạm dừng ở 0 %")).to_be_visible()
        wrong = look_over(page, "tai-len-tam-dung", screens)
    page.get_by_role("button", name="Gửi tiếp").click()

    expect(page.locator(".sending .said.tone-good")).to_be_visible(timeout=SLOW)
    assert wrong == []
    assert given(desk, task) == before + 1


def test_a_session_that_ends_under_a_file_is_told_and_the_file_goes_on_later(
    come_in: ComeIn, desk: Office, screens: Path
) -> None:
    page, paper = come_in("canbo"), papers(desk)[1]
    task = to_task(page, desk)
    before = given(desk, task)
    kept = page.context.cookies()

    with slow_line(page):
        begin(page, paper)
        page.get_by_role("button", name="Tạm dừng").click()
        expect(page.get_by_text("Tạm dừng ở 0 %")).to_be_visible()
    page.context.clear_cookies()
    page.get_by_role("button", name="Gửi tiếp").click()
    expect(page.locator(".sending .said.tone-bad")).to_contain_text("Hãy đăng nhập lại rồi làm tiếp", timeout=SLOW)
    wrong = look_over(page, "tai-len-het-phien", screens)

    page.context.add_cookies([{"name": item["name"], "value": item["value"], "url": desk.address} for item in kept])
    page.reload()
    expect(page.get_by_text(f"Chưa gửi xong {paper.name}")).to_be_visible()
    wrong += look_over(page, "tai-len-con-do", screens)
    page.get_by_label("Tệp", exact=True).set_input_files(paper)
    page.get_by_role("button", name="Tải lên minh chứng").click()

    expect(page.locator(".sending .said.tone-good")).to_be_visible(timeout=SLOW)
    assert wrong == []
    assert given(desk, task) == before + 1
