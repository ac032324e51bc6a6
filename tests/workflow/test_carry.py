"""What was not yet due begins the next quarter's workbook, and what that quarter lacks is named (R25)."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from archive.domain.dossier import OpenDossier
from archive.errors import NotFound
from archive.ports import Parts
from archive.workbook import ExcelWorkbookReader, ExcelWorkbookWriter
from archive.workflow.carry import carry
from tests.parts import memory_parts
from tests.quarters import PERIOD, QUARTER, complete_dossier

NEXT = QUARTER.following()
MOVING = "NV-SNV-01-01"


@pytest.fixture
def dossier() -> OpenDossier:
    """One of its tasks is not yet due at the cut-off day and not done."""
    made = complete_dossier()
    first = replace(made.tasks[0], due=date(2026, 7, 20))
    results = tuple(item for item in made.results if item.task != first.code)
    return replace(made, tasks=(first, *made.tasks[1:]), results=results)


def carried(parts: Parts, tmp_path: Path) -> Path:
    """Carry into a workbook and say where it is."""
    return carry(parts, QUARTER, writer=ExcelWorkbookWriter(), out=tmp_path / "quy-3.xlsx").workbook


def test_the_next_workbook_begins_with_what_moved_and_only_lacks_its_cutoff_day(
    dossier: OpenDossier, tmp_path: Path
) -> None:
    path = carried(memory_parts(dossier), tmp_path)
    book = openpyxl.load_workbook(path)

    (quarter, cutoff, *_), *_ = book["Kỳ"].iter_rows(min_row=2, values_only=True)
    assert (quarter, cutoff) == (str(NEXT), None)


def test_with_its_cutoff_day_the_workbook_can_be_imported_and_links_back(dossier: OpenDossier, tmp_path: Path) -> None:
    path = carried(memory_parts(dossier), tmp_path)
    book = openpyxl.load_workbook(path)
    book["Kỳ"]["B2"] = date(2026, 9, 24)
    book.save(path)

    (read,) = ExcelWorkbookReader().read(path, None).dossiers

    assert [(task.code, task.carried_from) for task in read.tasks] == [(MOVING, QUARTER)]
    assert read.cadres == dossier.cadres
    assert read.results == ()


def test_tasks_that_the_next_quarter_does_not_list_yet_are_waiting(dossier: OpenDossier, tmp_path: Path) -> None:
    later = replace(complete_dossier(), period=replace(PERIOD, quarter=NEXT), tasks=())

    report = carry(memory_parts(dossier, later), QUARTER, writer=ExcelWorkbookWriter(), out=tmp_path / "quy-3.xlsx")

    assert ([task.code for task in report.tasks], [task.code for task in report.waiting]) == ([MOVING], [MOVING])


def test_tasks_that_the_next_quarter_lists_are_not_waiting(dossier: OpenDossier, tmp_path: Path) -> None:
    later = replace(complete_dossier(), period=replace(PERIOD, quarter=NEXT))

    report = carry(memory_parts(dossier, later), QUARTER, writer=ExcelWorkbookWriter(), out=tmp_path / "quy-3.xlsx")

    assert report.waiting == ()


def test_a_quarter_without_facts_has_nothing_to_carry(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="quý II năm 2026"):
        carry(memory_parts(), QUARTER, writer=ExcelWorkbookWriter(), out=tmp_path / "quy-3.xlsx")
