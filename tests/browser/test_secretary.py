"""A secretary's afternoon: a corrected result, and the dossier is written, signed and sealed again by buttons alone."""

import json
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from archive.bootstrap import open_home
from archive.domain.quarter import Quarter
from archive.domain.record import RecordId
from archive.workflow.amend import RowEdit, amend
from tests.program import command, environment
from tests.quarters import SNV

Q2 = Quarter(2026, 2)
DOSSIER = f"/ho-so/{Q2}/{SNV}"
SLOW = 60_000  # milliseconds: a bound against a hang, no measure


@pytest.fixture(scope="module")
def home(demo_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The filled home after somebody corrected a result of one unit, whose secretary is the demo's."""
    import shutil  # noqa: PLC0415 - the one use

    home = Path(shutil.copytree(demo_home, tmp_path_factory.mktemp("secretary") / "home"))
    with open_home(os.environ, home=home) as parts:
        with parts.desk.look() as work:
            row = parts.forms.rows(work.facts.dossier(SNV, Q2), "Kết quả")[0]
        amend(parts, SNV, Q2, [RowEdit(sheet="Kết quả", mark=row.mark, texts={"note": "đã nghiệm thu"})])
        with parts.desk.begin() as work:
            account = work.accounts.find("thuky")  # type: ignore[arg-type]  # a name
            (grant,) = account.grants
            work.accounts.keep(account.granted(type(grant)(role=grant.role, units=frozenset({SNV}))))
            work.commit()
    return home


@pytest.fixture(scope="module")
def address(home: Path) -> Iterator[str]:
    """The real program with its worker beside the pages."""
    serving = subprocess.Popen(
        command("--home", home, "serve", "--port", 0, "--json"),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env=environment(),
    )
    assert serving.stdout
    yield json.loads(serving.stdout.readline())["url"].rstrip("/")
    serving.terminate()
    serving.communicate()


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(base_url=address, viewport={"width": 1280, "height": 900}, locale="vi-VN")
    page = context.new_page()
    sign_in(page)
    yield page
    context.close()


def sign_in(page: Page) -> None:
    page.goto("/vao")
    page.get_by_label("Tên đăng nhập").fill("thuky")
    page.get_by_label("Mật khẩu", exact=True).fill("chi-de-xem-thu")
    page.get_by_label("Mật khẩu", exact=True).press("Enter")
    page.wait_for_url(lambda found: "/vao" not in found)


def ended(page: Page) -> None:
    """The work that was asked for is over, and the page says so by itself."""
    expect(page.locator("[data-over]")).to_be_visible(timeout=SLOW)
    page.get_by_role("link", name="Mở hồ sơ").click()


def press(page: Page, name: str) -> None:
    """With the keyboard."""
    page.get_by_role("button", name=name, exact=True).focus()
    page.keyboard.press("Enter")


def test_from_a_corrected_result_to_a_new_sealed_version(page: Page, home: Path) -> None:
    page.goto(DOSSIER)
    press(page, "Lập hồ sơ")
    page.wait_for_url("**/cong-viec/*")
    beside = page.context.new_page()  # who comes back to the page finds the work where it is
    beside.goto(page.url)
    expect(beside.get_by_role("heading", level=1)).to_contain_text("Lập hồ sơ")
    beside.close()
    ended(page)

    page.get_by_role("link", name="Ký 1 văn bản").press("Enter")
    expect(page.get_by_role("group", name="Đến lượt đồng chí (1)")).to_be_visible()
    expect(page.frame_locator("iframe").locator("html")).to_be_attached()
    press(page, "Ký các văn bản đã chọn")
    ended(page)

    press(page, "Niêm phong")
    ended(page)
    expect(page.get_by_role("link", name="Phiên bản 2")).to_be_visible()

    with open_home(os.environ, home=home) as parts:
        assert len(parts.records.versions(RecordId(SNV, Q2))) == 2


def test_without_javascript_pages_are_read_and_forms_are_sent(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address, java_script_enabled=False, locale="vi-VN")
    page = context.new_page()
    sign_in(page)

    page.goto(DOSSIER)
    page.get_by_role("button", name="Lập gói gửi đi").click()

    expect(page.get_by_role("heading", level=1)).to_contain_text("Lập gói xuất")
    context.close()
