"""Quota and order of the groups, over all units they reach."""

from dataclasses import replace

import pytest

from archive.domain.dossier import OpenDossier
from archive.domain.rating import Rating
from archive.errors import NotFound
from archive.workflow.decide import weigh
from tests.parts import memory_parts
from tests.quarters import QUARTER, complete_dossier, unit


def test_a_quota_counts_a_group_over_all_units_it_reaches() -> None:
    def grouped(code: str) -> OpenDossier:
        dossier = complete_dossier(of=unit(code), people=4)
        return replace(dossier, cadres=tuple(replace(cadre, group="Phó giám đốc") for cadre in dossier.cadres))

    parts = memory_parts(grouped("SNV"), grouped("STC"))

    group = weigh(parts, QUARTER, "SNV")[0].quota

    assert (group.members, group.good, group.allowed, group.one_more_holds) == (6, 6, 1, True)


def test_a_decided_rating_counts_before_the_proposed_one() -> None:
    dossier = complete_dossier(people=3)
    decided = replace(dossier.proposals[1], decided=Rating.EXCELLENT)
    parts = memory_parts(replace(dossier, proposals=(dossier.proposals[0], decided, dossier.proposals[2])))

    (group,) = weigh(parts, QUARTER)

    assert (group.quota.excellent, group.quota.good, group.quota.holds) == (1, 1, False)
    assert [item.person for item in group.ranking] == [decided.person]


def test_the_quota_of_an_unknown_unit_is_not_found() -> None:
    with pytest.raises(NotFound):
        weigh(memory_parts(complete_dossier()), QUARTER, "KHONG")
