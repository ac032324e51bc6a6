"""Evidence is found below the folder given and nowhere else."""

import os
from pathlib import Path
from unicodedata import normalize

import pytest

from archive.domain.people import UnitCode
from archive.errors import BadWorkbook
from archive.ports.intake import CellProblem
from archive.workbook import ExcelWorkbookReader
from tests.workbook.sample import good_sheets, put, write


def workbook_naming(tmp_path: Path, named: str) -> Path:
    sheets = good_sheets()
    put("Minh chứng", 2, 2, named)(sheets)
    return write(tmp_path / "q.xlsx", sheets)


def path_found(tmp_path: Path, files: Path, named: str) -> Path | None:
    facts = ExcelWorkbookReader().read(workbook_naming(tmp_path, named), files)
    return facts.evidence[UnitCode("SNV")][0].path


def problem_found(tmp_path: Path, files: Path | None, named: str) -> CellProblem:
    with pytest.raises(BadWorkbook) as caught:
        ExcelWorkbookReader().read(workbook_naming(tmp_path, named), files)
    (problem,) = caught.value.problems
    assert isinstance(problem, CellProblem)
    assert (problem.sheet, problem.cell, problem.found) == ("Minh chứng", "B2", named)
    return problem


@pytest.mark.parametrize(("on_disk", "in_cell"), [("NFC", "NFD"), ("NFD", "NFC"), ("NFD", "NFD")])
def test_a_name_matches_in_either_unicode_form(tmp_path: Path, files: Path, on_disk: str, in_cell: str) -> None:
    kept = files / normalize(on_disk, "thư mục") / normalize(on_disk, "tờ trình.pdf")  # type: ignore[arg-type] # a form
    kept.parent.mkdir()
    kept.write_bytes(b"%PDF-1.4")

    found = path_found(tmp_path, files, normalize(in_cell, "thư mục/tờ trình.pdf"))  # type: ignore[arg-type] # a form

    assert found is not None
    assert found.samefile(kept)


def test_a_path_in_the_windows_way_is_understood(tmp_path: Path, files: Path) -> None:
    (files / "SNV").mkdir()
    (files / "SNV" / "a.pdf").write_bytes(b"%PDF-1.4")

    assert path_found(tmp_path, files, "SNV\\a.pdf") == files / "SNV" / "a.pdf"


@pytest.mark.parametrize("named", ["/etc/passwd", "C:\\a.pdf", "../quy.xlsx", "SNV/../../quy.xlsx", "a//b.pdf"])
def test_a_path_that_could_leave_the_folder_is_refused(tmp_path: Path, files: Path, named: str) -> None:
    assert "không có .." in problem_found(tmp_path, files, named).expected


def test_a_shortcut_that_leads_outside_is_refused(tmp_path: Path, files: Path) -> None:
    (tmp_path / "private.pdf").write_bytes(b"%PDF-1.4")
    (files / "a.pdf").symlink_to(tmp_path / "private.pdf")

    assert "dẫn ra ngoài" in problem_found(tmp_path, files, "a.pdf").expected


def test_a_folder_that_is_a_shortcut_to_outside_is_not_even_listed(tmp_path: Path, files: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "a.pdf").write_bytes(b"%PDF-1.4")
    (files / "SNV").symlink_to(outside)

    assert "có trong thư mục minh chứng" in problem_found(tmp_path, files, "SNV/a.pdf").expected


def test_a_shortcut_inside_the_folder_is_refused_too(tmp_path: Path, files: Path) -> None:
    (files / "a.pdf").symlink_to(files / "báo cáo.pdf")

    assert "lối tắt" in problem_found(tmp_path, files, "a.pdf").expected


def test_a_file_that_does_not_exist_is_named(tmp_path: Path, files: Path) -> None:
    assert "kiểm tra tên" in problem_found(tmp_path, files, "không có.pdf").expected


def test_a_folder_is_no_file(tmp_path: Path, files: Path) -> None:
    (files / "SNV").mkdir()

    assert "không phải thư mục" in problem_found(tmp_path, files, "SNV").expected


def test_a_pipe_is_no_file(tmp_path: Path, files: Path) -> None:
    os.mkfifo(files / "ống.pdf")

    assert "tên một tệp" in problem_found(tmp_path, files, "ống.pdf").expected


def test_a_named_file_without_a_folder_says_which_option_is_missing(tmp_path: Path) -> None:
    assert "--files" in problem_found(tmp_path, None, "báo cáo.pdf").expected


def test_a_folder_of_evidence_that_does_not_exist_leaves_every_file_unfound(tmp_path: Path) -> None:
    assert "kiểm tra tên" in problem_found(tmp_path, tmp_path / "none", "báo cáo.pdf").expected


def test_the_file_of_a_row_with_an_unknown_classification_is_not_looked_for(tmp_path: Path) -> None:
    sheets = good_sheets()
    put("Minh chứng", 2, 8, "mật?!?x")(sheets)

    with pytest.raises(BadWorkbook) as caught:
        ExcelWorkbookReader().read(write(tmp_path / "q.xlsx", sheets), None)

    assert [problem.cell for problem in caught.value.problems if isinstance(problem, CellProblem)] == ["H2"]
