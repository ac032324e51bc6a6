"""Every way a cell can be bad: what is planted, and which cell the reader then names."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from archive.errors import BadWorkbook
from archive.ports.intake import CellProblem
from archive.workbook import ExcelWorkbookReader
from tests.workbook.sample import Change, Sheets, good_sheets, put, write


@dataclass(frozen=True)
class Bad:
    change: Change
    sheet: str
    cell: str
    found: str
    expected: str  # a part of the sentence


def without_sheet(sheet: str) -> Change:
    return lambda sheets: sheets.pop(sheet)


def without_column(sheet: str, column: int) -> Change:
    def change(sheets: Sheets) -> None:
        for row in sheets[sheet]:
            del row[column - 1]

    return change


def row(sheet: str, *cells: object) -> Change:
    return lambda sheets: sheets[sheet].append(list(cells))


def second_header(sheet: str, header: str) -> Change:
    return lambda sheets: sheets[sheet][0].append(header)


def second_sheet(sheet: str, name: str) -> Change:
    return lambda sheets: sheets.update({name: sheets[sheet]})


PROBLEMS = {
    "a sheet is missing": Bad(without_sheet("Phân cấp"), "Phân cấp", "A1", "không có trang này", "'Phân cấp'"),
    "two sheets of one name": Bad(second_sheet("Kỳ", "KY"), "Kỳ", "A1", "'KY'", "chỉ một trang"),
    "a required column is missing": Bad(without_column("Đơn vị", 7), "Đơn vị", "G1", "không có cột này", "'Địa danh'"),
    "a column stands twice": Bad(
        second_header("Kết quả", "Kết quả đạt"), "Kết quả", "F1", "Kết quả đạt", "chỉ một cột"
    ),
    "a required name is missing": Bad(put("Cán bộ", 3, 2, None), "Cán bộ", "B3", "ô trống", "Họ và tên"),
    "a required code is only blanks": Bad(put("Xếp loại", 2, 1, "   "), "Xếp loại", "A2", "ô trống", "Mã cán bộ"),
    "a day that does not exist": Bad(
        put("Nhiệm vụ", 3, 4, "31/02/2026"), "Nhiệm vụ", "D3", "31/02/2026", "ngày có thật"
    ),
    "a number where a day belongs": Bad(put("Nhiệm vụ", 3, 4, 46198), "Nhiệm vụ", "D3", "46198", "ngày có thật"),
    "an hour that does not exist": Bad(
        put("Hội nghị", 2, 2, "25:00 22/06/2026"), "Hội nghị", "B2", "25:00 22/06/2026", "ngày giờ"
    ),
    "words where a number belongs": Bad(put("Nhiệm vụ", 2, 7, "nhiều"), "Nhiệm vụ", "G2", "nhiều", "một số"),
    "a fraction of a vote": Bad(put("Xếp loại", 2, 3, 8.5), "Xếp loại", "C2", "8,5", "số nguyên"),
    "votes below zero": Bad(put("Xếp loại", 2, 4, -1), "Xếp loại", "D2", "-1", "số nguyên"),
    "a seventh axis": Bad(put("Nhiệm vụ", 2, 5, 7), "Nhiệm vụ", "E2", "7", "từ 1 đến 6"),
    "an unknown role of the axis": Bad(put("Nhiệm vụ", 2, 6, "Vừa"), "Nhiệm vụ", "F2", "Vừa", "Chính / Phụ"),
    "an unknown kind of unit": Bad(put("Đơn vị", 2, 4, "Sở"), "Đơn vị", "D2", "Sở", "Cơ quan cấp tỉnh"),
    "an unknown layout": Bad(put("Đơn vị", 2, 5, "Đoàn"), "Đơn vị", "E2", "Đoàn", "Đảng / Nhà nước"),
    "an unknown management": Bad(put("Cán bộ", 2, 6, "Huyện ủy"), "Cán bộ", "F2", "Huyện ủy", "Đơn vị"),
    "an unknown rating": Bad(put("Xếp loại", 2, 2, "Giỏi"), "Xếp loại", "B2", "Giỏi", "Hoàn thành tốt nhiệm vụ"),
    "an unknown classification": Bad(put("Minh chứng", 2, 8, "Kín"), "Minh chứng", "H2", "Kín", "Tối mật"),
    "something else than an x": Bad(put("Cán bộ", 2, 7, "đúng"), "Cán bộ", "G2", "đúng", "dấu x"),
    "a code that cannot be a path": Bad(put("Minh chứng", 2, 1, "NV/2"), "Minh chứng", "A2", "NV/2", "một mã"),
    "a quarter before the first": Bad(put("Kỳ", 2, 1, "2026-Q1"), "Kỳ", "A2", "2026-Q1", "2026-Q2"),
    "a cadre of an unknown unit": Bad(put("Cán bộ", 3, 5, "SYT"), "Cán bộ", "E3", "SYT", "trang 'Đơn vị'"),
    "a meeting of an unknown unit": Bad(put("Hội nghị", 2, 1, "SYT"), "Hội nghị", "A2", "SYT", "trang 'Đơn vị'"),
    "a task of an unknown person": Bad(put("Nhiệm vụ", 4, 2, "CB9"), "Nhiệm vụ", "B4", "CB9", "trang 'Cán bộ'"),
    "a self-assessment of an unknown person": Bad(
        put("Tự đánh giá", 2, 1, "CB9"), "Tự đánh giá", "A2", "CB9", "trang 'Cán bộ'"
    ),
    "a rating of an unknown person": Bad(put("Xếp loại", 2, 1, "CB9"), "Xếp loại", "A2", "CB9", "trang 'Cán bộ'"),
    "a result of an unknown task": Bad(put("Kết quả", 3, 1, "NV9"), "Kết quả", "A3", "NV9", "trang 'Nhiệm vụ'"),
    "evidence of an unknown task": Bad(put("Minh chứng", 2, 1, "NV9"), "Minh chứng", "A2", "NV9", "trang 'Nhiệm vụ'"),
    "two units of one code": Bad(put("Đơn vị", 3, 1, "SNV"), "Đơn vị", "A3", "SNV", "dòng 2 đã ghi"),
    "two cadres of one code": Bad(put("Cán bộ", 4, 1, "CB1"), "Cán bộ", "A4", "CB1", "dòng 2 đã ghi"),
    "two tasks of one code": Bad(put("Nhiệm vụ", 4, 1, "NV2"), "Nhiệm vụ", "A4", "NV2", "dòng 3 đã ghi"),
    "two results of one task": Bad(put("Kết quả", 3, 1, "NV1"), "Kết quả", "A3", "NV1", "dòng 2 đã ghi"),
    "two self-assessments of one person": Bad(row("Tự đánh giá", "CB1"), "Tự đánh giá", "A3", "CB1", "dòng 2 đã ghi"),
    "two meetings of one unit": Bad(row("Hội nghị", "SNV"), "Hội nghị", "A3", "SNV", "dòng 2 đã ghi"),
    "two proposals for one person": Bad(row("Xếp loại", "CB1"), "Xếp loại", "A3", "CB1", "dòng 2 đã ghi"),
    "a formula without a result": Bad(put("Nhiệm vụ", 2, 7, "=1+2"), "Nhiệm vụ", "G2", "=1+2", "giá trị đã tính"),
    "an error of Excel": Bad(put("Kết quả", 2, 3, "#N/A"), "Kết quả", "C2", "#N/A", "báo lỗi công thức"),
    "no period": Bad(lambda sheets: sheets["Kỳ"].pop(), "Kỳ", "A2", "0 dòng", "đúng một dòng"),
    "two periods": Bad(row("Kỳ", "2026-Q3", "24/9/2026"), "Kỳ", "A3", "2 dòng", "đúng một dòng"),
}


def problems_of(path: Path, files: Path | None) -> list[CellProblem]:
    with pytest.raises(BadWorkbook) as caught:
        ExcelWorkbookReader().read(path, files)
    return [problem for problem in caught.value.problems if isinstance(problem, CellProblem)]


@pytest.mark.parametrize("bad", PROBLEMS.values(), ids=PROBLEMS.keys())
def test_a_bad_cell_is_named(bad: Bad, tmp_path: Path, files: Path) -> None:
    sheets = good_sheets()
    bad.change(sheets)

    found = problems_of(write(tmp_path / "q.xlsx", sheets), files)

    assert (found[0].sheet, found[0].cell) == (bad.sheet, bad.cell)
    assert bad.found in found[0].found
    assert bad.expected in found[0].expected


def test_every_bad_cell_of_the_workbook_is_named_at_once_in_the_order_of_sheets(tmp_path: Path, files: Path) -> None:
    sheets = good_sheets()
    for change in (
        put("Kỳ", 2, 2, "hôm qua"),
        put("Cán bộ", 4, 5, "SYT"),
        put("Cán bộ", 2, 3, "30/02/1986"),
        put("Đơn vị", 2, 4, "Sở"),
    ):
        change(sheets)

    with pytest.raises(BadWorkbook) as caught:
        ExcelWorkbookReader().read(write(tmp_path / "q.xlsx", sheets), files)

    assert [str(problem)[:26] for problem in caught.value.problems] == [
        "Trang 'Đơn vị', ô D2: thấy",
        "Trang 'Cán bộ', ô C2: thấy",
        "Trang 'Cán bộ', ô E4: thấy",
        "Trang 'Kỳ', ô B2: thấy 'hô",
    ]
    assert "có 4 chỗ chưa đúng" in caught.value.sentence


def test_a_missing_sheet_does_not_make_every_code_unknown(tmp_path: Path, files: Path) -> None:
    sheets = good_sheets()
    del sheets["Cán bộ"]

    found = problems_of(write(tmp_path / "q.xlsx", sheets), files)

    assert [(problem.sheet, problem.cell) for problem in found] == [("Cán bộ", "A1")]


def test_a_long_value_is_shortened_in_the_report(tmp_path: Path, files: Path) -> None:
    sheets = good_sheets()
    put("Nhiệm vụ", 2, 7, "rất " * 100)(sheets)

    (problem,) = problems_of(write(tmp_path / "q.xlsx", sheets), files)

    assert len(problem.found) == 80
