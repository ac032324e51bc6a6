"""Writing papers outside the seven components: whole folders or none, and an entry in the history of each dossier."""

import io
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from archive.domain.contents import Letter, Wanted
from archive.domain.document import DocumentKind
from archive.domain.evidence import Evidence, StoredFile
from archive.domain.history import Event
from archive.domain.people import UnitCode
from archive.domain.quarter import Quarter
from archive.domain.record import RecordId
from archive.errors import NotFound, RuleBroken, UsageError
from archive.ports import Parts
from archive.workflow.assemble import assemble
from archive.workflow.letters import choose, write, year_letter
from archive.workflow.year import year_of
from tests.letters import SCT, SNV, province
from tests.parts import PlainRenderer, memory_parts
from tests.quarters import QUARTER, complete_dossier


def chosen(parts: Parts, kind: DocumentKind, *units: UnitCode, person: str | None = None) -> tuple[Letter, ...]:
    return choose(parts, QUARTER, Wanted(kind=kind, units=units, person=person))


def events_of(parts: Parts, unit: UnitCode) -> Sequence[Event]:
    with parts.desk.begin() as work:
        return work.journal.events(RecordId(unit, QUARTER))


def test_each_paper_is_written_as_word_and_as_pdf(tmp_path: Path) -> None:
    parts = memory_parts(*province())

    written = write(parts, chosen(parts, DocumentKind.NOTICE), tmp_path / "van-ban")
    found = sorted(path.name for path in (tmp_path / "van-ban").iterdir())
    assert found == sorted(f"{item.letter.stem}{ending}" for item in written for ending in (".docx", ".pdf"))


def test_each_paper_is_remembered_in_every_dossier_it_speaks_of(tmp_path: Path) -> None:
    parts = memory_parts(*province())

    write(parts, chosen(parts, DocumentKind.CENTRAL_REPORT), tmp_path / "van-ban")
    assert [event.subject for event in events_of(parts, SNV)] == ["2026-Q2.central_report"]
    assert events_of(parts, SCT) == []


def test_a_folder_that_is_there_is_not_touched(tmp_path: Path) -> None:
    parts = memory_parts(*province())

    with pytest.raises(UsageError, match="đã có"):
        write(parts, chosen(parts, DocumentKind.NOTICE), tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_stop_in_the_middle_leaves_nothing(tmp_path: Path) -> None:
    parts = replace(memory_parts(*province()), renderer=PlainRenderer(broken_after=1))

    with pytest.raises(KeyboardInterrupt):
        write(parts, chosen(parts, DocumentKind.NOTICE), tmp_path / "van-ban")
    assert (list(tmp_path.iterdir()), events_of(parts, SNV)) == ([], [])


def test_a_quarter_without_facts_is_not_found() -> None:
    with pytest.raises(NotFound, match="hoso import"):
        choose(memory_parts(), QUARTER, Wanted(kind=DocumentKind.NOTICE, units=()))


def test_a_person_nobody_knows_is_not_found() -> None:
    with pytest.raises(NotFound, match="XYZ"):
        chosen(memory_parts(*province()), DocumentKind.RESULTS_REPORT, SNV, person="XYZ")


def test_there_is_no_index_before_the_dossier_is_assembled() -> None:
    with pytest.raises(RuleBroken, match="hoso assemble"):
        chosen(memory_parts(*province()), DocumentKind.DOSSIER_INDEX, SNV)


def test_the_index_counts_the_pages_of_documents_and_of_evidence() -> None:
    parts = memory_parts(complete_dossier())
    assembled = assemble(parts, SNV, QUARTER)
    sha512, size = parts.blobs.put(io.BytesIO(b"mot trang"))
    facts = assembled.facts
    kept = [
        Evidence(
            task=facts.tasks[1].code,
            number=media_type,
            file=StoredFile(name="tep", sha512=sha512, size=size, media_type=media_type),
        )
        for media_type in ("application/pdf", "image/png", "application/msword")
    ]
    with parts.desk.begin() as work:
        work.facts.replace(replace(facts, evidence=tuple(kept)))
        work.commit()

    (letter,) = chosen(parts, DocumentKind.DOSSIER_INDEX, SNV)
    pages = {row["sign"]: row["pages"] for row in letter.data["rows"]}  # type: ignore[attr-defined]
    assert [pages[item.number] for item in kept] == ["1", "1", ""]
    assert letter.data["page_count"] == len(assembled.documents) + 2


def test_the_year_of_a_cadre_is_written_by_the_unit_of_the_last_quarter(tmp_path: Path) -> None:
    first = province()[0]
    later = replace(first, period=replace(first.period, quarter=Quarter(2026, 3)))
    parts = memory_parts(first, later)

    letter = year_letter(parts, year_of(parts, 2026, person=first.cadres[0].code), 2026)
    write(parts, [letter], tmp_path / "nam")
    assert (letter.quarter, letter.units) == (Quarter(2026, 3), (SNV,))
    assert letter.data["quarter_title"] == "năm 2026"
