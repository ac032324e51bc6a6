"""The quota of xuất sắc in integers: the worked examples, and what promoting one more does (R42-R44)."""

import random
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.domain.people import Cadre, PersonCode
from archive.domain.quota import GroupQuota, Share, quotas
from archive.domain.rating import Rating
from tests.quarters import cadre, unit

OWNER = unit()


def count(excellent: int, good: int, *, share: Share = Share.USUAL) -> GroupQuota:
    """A group with these ratings."""
    return GroupQuota(group="Nhóm", excellent=excellent, good=good, members=excellent + good, share=share)


def members(ratings: list[Rating]) -> tuple[list[Cadre], dict[PersonCode, Rating]]:
    """A head who is tốt and one member for each rating."""
    people = [cadre(number, OWNER) for number in range(1, len(ratings) + 2)]
    return people, {person.code: rating for person, rating in zip(people[1:], ratings, strict=True)}


@pytest.mark.parametrize(
    ("good", "share", "allowed"),
    [
        (3, Share.USUAL, 0),
        (4, Share.USUAL, 0),
        (5, Share.USUAL, 1),
        (23, Share.USUAL, 4),
        (3, Share.DECIDED, 0),
        (4, Share.DECIDED, 1),
    ],
)
def test_worked_values_are_floors_and_never_rounded_up(good: int, share: Share, allowed: int) -> None:
    """Domain notes §1.8."""
    assert count(0, good, share=share).allowed == allowed


def test_23_people_at_good_or_better_give_3_not_4() -> None:
    """Each promotion lowers the number it is measured against: solve, do not multiply."""
    assert count(0, 23).attainable == 3
    assert count(3, 20).holds
    assert not count(4, 19).holds


@given(st.integers(0, 60), st.integers(0, 60), st.sampled_from(Share))
def test_the_rule_is_a_share_of_those_rated_good_in_exact_fractions(excellent: int, good: int, share: Share) -> None:
    assert count(excellent, good, share=share).holds == (excellent <= Fraction(share.percent, 100) * good)


@given(st.integers(0, 60), st.integers(1, 60), st.sampled_from(Share))
def test_one_more_says_what_promoting_would_do(excellent: int, good: int, share: Share) -> None:
    assert count(excellent, good, share=share).one_more_holds == count(excellent + 1, good - 1, share=share).holds


@given(st.integers(0, 60), st.integers(0, 60), st.sampled_from(Share))
def test_the_attainable_number_holds_and_one_more_does_not(excellent: int, good: int, share: Share) -> None:
    most, people = count(excellent, good, share=share).attainable, excellent + good

    assert count(most, people - most, share=share).holds
    assert not count(most + 1, people - most - 1, share=share).holds


@given(st.lists(st.sampled_from(Rating), min_size=1, max_size=12))
def test_the_head_counts_in_neither_number(ratings: list[Rating]) -> None:
    people, rated = members(ratings)
    as_excellent = rated | {people[0].code: Rating.EXCELLENT}
    as_good = rated | {people[0].code: Rating.GOOD}

    assert quotas(people, as_excellent) == quotas(people, as_good) == quotas(people, rated)


@given(st.lists(st.sampled_from(Rating), min_size=1, max_size=12), st.randoms())
def test_the_count_does_not_depend_on_the_order_of_people(ratings: list[Rating], order: random.Random) -> None:
    people, rated = members(ratings)

    assert quotas(order.sample(people, len(people)), rated) == quotas(people, rated)


def test_25_percent_needs_a_decision_for_that_group() -> None:
    people, rated = members([Rating.GOOD] * 4 + [Rating.EXCELLENT])
    people = [replace(person, group="Nhóm 1") for person in people]

    without, with_other, decided = (
        quotas(people, rated, decisions=given_)[0] for given_ in ({}, {"Nhóm 2": "12-QĐ/TU"}, {"Nhóm 1": "12-QĐ/TU"})
    )

    assert (without.holds, with_other.holds, decided.holds) == (False, False, True)
    assert decided.decision == "12-QĐ/TU"


def test_excluded_people_are_in_no_number() -> None:
    people, rated = members([Rating.EXCELLENT, Rating.GOOD])
    people[1] = replace(people[1], excluded="kiêm nhiệm")

    assert (quotas(people, rated)[0].excellent, quotas(people, rated)[0].members) == (0, 1)


def test_the_sentence_names_the_reading() -> None:
    assert count(2, 11).sentence == (
        "Nhóm: xuất sắc 2, tốt 11; được phép tối đa 2 (20 % của 11, không làm tròn lên): đúng tỷ lệ."
    )
    assert "vượt tỷ lệ" in count(3, 11).sentence
