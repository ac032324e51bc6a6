"""A supplement: what the workbook does not say stays, rows with a known key take the place of the stored ones."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from archive.domain.dossier import OpenDossier
from archive.domain.evidence import Evidence, StoredFile
from archive.domain.people import UnitCode
from archive.domain.plan import TaskCode
from archive.domain.quarter import Quarter
from archive.errors import BadWorkbook
from archive.ports.intake import WorkbookFacts
from archive.workbook import ExcelWorkbookReader
from tests.workbook.sample import good_sheets, write

Rows = list[list[Any]]
SNV = UnitCode("SNV")
PERIOD = good_sheets()["Kỳ"]
UNITS = good_sheets()["Đơn vị"]
SCAN = StoredFile(name="scan.pdf", sha512="ab" * 64, size=9, media_type="application/pdf")


@pytest.fixture
def stored(good: Path, files: Path) -> list[OpenDossier]:
    """What the good workbook says, with a stored file for NV2."""
    first, second = ExcelWorkbookReader().read(good, files).dossiers
    kept = Evidence(task=TaskCode("NV2"), number="236/BC-SNV", summary="Báo cáo thu", file=SCAN)
    return [replace(first, evidence=(kept,)), second]


def read(
    tmp_path: Path, stored: Sequence[OpenDossier], sheets: dict[str, Rows], *, partial: bool = False
) -> WorkbookFacts:
    def recall(quarter: Quarter, units: Collection[UnitCode]) -> Sequence[OpenDossier]:
        assert quarter == Quarter(2026, 2)
        return [dossier for dossier in stored if not units or dossier.unit.code in units]

    path = write(tmp_path / "bo-sung.xlsx", {"Kỳ": PERIOD, **sheets})
    return ExcelWorkbookReader().read(path, None, stored=recall, update=True, partial=partial)


def problems(tmp_path: Path, stored: Sequence[OpenDossier], sheets: dict[str, Rows]) -> list[str]:
    with pytest.raises(BadWorkbook) as caught:
        read(tmp_path, stored, sheets)
    return [str(problem) for problem in caught.value.problems]


def test_a_workbook_of_results_alone_changes_results_alone(tmp_path: Path, stored: list[OpenDossier]) -> None:
    given: Rows = [["Mã nhiệm vụ", "Ngày hoàn thành", "Kết quả đạt"], ["NV3", "20/6/2026", 130]]

    (dossier,) = read(tmp_path, stored, {"Kết quả": given}).dossiers

    (added,) = dossier.results
    assert dossier == replace(stored[1], results=(added,))
    assert (added.completed, added.achieved) == (date(2026, 6, 20), Decimal(130))


def test_a_row_with_a_known_key_takes_the_place_of_the_stored_one(tmp_path: Path, stored: list[OpenDossier]) -> None:
    given: Rows = [["Mã nhiệm vụ", "Ngày hoàn thành", "Nguyên nhân"], ["NV2", "19/6/2026", None]]

    (dossier,) = read(tmp_path, stored, {"Kết quả": given}).dossiers

    assert [result.task for result in dossier.results] == ["NV1", "NV2"]
    assert (dossier.results[1].completed, dossier.results[1].cause) == (date(2026, 6, 19), "")


def test_a_column_the_sheet_lacks_keeps_what_is_stored(tmp_path: Path, stored: list[OpenDossier]) -> None:
    given = [["Mã nhiệm vụ", "Ghi chú"], ["NV2", "đã đối chiếu"]]

    (dossier,) = read(tmp_path, stored, {"Kết quả": given}).dossiers

    assert dossier.results[1] == replace(stored[0].results[1], note="đã đối chiếu")


def test_a_period_alone_reaches_every_stored_unit(tmp_path: Path, stored: list[OpenDossier]) -> None:
    later = [PERIOD[0], ["2026-Q2", date(2026, 6, 26), "05-HD/TU", date(2026, 6, 5)]]

    dossiers = read(tmp_path, stored, {"Kỳ": later}).dossiers

    assert [dossier.period.cutoff for dossier in dossiers] == [date(2026, 6, 26)] * 2


def test_a_new_unit_shares_what_is_said_of_the_whole_quarter(tmp_path: Path, stored: list[OpenDossier]) -> None:
    new = ["STC", "Sở Tài chính", "", "Cơ quan cấp tỉnh", "Nhà nước", "STC", "Lào Cai"]
    recalled = [replace(dossier) for dossier in stored]

    facts = read(tmp_path, recalled, {"Đơn vị": [UNITS[0], UNITS[1], new]})

    added = next(dossier for dossier in facts.dossiers if dossier.unit.code == "STC")
    assert added.delegations == stored[0].delegations


def test_codes_may_name_what_is_stored_but_nothing_unheard_of(tmp_path: Path, stored: list[OpenDossier]) -> None:
    given = [["Mã nhiệm vụ", "Ngày hoàn thành"], ["NV1", "19/6/2026"], ["NV9", "19/6/2026"]]

    assert problems(tmp_path, stored, {"Kết quả": given}) == [
        "Trang 'Kết quả', ô A3: thấy 'NV9'; cần mã nhiệm vụ đã có ở trang 'Nhiệm vụ'"
    ]


def test_cells_are_checked_as_in_a_first_workbook(tmp_path: Path, stored: list[OpenDossier]) -> None:
    given = [["Mã nhiệm vụ", "Ngày hoàn thành"], ["NV1", "31/2/2026"], ["NV1", "19/6/2026"]]

    assert [text[:23] for text in problems(tmp_path, stored, {"Kết quả": given})] == [
        "Trang 'Kết quả', ô B2: ",
        "Trang 'Kết quả', ô A3: ",
    ]


def test_the_period_must_be_there(tmp_path: Path) -> None:
    path = write(tmp_path / "q.xlsx", {"Kết quả": [["Mã nhiệm vụ"], ["NV1"]]})

    with pytest.raises(BadWorkbook) as caught:
        ExcelWorkbookReader().read(path, None, update=True)

    assert [str(problem) for problem in caught.value.problems] == [
        "Trang 'Kỳ', ô A1: thấy 'không có trang này'; cần một trang tên 'Kỳ'"
    ]


def test_a_supplement_of_nothing_is_no_workbook(tmp_path: Path) -> None:
    assert "ít nhất một đơn vị" in problems(tmp_path, [], {})[0]


def test_a_cadre_does_not_move_to_another_unit_by_a_supplement(tmp_path: Path, stored: list[OpenDossier]) -> None:
    given = [
        ["Mã cán bộ", "Họ và tên", "Mã đơn vị", "Diện quản lý"],
        ["CB3", "Giàng A Páo", "SNV", "Đơn vị"],
    ]

    (problem,) = problems(tmp_path, stored, {"Cán bộ": given})

    assert "ô C2: thấy 'SNV'; cần đơn vị ĐU-BH như đã lưu" in problem


def test_a_code_of_two_units_must_say_which(tmp_path: Path, stored: list[OpenDossier]) -> None:
    """Offices number their own cadres and tasks."""
    twin = replace(stored[1], tasks=(replace(stored[1].tasks[0], code=TaskCode("NV1")),))
    given = {"Kết quả": [["Mã nhiệm vụ", "Ghi chú"], ["NV1", "đã đối chiếu"]]}

    assert "các đơn vị SNV, ĐU-BH cùng có" in problems(tmp_path, [stored[0], twin], given)[0]
    (dossier,) = read(tmp_path, [stored[0], twin], {**given, "Đơn vị": UNITS[:2]}).dossiers
    assert (dossier.unit.code, dossier.results[0].note) == (SNV, "đã đối chiếu")


def test_a_stored_file_of_the_task_needs_no_folder(tmp_path: Path, stored: list[OpenDossier]) -> None:
    given = [["Mã nhiệm vụ", "Tệp", "Số ký hiệu"], ["NV2", "scan.pdf", "236/BC-SNV"]]

    facts = read(tmp_path, stored, {"Minh chứng": given})

    (evidence,) = facts.evidence[SNV]
    assert (evidence.path, evidence.evidence.file) == (None, SCAN)
    assert facts.dossiers[0].evidence == stored[0].evidence


def test_a_stored_file_of_another_task_is_not_taken(tmp_path: Path, stored: list[OpenDossier]) -> None:
    given = [["Mã nhiệm vụ", "Tệp"], ["NV1", "scan.pdf"]]

    assert "--files" in problems(tmp_path, stored, {"Minh chứng": given})[0]


def test_a_partial_supplement_keeps_what_its_bad_rows_would_have_replaced(
    tmp_path: Path, stored: list[OpenDossier]
) -> None:
    given = [["Mã nhiệm vụ", "Ngày hoàn thành"], ["NV1", "31/2/2026"], ["NV2", "19/6/2026"]]

    facts = read(tmp_path, stored, {"Kết quả": given}, partial=True)

    assert facts.dossiers[0].results[0] == stored[0].results[0]
    assert facts.dossiers[0].results[1].completed == date(2026, 6, 19)
    assert facts.skipped_rows == 1
