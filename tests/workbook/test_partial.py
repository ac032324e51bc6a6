"""A partial reading: good rows are facts, bad rows and what hangs on them are told, a spoilt workbook stays refused."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from archive.errors import BadWorkbook
from archive.ports.intake import WorkbookFacts
from archive.workbook import ExcelWorkbookReader
from tests.workbook.sample import Change, Sheets, good_sheets, put, write


def partial(tmp_path: Path, files: Path | None, *changes: Change) -> WorkbookFacts:
    sheets = good_sheets()
    for change in changes:
        change(sheets)
    return ExcelWorkbookReader().read(write(tmp_path / "q.xlsx", sheets), files, partial=True)


def skipped(facts: WorkbookFacts) -> list[tuple[str, str]]:
    return [(problem.sheet, problem.cell) for problem in facts.skipped]


def test_a_good_workbook_leaves_nothing_out(tmp_path: Path, files: Path) -> None:
    facts = partial(tmp_path, files)

    assert (facts.skipped, facts.skipped_rows) == ([], 0)
    assert facts.dossiers == ExcelWorkbookReader().read(tmp_path / "q.xlsx", files).dossiers


def test_the_good_rows_beside_a_bad_one_are_facts(tmp_path: Path, files: Path) -> None:
    facts = partial(tmp_path, files, put("Kết quả", 2, 2, "31/02/2026"))

    assert [result.task for result in facts.dossiers[0].results] == ["NV2"]
    assert [task.code for task in facts.dossiers[0].tasks] == ["NV1", "NV2"]
    assert (skipped(facts), facts.skipped_rows) == ([("Kết quả", "B2")], 1)


def test_what_hangs_on_a_bad_cadre_is_left_out_and_says_why(tmp_path: Path, files: Path) -> None:
    facts = partial(tmp_path, files, put("Cán bộ", 3, 6, "Huyện ủy"))

    assert [cadre.code for cadre in facts.dossiers[0].cadres] == ["CB1"]
    assert skipped(facts) == [("Cán bộ", "F3"), ("Nhiệm vụ", "B3"), ("Kết quả", "A3"), ("Minh chứng", "A2")]
    assert facts.skipped[1].expected.endswith("dòng này gọi ô A3, dòng đó chưa nhận được")
    assert facts.evidence[facts.dossiers[0].unit.code] == []


def test_a_bad_unit_takes_its_people_along_and_leaves_the_other_unit(tmp_path: Path, files: Path) -> None:
    facts = partial(tmp_path, files, put("Đơn vị", 2, 4, "Sở"))

    assert [dossier.unit.code for dossier in facts.dossiers] == ["ĐU-BH"]
    assert facts.skipped_rows == 11


def test_of_two_rows_of_one_code_neither_is_taken(tmp_path: Path, files: Path) -> None:
    """Nobody knows which of the two is meant."""
    facts = partial(tmp_path, files, put("Nhiệm vụ", 3, 1, "NV1"))

    assert [task.code for dossier in facts.dossiers for task in dossier.tasks] == ["NV3"]
    assert [str(problem) for problem in facts.skipped[:2]] == [
        "Trang 'Nhiệm vụ', ô A2: thấy 'NV1'; cần một giá trị chưa có ở dòng khác; dòng 3 cũng ghi (ô A3)",
        "Trang 'Nhiệm vụ', ô A3: thấy 'NV1'; cần một giá trị chưa có ở dòng khác; dòng 2 đã ghi (ô A2)",
    ]


def test_evidence_whose_file_is_missing_is_left_out(tmp_path: Path) -> None:
    facts = partial(tmp_path, None)

    assert skipped(facts) == [("Minh chứng", "B2")]


def without(sheet: str) -> Change:
    return lambda sheets: sheets.pop(sheet)


def without_last_column(sheet: str) -> Change:
    def change(sheets: Sheets) -> None:
        for row in sheets[sheet]:
            row.pop()

    return change


SPOILT: dict[str, tuple[Change, ...]] = {
    "a sheet is missing": (without("Kết quả"),),
    "a required column is missing": (without_last_column("Đơn vị"),),
    "no unit at all": (lambda sheets: sheets.update({"Đơn vị": sheets["Đơn vị"][:1]}),),
    "no unit is good": (put("Đơn vị", 2, 4, "Sở"), put("Đơn vị", 3, 4, "Sở")),
    "no period": (lambda sheets: sheets["Kỳ"].pop(),),
    "a period that cannot be read": (put("Kỳ", 2, 2, "hôm qua"),),
    "two periods": (lambda sheets: sheets["Kỳ"].append(["2026-Q3", date(2026, 9, 24)]),),
}


@pytest.mark.parametrize("changes", SPOILT.values(), ids=SPOILT.keys())
def test_a_workbook_that_is_no_use_is_refused_whole(
    tmp_path: Path, files: Path, changes: tuple[Callable[[Sheets], object], ...]
) -> None:
    with pytest.raises(BadWorkbook, match="chưa lưu gì"):
        partial(tmp_path, files, *changes)
