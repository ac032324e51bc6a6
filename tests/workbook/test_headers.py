"""Headers as offices make them: two rows, merged cells, titles and groups above."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from archive.domain.dossier import OpenDossier
from archive.errors import BadWorkbook
from archive.workbook import ExcelWorkbookReader
from tests.workbook.sample import good_sheets, write


def with_sheet(path: Path, title: str, change: Callable[[Worksheet], None]) -> Path:
    write(path, good_sheets())
    book = load_workbook(path)
    change(book[title])
    book.save(path)
    return path


def dossiers(path: Path, files: Path) -> list[OpenDossier]:
    return list(ExcelWorkbookReader().read(path, files).dossiers)


def two_rows(sheet: Worksheet) -> None:
    """Codes merged over two rows, results under one group."""
    sheet.insert_rows(1)
    sheet["A1"], sheet["A2"] = sheet["A2"].value, None
    sheet["B1"] = "Kết quả thực hiện"
    sheet["E1"], sheet["E2"] = sheet["E2"].value, None
    for merged in ("A1:A2", "B1:D1", "E1:E2"):
        sheet.merge_cells(merged)


def groups(sheet: Worksheet) -> None:
    """`Chức vụ` over Đảng, chính quyền, đoàn thể."""
    sheet.insert_rows(1)
    for column in range(1, 8):
        sheet.cell(1, column).value, sheet.cell(2, column).value = sheet.cell(2, column).value, None
        sheet.merge_cells(start_row=1, end_row=2, start_column=column, end_column=column)
    sheet["H1"] = "Chức vụ"
    sheet.merge_cells("H1:J1")
    sheet["H2"], sheet["I2"], sheet["J2"] = "Đảng", "Chính quyền", "Đoàn thể"
    sheet["H3"], sheet["I3"] = "Tỉnh ủy viên", "Giám đốc"


def three_rows(sheet: Worksheet) -> None:
    sheet.insert_rows(1, amount=4)
    sheet["A1"] = "DANH MỤC ĐƠN VỊ"
    sheet.merge_cells("A1:G1")
    for column in range(1, 8):
        sheet.cell(2, column).value, sheet.cell(5, column).value = sheet.cell(5, column).value, None
    sheet["H2"], sheet["H3"], sheet["H4"] = "Ghi chú", "của", "Văn phòng"
    sheet["H5"] = "riêng"
    sheet.delete_rows(5)


def test_a_header_on_two_rows_is_read_as_one(tmp_path: Path, files: Path) -> None:
    changed = with_sheet(tmp_path / "q.xlsx", "Kết quả", two_rows)

    assert dossiers(changed, files) == dossiers(write(tmp_path / "p.xlsx", good_sheets()), files)


def test_a_group_completes_the_headers_below_it(tmp_path: Path, files: Path) -> None:
    first, second = dossiers(with_sheet(tmp_path / "q.xlsx", "Cán bộ", groups), files)

    assert (first.cadres[0].party_post, first.cadres[0].state_post) == ("Tỉnh ủy viên", "Giám đốc")
    assert (second.cadres[0].name, second.cadres[0].born) == ("Giàng A Páo", date(1980, 2, 9))


def test_a_header_of_three_rows_below_a_title_is_read(tmp_path: Path, files: Path) -> None:
    changed = with_sheet(tmp_path / "q.xlsx", "Đơn vị", three_rows)

    assert dossiers(changed, files) == dossiers(write(tmp_path / "p.xlsx", good_sheets()), files)


def test_a_problem_below_a_header_of_two_rows_names_the_true_cell(tmp_path: Path, files: Path) -> None:
    path = with_sheet(tmp_path / "q.xlsx", "Kết quả", two_rows)
    book = load_workbook(path)
    book["Kết quả"]["B4"] = "31/02/2026"
    book.save(path)

    with pytest.raises(BadWorkbook) as caught:
        dossiers(path, files)

    assert [str(problem) for problem in caught.value.problems] == [
        "Trang 'Kết quả', ô B4: thấy '31/02/2026'; cần một ngày có thật, viết như 25/6/2026"
    ]


def test_a_row_of_numbers_below_the_header_is_no_header(tmp_path: Path, files: Path) -> None:
    """A row of days and figures has no text of its own; the header must stay above it."""
    sheets = good_sheets()
    sheets["Kỳ"] = [["Ngày chốt", "Ngày Hướng dẫn", "Quý"], [date(2026, 6, 24), date(2026, 6, 5), "2026-Q2"]]

    first = dossiers(write(tmp_path / "q.xlsx", sheets), files)[0]

    assert first.period.guidance_date == date(2026, 6, 5)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (" CB1 ", "CB1"),
        ("CB1\u00a0", "CB1"),
        ("\u00a0CB1\u202f\t", "CB1"),
        ("CB1\u200b", "CB1"),
        ("\ufeffCB1\r\n", "CB1"),
    ],
    ids=["spaces", "a space that does not break", "narrow space and tab", "no width", "byte order mark"],
)
def test_blanks_around_a_code_make_no_other_code(tmp_path: Path, files: Path, written: str, read: str) -> None:
    sheets = good_sheets()
    sheets["Cán bộ"][1][0] = written

    assert dossiers(write(tmp_path / "q.xlsx", sheets), files)[0].cadres[0].code == read


@pytest.mark.parametrize("written", ["25/6/2026\u00a0", " 25 / 6 / 2026", "25/6/2026\u200b"])
def test_blanks_around_a_day_do_not_spoil_it(tmp_path: Path, files: Path, written: str) -> None:
    sheets = good_sheets()
    sheets["Nhiệm vụ"][1][3] = written

    assert dossiers(write(tmp_path / "q.xlsx", sheets), files)[0].tasks[0].due == date(2026, 6, 25)


def test_two_codes_that_differ_only_in_blanks_are_one_code_given_twice(tmp_path: Path, files: Path) -> None:
    sheets = good_sheets()
    sheets["Nhiệm vụ"][2][0] = "NV1\u00a0"
    sheets["Kết quả"][2][0] = sheets["Minh chứng"][1][0] = "NV1 "
    del sheets["Kết quả"][1]

    with pytest.raises(BadWorkbook) as caught:
        dossiers(write(tmp_path / "q.xlsx", sheets), files)

    assert [str(problem) for problem in caught.value.problems] == [
        "Trang 'Nhiệm vụ', ô A3: thấy 'NV1'; cần một giá trị chưa có ở dòng khác; dòng 2 đã ghi (ô A2)"
    ]
