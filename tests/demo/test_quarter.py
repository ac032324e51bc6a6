"""The made-up quarter is what it claims to be: readable, complete, varied, and the same for the same seed."""

from collections import Counter
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from docx import Document
from openpyxl import load_workbook
from PIL import Image

from archive.demo import DemoQuarter, Form, make_quarter
from archive.demo.bodies import bodies
from archive.demo.book import sheets
from archive.domain.dossier import OpenDossier, findings
from archive.domain.outcome import Outcome
from archive.domain.people import IssuerSystem, UnitKind
from archive.domain.plan import AxisRole
from archive.domain.rating import Rating
from archive.errors import UsageError
from archive.ports.intake import WorkbookFacts
from archive.scanning import ContentInspector
from archive.workbook import ExcelWorkbookReader
from archive.workbook.tables import TABLES

MAX_SCAN_BYTES = 200 * 1024


@pytest.fixture(scope="module")
def facts(quarter: DemoQuarter) -> WorkbookFacts:
    return ExcelWorkbookReader().read(quarter.workbook, quarter.files)


@pytest.fixture(scope="module")
def dossiers(facts: WorkbookFacts) -> list[OpenDossier]:
    """The dossiers as they are once their evidence is taken in."""
    return [
        replace(dossier, evidence=tuple(given.evidence for given in facts.evidence[dossier.unit.code]))
        for dossier in facts.dossiers
    ]


def drawn(_: bytes, name: str) -> bytes:
    """A stand-in for LibreOffice where only the choice of facts is looked at."""
    stream = BytesIO()
    Image.new("L", (300, 400), 255).save(stream, "PDF", title=name)
    return stream.getvalue()


def text_of(path: Path) -> str:
    if path.suffix == ".docx":
        return "\n".join(paragraph.text for paragraph in Document(str(path)).paragraphs)
    document = pypdfium2.PdfDocument(path)
    try:
        text = "".join(page.get_textpage().get_text_bounded() for page in document)
    finally:
        document.close()
    return text


def test_every_task_ends_as_it_was_made_to(quarter: DemoQuarter, dossiers: list[OpenDossier]) -> None:
    judged = {code: outcome for dossier in dossiers for code, outcome in dossier.judged().items()}

    assert judged == {code: task.judged for code, task in quarter.tasks.items()}


def test_nothing_is_missing_from_any_dossier(dossiers: list[OpenDossier]) -> None:
    assert [finding for dossier in dossiers for finding in findings(dossier)] == []


def test_evidence_is_given_for_exactly_the_tasks_that_need_it(quarter: DemoQuarter, facts: WorkbookFacts) -> None:
    given = {item.evidence.task for items in facts.evidence.values() for item in items}

    assert given == {code for code, task in quarter.tasks.items() if task.judged.needs_evidence}


def test_without_its_evidence_each_such_task_would_be_found(quarter: DemoQuarter, facts: WorkbookFacts) -> None:
    found = {item.task for dossier in facts.dossiers for item in findings(dossier) if item.code == "evidence_missing"}

    assert found == {code for code, task in quarter.tasks.items() if task.judged.needs_evidence}


def test_every_outcome_occurs_and_every_form_of_evidence(quarter: DemoQuarter) -> None:
    assert {task.judged.outcome for task in quarter.tasks.values()} == set(Outcome) - {Outcome.OPEN}
    assert any(task.judged.over_target for task in quarter.tasks.values())
    assert {proof.form for task in quarter.tasks.values() for proof in task.proofs} == set(Form)


def test_a_late_task_says_why(dossiers: list[OpenDossier]) -> None:
    judged = {code: outcome for dossier in dossiers for code, outcome in dossier.judged().items()}
    late = [
        result
        for dossier in dossiers
        for result in dossier.results
        if judged[result.task].outcome in (Outcome.LATE, Outcome.NOT_COMPLETED)
    ]

    assert late
    assert all(result.cause for result in late)


def test_each_phrase_stands_in_its_own_file_and_in_no_other(quarter: DemoQuarter) -> None:
    readable = {
        path: " ".join(text_of(quarter.files / path).split())
        for path in quarter.phrases
        if path.endswith(".docx") or (path.endswith(".pdf") and "quét" not in path)
    }
    assert readable

    for path, phrase in quarter.phrases.items():
        assert [other for other, text in readable.items() if phrase in text] == ([path] if path in readable else [])
    assert len(set(quarter.phrases.values())) == len(quarter.phrases)


def test_a_scan_is_a_picture_without_text_and_small(quarter: DemoQuarter) -> None:
    scans = [quarter.files / path for path in quarter.phrases if "quét" in path]
    assert scans

    assert all(path.stat().st_size < MAX_SCAN_BYTES for path in scans)
    assert {text_of(path) for path in scans if path.suffix == ".pdf"} == {""}


def test_every_evidence_file_passes_the_inspection(quarter: DemoQuarter) -> None:
    kinds = Counter(ContentInspector().inspect(quarter.files / path).media_type for path in quarter.phrases)

    assert set(kinds) >= {"application/pdf", "image/png"}


def test_each_unit_has_a_head_and_a_handful_of_cadres(dossiers: list[OpenDossier]) -> None:
    assert all(sum(cadre.is_head for cadre in dossier.cadres) == 1 for dossier in dossiers)
    assert all(3 <= len(dossier.cadres) <= 6 for dossier in dossiers)
    assert all(4 <= len(dossier.tasks_of(cadre.code)) <= 6 for dossier in dossiers for cadre in dossier.rated)


def test_main_axes_weigh_more_than_the_others(dossiers: list[OpenDossier]) -> None:
    for dossier in dossiers:
        for cadre in dossier.rated:
            tasks = dossier.tasks_of(cadre.code)
            main = [task.weight for task in tasks if task.weight and task.axis_role is AxisRole.MAIN]
            secondary = [task.weight for task in tasks if task.weight and task.axis_role is AxisRole.SECONDARY]

            assert min(main) > max(secondary)
            assert sum(main) + sum(secondary) == 70


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_excellent_stays_within_the_quota_and_ratings_vary(seed: int, tmp_path: Path) -> None:
    made = make_quarter(tmp_path, units=12, seed=seed, to_pdf=drawn)
    facts = ExcelWorkbookReader().read(made.workbook, made.files)
    rated = Counter(proposal.proposed for dossier in facts.dossiers for proposal in dossier.proposals)

    assert 5 * rated[Rating.EXCELLENT] <= rated[Rating.GOOD]
    assert rated[Rating.COMPLETED]


def test_the_votes_are_those_of_people_present(dossiers: list[OpenDossier]) -> None:
    for dossier in dossiers:
        assert dossier.meeting is not None
        cast = {(item.votes_for or 0) + (item.votes_against or 0) for item in dossier.proposals}
        assert cast == {dossier.meeting.present}


def test_the_same_seed_gives_the_same_quarter_and_another_seed_another(tmp_path: Path) -> None:
    first, again, other = (
        make_quarter(tmp_path / name, units=2, seed=seed, to_pdf=drawn) for name, seed in (("a", 5), ("b", 5), ("c", 6))
    )

    assert first.tasks == again.tasks
    assert cells(first.workbook) == cells(again.workbook)
    assert first.tasks != other.tasks


def cells(workbook: Path) -> dict[str, list[tuple[object, ...]]]:
    book = load_workbook(workbook)
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book.worksheets}


def test_the_workbook_has_the_sheets_and_headers_that_are_read() -> None:
    read = {table.title: [column.label for column in table.columns] for table in TABLES}

    assert {title: read[title][: len(headers)] for title, headers in sheets().items()} == sheets()


def test_a_few_dates_are_typed_as_text_and_most_are_dates(quarter: DemoQuarter) -> None:
    dues = [row[4] for row in cells(quarter.workbook)["Nhiệm vụ"][1:]]
    typed = sum(isinstance(due, str) for due in dues)

    assert 0 < typed < len(dues) / 4


def test_five_units_show_both_systems_and_both_kinds() -> None:
    units = [body.unit for body in bodies(5)]

    assert {unit.system for unit in units} == set(IssuerSystem)
    assert {unit.kind for unit in units} == set(UnitKind)


def test_a_whole_province_has_no_code_twice() -> None:
    codes = [body.unit.code for body in bodies(150)]

    assert len(set(codes)) == 150


@pytest.mark.parametrize("count", [0, -1, 10_000])
def test_a_number_of_units_the_province_has_not_is_refused(count: int) -> None:
    with pytest.raises(UsageError, match="Số đơn vị"):
        bodies(count)
