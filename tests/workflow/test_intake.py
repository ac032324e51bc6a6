"""Taking in with the real reader and desk in memory: what is stored, what is told, what the history keeps."""

import json
from collections.abc import Mapping
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from archive.domain.history import Event
from archive.domain.people import UnitCode
from archive.domain.quarter import Quarter
from archive.domain.reading import read_facts
from archive.domain.record import RecordId
from archive.errors import BadEvidence, BadInput, BadWorkbook, RuleBroken
from archive.ports import Parts
from archive.ports.intake import GivenEvidence, WorkbookFacts
from archive.ports.scanning import Inspection
from archive.workbook import ExcelWorkbookReader
from archive.workflow.assemble import assemble
from archive.workflow.intake import IntakeReport, take_in
from archive.workflow.seal import seal
from archive.workflow.sign import sign
from tests.given import GivenWorkbook
from tests.parts import MemoryDesk, memory_parts
from tests.program import hoso
from tests.quarters import complete_dossier
from tests.workbook.sample import good_sheets, put, write

SNV, Q2 = UnitCode("SNV"), Quarter(2026, 2)
Sheets = Mapping[str, list[list[Any]]]


class PickyInspector:
    """Refuses files that hold a macro, warns of scripts, takes others for text."""

    def inspect(self, path: Path) -> Inspection:
        if b"macro" in path.read_bytes():
            raise BadEvidence(f"Tệp {path.name} chứa mã chạy được.")
        return Inspection("text/plain", ("có mã",) if b"script" in path.read_bytes() else ())


@pytest.fixture
def parts() -> Parts:
    return replace(memory_parts(), workbooks=ExcelWorkbookReader(), inspector=PickyInspector())


@pytest.fixture
def files(tmp_path: Path) -> Path:
    folder = tmp_path / "minh-chung"
    folder.mkdir()
    (folder / "báo cáo.pdf").write_bytes(b"%PDF-1.4 evidence")
    return folder


def imported(
    parts: Parts, files: Path, sheets: Sheets, *, update: bool = False, partial: bool = False, dry_run: bool = False
) -> IntakeReport:
    workbook = write(files.parent / "q.xlsx", sheets)
    return take_in(parts, workbook, files, update=update, partial=partial, dry_run=dry_run)


def events(parts: Parts) -> list[Event]:
    assert isinstance(parts.desk, MemoryDesk)
    return parts.desk.state.happened


def lines(report: IntakeReport) -> list[str]:
    return [str(change) for change in report.changes]


def test_a_second_import_of_the_same_workbook_changes_nothing(parts: Parts, files: Path) -> None:
    imported(parts, files, good_sheets())

    report = imported(parts, files, good_sheets())

    assert (report.changed, report.changes) == ((), ())


def test_a_changed_cell_is_told_field_by_field(parts: Parts, files: Path) -> None:
    imported(parts, files, good_sheets())
    sheets = good_sheets()
    put("Kết quả", 3, 3, 1300)(sheets)
    put("Cán bộ", 2, 2, "Hoàng Thị Lân")(sheets)

    assert lines(imported(parts, files, sheets)) == [
        "SNV · Cán bộ · CB1 · Họ và tên: 'Hoàng Thị Lan' → 'Hoàng Thị Lân'",
        "SNV · Kết quả · NV2 · Kết quả đạt: '1.200' → '1.300'",
    ]


def test_a_file_with_other_content_under_the_old_name_is_told(parts: Parts, files: Path) -> None:
    imported(parts, files, good_sheets())
    (files / "báo cáo.pdf").write_bytes(b"%PDF-1.4 other")

    (line,) = lines(imported(parts, files, good_sheets()))

    assert line.startswith("SNV · Minh chứng · NV2 · 236/BC-SNV · Tệp: 'báo cáo.pdf (")


def test_a_trial_tells_the_same_and_stores_nothing(parts: Parts, files: Path) -> None:
    imported(parts, files, good_sheets())
    sheets = good_sheets()
    put("Kết quả", 3, 3, 1300)(sheets)

    trial = imported(parts, files, sheets, dry_run=True)
    real = imported(parts, files, sheets)

    assert trial.changes == real.changes
    assert (trial.dry_run, trial.changed) == (True, (SNV,))


def test_a_trial_of_what_is_stored_with_its_files_finds_nothing_to_change(parts: Parts, files: Path) -> None:
    imported(parts, files, good_sheets())

    assert imported(parts, files, good_sheets(), dry_run=True).changed == ()


def test_a_supplement_changes_what_it_says_and_keeps_the_rest(parts: Parts, files: Path) -> None:
    imported(parts, files, good_sheets())
    given: Sheets = {"Kỳ": good_sheets()["Kỳ"], "Kết quả": [["Mã nhiệm vụ", "Kết quả đạt"], ["NV2", 1300]]}

    report = imported(parts, files, given, update=True)

    assert lines(report) == ["SNV · Kết quả · NV2 · Kết quả đạt: '1.200' → '1.300'"]
    with parts.desk.begin() as work:
        dossier = work.facts.dossier(SNV, Q2)
    assert (len(dossier.tasks), len(dossier.evidence), dossier.results[1].cause) == (2, 1, "Mưa lũ")


def test_evidence_of_a_supplement_is_added_once(parts: Parts, files: Path) -> None:
    imported(parts, files, good_sheets())
    (files / "ảnh.pdf").write_bytes(b"%PDF-1.4 photo")
    given: Sheets = {"Kỳ": good_sheets()["Kỳ"], "Minh chứng": [["Mã nhiệm vụ", "Tệp"], ["NV2", "ảnh.pdf"]]}

    first = imported(parts, files, given, update=True)
    second = imported(parts, files, given, update=True)

    assert [change.column for change in first.changes] == ["Mã nhiệm vụ", "Tệp"]
    assert second.changes == ()


def test_a_partial_import_stores_the_good_rows_and_says_in_the_history_that_it_is_one(
    parts: Parts, files: Path
) -> None:
    sheets = good_sheets()
    put("Kết quả", 2, 2, "31/02/2026")(sheets)

    report = imported(parts, files, sheets, partial=True)

    assert [problem.cell for problem in report.skipped] == ["B2"]
    assert [event.note for event in events(parts)] == [
        "2 nhiệm vụ, 1 minh chứng; nhập một phần, sổ còn 1 dòng chưa nhận",
        "1 nhiệm vụ, 0 minh chứng; nhập một phần, sổ còn 1 dòng chưa nhận",
    ]


def test_the_history_tells_of_a_partial_import_even_when_nothing_changed(parts: Parts, files: Path) -> None:
    sheets = good_sheets()
    put("Kết quả", 2, 2, "31/02/2026")(sheets)
    imported(parts, files, sheets, partial=True)

    report = imported(parts, files, sheets, partial=True)

    assert report.changed == ()
    assert len(events(parts)) == 4


def test_a_whole_import_is_not_called_partial(parts: Parts, files: Path) -> None:
    imported(parts, files, good_sheets(), partial=True)

    assert not any("một phần" in event.note for event in events(parts))


def test_a_file_that_may_not_be_stored_refuses_the_import(parts: Parts, files: Path) -> None:
    (files / "báo cáo.pdf").write_bytes(b"macro")

    with pytest.raises(BadWorkbook) as caught:
        imported(parts, files, good_sheets())

    assert [problem.cell for problem in caught.value.problems] == ["B2"]  # type: ignore[attr-defined]  # cell problems
    assert events(parts) == []


def test_a_file_that_may_not_be_stored_is_left_out_of_a_partial_import(parts: Parts, files: Path) -> None:
    (files / "báo cáo.pdf").write_bytes(b"macro")

    report = imported(parts, files, good_sheets(), partial=True)

    assert ([problem.cell for problem in report.skipped], report.skipped_rows) == (["B2"], 1)
    with parts.desk.begin() as work:
        assert work.facts.dossier(SNV, Q2).evidence == ()


def described(parts: Parts) -> dict[str, Any]:
    """What the sealed record says of itself."""
    for step in (assemble, sign, seal):
        step(parts, SNV, Q2)
    with parts.records.content(RecordId(SNV, Q2)).open("record.json") as source:
        said: dict[str, Any] = json.load(source)
    return said


def test_a_warning_of_the_inspection_stays_with_the_file_into_the_record_and_back(files: Path) -> None:
    parts = replace(memory_parts(), inspector=PickyInspector())
    dossier = complete_dossier()
    (files / "báo cáo.pdf").write_bytes(b"%PDF-1.4 script")
    first, *others = dossier.evidence
    given = [
        GivenEvidence(evidence=first, path=files / "báo cáo.pdf", cell="B2"),
        *(GivenEvidence(evidence=item, path=None, cell="B3") for item in others),
    ]
    facts = WorkbookFacts(quarter=Q2, dossiers=(replace(dossier, evidence=()),), evidence={SNV: given})

    take_in(replace(parts, workbooks=GivenWorkbook(facts)), files / "q.xlsx", files)

    said = described(parts)
    assert [item["warnings"] for item in said["evidence"] if "warnings" in item] == [["có mã"]]
    assert [item.file.warnings for item in read_facts(said).evidence if item.file] == [("có mã",)]


def test_a_record_without_warnings_says_nothing_of_them() -> None:
    parts = memory_parts(complete_dossier())

    assert "warnings" not in json.dumps(described(parts))


def test_what_was_destroyed_by_decision_does_not_come_back(parts: Parts, files: Path) -> None:
    parts.destructions.keep(RecordId(SNV, Q2), {})

    with pytest.raises(RuleBroken, match="tiêu hủy"):
        imported(parts, files, good_sheets())

    assert events(parts) == []


@pytest.mark.parametrize(
    ("settings", "code", "says"),
    [
        ({"HOSO_CLAMD": "unix:/nowhere/clamd.ctl"}, 6, "clamd"),
        ({"HOSO_CLAMD": "nowhere"}, 2, "HOSO_CLAMD"),
        ({"HOSO_EVIDENCE_MB": "0"}, 2, "HOSO_EVIDENCE_MB"),
        ({"HOSO_EVIDENCE_MB": "1"}, 7, "lớn hơn 1 MB"),
        ({}, 0, ""),
    ],
    ids=["scanner away", "scanner unclear", "no size", "too large", "as it is"],
)
def test_the_program_judges_files_as_its_settings_say(
    files: Path, settings: dict[str, str], code: int, says: str
) -> None:
    picture = BytesIO()
    Image.new("L", (8, 8)).save(picture, "PDF")
    padding = b"\n" * (2 * 1024**2 if code == BadInput.exit_code else 0)
    (files / "báo cáo.pdf").write_bytes(picture.getvalue() + padding)
    workbook = write(files.parent / "q.xlsx", good_sheets())

    finished = hoso("--home", files.parent / "home", "import", workbook, "--files", files, environ=settings)

    assert finished.code == code, finished.talk
    assert says in finished.talk
