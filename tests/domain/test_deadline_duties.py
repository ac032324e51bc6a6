"""Which deadlines stand over one dossier, and what of them the facts show as done."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from archive.domain.calendar_policy import GUIDANCE_ONLY
from archive.domain.deadline import DeadlineState
from archive.domain.deadline_duties import standings
from archive.domain.dossier import OpenDossier
from archive.domain.people import Management
from archive.domain.plan import PlanApproval
from archive.domain.quarter import Quarter
from archive.language import VIETNAM
from tests.quarters import complete_dossier

NOW = datetime(2026, 9, 26, 9, tzinfo=VIETNAM)


def states(dossier: OpenDossier, *, sealed: datetime | None = None) -> dict[str, DeadlineState]:
    """Where each rule's deadline stands over the dossier."""
    return {item.rule: state for item, state in standings(dossier, GUIDANCE_ONLY, sealed=sealed, now=NOW)}


def third(management: Management = Management.STANDING_COMMITTEE, *, approved: date | None = None) -> OpenDossier:
    """A dossier of quarter III, its plan approved on that day."""
    dossier = complete_dossier(management=management)
    period = replace(dossier.period, quarter=Quarter(2026, 3), cutoff=date(2026, 9, 24))
    approval = PlanApproval(unit=dossier.unit.code, approved_on=approved, approved_by="BTV") if approved else None
    return replace(dossier, period=period, approval=approval)


@pytest.mark.parametrize(
    ("management", "is_asked"), [(item, item is Management.UNIT) for item in Management], ids=[*Management.__members__]
)
def test_only_a_unit_that_rates_cadres_itself_reports_on_them(management: Management, *, is_asked: bool) -> None:
    """R57 binds route C alone."""
    assert ("R57" in states(third(management))) is is_asked


def test_a_cadre_who_is_not_rated_makes_no_duty_to_rate() -> None:
    dossier = third(Management.UNIT)
    excluded = tuple(replace(item, excluded="kiêm nhiệm") for item in dossier.cadres)

    assert "R57" not in states(replace(dossier, cadres=excluded))


@pytest.mark.parametrize(
    ("approved", "state"),
    [
        (date(2026, 6, 24), DeadlineState.MET),
        (date(2026, 6, 25), DeadlineState.LATE),
        (None, DeadlineState.LATE),
    ],
    ids=["the last good day", "the day itself", "never"],
)
def test_tasks_are_assigned_when_the_plan_is_approved(approved: date | None, state: DeadlineState) -> None:
    assert states(third(approved=approved))["R23"] is state


def test_sealing_in_time_meets_compiling_and_sending() -> None:
    found = states(third(), sealed=datetime(2026, 9, 24, 23, 59, 59, tzinfo=VIETNAM))

    assert (found["R26"], found["R54"]) == (DeadlineState.MET, DeadlineState.MET)


def test_sealing_does_not_meet_what_others_owe() -> None:
    assert states(third(), sealed=NOW)["R55"] is DeadlineState.OPEN
