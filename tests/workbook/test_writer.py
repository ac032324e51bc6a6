"""The empty workbook: what stands in it, and that the reader takes it back when it is filled in."""

import errno
from datetime import date, datetime
from enum import Enum
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.datavalidation import DataValidation

from archive.domain.people import IssuerSystem, Management, UnitKind
from archive.domain.plan import AxisRole
from archive.domain.quarter import Quarter
from archive.domain.rating import Rating
from archive.domain.secrecy import Classification
from archive.errors import BadWorkbook, UsageError
from archive.ports.intake import WorkbookWriter
from archive.workbook import ExcelWorkbookReader, ExcelWorkbookWriter, tables
from archive.workbook.guide import GUIDE
from archive.workbook.table import Table

QUARTER = Quarter(2026, 2)
FILLED: dict[str, dict[str, Any]] = {
    "Đơn vị": {"code": "SNV", "name": "Sở Nội vụ", "kind": "Cơ quan cấp tỉnh", "system": "Nhà nước"}
    | {"symbol": "SNV", "place": "Lào Cai"},
    "Cán bộ": {"code": "001", "name": "Hoàng Thị Lan", "born": date(1986, 1, 3), "unit": "SNV", "is_head": "x"}
    | {"management": "Bộ Chính trị, Ban Bí thư"},
    "Nhiệm vụ": {"code": "NV1", "lead": "001", "name": "Số hóa", "due": "08/06/2026", "axis": 3, "axis_role": "Chính"},
    "Kết quả": {"task": "NV1", "completed": date(2026, 6, 8), "achieved": 1500, "quality": 95},
    "Minh chứng": {"task": "NV1", "path": "báo cáo.pdf", "number": "236/BC-SNV", "issued": date(2026, 6, 8)},
    "Tự đánh giá": {"person": "001", "general_points": 28, "task_points": 64.5, "proposed": Rating.GOOD.value},
    "Hội nghị": {"unit": "SNV", "held": datetime(2026, 6, 22, 8, 0), "invited": 11, "present": 10},  # noqa: DTZ001
    "Xếp loại": {"person": "001", "proposed": Rating.GOOD.value, "votes_for": 9, "votes_against": 1},
    "Phân cấp": {"post": "Giám đốc", "managed_by": "BTV", "lead_body": "Ban Tổ chức", "assigned_by": "UBND tỉnh"}
    | {"decided_by": "BTV"},
    "Kỳ": {"cutoff": date(2026, 6, 24), "guidance_number": "05-HD/TU"},
}


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("workbook") / "quy.xlsx"
    writer: WorkbookWriter = ExcelWorkbookWriter()
    writer.write(path, quarter=QUARTER)
    return path


@pytest.fixture(scope="module")
def book(empty: Path) -> Workbook:
    return load_workbook(empty)


@pytest.fixture
def filled(empty: Path, tmp_path: Path) -> Path:
    book = load_workbook(empty)
    for table in tables.TABLES:
        for position, column in enumerate(table.columns, start=1):
            if column.field in FILLED.get(table.title, {}):
                book[table.title].cell(2, position).value = FILLED[table.title][column.field]
    book.save(tmp_path / "filled.xlsx")
    return tmp_path / "filled.xlsx"


def check(book: Workbook, title: str, field: str) -> DataValidation:
    """The validation of one column's first row."""
    table = next(table for table in tables.TABLES if table.title == title)
    cell = book[title].cell(2, [column.field for column in table.columns].index(field) + 1)
    rules: list[DataValidation] = book[title].data_validations.dataValidation
    (found,) = [rule for rule in rules if cell.coordinate in rule.sqref]
    return found


def offered(book: Workbook, rule: DataValidation) -> list[Any]:
    """What a drop-down list shows."""
    title, _, cells = str(rule.formula1).rpartition("!")
    return [row[0].value for row in book[title.strip("'")][cells.replace("$", "")]]


def problems_of(workbook: Path, files: Path | None = None) -> list[str]:
    with pytest.raises(BadWorkbook) as caught:
        ExcelWorkbookReader().read(workbook, files)
    return [str(problem) for problem in caught.value.problems]


def test_the_instructions_come_first_then_every_sheet_in_order(book: Workbook) -> None:
    assert book.sheetnames == [GUIDE, *(table.title for table in tables.TABLES)]


@pytest.mark.parametrize("table", tables.TABLES, ids=lambda table: table.title)
def test_the_headers_are_those_of_the_tables_with_a_star_on_the_required(book: Workbook, table: Table) -> None:
    headers = [cell.value for cell in book[table.title][1]]

    assert headers == [f"{column.label} *" if column.required else column.label for column in table.columns]


def test_only_the_quarter_is_filled_in(book: Workbook) -> None:
    cells = [cell for sheet in book.worksheets[1:] for row in sheet.iter_rows(min_row=2) for cell in row]

    assert [(cell.parent.title, cell.coordinate, cell.value) for cell in cells if cell.value is not None] == [
        ("Kỳ", "A2", "2026-Q2")
    ]


def test_a_filled_workbook_is_read_without_a_problem(filled: Path, files: Path) -> None:
    facts = ExcelWorkbookReader().read(filled, files)
    (dossier,) = facts.dossiers

    assert facts.quarter == QUARTER
    assert [cadre.management for cadre in dossier.cadres] == [Management.POLITBURO]
    assert (len(dossier.tasks), len(dossier.results), len(dossier.self_assessments)) == (1, 1, 1)
    assert (len(dossier.proposals), len(dossier.delegations), len(facts.evidence[dossier.unit.code])) == (1, 1, 1)
    assert dossier.meeting is not None


def test_an_unfilled_workbook_is_refused_for_what_it_lacks(empty: Path) -> None:
    assert any("'Kỳ', ô B2" in problem and "Ngày chốt" in problem for problem in problems_of(empty))
    assert any("'Đơn vị', ô A2" in problem and "ít nhất một đơn vị" in problem for problem in problems_of(empty))


def test_the_reader_reads_the_same_with_and_without_the_instructions(filled: Path, files: Path) -> None:
    with_guide = ExcelWorkbookReader().read(filled, files)
    book = load_workbook(filled)
    del book[GUIDE]
    book.save(filled)

    assert ExcelWorkbookReader().read(filled, files) == with_guide


def test_the_instructions_say_what_each_sheet_is_for(book: Workbook) -> None:
    said = {row[:2] for row in book[GUIDE].iter_rows(values_only=True)}

    assert said >= {
        (f"{table.title} (không bắt buộc)" if table.optional else table.title, table.purpose) for table in tables.TABLES
    }


@pytest.mark.parametrize(
    ("title", "field", "words"),
    [
        ("Đơn vị", "kind", UnitKind),
        ("Đơn vị", "system", IssuerSystem),
        ("Cán bộ", "management", Management),
        ("Nhiệm vụ", "axis_role", AxisRole),
        ("Minh chứng", "classification", Classification),
        ("Tự đánh giá", "proposed", Rating),
        ("Xếp loại", "proposed", Rating),
        ("Xếp loại", "decided", Rating),
    ],
)
def test_a_drop_down_offers_exactly_the_words_of_its_enum(
    book: Workbook, title: str, field: str, words: type[Enum]
) -> None:
    rule = check(book, title, field)

    assert (rule.type, rule.errorStyle, rule.showErrorMessage) == ("list", "stop", True)
    assert offered(book, rule) == [word.value for word in words if word.value]


@pytest.mark.parametrize(
    ("title", "field", "words"),
    [
        ("Nhiệm vụ", "axis", [1, 2, 3, 4, 5, 6]),
        ("Nhiệm vụ", "is_arising", ["x"]),
        ("Cán bộ", "is_head", ["x"]),
    ],
)
def test_axes_and_marks_are_picked_too(book: Workbook, title: str, field: str, words: list[object]) -> None:
    assert offered(book, check(book, title, field)) == words


@pytest.mark.parametrize(
    ("title", "field", "source"),
    [
        ("Cán bộ", "unit", "Đơn vị"),
        ("Nhiệm vụ", "lead", "Cán bộ"),
        ("Kết quả", "task", "Nhiệm vụ"),
        ("Minh chứng", "task", "Nhiệm vụ"),
        ("Tự đánh giá", "person", "Cán bộ"),
        ("Hội nghị", "unit", "Đơn vị"),
        ("Xếp loại", "person", "Cán bộ"),
    ],
)
def test_a_code_is_picked_from_the_sheet_that_defines_it(book: Workbook, title: str, field: str, source: str) -> None:
    rule = check(book, title, field)

    assert (rule.type, rule.errorStyle, rule.showErrorMessage) == ("list", "stop", True)
    assert rule.formula1 == f"'{source}'!$A$2:$A$2000"


def test_days_are_shown_day_first_and_checked_down_to_the_last_row(book: Workbook) -> None:
    rule = check(book, "Cán bộ", "born")

    assert (rule.type, str(rule.sqref)) == ("date", "C2:C2000")
    assert {book["Cán bộ"][f"C{line}"].number_format for line in (2, 2000)} == {"dd/mm/yyyy"}


def test_a_code_is_a_text_cell_so_that_no_zero_is_lost(book: Workbook) -> None:
    assert book["Cán bộ"]["A2"].number_format == "@"


@pytest.mark.parametrize("table", tables.TABLES, ids=lambda table: table.title)
def test_headers_are_locked_and_stay_in_sight_while_data_cells_are_open(book: Workbook, table: Table) -> None:
    sheet = book[table.title]

    assert (sheet.protection.sheet, sheet.protection.password, sheet.freeze_panes) == (True, None, "A2")
    assert all(cell.protection.locked for cell in sheet[1])
    assert sheet.max_row == 2000
    assert not any(cell.protection.locked for row in sheet.iter_rows(min_row=2) for cell in row)


def test_the_same_quarter_gives_the_same_bytes(empty: Path, tmp_path: Path) -> None:
    ExcelWorkbookWriter().write(tmp_path / "again.xlsx", quarter=QUARTER)

    assert (tmp_path / "again.xlsx").read_bytes() == empty.read_bytes()


def test_a_file_already_there_is_refused_and_kept(tmp_path: Path) -> None:
    path = tmp_path / "quy.xlsx"
    path.write_text("của người khác")

    with pytest.raises(UsageError, match="không ghi đè"):
        ExcelWorkbookWriter().write(path, quarter=QUARTER)
    assert path.read_text() == "của người khác"


@pytest.mark.parametrize(
    "name",
    ["không có/quy.xlsx", "tệp/quy.xlsx", f"{'q' * 300}.xlsx", "quy.xls"],
    ids=["no folder", "a file for a folder", "name too long", "another kind"],
)
def test_a_place_that_cannot_be_written_is_a_usage_error(tmp_path: Path, name: str) -> None:
    (tmp_path / "tệp").touch()

    with pytest.raises(UsageError, match="--out"):
        ExcelWorkbookWriter().write(tmp_path / name, quarter=QUARTER)


def test_a_full_disk_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: Path, content: bytes) -> int:
        path.touch()
        raise OSError(errno.ENOSPC, f"no room for {len(content)} bytes")

    monkeypatch.setattr(Path, "write_bytes", full)

    with pytest.raises(UsageError, match="còn chỗ"):
        ExcelWorkbookWriter().write(tmp_path / "quy.xlsx", quarter=QUARTER)
    assert list(tmp_path.iterdir()) == []
