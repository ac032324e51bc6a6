"""What breaks in the middle: an upload whose line is cut, a page read anew while work goes on, two at one row."""

import hashlib
import os
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from archive.bootstrap import open_home
from archive.domain.accounts import Grant, Role
from archive.domain.quarter import Quarter
from archive.workflow.accounts import add
from tests.browser.cutting import cut_line
from tests.browser.looking import look_over
from tests.program import Serving, serving
from tests.quarters import SNV

Q2 = Quarter(2026, 2)
MEGABYTE = 1024**2
MEGABYTES = int(os.environ.get("DROPS_MB", "24"))  # of the file that is sent; 500 by hand, as people's largest scans
PASSWORD = "một câu dài dễ nhớ"  # noqa: S105 - of nobody
SLOW = 600_000  # milliseconds: a bound against a hang, no measure
MEMORY = 400  # megabytes that the server may hold at the most, however large the file


@pytest.fixture(scope="module")
def home(demo_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The filled home with two secretaries of one unit."""
    home = Path(shutil.copytree(demo_home, tmp_path_factory.mktemp("drops") / "home"))
    with open_home(os.environ, home=home) as parts:
        for name in ("lan", "pao"):
            grant = Grant(role=Role.SECRETARY, units=frozenset({SNV}))
            add(parts, name, password=PASSWORD, grant=grant, must_change=False)
    return home


@pytest.fixture(scope="module")
def program(home: Path) -> Iterator[Serving]:
    with serving(home) as running:
        yield running


def come_in(browser: Browser, address: str, name: str) -> Page:
    page = browser.new_context(base_url=address, viewport={"width": 1280, "height": 900}, locale="vi-VN").new_page()
    page.goto("/vao")
    page.get_by_label("Tên đăng nhập").fill(name)
    page.get_by_label("Mật khẩu", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()
    page.wait_for_url(lambda found: "/vao" not in found)
    return page


def large_pdf(path: Path, megabytes: int) -> str:
    """A PDF with one empty page and an attached stream of noise; its SHA-512."""
    head = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    head += b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\n"
    noise = hashlib.shake_256(b"noise").digest(MEGABYTE)
    digest = hashlib.sha512()
    with path.open("wb") as target:
        pieces = [head, b"4 0 obj<</Length %d>>stream\n" % (megabytes * MEGABYTE), *[noise] * megabytes]
        for piece in [*pieces, b"\nendstream endobj\ntrailer<</Root 1 0 R/Size 5>>\n%%EOF\n"]:
            target.write(piece)
            digest.update(piece)
    return digest.hexdigest()


def kept(home: Path) -> list[str]:
    """The digests of the unit's evidence files."""
    with open_home(os.environ, home=home) as parts, parts.desk.look() as work:
        return [item.file.sha512 for item in work.facts.dossier(SNV, Q2).evidence if item.file]


def test_an_upload_whose_line_is_cut_again_and_again_becomes_evidence_whole(
    browser: Browser, program: Serving, home: Path, tmp_path: Path
) -> None:
    digest = large_pdf(tmp_path / "bản quét.pdf", MEGABYTES)
    every = MEGABYTES * MEGABYTE // 4
    with cut_line(int(program.url.rpartition(":")[2]), [every, 2 * every, 3 * every]) as (address, line):
        page = come_in(browser, address, "lan")
        page.goto(f"/nhiem-vu/{Q2}/{SNV}")
        page.goto(str(page.locator("a[data-give]").first.get_attribute("href")))
        page.locator("#tep").set_input_files(tmp_path / "bản quét.pdf")

        page.get_by_role("button", name="Tải lên minh chứng").click()

        expect(page.get_by_text("Đã nhận tệp bản quét.pdf")).to_be_visible(timeout=SLOW)
        expect(page.locator("#da-co")).to_contain_text("bản quét.pdf")
        page.context.close()
    assert line.dropped == 3
    assert kept(home).count(digest) == 1
    assert line.sent < 2 * MEGABYTES * MEGABYTE  # what had come was not sent again from the beginning each time
    assert program.peak_megabytes < MEMORY


def worker_of(program: Serving) -> int:
    """The process that does the work beside the pages."""
    children = [
        int(text)
        for path in Path(f"/proc/{program.process.pid}/task").glob("*/children")
        for text in path.read_text().split()
    ]
    (worker,) = [child for child in children if b"--attended" in Path(f"/proc/{child}/cmdline").read_bytes()]
    return worker


def test_a_page_read_anew_in_the_middle_of_work_shows_it_going_on_and_ending(
    browser: Browser, program: Serving, screens: Path
) -> None:
    page = come_in(browser, program.url, "lan")
    page.goto(f"/ho-so/{Q2}/{SNV}")
    page.get_by_role("button", name="Lập hồ sơ", exact=True).click()
    page.wait_for_url("**/cong-viec/*")
    expect(page.locator("[data-state]")).to_have_text("Đang làm", timeout=SLOW)
    worker = worker_of(program)
    os.kill(worker, signal.SIGSTOP)  # the middle lasts as long as it is looked at
    try:
        page.reload()
        expect(page.locator("[data-state]")).to_have_text("Đang làm")
        expect(page.locator("[data-job]:not([data-over])")).to_be_visible()
        assert look_over(page, "cong-viec-dang-lam", screens) == []
    finally:
        os.kill(worker, signal.SIGCONT)

    expect(page.locator("[data-over]")).to_be_visible(timeout=SLOW)  # told by the server, no hand in it
    expect(page.locator("[data-said]")).to_contain_text("Đã lập")
    page.context.close()


def test_who_is_second_at_a_row_is_told_sees_both_and_loses_nothing(
    browser: Browser, program: Serving, screens: Path
) -> None:
    first, second = (come_in(browser, program.url, name) for name in ("lan", "pao"))
    first.goto(f"/nhiem-vu/{Q2}/{SNV}")
    task = str(first.locator("tbody th a").first.get_attribute("href"))
    for page in (first, second):
        page.goto(task)
    first.get_by_label("Ghi chú").fill("ghi bởi người thứ nhất")
    first.get_by_role("button", name="Lưu kết quả").click()
    expect(first.get_by_text("Đã lưu.")).to_be_visible()

    second.get_by_label("Ghi chú").fill("ghi bởi người thứ hai")
    second.get_by_label("Nguyên nhân").fill("mưa lũ kéo dài")
    second.get_by_role("button", name="Lưu kết quả").click()

    expect(second.locator("main")).to_contain_text("ghi bởi người thứ nhất")
    expect(second.get_by_label("Ghi chú")).to_have_value("ghi bởi người thứ hai")
    expect(second.get_by_label("Nguyên nhân")).to_have_value("mưa lũ kéo dài")
    assert look_over(second, "hai-nguoi-mot-dong", screens) == []

    second.get_by_role("button", name="Lưu kết quả").click()  # having seen both
    expect(second.get_by_text("Đã lưu.")).to_be_visible()
    first.goto(task)
    expect(first.get_by_label("Ghi chú")).to_have_value("ghi bởi người thứ hai")
    expect(first.get_by_label("Nguyên nhân")).to_have_value("mưa lũ kéo dài")
    for page in (first, second):
        page.context.close()
