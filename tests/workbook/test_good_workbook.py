"""What a good workbook becomes."""

import re
import zipfile
from dataclasses import fields
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from unicodedata import normalize

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font

from archive.domain.criteria import Criterion, CriterionName
from archive.domain.dossier import OpenDossier
from archive.domain.evidence import Evidence
from archive.domain.people import IssuerSystem, Management, UnitCode, UnitKind
from archive.domain.plan import AxisRole
from archive.domain.quarter import Quarter
from archive.domain.rating import Rating
from archive.domain.secrecy import Classification
from archive.language import VIETNAM
from archive.ports.intake import WorkbookFacts, WorkbookReader
from archive.workbook import ExcelWorkbookReader, tables
from archive.workbook.table import Table
from tests.workbook.sample import Sheets, good_sheets, write

SNV, BAC_HA = UnitCode("SNV"), UnitCode("ĐU-BH")


def read(workbook: Path, files: Path | None) -> WorkbookFacts:
    reader: WorkbookReader = ExcelWorkbookReader()
    return reader.read(workbook, files)


def test_every_unit_becomes_one_open_dossier_with_its_own_people_and_tasks(good: Path, files: Path) -> None:
    facts = read(good, files)

    assert facts.quarter == Quarter(2026, 2)
    assert [dossier.unit.code for dossier in facts.dossiers] == [SNV, BAC_HA]
    assert [[cadre.code for cadre in dossier.cadres] for dossier in facts.dossiers] == [["CB1", "CB2"], ["CB3"]]
    assert [[task.code for task in dossier.tasks] for dossier in facts.dossiers] == [["NV1", "NV2"], ["NV3"]]


def test_units_and_cadres_carry_typed_values(good: Path, files: Path) -> None:
    first, second = read(good, files).dossiers

    assert first.unit.kind is UnitKind.PROVINCIAL_BODY
    assert second.unit.system is IssuerSystem.PARTY
    assert first.head is not None
    assert (first.head.name, first.head.born, first.head.management) == (
        "Hoàng Thị Lan",
        date(1986, 1, 3),
        Management.STANDING_COMMITTEE,
    )
    assert [cadre.born for cadre in (*first.cadres[1:], *second.cadres)] == [date(1974, 8, 23), date(1980, 2, 9)]


def test_tasks_and_results_carry_typed_values(good: Path, files: Path) -> None:
    first, second = read(good, files).dossiers

    assert first.tasks[1].target == Decimal("1234.5")
    assert first.tasks[1].due == date(2026, 6, 18)
    assert (second.tasks[0].axis, second.tasks[0].axis_role) == (1, AxisRole.MAIN)
    assert first.results[0].quality == Decimal(95)
    assert second.results == ()


def test_meeting_self_assessment_and_proposal_reach_their_unit(good: Path, files: Path) -> None:
    first, second = read(good, files).dossiers

    assert first.meeting is not None
    assert first.meeting.held == datetime(2026, 6, 22, 8, 0, tzinfo=VIETNAM)
    assert first.self_assessments[0].total == Decimal("92.5")
    assert (first.proposals[0].proposed, first.proposals[0].votes_against) == (Rating.GOOD, 1)
    assert second.meeting is None


def test_the_delegation_table_and_the_period_stand_in_every_dossier(good: Path, files: Path) -> None:
    dossiers = read(good, files).dossiers

    assert [dossier.delegations[0].post for dossier in dossiers] == ["Giám đốc", "Giám đốc"]
    assert {dossier.period.cutoff for dossier in dossiers} == {date(2026, 6, 24)}


def test_the_criteria_of_the_period_stand_in_every_dossier_and_may_be_left_out(tmp_path: Path, files: Path) -> None:
    """The figures come with the workbook, each with its basis (R13); a workbook without the sheet is still whole."""
    sheets = good_sheets()
    without = read(write(tmp_path / "p.xlsx", sheets), files).dossiers
    sheets["Tiêu chí"] = [
        ["Tiêu chí", "Mức xếp loại", "Giá trị", "Căn cứ"],
        ["Điểm từ", "Hoàn thành tốt nhiệm vụ", 70, "02-HD/BTCTW"],
    ]

    given = read(write(tmp_path / "q.xlsx", sheets), files).dossiers

    figure = Criterion(name=CriterionName.POINTS_FROM, rating=Rating.GOOD, value=Decimal(70), basis="02-HD/BTCTW")
    assert [dossier.criteria for dossier in without] == [(), ()]
    assert [dossier.criteria for dossier in given] == [(figure,), (figure,)]


def test_evidence_waits_beside_the_dossiers_with_path_and_cell(good: Path, files: Path) -> None:
    facts = read(good, files)
    (given,) = facts.evidence[SNV]

    assert (given.path, given.cell) == (files / "báo cáo.pdf", "B2")
    assert given.evidence == Evidence(
        task=given.evidence.task,
        number="236/BC-SNV",
        issued=date(2026, 6, 20),
        summary="Báo cáo thu",
        due="18/06/2026",
        target="1.234,5 tỷ",
    )
    assert all(dossier.evidence == () for dossier in facts.dossiers)


def test_a_secret_row_keeps_its_number_and_its_file_is_not_looked_at(tmp_path: Path, files: Path) -> None:
    sheets = good_sheets()
    sheets["Minh chứng"].append(["NV1", "không có thật.pdf", "07-BC/ĐU", None, "Danh mục", None, None, "TUYỆT MẬT"])

    given = read(write(tmp_path / "q.xlsx", sheets), files).evidence[SNV][1]

    assert given.path is None
    assert given.evidence.classification is Classification.TOP_SECRET
    assert given.evidence.number == "07-BC/ĐU"


@pytest.mark.parametrize("word", ["Không", "Thường", "  thuong ", None])
def test_a_row_marked_as_not_secret_is_public(tmp_path: Path, files: Path, word: str | None) -> None:
    sheets = good_sheets()
    sheets["Minh chứng"][1][7] = word

    given = read(write(tmp_path / "q.xlsx", sheets), files).evidence[SNV][0]

    assert given.evidence.classification is Classification.PUBLIC
    assert given.path is not None


def _decomposed(text: str) -> str:
    return normalize("NFD", text)


def _shouted(text: str) -> str:
    return text.upper()


def _spaced(text: str) -> str:
    return f"  {text.replace(' ', '   ')}\n*"


def _bare(text: str) -> str:
    return text.partition("(")[0].strip()


@pytest.mark.parametrize(
    "form", [_decomposed, _shouted, _spaced, _bare], ids=["nfd", "upper case", "spaces", "no hint"]
)
def test_headers_and_sheet_names_are_matched_whatever_their_form(tmp_path: Path, files: Path, form: object) -> None:
    assert callable(form)
    sheets = good_sheets()
    changed: Sheets = {
        form(title).strip("\n *"): [[form(header) for header in rows[0]], *rows[1:]] for title, rows in sheets.items()
    }

    facts = read(write(tmp_path / "q.xlsx", changed), files)

    assert facts.dossiers == read(write(tmp_path / "p.xlsx", sheets), files).dossiers


def test_a_title_above_the_table_blank_rows_and_other_sheets_are_passed_over(tmp_path: Path, files: Path) -> None:
    sheets = good_sheets()
    rows = sheets["Nhiệm vụ"]
    sheets["Nhiệm vụ"] = [["DANH MỤC NHIỆM VỤ QUÝ II"], [], rows[0], rows[1], [None, "  "], *rows[2:]]
    sheets["Ghi nhớ"] = [["việc riêng"]]

    first, second = read(write(tmp_path / "q.xlsx", sheets), files).dossiers

    assert [task.code for task in (*first.tasks, *second.tasks)] == ["NV1", "NV2", "NV3"]


def test_text_is_stored_composed_and_without_stray_blanks(tmp_path: Path, files: Path) -> None:
    sheets = good_sheets()
    sheets["Cán bộ"][1][1] = normalize("NFD", "  Hoàng   Thị\nLan ")

    first = read(write(tmp_path / "q.xlsx", sheets), files).dossiers[0]

    assert first.cadres[0].name == "Hoàng Thị Lan"


def test_a_cell_in_an_old_tcvn3_font_is_read_as_its_font_shows_it(tmp_path: Path, files: Path) -> None:
    path = write(tmp_path / "q.xlsx", good_sheets())
    book = load_workbook(path)
    cell = book["Đơn vị"]["B2"]
    cell.value, cell.font = "Ban ChÊp hµnh Trung \u00ad¬ng", Font(name=".VnTime")
    book.save(path)

    assert read(path, files).dossiers[0].unit.name == "Ban Chấp hành Trung ương"


def test_a_percentage_cell_means_its_points(tmp_path: Path, files: Path) -> None:
    path = write(tmp_path / "q.xlsx", good_sheets())
    book = load_workbook(path)
    cell = book["Kết quả"]["D2"]
    cell.value, cell.number_format = 0.95, "0%"
    book.save(path)

    assert read(path, files).dossiers[0].results[0].quality == Decimal(95)


def test_a_calculated_formula_gives_its_result(tmp_path: Path, files: Path) -> None:
    sheets = good_sheets()
    sheets["Nhiệm vụ"][1][6] = "=1000+500"
    plain, calculated = write(tmp_path / "p.xlsx", sheets), tmp_path / "q.xlsx"
    with zipfile.ZipFile(plain) as source, zipfile.ZipFile(calculated, "w") as target:
        for entry in source.infolist():
            content = source.read(entry)
            target.writestr(entry, re.sub(rb"(<f>1000\+500</f>)<v ?/?>(</v>)?", rb"\1<v>1500</v>", content))

    assert read(calculated, files).dossiers[0].tasks[0].target == Decimal(1500)


@pytest.mark.parametrize("table", tables.TABLES, ids=lambda table: table.title)
def test_the_columns_of_a_sheet_fill_every_attribute_of_its_value(table: Table) -> None:
    attributes = {field.name for field in fields(table.value)} - {"file"}

    assert {column.field for column in table.columns} - {"path"} == attributes


def test_every_field_of_a_dossier_is_filled_by_one_sheet() -> None:
    assert sorted(table.of for table in tables.TABLES) == sorted(field.name for field in fields(OpenDossier))


def test_a_cell_far_to_the_right_does_not_slow_the_reader(tmp_path: Path, files: Path) -> None:
    path = write(tmp_path / "q.xlsx", good_sheets())
    book = load_workbook(path)
    book["Đơn vị"]["XFD900"] = "lạc"
    book.save(path)

    assert len(read(path, files).dossiers) == 2


def test_an_empty_sheet_beside_the_ten_is_ignored(tmp_path: Path, files: Path) -> None:
    path = write(tmp_path / "q.xlsx", good_sheets())
    book: Workbook = load_workbook(path)
    book.create_sheet("Sheet1")
    book.save(path)

    assert len(read(path, files).dossiers) == 2
