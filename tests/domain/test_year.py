"""A year's quarters stand side by side as written, sealed or not, and are never averaged (R2)."""

import json
from dataclasses import replace

from hypothesis import given

from archive.domain.description import describe_facts
from archive.domain.dossier import OpenDossier
from archive.domain.outcome import Outcome
from archive.domain.year import people_of
from tests.quarters import complete_dossier, dossiers


@given(dossiers())
def test_every_person_stands_once_with_all_own_tasks_and_no_other(dossier: OpenDossier) -> None:
    found = list(people_of(describe_facts(dossier), version=None))

    assert sorted(item.person for item in found) == sorted(cadre.code for cadre in dossier.cadres)
    assert {item.person: item.tasks for item in found} == {
        cadre.code: len(dossier.tasks_of(cadre.code)) for cadre in dossier.cadres
    }


@given(dossiers())
def test_outcomes_are_those_of_the_cutoff_day(dossier: OpenDossier) -> None:
    judged = dossier.judged()

    for item in people_of(describe_facts(dossier), version=None):
        own = [judged[task.code] for task in dossier.tasks_of(item.person)]
        assert {outcome: item.outcomes.get(outcome, 0) for outcome in Outcome} == {
            outcome: sum(one.outcome is outcome for one in own) for outcome in Outcome
        }
        assert item.over_target == sum(one.over_target for one in own)


def test_points_and_ratings_are_as_written() -> None:
    first = next(people_of(describe_facts(complete_dossier()), version=None))

    assert (first.general_points, first.task_points) == ("28", "61.5")
    assert (first.proposed, first.decided, first.decision_number) == ("Hoàn thành tốt nhiệm vụ", "", "")


def test_what_was_not_given_is_empty_and_not_zero() -> None:
    bare = replace(complete_dossier(), self_assessments=(), proposals=())

    first = next(people_of(json.loads(json.dumps(describe_facts(bare))), version=None))

    assert (first.general_points, first.self_proposed, first.proposed) == ("", "", "")


def test_a_quarter_not_sealed_links_to_no_paper() -> None:
    assert all(item.papers == () for item in people_of(describe_facts(complete_dossier()), version=None))
