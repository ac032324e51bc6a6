"""The year view reads a sealed quarter from its record and an open one from the facts at hand (R2)."""

from dataclasses import replace

import pytest

from archive.domain.people import PersonCode, UnitCode
from archive.domain.rating import Rating
from archive.errors import NotFound, UsageError
from archive.jobs.run import run
from archive.ports import Parts
from archive.workflow.retrieve import get
from archive.workflow.year import year_of
from tests.parts import memory_parts
from tests.quarters import PERIOD, QUARTER, SNV, complete_dossier, unit

NEXT = QUARTER.following()
FIRST = PersonCode("CB-SNV-01")


@pytest.fixture
def parts() -> Parts:
    """Quarter II sealed, quarter III open; the second person has moved to another unit by then."""
    second = complete_dossier(people=2).cadres[1]
    third_quarter = replace(PERIOD, quarter=NEXT)
    moved = replace(second, unit=UnitCode("STC"), is_head=True)
    parts = memory_parts(
        complete_dossier(people=2),
        replace(complete_dossier(people=1), period=third_quarter),
        replace(complete_dossier(of=unit("STC"), people=0), period=third_quarter, cadres=(moved,)),
    )
    run(parts, QUARTER, [SNV])
    return parts


def test_quarters_stand_side_by_side_the_sealed_one_with_its_record(parts: Parts) -> None:
    found = year_of(parts, 2026, person=FIRST)

    assert [(item.quarter, item.version) for item in found] == [(QUARTER, 1), (NEXT, None)]


def test_a_person_who_moved_is_followed_from_unit_to_unit(parts: Parts) -> None:
    found = year_of(parts, 2026, person="CB-SNV-02")

    assert [(item.quarter, item.record.unit) for item in found] == [(QUARTER, "SNV"), (NEXT, "STC")]


def test_a_unit_shows_everybody_it_had(parts: Parts) -> None:
    found = year_of(parts, 2026, unit="SNV")

    assert [(item.person, item.quarter) for item in found] == [
        (FIRST, QUARTER),
        (FIRST, NEXT),
        ("CB-SNV-02", QUARTER),
    ]


def test_every_paper_linked_can_be_opened(parts: Parts) -> None:
    papers = [paper for item in year_of(parts, 2026, unit="SNV") for paper in item.papers]

    assert papers
    for paper in papers:
        with get(parts, str(paper.item)) as file:
            assert file.read()


def test_facts_changed_after_the_seal_do_not_change_what_was_sealed(parts: Parts) -> None:
    with parts.desk.begin() as work:
        facts = work.facts.dossier(SNV, QUARTER)
        changed = tuple(replace(item, proposed=Rating.NOT_COMPLETED) for item in facts.proposals)
        work.facts.replace(replace(facts, proposals=changed))
        work.commit()

    assert year_of(parts, 2026, person=FIRST)[0].proposed == Rating.GOOD


def test_nobody_of_that_name_is_not_found(parts: Parts) -> None:
    with pytest.raises(NotFound, match="CB-XYZ"):
        year_of(parts, 2026, person="CB-XYZ")


def test_neither_person_nor_unit_is_a_mistake(parts: Parts) -> None:
    with pytest.raises(UsageError, match="--person"):
        year_of(parts, 2026)


def test_a_year_before_the_first_quarter_is_refused(parts: Parts) -> None:
    with pytest.raises(UsageError, match="quý II năm 2026"):
        year_of(parts, 2025, person=FIRST)
