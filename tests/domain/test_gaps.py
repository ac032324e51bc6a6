"""Every planted gap is named with rule, unit, person and task, and nothing else is, however many are planted (R53)."""

import random
from dataclasses import fields, replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.domain.criteria import Criterion, CriterionName
from archive.domain.dossier import FINDING_KINDS, OpenDossier, Surroundings, findings
from archive.domain.dossier.finding import Finding
from archive.domain.plan import PlanApproval
from archive.domain.quarter import Quarter
from archive.domain.quota import quotas
from archive.domain.rating import Rating
from archive.domain.ruling import Ruling, RulingKind
from tests.domain.gaps_a import GAPS_A, GAPS_A_LATER, Expected, GapA, person
from tests.quarters import PERIOD, QUARTER, SNV, complete_dossier, dossiers, task

ALL = {**GAPS_A, **GAPS_A_LATER}
PEOPLE = 6
AFTER = datetime(2026, 6, 25, tzinfo=UTC)  # the day dossiers were due before
UNIT_GAPS: dict[str, tuple[dict[str, object], Expected]] = {
    "no meeting": ({"meeting": None}, ("minutes_missing", "R48", None, None)),
}
NOTICE: set[Expected] = {("notice_missing", "R37", None, None)}  # who is decided must be told


def told(found: tuple[Finding, ...]) -> set[Expected]:
    """What the findings name."""
    return {(item.code, item.rule, item.person, item.task) for item in found}


@pytest.mark.parametrize("gap", ALL.values(), ids=ALL.keys())
def test_one_gap_gives_exactly_its_findings(gap: GapA) -> None:
    dossier = complete_dossier(people=3)

    assert told(findings(gap.plant(dossier, 2))) == gap.expected(dossier, 2)


@settings(max_examples=2500)
@given(
    planted=st.dictionaries(st.integers(1, PEOPLE), st.sampled_from(sorted(GAPS_A)), max_size=PEOPLE),
    unit_gaps=st.sets(st.sampled_from(sorted(UNIT_GAPS))),
    is_late=st.booleans(),
    exceeds=st.booleans(),
)
def test_gaps_at_many_people_are_each_named_and_nothing_else(
    planted: dict[int, str], unit_gaps: set[str], *, is_late: bool, exceeds: bool
) -> None:
    whole = complete_dossier(people=PEOPLE)
    around = replace(excellent(1, 3) if exceeds else Surroundings(), now=AFTER if is_late else None)
    dossier, expected = whole, told(findings(whole, around))
    for number, name in planted.items():
        dossier = GAPS_A[name].plant(dossier, number)
        expected |= GAPS_A[name].expected(whole, number)
        if is_late and name == "no self-assessment":
            expected |= {("not_handed_in", "R28", str(person(whole, number).code), None)}
    for name in unit_gaps:
        changed, found = UNIT_GAPS[name]
        dossier, expected = replace(dossier, **changed), expected | {found}  # type: ignore[arg-type]  # by name

    assert told(findings(dossier, around)) == expected


def test_what_is_late_and_what_exceeds_the_quota_is_told_of_a_whole_dossier() -> None:
    """The base that the gaps above are planted on says so itself."""
    found = told(findings(complete_dossier(), replace(excellent(1, 3), now=AFTER)))

    assert {("dossier_late", "R54", None, None), ("quota_exceeded", "R42", None, None)} <= found


@settings(max_examples=200)
@given(dossiers(), st.sampled_from(sorted(GAPS_A)), st.randoms())
def test_the_order_of_rows_never_matters(dossier: OpenDossier, name: str, order: random.Random) -> None:
    gappy = GAPS_A[name].plant(dossier, 1)
    turned = {
        field.name: tuple(order.sample(rows, len(rows)))
        for field in fields(gappy)
        if isinstance(rows := getattr(gappy, field.name), tuple)
    }

    assert findings(replace(gappy, **turned)) == findings(gappy)  # type: ignore[arg-type]  # each group keeps its rows


def test_each_finding_names_its_unit() -> None:
    dossier = complete_dossier(people=3)

    found = [item for gap in ALL.values() for item in findings(gap.plant(dossier, 2))]

    assert {item.unit for item in found} == {SNV}
    assert all(dossier.unit.name in item.message for item in found)


def test_without_delegation_the_period_does_not_open() -> None:
    """R18: an error, so nothing is assembled."""
    (found,) = findings(replace(complete_dossier(), delegations=()))

    assert (found.code, found.severity) == ("delegation_missing", "error")


def test_without_criteria_one_sentence_says_that_nothing_is_judged() -> None:
    found = findings(replace(complete_dossier(people=3), criteria=()))

    assert told(found) == {("criteria_missing", "R60", None, None)}


def test_an_unapproved_plan_is_told_once() -> None:
    assert told(findings(replace(complete_dossier(people=3), approval=None))) == {
        ("plan_unapproved", "R21", None, None)
    }


@pytest.mark.parametrize(("approved", "late"), [(date(2026, 6, 24), False), (date(2026, 6, 25), True)])
def test_a_plan_is_late_from_the_day_it_was_due_before(approved: date, late: bool) -> None:  # noqa: FBT001 - a table
    """R23: strictly before 25/6 for quarter III; quarter II is the first period and never late."""
    third = replace(PERIOD, quarter=Quarter(2026, 3), cutoff=date(2026, 9, 24))
    approval = PlanApproval(unit=SNV, approved_on=approved, approved_by="Ban Thường vụ Tỉnh ủy")
    dossier = replace(complete_dossier(), period=third, approval=approval)

    assert (("plan_late", "R23", None, None) in told(findings(dossier))) is late


def test_the_same_body_proposing_and_deciding_needs_a_ruling() -> None:
    """R11: only where Phụ lục 01 says so."""
    dossier = complete_dossier(people=1)
    lines = tuple(replace(line, decided_by=dossier.unit.name) for line in dossier.delegations)
    decided = tuple(replace(item, decided=Rating.GOOD, decision_number="12-QĐ") for item in dossier.proposals)
    own = replace(dossier, delegations=lines, proposals=decided)
    ruling = Ruling(
        kind=RulingKind.SAME_LEVEL,
        unit=SNV,
        decided_on=date(2026, 6, 1),
        decided_by="Ban Thường vụ Tỉnh ủy",
        reason="Phụ lục 01",
        person=dossier.cadres[0].code,
    )

    assert told(findings(own)) - NOTICE == {("same_level", "R11", str(dossier.cadres[0].code), None)}
    assert told(findings(replace(own, rulings=(ruling,)))) == NOTICE


def test_a_decision_without_its_number_is_told() -> None:
    dossier = complete_dossier(people=1)
    decided = tuple(replace(item, decided=Rating.GOOD) for item in dossier.proposals)

    found = told(findings(replace(dossier, proposals=decided)))

    assert found - NOTICE == {("decision_unnumbered", "R11", str(dossier.cadres[0].code), None)}


def test_a_unit_with_nobody_to_rate_is_told() -> None:
    found = {item.code for item in findings(complete_dossier(people=0))}

    assert {"no_cadre", "head_missing"} <= found


@pytest.mark.parametrize(("appraised", "note", "found"), [(20, "", True), (33, "", False), (20, "Chấm lại", False)])
def test_a_wide_gap_between_self_and_appraisal_must_be_explained(appraised: int, note: str, found: bool) -> None:  # noqa: FBT001 - a table
    """Only where the period was given a figure for it."""
    dossier = complete_dossier(people=1)
    least = Criterion(name=CriterionName.GAP_FROM, value=Decimal(5), basis="Hướng dẫn của đơn vị")
    results = tuple(
        replace(item, appraised_points=min(item.self_points or Decimal(0), Decimal(appraised)), note=note)
        for item in dossier.results
    )

    codes = {item.code for item in findings(replace(dossier, results=results, criteria=(*dossier.criteria, least)))}

    assert ("gap_unexplained" in codes) is found
    assert "gap_unexplained" not in {item.code for item in findings(replace(dossier, results=results))}


def excellent(number: int, good: int) -> Surroundings:
    """A group in which so many are proposed xuất sắc and so many tốt, beside the head."""
    people = complete_dossier(people=1 + number + good).cadres
    ratings = {item.code: Rating.EXCELLENT if place < number else Rating.GOOD for place, item in enumerate(people[1:])}
    return Surroundings(quotas=quotas(people, ratings))


@pytest.mark.parametrize(
    ("number", "good", "code"),
    [(1, 5, None), (1, 4, "larger_share_undecided"), (1, 3, "quota_exceeded"), (3, 12, "larger_share_undecided")],
)
def test_too_many_excellent_are_told_and_so_is_what_a_decision_would_allow(
    number: int, good: int, code: str | None
) -> None:
    """R42, R43: 20 % of those rated tốt, 25 % only by a decision."""
    found = {item.code for item in findings(complete_dossier(), excellent(number, good))}

    assert found == ({code} if code else set())


@pytest.mark.parametrize(
    ("now", "code"),
    [
        ({}, None),
        ({"name": "Việc khác"}, "carried_changed"),
        ({"due": date(2026, 9, 1)}, "carried_changed"),
        (None, "carried_lost"),
    ],
)
def test_a_task_carried_here_must_be_here_and_unchanged(now: dict[str, object] | None, code: str | None) -> None:
    """R25: the same id in the next quarter, with a link back."""
    third = replace(PERIOD, quarter=QUARTER.following(), cutoff=date(2026, 9, 24))
    dossier = replace(complete_dossier(), period=third)
    was = dossier.tasks[0]
    kept = () if now is None else (replace(was, carried_from=QUARTER, **now),)  # type: ignore[arg-type]  # by name
    here = replace(dossier, tasks=(*kept, *dossier.tasks[1:]))

    found = {item.code for item in findings(here, Surroundings(carried=(was,))) if item.code.startswith("carried_")}

    assert found == ({code} if code else set())


def test_a_task_said_to_be_carried_that_never_was() -> None:
    third = replace(PERIOD, quarter=QUARTER.following(), cutoff=date(2026, 9, 24))
    dossier = replace(complete_dossier(), period=third)
    claimed = replace(dossier.tasks[0], carried_from=QUARTER)
    elsewhere = task(9, person(dossier, 2))
    here = replace(dossier, tasks=(claimed, *dossier.tasks[1:], elsewhere))

    found = {(item.code, item.task) for item in findings(here, Surroundings(carried=(elsewhere,)))}

    assert ("not_carried", str(claimed.code)) in found


def test_every_kind_of_finding_is_planted_somewhere() -> None:
    """A check nobody plants a gap for is a check nobody knows to work."""
    planted = "".join(path.read_text() for path in __import__("pathlib").Path(__file__).parent.glob("*.py"))

    assert [kind.code for kind in FINDING_KINDS if f'"{kind.code}"' not in planted] == []


def test_nothing_is_judged_of_a_moment_that_is_not_known() -> None:
    assert findings(complete_dossier(), Surroundings(now=datetime(2026, 6, 1, tzinfo=UTC))) == ()
