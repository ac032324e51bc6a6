"""Who gets what: the right receivers, only their own people, and nothing before the guidance is named (R1, R33-R38)."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.domain.calendar_policy import CalendarPolicy, EnteredDate
from archive.domain.decisions import (
    FollowUp,
    PersonOutcome,
    central_people,
    counted_once,
    follow_ups,
    notices,
    outcomes_of,
    periodic_report,
    require_guidance,
)
from archive.domain.document import DocumentKind
from archive.domain.dossier import OpenDossier, Route
from archive.domain.dossier.notices import receivers
from archive.domain.people import Management, UnitKind
from archive.domain.province import GUIDANCE_PROVINCE
from archive.domain.quarter import Quarter
from archive.domain.rating import Rating
from archive.domain.transfer import TransferKind
from archive.errors import RuleBroken
from tests.domain.gaps_b import FIRST, sent, with_cadre, with_decision
from tests.quarters import PERIOD, QUARTER, complete_dossier, unit

MIXED = (Management.POLITBURO, Management.STANDING_COMMITTEE, Management.STANDING_MEMBERS, Management.UNIT)


def mixed(code: str = "SNV", *, kind: UnitKind = UnitKind.PROVINCIAL_BODY) -> OpenDossier:
    """A unit with somebody on every level, all proposed."""
    dossier = complete_dossier(of=replace(unit(code, kind=kind), name=f"Cơ quan {code}"), people=4)
    for cadre, level in zip(dossier.cadres, MIXED, strict=True):
        dossier = with_cadre(dossier, cadre.code, management=level)
    return dossier


def decided(dossier: OpenDossier) -> OpenDossier:
    """Everybody decided, the centre has answered."""
    for cadre in dossier.cadres:
        dossier = with_decision(dossier, cadre.code)
    return sent(dossier, TransferKind.CENTRAL_ANSWER, received=date(2026, 7, 20))


def paper(due: tuple[FollowUp, ...], kind: DocumentKind, rule: str) -> FollowUp:
    """The one paper of that kind."""
    (found,) = [item for item in due if item.kind is kind and item.rule == rule]
    return found


def levels(people: tuple[PersonOutcome, ...]) -> list[Management]:
    """Who manages them."""
    return [item.cadre.management for item in people]


@st.composite
def provinces(draw: st.DrawFn) -> tuple[PersonOutcome, ...]:
    """Some units, their people on any level, some of them decided, some answered by the centre."""
    people: list[PersonOutcome] = []
    for code in draw(st.sets(st.sampled_from(["SNV", "STC", "SYT"]), min_size=1)):
        dossier = mixed(code)
        for cadre in dossier.cadres:
            dossier = with_cadre(dossier, cadre.code, management=draw(st.sampled_from(Management)))
            if draw(st.booleans()):
                dossier = with_decision(dossier, cadre.code, draw(st.sampled_from(Rating)))
            if draw(st.booleans()):
                dossier = sent(dossier, TransferKind.CENTRAL_ANSWER, person=cadre.code, received=date(2026, 7, 20))
        people += outcomes_of(dossier)
    return tuple(people)


@given(provinces())
def test_no_notice_names_anybody_elses_people(people: tuple[PersonOutcome, ...]) -> None:
    for notice in notices(people):
        assert all(
            notice.receivers[0] in {receiver.name for receiver in receivers(item.unit, item.cadre)}
            for item in notice.people
        )


@given(provinces())
def test_everybody_decided_stands_in_a_notice_and_nobody_else_does(people: tuple[PersonOutcome, ...]) -> None:
    named = {item.cadre.code for notice in notices(people) for item in notice.people}

    assert named == {item.cadre.code for item in people if item.decided}


@given(provinces())
def test_a_receiver_gets_one_notice(people: tuple[PersonOutcome, ...]) -> None:
    told = [notice.receivers for notice in notices(people)]

    assert len(told) == len(set(told))


@given(provinces())
def test_the_papers_of_the_three_routes_never_share_a_person(people: tuple[PersonOutcome, ...]) -> None:
    due = [item for item in follow_ups(people, QUARTER) if item.kind is not DocumentKind.NOTICE]
    routes = {(item.rule, person.standing.route) for item in due for person in (*item.people, *item.waiting)}

    assert routes <= {("R35", Route.A), ("R36", Route.B), ("R38", Route.C)}


def test_the_submission_goes_to_the_centre_about_its_own_cadres_only() -> None:
    submission = paper(follow_ups(outcomes_of(mixed()), QUARTER), DocumentKind.CENTRAL_SUBMISSION, "R35")

    assert submission.receivers == ("Bộ Chính trị", "Ban Bí thư")
    assert levels(submission.people) == [Management.POLITBURO]
    assert submission.before == date(2026, 7, 5)


def test_who_is_not_yet_proposed_keeps_the_submission_waiting() -> None:
    dossier = mixed()
    submission = paper(
        follow_ups(outcomes_of(replace(dossier, proposals=dossier.proposals[1:])), QUARTER),
        DocumentKind.CENTRAL_SUBMISSION,
        "R35",
    )

    assert (levels(submission.people), levels(submission.waiting)) == ([], [Management.POLITBURO])


def test_the_report_goes_to_both_central_bodies_always() -> None:
    report = paper(follow_ups(outcomes_of(decided(mixed())), QUARTER), DocumentKind.CENTRAL_REPORT, "R36")

    assert report.receivers == ("Ban Tổ chức Trung ương", "Văn phòng Trung ương Đảng")
    assert sorted(levels(report.people)) == sorted([Management.STANDING_COMMITTEE, Management.STANDING_MEMBERS])
    assert report.waiting == ()


def test_the_report_of_names_is_not_the_periodic_report_of_figures() -> None:
    people = outcomes_of(decided(mixed()))
    report = paper(follow_ups(people, QUARTER), DocumentKind.CENTRAL_REPORT, "R36")
    periodic = periodic_report(people, QUARTER)

    assert periodic.receivers != report.receivers
    assert (periodic.counts[Rating.GOOD], periodic.undecided, periodic.before) == (4, 0, date(2026, 7, 5))
    assert not any(item.cadre.name in repr(periodic) for item in people)


def test_the_periodic_report_counts_a_proposal_as_undecided() -> None:
    periodic = periodic_report(outcomes_of(mixed()), QUARTER)

    assert (set(periodic.counts.values()), periodic.undecided) == ({0}, 4)


@pytest.mark.parametrize(
    ("kind", "collective"),
    [
        (UnitKind.PROVINCIAL_BODY, "Tập thể lãnh đạo Cơ quan SNV"),
        (UnitKind.PARTY_COMMITTEE, "Ban Thường vụ Cơ quan SNV"),
    ],
)
def test_a_body_does_the_same_for_its_own_cadres_under_local_names(kind: UnitKind, collective: str) -> None:
    due = follow_ups(outcomes_of(decided(mixed(kind=kind))), QUARTER)

    submission = paper(due, DocumentKind.SUBMISSION, "R38")
    report = paper(due, DocumentKind.CENTRAL_REPORT, "R38")

    assert submission.receivers == (collective,)
    assert (report.sender, report.receivers, report.before) == (
        collective,
        ("Ban Tổ chức Tỉnh ủy",),
        date(2026, 6, 30),
    )
    assert levels(submission.people) == levels(report.people) == [Management.UNIT]


def test_a_unit_that_decided_about_all_named_tells_itself() -> None:
    own = outcomes_of(decided(complete_dossier(management=Management.UNIT)))
    higher = outcomes_of(decided(complete_dossier()))

    assert {item.sender for item in notices(own)} == {"Tập thể lãnh đạo Sở Nội vụ"}
    assert {item.sender for item in notices(higher)} == {"Ban Thường vụ Tỉnh ủy"}


def test_where_nobody_is_of_the_centre_nothing_goes_there() -> None:
    due = follow_ups(outcomes_of(complete_dossier(management=Management.UNIT)), QUARTER)

    assert not {"R35", "R36"} & {item.rule for item in due}
    assert central_people(outcomes_of(complete_dossier())) == ()


def test_the_three_ratings_stay_three_facts() -> None:
    dossier = with_decision(complete_dossier(), FIRST, Rating.COMPLETED)
    first, *others = dossier.self_assessments
    dossier = replace(dossier, self_assessments=(replace(first, proposed=Rating.EXCELLENT), *others))

    outcome = outcomes_of(dossier)[0]

    assert (outcome.self_proposed, outcome.proposed, outcome.decided) == (
        Rating.EXCELLENT,
        Rating.GOOD,
        Rating.COMPLETED,
    )


def test_before_the_centre_answers_neither_rating_nor_number_is_told() -> None:
    outcome = outcomes_of(with_decision(complete_dossier(management=Management.POLITBURO), FIRST))[0]

    assert (outcome.proposed, outcome.decided, outcome.decision_number) == (Rating.GOOD, None, "")


def test_who_moved_counts_once_where_the_newer_post_is() -> None:
    old = with_cadre(complete_dossier(), FIRST, in_post_since=date(2024, 1, 1))
    new = with_cadre(
        complete_dossier(of=replace(unit("STC"), name="Sở Tài chính")),
        "CB-STC-01",
        code=FIRST,
        in_post_since=PERIOD.cutoff,
    )

    once = counted_once([*outcomes_of(old), *outcomes_of(new)])

    assert [item.unit.code for item in once if item.cadre.code == FIRST] == ["STC"]
    assert len(once) == 3


@pytest.mark.parametrize(
    ("fields", "missing"),
    [
        ({"guidance_number": " "}, "số ký hiệu"),
        ({"guidance_date": None}, "ngày ban hành"),
        ({"guidance_number": "", "guidance_date": None}, "số ký hiệu và ngày ban hành"),
    ],
)
def test_nothing_leaves_before_the_guidance_is_named(fields: dict[str, object], missing: str) -> None:
    with pytest.raises(RuleBroken, match=f"chưa có {missing} của Hướng dẫn"):
        require_guidance(replace(PERIOD, **fields))  # type: ignore[arg-type]  # by name


def test_a_guidance_with_number_and_day_is_enough() -> None:
    require_guidance(PERIOD)


def test_quarter_four_has_days_only_where_people_entered_them() -> None:
    people, last = outcomes_of(mixed()), Quarter(2026, 4)
    entered = EnteredDate(year=2026, rule="R56", before=date(2027, 1, 8), basis="Công văn 12-CV/BTCTU")

    silent = paper(follow_ups(people, last), DocumentKind.CENTRAL_SUBMISSION, "R35")
    named = paper(follow_ups(people, last, CalendarPolicy(entered=(entered,))), DocumentKind.CENTRAL_SUBMISSION, "R35")

    assert (silent.before, named.before) == (None, date(2027, 1, 8))


def test_the_lines_of_receivers_begin_with_the_report_and_end_with_the_archive() -> None:
    """R65."""
    assert GUIDANCE_PROVINCE.recipients[0] == "Ban Tổ chức Trung ương (báo cáo)"
    assert GUIDANCE_PROVINCE.recipients[-1] == "Lưu Văn phòng Tỉnh ủy"
    assert len(GUIDANCE_PROVINCE.recipients) == 7
