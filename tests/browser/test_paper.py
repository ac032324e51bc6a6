"""Pages on paper: words alone, nothing cut off or lost, heads again on every sheet."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from archive.domain.quarter import FIRST_QUARTER
from tests.browser.serving import Office

ComeIn = Callable[..., Page]
PAPER = 660  # CSS pixels between the margins of an upright A4 sheet
PAGES = {
    "ho-so": ("thuky", "/ho-so/{quy}/{unit}"),
    "ho-so-luu-tru": ("bantochuc", "/ho-so/{quy}/{unit}/luu-tru/1"),
    "nhiem-vu": ("thuky", "/nhiem-vu/{quy}/{unit}"),
    "tu-danh-gia": ("canbo", "/tu-danh-gia/{quy}/{unit}/{person}"),
    "hoi-nghi": ("lanhdao", "/hoi-nghi/{quy}/{unit}"),
    "tham-dinh": ("thamdinh", "/tham-dinh/{quy}/{unit}/{person}"),
    "quyet-dinh": ("bantochuc", "/quyet-dinh/{quy}"),
    "cuoi-nam": ("bantochuc", "/cuoi-nam/{year}?don-vi={unit}"),
    "nhat-ky": ("kiemtra", "/nhat-ky"),
}
_TO_PRESS = """() => [...document.querySelectorAll("button, nav, progress, [type=file], [role=search]")]
  .filter((one) => one.checkVisibility() && one.getClientRects().length).map((one) => one.outerHTML.slice(0, 120))"""
_CUT_OFF = """(width) => [...document.querySelectorAll("main *")]
  .filter((one) => one.checkVisibility() && !one.closest("svg, .unseen, [data-chart]"))
  .filter((one) => one.getBoundingClientRect().right > width + 1
    || (one.clientWidth > 1 && one.scrollWidth > one.clientWidth + 1
      && getComputedStyle(one).overflowX !== "visible")).map((one) => one.outerHTML.slice(0, 120))"""
_TOO_SMALL = """() => [...document.querySelectorAll("main *")]
  .filter((one) => [...one.childNodes].some((part) => part.nodeType === 3 && part.data.trim()))
  .filter((one) => one.checkVisibility() && !one.closest(".unseen"))
  .filter((one) => parseFloat(getComputedStyle(one).fontSize) < 10.5).map((one) => one.outerHTML.slice(0, 120))"""


def opened(page: Page, desk: Office, address: str) -> None:
    page.goto(address.format(quy=FIRST_QUARTER, unit=desk.unit, person=desk.person, year=FIRST_QUARTER.year))


def printed(page: Page, path: Path) -> list[str]:
    """The words of each sheet, without gaps: a PDF's text comes out with some around letters of another subset."""
    page.pdf(path=path, prefer_css_page_size=True)
    return ["".join(sheet.extract_text().split()) for sheet in PdfReader(path).pages]


@pytest.mark.parametrize("name", PAGES)
def test_on_paper_nothing_is_to_press_cut_off_or_too_small_to_read(come_in: ComeIn, desk: Office, name: str) -> None:
    who, address = PAGES[name]
    page = come_in(who)
    opened(page, desk, address)
    page.emulate_media(media="print")
    page.set_viewport_size({"width": PAPER * 3 // 2 if name == "nhiem-vu" else PAPER, "height": 1000})

    assert page.evaluate(_TO_PRESS) == []
    assert page.evaluate(_CUT_OFF, page.evaluate("document.documentElement.clientWidth")) == []
    assert page.evaluate(_TOO_SMALL) == []


def test_what_is_folded_on_the_screen_stands_open_on_paper(come_in: ComeIn, desk: Office, tmp_path: Path) -> None:
    page = come_in("thuky")
    opened(page, desk, "/ho-so/{quy}/{unit}")
    folded = page.locator("details:not([open]) th").all_text_contents()
    assert folded

    words = "".join(printed(page, tmp_path / "ho-so.pdf"))

    assert [each for each in folded if "".join(each.split()) not in words] == []


def test_what_was_typed_is_on_the_paper_whole(come_in: ComeIn, desk: Office, tmp_path: Path) -> None:
    page = come_in("canbo")
    opened(page, desk, "/tu-danh-gia/{quy}/{unit}/{person}")
    long = "; ".join(f"việc thứ {number} đã làm xong" for number in range(1, 60))
    page.get_by_label("Ưu điểm").fill(long)
    page.get_by_role("button", name="Lưu bản tự đánh giá").click()
    expect(page.get_by_role("status")).to_be_visible()

    words = "".join(printed(page, tmp_path / "tu-danh-gia.pdf"))

    assert "".join(long.split()) in words
    assert "Lưubảntựđánhgiá" not in words


def test_heads_of_a_long_table_stand_on_every_sheet(come_in: ComeIn, desk: Office, tmp_path: Path) -> None:
    page = come_in("kiemtra")
    opened(page, desk, "/nhat-ky")

    sheets = printed(page, tmp_path / "nhat-ky.pdf")

    assert len(sheets) > 1
    assert [number for number, words in enumerate(sheets, 1) if "LúcAiViệcVềMục" not in words] == []
    assert [number for number, words in enumerate(sheets, 1) if f"{number}/{len(sheets)}" not in words] == []
