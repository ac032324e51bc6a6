"""Sums leave carried-over tasks out; each condition of a rating is judged by itself, by the figures given (R5, R60)."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given

from archive.domain.criteria import Criterion, CriterionName
from archive.domain.dossier import OpenDossier
from archive.domain.dossier.scoring import Tally, tally, unmet
from archive.domain.outcome import Outcome
from archive.domain.rating import Rating
from tests.quarters import CRITERIA, complete_dossier, dossiers

FULL = Tally(
    counted=10,
    completed=10,
    over_target=3,
    late=0,
    carried=0,
    weight=Decimal(70),
    scored_weight=Decimal(70),
    self_points=Decimal(65),
    appraised_points=None,
)


def names(rating: Rating, tallied: Tally, points: int | None, criteria: tuple[Criterion, ...] = CRITERIA) -> list[str]:
    """Which conditions are not met."""
    given = None if points is None else Decimal(points)
    return [item.figure.name.value for item in unmet(criteria, rating, tallied, given)]


@given(dossiers())
def test_carried_over_tasks_stand_outside_every_count(dossier: OpenDossier) -> None:
    """R25: out of numerator and denominator."""
    judged = dossier.judged()
    for cadre in dossier.rated:
        own = [judged[task.code] for task in dossier.tasks_of(cadre.code)]
        summed = tally(dossier, cadre.code)

        assert summed.carried == sum(one.outcome is Outcome.CARRIED_OVER for one in own)
        assert summed.counted + summed.carried == len(own)
        assert summed.scored_weight <= summed.weight


@pytest.mark.parametrize(
    ("rating", "tallied", "points", "expected"),
    [
        (Rating.EXCELLENT, FULL, 90, []),
        (Rating.EXCELLENT, FULL, 89, ["Điểm từ"]),
        (Rating.EXCELLENT, replace(FULL, over_target=2), 95, ["Tỷ lệ nhiệm vụ vượt yêu cầu từ (%)"]),
        (Rating.EXCELLENT, replace(FULL, completed=9), 95, ["Tỷ lệ nhiệm vụ hoàn thành từ (%)"]),
        (Rating.EXCELLENT, replace(FULL, late=1), 95, ["Tỷ lệ nhiệm vụ chậm đến (%)"]),
        (Rating.GOOD, FULL, 70, []),
        (Rating.GOOD, FULL, 69, ["Điểm từ"]),
        (Rating.COMPLETED, replace(FULL, late=2), 60, []),
        (Rating.COMPLETED, replace(FULL, late=3), 60, ["Tỷ lệ nhiệm vụ chậm đến (%)"]),
        (Rating.NOT_COMPLETED, FULL, 10, []),
    ],
)
def test_each_condition_that_fails_is_named_alone(
    rating: Rating, tallied: Tally, points: int, expected: list[str]
) -> None:
    assert names(rating, tallied, points) == expected


def test_a_figure_that_was_not_given_judges_nothing() -> None:
    assert names(Rating.EXCELLENT, replace(FULL, over_target=0, completed=0), 0, criteria=()) == []


def test_what_is_not_known_is_not_judged() -> None:
    nothing = replace(FULL, counted=0, completed=0, over_target=0)

    assert names(Rating.EXCELLENT, nothing, None) == []


def test_every_figure_says_where_it_stands() -> None:
    (item,) = unmet(CRITERIA, Rating.GOOD, FULL, Decimal(10))

    assert (item.figure.name, item.figure.basis, item.actual) == (
        CriterionName.POINTS_FROM,
        "Điều 11 Quy định 366-QĐ/TW",
        Decimal(10),
    )


@pytest.mark.parametrize(
    ("stated", "agrees"), [("61.5", True), ("62", True), ("61", True), ("62.5", False), ("60.5", False)]
)
def test_a_stated_sum_agrees_within_half_a_point(stated: str, agrees: bool) -> None:  # noqa: FBT001 - a table
    dossier = complete_dossier(people=1)

    assert tally(dossier, dossier.cadres[0].code).agrees(Decimal(stated)) is agrees


def test_what_was_carried_over_may_be_spread_over_the_rest() -> None:
    """The guidance does not say whether to rescale: 27.5 of 30 is 64 of 70, and both are right."""
    dossier = complete_dossier(people=1)
    first = replace(dossier.tasks[0], due=date(2026, 6, 30))
    carried = replace(dossier, tasks=(first, *dossier.tasks[1:]), results=dossier.results[1:])
    summed = tally(carried, dossier.cadres[0].code)

    assert [summed.agrees(Decimal(points)) for points in ("27.5", "64", "50")] == [True, True, False]
