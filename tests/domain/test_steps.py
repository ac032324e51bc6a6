"""Route and step follow from the facts alone; a step taken away takes back all after it (R11, R19, R30-R34)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.domain.dossier import (
    OpenDossier,
    Route,
    Step,
    dossier_step,
    final_rating,
    route_of,
    standing,
    standings,
)
from archive.domain.people import Management
from archive.domain.rating import Rating
from archive.domain.transfer import TransferKind
from tests.domain.gaps_b import FIRST, SECOND, classified, sent, with_cadre, with_decision
from tests.quarters import complete_dossier, dossiers

Facts = Callable[[OpenDossier], OpenDossier]
LEVELS = {
    Management.POLITBURO: "Bộ Chính trị, Ban Bí thư",
    Management.STANDING_COMMITTEE: "Ban Thường vụ Tỉnh ủy",
    Management.UNIT: "tập thể lãnh đạo Sở Nội vụ",
}


def finished(*, management: Management = Management.STANDING_COMMITTEE) -> OpenDossier:
    """Everybody decided and told of."""
    dossier = complete_dossier(management=management)
    for cadre in dossier.cadres:
        dossier = with_decision(dossier, cadre.code)
    answered = sent(dossier, TransferKind.CENTRAL_ANSWER, received=date(2026, 7, 20))
    return sent(answered, TransferKind.NOTICE, body=f"Sở Nội vụ; {management.value}")


@pytest.mark.parametrize(
    ("management", "route"),
    [
        (Management.POLITBURO, Route.A),
        (Management.STANDING_COMMITTEE, Route.B),
        (Management.STANDING_MEMBERS, Route.B),
        (Management.UNIT, Route.C),
    ],
)
def test_the_level_that_manages_gives_the_route(management: Management, route: Route) -> None:
    assert route_of(complete_dossier(management=management).cadres[0]) is route


STANDS: dict[str, tuple[Facts, Step, str]] = {
    "nothing assigned": (lambda it: replace(it, tasks=()), Step.PLAN, "danh mục nhiệm vụ"),
    "nothing stated": (lambda it: replace(it, self_assessments=()), Step.SELF_ASSESSMENT, "mức tự đề xuất"),
    "nothing proposed": (lambda it: replace(it, proposals=()), Step.PROPOSAL, "mức xếp loại đề xuất"),
    "proposed without a meeting": (lambda it: replace(it, meeting=None), Step.PROPOSAL, "biên bản hội nghị"),
    "proposed": (lambda it: it, Step.DECISION, "mức xếp loại được quyết định"),
    "decided": (lambda it: with_decision(it, FIRST), Step.NOTICE, "thông báo kết quả đến Sở Nội vụ"),
}


@pytest.mark.parametrize(("facts", "step", "needs"), STANDS.values(), ids=STANDS.keys())
def test_each_step_says_what_it_still_needs(facts: Facts, step: Step, needs: str) -> None:
    dossier = facts(complete_dossier())

    found = standing(dossier, dossier.cadres[0])

    assert found.step is step
    assert needs in found.sentence


@pytest.mark.parametrize(("management", "whom"), LEVELS.items(), ids=[level.name for level in LEVELS])
def test_a_decision_is_awaited_from_the_level_of_the_route(management: Management, whom: str) -> None:
    dossier = complete_dossier(management=management)

    assert standing(dossier, dossier.cadres[0]).whom == whom


def test_on_route_a_ban_thuong_vu_proposes_and_no_meeting_of_the_workplace_is_awaited() -> None:
    dossier = replace(complete_dossier(management=Management.POLITBURO), proposals=(), meeting=None)

    found = standing(dossier, dossier.cadres[0])

    assert (found.step, found.needs) == (Step.PROPOSAL, ("mức xếp loại đề xuất",))
    assert found.whom.startswith("Ban Thường vụ Tỉnh ủy")


@pytest.mark.parametrize("management", list(Management))
def test_all_five_steps_can_be_done(management: Management) -> None:
    dossier = finished(management=management)

    assert all(item.is_done and item.sentence == "Đã xong cả năm bước." for item in standings(dossier))
    assert dossier_step(dossier) is Step.NOTICE


def test_a_rating_of_the_centre_is_a_proposal_until_it_has_answered() -> None:
    dossier = with_decision(complete_dossier(management=Management.POLITBURO), FIRST, Rating.EXCELLENT)
    head = dossier.cadres[0]

    asked = sent(dossier, TransferKind.CENTRAL_ANSWER, person=FIRST)
    answered = sent(dossier, TransferKind.CENTRAL_ANSWER, person=FIRST, received=date(2026, 7, 20))

    assert [final_rating(item, head) for item in (dossier, asked, answered)] == [None, None, Rating.EXCELLENT]


def test_an_answer_about_somebody_else_is_none() -> None:
    dossier = with_decision(complete_dossier(management=Management.POLITBURO), FIRST)

    other = sent(dossier, TransferKind.CENTRAL_ANSWER, person=SECOND, received=date(2026, 7, 20))

    assert final_rating(other, dossier.cadres[0]) is None


def test_a_decision_leaves_the_proposal_as_it_was() -> None:
    """R11."""
    decided = with_decision(complete_dossier(), FIRST, Rating.COMPLETED)
    proposal = decided.proposal_of(FIRST)

    assert proposal
    assert (proposal.proposed, proposal.decided) == (Rating.GOOD, Rating.COMPLETED)


def test_a_proposal_is_never_read_as_a_decision() -> None:
    dossier = complete_dossier()

    assert final_rating(dossier, dossier.cadres[0]) is None


def test_a_secret_self_assessment_on_paper_is_a_step_done() -> None:
    dossier = classified(replace(complete_dossier(), self_assessments=complete_dossier().self_assessments[1:]))

    assert standing(dossier, dossier.cadres[0]).step is Step.DECISION


def test_nobody_goes_on_before_secrecy_was_asked_about() -> None:
    dossier = with_cadre(complete_dossier(), FIRST, management=Management.POLITBURO)

    found = standing(dossier, dossier.cadres[0])

    assert (found.step, found.whom) == (Step.SELF_ASSESSMENT, "cơ quan ban hành văn bản")


def test_the_dossier_stands_where_its_last_person_does() -> None:
    dossier = with_decision(complete_dossier(), FIRST)

    assert dossier_step(dossier) is Step.DECISION
    assert dossier_step(replace(dossier, cadres=())) is Step.PLAN


@given(dossiers(), st.sampled_from(["tasks", "self_assessments", "proposals", "meeting", "transfers"]))
def test_taking_facts_away_never_brings_anybody_further(dossier: OpenDossier, what: str) -> None:
    less = replace(dossier, **{what: None if what == "meeting" else ()})  # type: ignore[arg-type]  # by name

    assert all(now.done <= was.done for was, now in zip(standings(dossier), standings(less), strict=True))


@given(dossiers())
def test_every_standing_names_what_comes_next_or_is_done(dossier: OpenDossier) -> None:
    assert all(found.is_done is not bool(found.needs and found.whom) for found in standings(dossier))
