"""The order of §8.4: each step parts those still equal, unknown facts part nobody (R45)."""

import random
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.domain.people import PersonCode
from archive.domain.ranking import Candidate, rank
from tests.quarters import cadre, unit

PLAIN = replace(
    cadre(2, unit()), sex="Nam", ethnicity="Kinh", joined=date(2000, 9, 1), retires=date(2040, 1, 1), is_head=False
)


def candidate(code: str, *, over: int = 2, **facts: object) -> Candidate:
    """A person who differs from the plain one only in what is named."""
    return Candidate(cadre=replace(PLAIN, code=PersonCode(code), **facts), over_target=over)  # type: ignore[arg-type]


FIRST: dict[str, Candidate] = {
    "more tasks over target": candidate("B", over=3),
    "a woman": candidate("B", sex="Nữ"),
    "of an ethnic minority": candidate("B", ethnicity="Giáy"),
    "longer in service": candidate("B", joined=date(1995, 9, 1)),
    "nearer to retirement": candidate("B", retires=date(2027, 1, 1)),
}


@pytest.mark.parametrize("first", FIRST.values(), ids=FIRST.keys())
def test_each_fact_alone_puts_its_bearer_first(first: Candidate) -> None:
    ranked = rank([candidate("A"), first])

    assert [(item.person, item.place, item.is_tied) for item in ranked] == [("B", 1, False), ("A", 2, False)]


def test_an_earlier_step_outweighs_all_later_ones() -> None:
    strong = candidate("B", sex="Nữ", ethnicity="Mông", joined=date(1990, 1, 1), retires=date(2026, 12, 1))

    assert rank([strong, candidate("A", over=3)])[0].person == "A"


def test_people_equal_in_every_step_share_a_place_and_are_left_to_people() -> None:
    ranked = rank([candidate("B"), candidate("A")])

    assert [(item.place, item.is_tied, item.undecided) for item in ranked] == [(1, True, ""), (1, True, "")]


def test_an_unknown_fact_is_not_a_no_it_stops_the_order_and_says_where() -> None:
    ranked = rank([candidate("A", sex="Nữ"), candidate("B", sex="")])

    assert [(item.place, item.undecided) for item in ranked] == [(1, "nữ"), (1, "nữ")]
    assert ranked[1].facts[1].words == "chưa xác định"


def test_an_unknown_fact_of_a_later_step_does_not_matter_once_the_order_is_clear() -> None:
    ranked = rank([candidate("A", over=1, sex=""), candidate("B", over=3)])

    assert [(item.person, item.place, item.undecided) for item in ranked] == [("B", 1, ""), ("A", 2, "")]


people = st.builds(
    lambda over, sex, ethnicity, joined: (over, {"sex": sex, "ethnicity": ethnicity, "joined": joined}),
    st.integers(0, 3),
    st.sampled_from(["Nam", "Nữ", ""]),
    st.sampled_from(["Kinh", "Tày", ""]),
    st.sampled_from([date(1995, 1, 1), date(2005, 1, 1), None]),
)


@given(st.lists(people, max_size=7), st.randoms())
def test_the_order_does_not_depend_on_the_order_of_rows(
    rows: list[tuple[int, dict[str, object]]], order: random.Random
) -> None:
    candidates = [candidate(f"CB{number}", over=over, **facts) for number, (over, facts) in enumerate(rows)]

    assert rank(order.sample(candidates, len(candidates))) == rank(candidates)


@given(st.lists(people, max_size=7))
def test_everybody_has_one_place_and_places_count_the_people_before(rows: list[tuple[int, dict[str, object]]]) -> None:
    candidates = [candidate(f"CB{number}", over=over, **facts) for number, (over, facts) in enumerate(rows)]

    ranked = rank(candidates)

    assert sorted(item.person for item in ranked) == sorted(item.cadre.code for item in candidates)
    for item in ranked:
        assert item.place == 1 + sum(other.place < item.place for other in ranked)


def test_nobody_to_rank_gives_no_places() -> None:
    assert rank([]) == ()
