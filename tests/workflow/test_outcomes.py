"""What the quarter decided, over all units, and the papers that follow."""

from dataclasses import replace
from datetime import date

import pytest

from archive.domain.document import DocumentKind
from archive.domain.people import Management
from archive.errors import NotFound
from archive.workflow.outcomes import outcomes
from tests.domain.gaps_b import FIRST, with_cadre, with_decision
from tests.parts import memory_parts
from tests.quarters import QUARTER, SNV, complete_dossier, unit

STC = replace(unit("STC"), name="Sở Tài chính")


def test_everybody_rated_is_told_of_unit_by_unit() -> None:
    found = outcomes(memory_parts(complete_dossier(of=STC), complete_dossier()), QUARTER)

    assert [item.unit.code for item in found.people] == ["SNV", "SNV", "STC", "STC"]
    assert found.periodic_report.undecided == 4


def test_one_unit_alone_gives_papers_about_its_own_people() -> None:
    dossier = with_decision(complete_dossier(), FIRST)
    found = outcomes(memory_parts(dossier, with_decision(complete_dossier(of=STC), "CB-STC-01")), QUARTER, "SNV")

    named = {item.cadre.code for paper in found.follow_ups for item in (*paper.people, *paper.waiting)}

    assert {item.unit.code for item in found.people} == {SNV}
    assert named == {cadre.code for cadre in dossier.cadres}


def test_the_notice_to_the_managing_level_gathers_people_of_all_units() -> None:
    parts = memory_parts(with_decision(complete_dossier(), FIRST), with_decision(complete_dossier(of=STC), "CB-STC-01"))

    notices = [item for item in outcomes(parts, QUARTER).follow_ups if item.kind is DocumentKind.NOTICE]

    assert [(item.receivers, len(item.people)) for item in notices] == [
        (("Ban Thường vụ Tỉnh ủy",), 2),
        (("Sở Nội vụ",), 1),
        (("Sở Tài chính",), 1),
    ]


def test_who_is_listed_by_two_units_is_named_and_counted_once() -> None:
    moved = with_cadre(complete_dossier(of=STC), "CB-STC-01", code=FIRST, in_post_since=date(2026, 5, 4))

    found = outcomes(memory_parts(complete_dossier(), moved), QUARTER)

    assert found.twice == (FIRST,)
    assert found.periodic_report.undecided == 3


def test_excluded_people_have_no_outcome() -> None:
    dossier = with_cadre(complete_dossier(), FIRST, excluded="kiêm nhiệm", management=Management.POLITBURO)

    found = outcomes(memory_parts(dossier), QUARTER)

    assert FIRST not in {item.cadre.code for item in found.people}
    assert not {"R35"} & {item.rule for item in found.follow_ups}


@pytest.mark.parametrize("asked", [None, "KHONG"])
def test_a_quarter_or_unit_without_facts_is_not_found(asked: str | None) -> None:
    parts = memory_parts() if asked is None else memory_parts(complete_dossier())

    with pytest.raises(NotFound):
        outcomes(parts, QUARTER, asked)
