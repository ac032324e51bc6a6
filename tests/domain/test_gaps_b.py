"""Each planted gap of part B is named with rule, person and task, and where nothing is wrong nothing is said."""

import random
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.domain.document import DocumentKind
from archive.domain.dossier import OpenDossier, findings
from archive.domain.people import Management, PersonCode
from archive.domain.ruling import Ruling, RulingKind
from archive.domain.transfer import TransferKind
from tests.domain.gaps_b import (
    APART_B,
    FIRST,
    FORMER_POST,
    GAPS_B,
    NEW_POST,
    SECOND,
    Gap,
    classified,
    sent,
    with_cadre,
    with_decision,
    with_tasks,
)
from tests.quarters import SNV, complete_dossier


def codes(dossier: OpenDossier) -> list[str]:
    """What is found, by code."""
    return [item.code for item in findings(dossier)]


@pytest.mark.parametrize(("gap", "expected"), GAPS_B.values(), ids=GAPS_B.keys())
def test_one_gap_gives_exactly_its_finding(gap: Gap, expected: tuple[str, str, str | None, str | None]) -> None:
    found = findings(gap(complete_dossier()))

    assert [(item.code, item.rule, item.person, item.task) for item in found] == [expected]


@pytest.mark.parametrize("gap", [gap for gap, _ in GAPS_B.values()], ids=GAPS_B.keys())
def test_each_message_names_whose_it_is_and_by_when(gap: Gap) -> None:
    (found,) = findings(gap(complete_dossier()))
    names = {cadre.code: cadre.name for cadre in complete_dossier().cadres}

    assert "trước ngày 25/06/2026" in found.message
    assert "Sở Nội vụ" in found.message
    assert found.person is None or names[PersonCode(found.person)] in found.message


@given(st.sets(st.sampled_from(APART_B)))
def test_several_gaps_give_the_sum_of_their_findings(names: set[str]) -> None:
    dossier = complete_dossier(people=3)
    for name in sorted(names):
        dossier = GAPS_B[name][0](dossier)

    assert {(item.code, item.rule, item.person, item.task) for item in findings(dossier)} == {
        GAPS_B[name][1] for name in names
    }


@given(st.sets(st.sampled_from(APART_B)), st.randoms())
def test_findings_do_not_depend_on_the_order_of_rows(names: set[str], order: random.Random) -> None:
    dossier = complete_dossier(people=3)
    for name in sorted(names):
        dossier = GAPS_B[name][0](dossier)
    rows = ("cadres", "tasks", "evidence", "proposals", "self_assessments", "transfers", "papers")

    shuffled = {name: tuple(order.sample(getattr(dossier, name), len(getattr(dossier, name)))) for name in rows}

    assert findings(replace(dossier, **shuffled)) == findings(dossier)  # type: ignore[arg-type]  # by name


@pytest.mark.parametrize(
    "reason",
    [
        "Cấp ủy viên là bí thư chi bộ thôn, không làm việc chuyên trách (mục 4.3)",
        "Chức danh tại tổ dân phố",
        "chuc danh trong doanh nghiep tu nhan",
        "CHỨC DANH KIÊM NHIỆM",
        "Không tham gia công tác chuyên môn",
    ],
)
def test_the_reasons_of_the_guidance_are_known_however_they_are_written(reason: str) -> None:
    dossier = with_cadre(complete_dossier(people=3), "CB-SNV-03", excluded=reason)

    assert "exclusion_unclear" not in codes(dossier)


def test_an_excluded_head_is_asked_about() -> None:
    dossier = replace(complete_dossier(), self_assessments=(), proposals=())

    found = [item for item in findings(with_cadre(dossier, FIRST, excluded="kiêm nhiệm")) if item.person == FIRST]

    assert [item.code for item in found] == ["excluded_but_active"]
    assert "là người đứng đầu đơn vị" in found[0].message


SOURCES = [
    "Chương trình công tác quý",
    "Chương trình công tác năm 2026",
    "Nghị quyết chuyên đề",
    "Ủy ban nhân dân tỉnh giao",
    "UBND tỉnh",
    "Ban Thường vụ Tỉnh uỷ giao",
    "Kết luận của cấp có thẩm quyền",
    "Nhiệm vụ phát sinh",
    "ke hoach nam",
]


@pytest.mark.parametrize("source", SOURCES)
def test_the_sources_of_the_guidance_are_known_however_they_are_written(source: str) -> None:
    assert codes(with_tasks(complete_dossier(), FIRST, source=source, source_document="1-KH/TU")) == []


def test_tasks_of_both_posts_answer_for_a_short_time_in_post() -> None:
    dossier = with_cadre(complete_dossier(), FIRST, former_post=FORMER_POST, in_post_since=NEW_POST)
    first, second, *others = dossier.tasks
    dated = (replace(first, assigned_on=date(2026, 3, 20)), replace(second, assigned_on=NEW_POST), *others)

    assert codes(replace(dossier, tasks=dated)) == []


@pytest.mark.parametrize(
    ("since", "expected"),
    [
        (date(2026, 4, 1), []),  # the whole quarter in one post
        (date(2026, 4, 24), ["two_posts_undecided"]),  # two months to the day
        (date(2026, 4, 25), ["both_posts_missing"]),
        (date(2026, 6, 25), []),  # after the cut-off day
        (None, []),
    ],
)
def test_two_months_in_post_are_counted_to_the_cutoff(since: date | None, expected: list[str]) -> None:
    dossier = with_cadre(complete_dossier(), FIRST, former_post=FORMER_POST, in_post_since=since)

    assert codes(with_tasks(dossier, FIRST, assigned_on=date(2026, 3, 20))) == expected


def test_a_ruling_settles_what_the_guidance_does_not_say_of_two_posts() -> None:
    dossier = with_cadre(complete_dossier(), FIRST, former_post=FORMER_POST, in_post_since=date(2026, 4, 20))
    ruling = Ruling(
        kind=RulingKind.TWO_POSTS, unit=SNV, person=FIRST, decided_on=NEW_POST, decided_by="BTC", reason="hai chức vụ"
    )

    assert codes(replace(dossier, rulings=(ruling,))) == []


def test_a_comment_that_arrived_is_enough() -> None:
    dossier = with_cadre(complete_dossier(), FIRST, former_unit="Văn phòng Tỉnh ủy", in_post_since=NEW_POST)

    assert codes(sent(dossier, TransferKind.FORMER_BODY, person=FIRST, received=date(2026, 6, 16))) == []


@pytest.mark.parametrize("own", ["Sở Nội vụ", "so noi vu", "SNV"])
def test_the_own_unit_is_no_former_body(own: str) -> None:
    dossier = with_cadre(complete_dossier(), FIRST, former_unit=own, in_post_since=NEW_POST)

    assert codes(dossier) == []


def test_a_comment_never_sent_and_one_on_its_way_are_told_apart() -> None:
    moved = with_cadre(complete_dossier(), FIRST, former_unit="Văn phòng Tỉnh ủy", in_post_since=NEW_POST)

    (never,) = findings(moved)
    (underway,) = findings(sent(moved, TransferKind.FORMER_BODY, person=FIRST, sent=date(2026, 6, 15)))

    assert "chưa gửi" in never.message
    assert "đã gửi ngày 15/06/2026, chưa nhận" in underway.message


def test_papers_about_the_whole_unit_count_for_everybody() -> None:
    dossier = sent(sent(complete_dossier(), TransferKind.RESULTS), TransferKind.APPRAISAL, sent=None, received=NEW_POST)

    assert codes(dossier) == []


def test_an_opinion_that_was_given_is_not_asked_for_again() -> None:
    assert codes(sent(complete_dossier(), TransferKind.OPINION, person=FIRST, received=date(2026, 6, 18))) == []


def test_notices_to_the_unit_and_to_the_managing_level_are_enough() -> None:
    dossier = with_decision(complete_dossier(), FIRST)
    told = sent(dossier, TransferKind.NOTICE, body="Sở Nội vụ; Ban Thường vụ Tỉnh uỷ", person=FIRST)

    assert codes(told) == []


def test_a_notice_about_somebody_else_does_not_count() -> None:
    dossier = with_decision(complete_dossier(), FIRST)
    other = sent(dossier, TransferKind.NOTICE, body="SNV; Ban Thường vụ Tỉnh ủy", person=SECOND)

    assert codes(other) == ["notice_missing", "notice_missing"]


def test_nobody_is_asked_for_notices_before_anything_is_decided() -> None:
    assert codes(sent(complete_dossier(), TransferKind.NOTICE, body="Công an tỉnh")) == []


def test_the_centre_need_not_be_told_what_it_decided() -> None:
    dossier = with_decision(complete_dossier(management=Management.POLITBURO), FIRST)
    answered = sent(dossier, TransferKind.CENTRAL_ANSWER, person=FIRST, received=date(2026, 7, 20))

    assert codes(sent(answered, TransferKind.NOTICE, body="Sở Nội vụ")) == []


def test_a_secret_paper_kept_in_a_safe_misses_nothing() -> None:
    dossier = classified(complete_dossier())

    assert codes(replace(dossier, self_assessments=dossier.self_assessments[1:])) == []


def test_secret_minutes_kept_in_a_safe_miss_nothing() -> None:
    dossier = classified(complete_dossier(), DocumentKind.MINUTES)
    proposals = tuple(replace(item, votes_for=None, votes_against=None) for item in dossier.proposals)

    assert codes(replace(dossier, meeting=None, proposals=proposals)) == []


def test_the_unit_does_not_owe_the_proposal_about_a_cadre_of_the_centre() -> None:
    """R30: Ban Thường vụ Tỉnh ủy proposes, upon the unit's dossier."""
    dossier = complete_dossier(management=Management.POLITBURO)

    assert codes(replace(dossier, proposals=())) == []
