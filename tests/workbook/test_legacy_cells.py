"""Cells of a real workbook in old fonts: converted by font before any clean-up, proposed where no font says so."""

import re
import zipfile
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

from archive.errors import BadWorkbook
from archive.workbook import ExcelWorkbookReader
from tests.workbook.sample import good_sheets, write


def workbook_with(path: Path, cell: str, value: object, font: str | None = None, *, sheet: str = "Đơn vị") -> Path:
    """A good workbook with one other cell."""
    write(path, good_sheets())
    book = load_workbook(path)
    book[sheet][cell].value = value
    if font:
        book[sheet][cell].font = Font(name=font)
    book.save(path)
    return path


def run(font: str, text: str) -> TextBlock:
    return TextBlock(InlineFont(rFont=font), text)


def test_runs_in_different_old_fonts_are_each_read_by_their_own(tmp_path: Path, files: Path) -> None:
    mixed = CellRichText(run(".VnTime", "Ban Tæ chøc "), run("VNI-Times", "Tænh uûy"), run("Arial", " Lào Cai"))

    facts = ExcelWorkbookReader().read(workbook_with(tmp_path / "q.xlsx", "B2", mixed), files)

    assert facts.dossiers[0].unit.name == "Ban Tổ chức Tỉnh ủy Lào Cai"


def test_a_run_without_a_font_is_in_the_font_of_its_cell(tmp_path: Path, files: Path) -> None:
    mixed = CellRichText("Ban ChÊp hµnh ", run("Arial", "Trung ương"))

    facts = ExcelWorkbookReader().read(workbook_with(tmp_path / "q.xlsx", "B2", mixed, ".VnTime"), files)

    assert facts.dossiers[0].unit.name == "Ban Chấp hành Trung ương"


def with_shared_strings(path: Path) -> Path:
    """The texts of the first sheet moved to the list beside the sheets, where office programs keep them."""
    with zipfile.ZipFile(path) as source:
        parts = {name: source.read(name).decode() for name in source.namelist()}
    texts: list[str] = []

    def moved(found: re.Match[str]) -> str:
        texts.append(found[2])
        return f'{found[1]}t="s"><v>{len(texts) - 1}</v></c>'

    sheet = "xl/worksheets/sheet1.xml"
    parts[sheet] = re.sub(r'(<c [^>]*)t="inlineStr"><is>(.*?)</is></c>', moved, parts[sheet])
    listed = "".join(f"<si>{text}</si>" for text in texts)
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    parts["xl/sharedStrings.xml"] = f'<sst xmlns="{space}">{listed}</sst>'
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    override = f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}"/></Types>'
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace("</Types>", override)
    with zipfile.ZipFile(path, "w") as target:
        for name, content in parts.items():
            target.writestr(name, content)
    return path


def test_runs_in_the_list_beside_the_sheets_are_read_alike(tmp_path: Path, files: Path) -> None:
    mixed = CellRichText(run(".VnTimeH", "ban "), run("VNI-Times", "Daân vaän"))
    path = with_shared_strings(workbook_with(tmp_path / "q.xlsx", "B2", mixed))

    assert ExcelWorkbookReader().read(path, files).dossiers[0].unit.name == "BAN Dân vận"


def test_the_soft_hyphen_survives_until_it_is_converted(tmp_path: Path, files: Path) -> None:
    path = workbook_with(tmp_path / "q.xlsx", "B2", "  Trung \u00ad¬ng \u200b", ".VnTime")

    assert ExcelWorkbookReader().read(path, files).dossiers[0].unit.name == "Trung ương"


def test_a_header_in_an_old_font_is_matched(tmp_path: Path, files: Path) -> None:
    path = workbook_with(tmp_path / "q.xlsx", "B1", "Tªn ®¬n vÞ", ".VnTime")

    assert ExcelWorkbookReader().read(path, files).dossiers[0].unit.name == "Sở Nội vụ"


def test_an_old_text_without_its_font_is_read_as_it_stands_and_proposed(tmp_path: Path, files: Path) -> None:
    facts = ExcelWorkbookReader().read(workbook_with(tmp_path / "q.xlsx", "B2", "Së Néi vô"), files)

    (proposal,) = facts.proposals
    assert facts.dossiers[0].unit.name == "Së Néi vô"
    assert (proposal.sheet, proposal.cell, proposal.found, proposal.proposed) == (
        "Đơn vị",
        "B2",
        "Së Néi vô",
        "Sở Nội vụ",
    )


def test_a_converted_text_that_lost_its_soft_hyphens_is_proposed(tmp_path: Path, files: Path) -> None:
    facts = ExcelWorkbookReader().read(workbook_with(tmp_path / "q.xlsx", "B2", "Trung ¬ng", ".VnTime"), files)

    assert [(item.found, item.proposed) for item in facts.proposals] == [("Trung ơng", "Trung ương")]


def test_a_good_workbook_has_nothing_proposed(good: Path, files: Path) -> None:
    assert list(ExcelWorkbookReader().read(good, files).proposals) == []


def test_a_closed_list_does_not_take_an_old_text_but_says_what_it_may_be(tmp_path: Path, files: Path) -> None:
    path = workbook_with(tmp_path / "q.xlsx", "B2", "Hoµn thµnh tèt nhiÖm vô", sheet="Xếp loại")

    with pytest.raises(BadWorkbook) as caught:
        ExcelWorkbookReader().read(path, files)

    (problem,) = caught.value.problems
    assert "có lẽ ô này gõ bằng phông chữ cũ: 'Hoàn thành tốt nhiệm vụ'" in str(problem)
