"""Reminders: everything due is told, to who owes it, overdue first."""

import random
from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.domain.calendar_policy import CalendarPolicy
from archive.domain.calendar_reminder import Reminder, Standing
from archive.domain.deadline_rules import Debtor
from archive.domain.dossier import OpenDossier, Stage
from archive.domain.people import Management
from archive.domain.plan import PlanApproval
from archive.domain.quarter import Quarter
from archive.domain.rating import Rating
from archive.language import VIETNAM
from archive.ports import Parts
from archive.ports.desk import Progress
from archive.workflow.remind import remind
from archive.workflow.review import review
from tests.parts import FixedClock, memory_parts
from tests.quarters import QUARTER, complete_dossier, dossiers, unit

LAST_MOMENT = datetime(2026, 6, 24, 16, 59, 59, tzinfo=UTC)  # 23:59:59 of the 24th in Việt Nam
MIDNIGHT = LAST_MOMENT + timedelta(seconds=1)
ONLY_TOLD = {"R28", "R29", "R54"}  # findings that speak of lateness itself


def asked(
    *given_dossiers: OpenDossier,
    at: datetime = LAST_MOMENT,
    policy: CalendarPolicy | None = None,
    sealed: bool = False,
    quarter: Quarter = QUARTER,
    one: bool = True,
) -> tuple[Reminder, ...]:
    """The reminders of a quarter; of one unit when `one`, so without what the Board owes."""
    parts = parts_of(*given_dossiers, at=at, policy=policy)
    if sealed:
        with parts.desk.begin() as work:
            for item in given_dossiers:
                work.shelf.move(Progress(unit=item.unit.code, quarter=item.quarter, stage=Stage.SEALED, version=1))
            work.commit()
    return remind(parts, quarter, review(parts, quarter), others=not one)


def parts_of(*given_dossiers: OpenDossier, at: datetime, policy: CalendarPolicy | None = None) -> Parts:
    """Parts that hold these dossiers at a moment."""
    return replace(memory_parts(*given_dossiers), clock=FixedClock(at), calendar=policy or CalendarPolicy())


def appraised(dossier: OpenDossier) -> OpenDossier:
    """The dossier with every task appraised."""
    return replace(dossier, results=tuple(replace(item, appraised_points=Decimal(9)) for item in dossier.results))


def moved(dossier: OpenDossier, quarter: Quarter, *, cutoff: date) -> OpenDossier:
    """The same facts in another quarter."""
    return replace(dossier, period=replace(dossier.period, quarter=quarter, cutoff=cutoff))


def of_rule(found: tuple[Reminder, ...], rule: str) -> list[Reminder]:
    """The reminders of one rule."""
    return [item for item in found if item.rule == rule]


def test_an_unsealed_dossier_is_due_by_the_unit() -> None:
    sending = of_rule(asked(complete_dossier()), "R54")

    assert [(item.owed_by, item.name, item.before, item.days_left) for item in sending] == [
        (Debtor.UNIT, "Sở Nội vụ", date(2026, 6, 25), 1)
    ]


@pytest.mark.parametrize(
    ("at", "standing"),
    [(LAST_MOMENT, Standing.DUE), (MIDNIGHT, Standing.OVERDUE)],
    ids=["23:59:59 in Việt Nam", "0:00 in Việt Nam"],
)
def test_the_day_itself_is_overdue_in_viet_nam_time(at: datetime, standing: Standing) -> None:
    assert of_rule(asked(complete_dossier(), at=at), "R54")[0].standing is standing


def test_a_sealed_dossier_is_not_asked_for_again() -> None:
    found = asked(appraised(complete_dossier()), at=MIDNIGHT, sealed=True)

    assert [item for item in found if item.standing is Standing.OVERDUE] == []


def test_what_a_cadre_must_give_is_told_to_the_cadre_by_name() -> None:
    dossier = replace(complete_dossier(), self_assessments=())
    missing = [item for item in asked(dossier) if item.code == "self_assessment_missing"]

    assert {(item.owed_by, item.name, item.person) for item in missing} == {
        (Debtor.CADRE, f"{cadre.name} (Sở Nội vụ)", cadre.code) for cadre in dossier.cadres
    }


def test_what_the_collective_must_give_is_told_to_the_unit_though_it_is_about_a_cadre() -> None:
    missing = [
        item for item in asked(replace(complete_dossier(), proposals=())) if item.code == "proposal_missing"
    ]  # fmt: skip

    assert {(item.owed_by, item.name, item.person) for item in missing} == {(Debtor.UNIT, "Sở Nội vụ", None)}


def test_a_compiling_body_is_told_what_it_has_not_appraised() -> None:
    dossier = complete_dossier()
    named = replace(dossier, tasks=tuple(replace(item, lead_body="Sở Tài chính") for item in dossier.tasks))

    found = of_rule(asked(named), "R26")
    bodies = [item for item in found if item.owed_by is Debtor.LEAD_BODY]

    assert [(item.name, "4 nhiệm vụ của Sở Nội vụ" in item.what) for item in bodies] == [("Sở Tài chính", True)]


def test_a_body_that_has_appraised_all_is_not_told() -> None:
    found = asked(appraised(complete_dossier()))

    assert [item for item in found if item.owed_by is Debtor.LEAD_BODY and item.rule == "R26"] == []


def test_cadres_whom_the_unit_rates_itself_are_due_by_their_own_date() -> None:
    """R57: route C."""
    found = of_rule(asked(complete_dossier(management=Management.UNIT)), "R57")

    assert [(item.before, item.owed_by) for item in found] == [(date(2026, 6, 30), Debtor.UNIT)]
    assert "2 cán bộ" in found[0].what


def test_a_unit_without_such_cadres_is_not_asked_to_rate_them() -> None:
    assert of_rule(asked(complete_dossier()), "R57") == []


def test_decided_ratings_are_not_asked_for_again() -> None:
    dossier = complete_dossier(management=Management.UNIT)
    decided = tuple(replace(item, decided=Rating.GOOD) for item in dossier.proposals)

    assert of_rule(asked(replace(dossier, proposals=decided)), "R57") == []


def test_the_first_assignment_of_tasks_is_asked_of_nobody() -> None:
    assert [item for item in of_rule(asked(complete_dossier()), "R23") if item.quarter == QUARTER] == []


def test_a_later_plan_without_approval_is_overdue_after_its_day() -> None:
    third = Quarter(2026, 3)
    dossier = replace(moved(complete_dossier(), third, cutoff=date(2026, 9, 24)), approval=None)

    before = of_rule(asked(dossier, quarter=third), "R23")[0]
    after = of_rule(asked(dossier, at=MIDNIGHT, quarter=third), "R23")[0]

    assert (before.standing, after.standing) == (Standing.DUE, Standing.OVERDUE)


def test_an_approved_plan_is_not_asked_for() -> None:
    third = Quarter(2026, 3)
    dossier = moved(complete_dossier(), third, cutoff=date(2026, 9, 24))
    approval = PlanApproval(unit=dossier.unit.code, approved_on=date(2026, 6, 20), approved_by="Ban Thường vụ Tỉnh ủy")

    assert [
        item for item in of_rule(asked(replace(dossier, approval=approval), quarter=third), "R23")
        if item.quarter == third
    ] == []  # fmt: skip


def test_the_next_plan_is_told_until_its_day_and_when_it_is_not_approved_yet() -> None:
    third = Quarter(2026, 3)
    dossier = complete_dossier()
    approval = PlanApproval(unit=dossier.unit.code, approved_on=date(2026, 6, 20), approved_by="Ban Thường vụ Tỉnh ủy")
    approved = replace(moved(dossier, third, cutoff=date(2026, 9, 24)), approval=approval)

    assert [item.quarter for item in of_rule(asked(dossier), "R23")] == [third]
    assert of_rule(asked(dossier, at=MIDNIGHT), "R23") == []
    assert of_rule(asked(dossier, approved), "R23") == []


def test_what_the_board_owes_is_told_once_and_never_called_overdue() -> None:
    found = asked(complete_dossier(), complete_dossier(of=unit("STC")), at=MIDNIGHT + timedelta(days=60), one=False)
    of_board = [item for item in found if item.owed_by is Debtor.BOARD]

    assert [(item.rule, item.standing) for item in of_board] == [
        ("R55", Standing.PAST), ("R56", Standing.PAST), ("R63", Standing.PAST),
    ]  # fmt: skip


def test_one_unit_is_not_told_what_the_board_owes() -> None:
    assert [item for item in asked(complete_dossier()) if item.owed_by is Debtor.BOARD] == []


def test_quarter_four_has_no_date_and_is_told_all_the_same() -> None:
    fourth = Quarter(2026, 4)
    dossier = moved(complete_dossier(), fourth, cutoff=date(2026, 12, 24))

    sending = of_rule(asked(dossier, at=datetime(2027, 2, 1, tzinfo=UTC), quarter=fourth), "R54")[0]

    assert (sending.standing, sending.before, sending.days_left) == (Standing.UNDATED, None, None)
    assert sending.is_within(0)


def test_an_internal_date_brings_things_nearer_and_makes_nothing_overdue() -> None:
    """On the 22nd: three days left, the office's own day (before the 23rd) is today."""
    at = datetime(2026, 6, 22, 9, tzinfo=VIETNAM)
    sending = of_rule(asked(complete_dossier(), at=at, policy=CalendarPolicy(internal_days=2)), "R54")[0]

    assert (sending.days_left, sending.internal_days_left, sending.standing) == (3, 1, Standing.DUE)
    assert sending.is_within(1)
    assert not sending.is_within(0)


def test_overdue_comes_first_and_the_oldest_of_it_before_the_rest() -> None:
    third = Quarter(2026, 3)
    unplanned = replace(complete_dossier(management=Management.UNIT), approval=None)
    dossier = moved(unplanned, third, cutoff=date(2026, 9, 24))

    found = asked(dossier, at=datetime(2026, 9, 26, 9, tzinfo=VIETNAM), quarter=third)

    kinds = [item.standing for item in found]
    assert kinds == sorted(kinds, key=list(Standing).index)
    days = [item.days_left or 0 for item in found if item.standing is Standing.OVERDUE]
    assert days == sorted(days)
    assert found[0].rule == "R23"


def broken(dossier: OpenDossier, without: set[str]) -> OpenDossier:
    """The dossier with some of what people gave taken away."""
    nothing: dict[str, Any] = {name: None if name == "meeting" else () for name in without}
    return replace(dossier, **nothing)


DEFECTS = st.sets(st.sampled_from(["meeting", "self_assessments", "evidence", "proposals", "results"]))
MOMENTS = st.datetimes(datetime(2026, 6, 1), datetime(2026, 7, 31), timezones=st.just(UTC))  # noqa: DTZ001  # hypothesis
SOME = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))


@SOME
@given(dossier=dossiers(), without=DEFECTS, at=MOMENTS)
def test_nothing_found_missing_is_lost(dossier: OpenDossier, without: set[str], at: datetime) -> None:
    parts = parts_of(broken(dossier, without), at=at)
    reviewed = list(review(parts, QUARTER))
    owed = [item for each in reviewed for item in each.findings if item.rule not in ONLY_TOLD]

    told = [item for item in remind(parts, QUARTER, reviewed) if item.code]

    assert Counter((item.code, item.what) for item in told) == Counter((item.code, item.message) for item in owed)


@SOME
@given(dossier=dossiers(), without=DEFECTS, at=MOMENTS)
def test_every_deadline_that_binds_is_told_to_somebody_while_it_is_open(
    dossier: OpenDossier, without: set[str], at: datetime
) -> None:
    parts = parts_of(broken(dossier, without), at=at)
    reviewed = next(review(parts, QUARTER))
    unmet = {item.rule for item, state in reviewed.deadlines if item.binds and state.value != "met"}

    told = {item.rule for item in remind(parts, QUARTER, [reviewed])}

    assert unmet - {"R26"} <= told  # what is left to compile is told by body, and may be nothing


@SOME
@given(dossier=dossiers(), without=DEFECTS, at=MOMENTS, dice=st.randoms())
def test_the_order_of_rows_and_units_changes_nothing(
    dossier: OpenDossier, without: set[str], at: datetime, dice: random.Random
) -> None:
    both = [broken(dossier, without), complete_dossier(of=unit("STC"))]
    shuffled = [mixed(item, dice) for item in reversed(both)]

    parts, other = parts_of(*both, at=at), parts_of(*shuffled, at=at)
    backwards = list(review(other, QUARTER))[::-1]

    assert remind(other, QUARTER, backwards) == remind(parts, QUARTER, review(parts, QUARTER))


def mixed(dossier: OpenDossier, dice: random.Random) -> OpenDossier:
    """The same facts with their rows in another order."""
    names = ("cadres", "tasks", "results", "evidence", "self_assessments", "proposals")
    rows: dict[str, Any] = {
        name: tuple(dice.sample(getattr(dossier, name), len(getattr(dossier, name)))) for name in names
    }
    return replace(dossier, **rows)


@SOME
@given(dossier=dossiers(), without=DEFECTS, at=MOMENTS, days=st.integers(0, 60))
def test_what_is_within_some_days_holds_all_that_is_overdue(
    dossier: OpenDossier, without: set[str], at: datetime, days: int
) -> None:
    found = remind(parts := parts_of(broken(dossier, without), at=at), QUARTER, review(parts, QUARTER))

    left_out = [item for item in found if not item.is_within(days)]

    assert all(item.standing is Standing.DUE and (item.days_left or 0) > days for item in left_out)
