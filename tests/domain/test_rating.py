"""Which rating counts: a decided one before a proposed one, and before one that is only tried."""

from archive.domain.people import PersonCode
from archive.domain.rating import Proposal, Rating, ratings

ONE, TWO = PersonCode("CB-01"), PersonCode("CB-02")


def test_a_decision_counts_before_the_proposal() -> None:
    proposal = Proposal(person=ONE, proposed=Rating.GOOD, decided=Rating.COMPLETED)

    assert ratings([proposal]) == {ONE: Rating.COMPLETED}


def test_what_is_tried_stands_in_the_place_of_the_proposal() -> None:
    assert ratings([Proposal(person=ONE, proposed=Rating.GOOD)], trying={ONE: Rating.EXCELLENT}) == {
        ONE: Rating.EXCELLENT
    }


def test_what_is_tried_never_stands_in_the_place_of_a_decision() -> None:
    decided = Proposal(person=ONE, decided=Rating.GOOD)

    assert ratings([decided], trying={ONE: Rating.EXCELLENT}) == {ONE: Rating.GOOD}


def test_somebody_without_a_row_yet_can_be_tried() -> None:
    assert ratings([], trying={TWO: Rating.EXCELLENT}) == {TWO: Rating.EXCELLENT}


def test_a_choice_taken_back_counts_for_nothing() -> None:
    assert ratings([Proposal(person=ONE, proposed=Rating.GOOD)], trying={ONE: None}) == {}
