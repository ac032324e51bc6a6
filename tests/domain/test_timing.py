"""Lateness is told as a fact with its days; what follows from it is left to people (R26, R28, R29, R54, R58)."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.domain.dossier import Finding, OpenDossier, Severity, Surroundings, findings
from archive.domain.plan import Period
from archive.domain.quarter import Quarter
from archive.domain.rating import Rating
from archive.domain.ruling import Ruling, RulingKind
from archive.domain.transfer import TransferKind
from archive.language import VIETNAM
from tests.domain.gaps_b import FIRST, classified, sent, with_tasks
from tests.quarters import CUTOFF, SNV, complete_dossier

LAST_GOOD = datetime(2026, 6, 24, 23, 59, tzinfo=VIETNAM)
DEADLINE = datetime(2026, 6, 25, 0, 0, tzinfo=VIETNAM)
LATER = datetime(2026, 7, 1, 9, tzinfo=VIETNAM)


def ready() -> OpenDossier:
    """Complete, appraised, and its papers sent and back."""
    dossier = complete_dossier()
    results = tuple(replace(item, appraised_points=Decimal(10)) for item in dossier.results)
    appraised = replace(dossier, results=results)
    return sent(sent(appraised, TransferKind.RESULTS), TransferKind.APPRAISAL)


def found(dossier: OpenDossier, *, now: datetime | None = LATER, sealed: datetime | None = LAST_GOOD) -> list[Finding]:
    """What is found at a moment."""
    return list(findings(dossier, Surroundings(now=now, sealed=sealed)))


def codes(dossier: OpenDossier, *, now: datetime | None = LATER, sealed: datetime | None = LAST_GOOD) -> list[str]:
    """The same, by code."""
    return [item.code for item in found(dossier, now=now, sealed=sealed)]


def ruled(dossier: OpenDossier, reason: str = "không trả lời ba lần đôn đốc") -> OpenDossier:
    """The first cadre was found to have neglected it on purpose."""
    ruling = Ruling(
        kind=RulingKind.NEGLIGENCE,
        unit=SNV,
        person=FIRST,
        decided_on=date(2026, 6, 26),
        decided_by="tập thể lãnh đạo",
        reason=reason,
    )
    return replace(dossier, rulings=(ruling,))


def silent(dossier: OpenDossier, *, proposed: Rating | None = None) -> OpenDossier:
    """The first cadre handed in nothing."""
    first, *others = dossier.proposals
    return replace(
        dossier,
        self_assessments=dossier.self_assessments[1:],
        proposals=(replace(first, proposed=proposed), *others),
    )


def test_a_dossier_in_time_is_not_late() -> None:
    assert codes(ready()) == []


@pytest.mark.parametrize(
    ("now", "sealed", "days"),
    [
        (LAST_GOOD, None, None),
        (DEADLINE, None, "chưa niêm phong, chậm 1 ngày"),
        (LATER, None, "chưa niêm phong, chậm 7 ngày"),
        (LATER, DEADLINE, "đến ngày 25/06/2026 mới niêm phong, chậm 1 ngày"),
        (LATER, LAST_GOOD, None),
        (None, None, None),
    ],
)
def test_the_day_itself_is_one_day_late(now: datetime | None, sealed: datetime | None, days: str | None) -> None:
    messages = [item.message for item in found(ready(), now=now, sealed=sealed) if item.code == "dossier_late"]

    assert len(messages) == (days is not None)
    assert all(days and days in message for message in messages)


def test_lateness_is_judged_by_the_day_in_viet_nam() -> None:
    utc = datetime.fromisoformat("2026-06-24T17:00:00+00:00")  # 25/06 00:00 in Việt Nam

    assert codes(ready(), now=utc, sealed=None) == ["dossier_late"]


def test_who_has_not_handed_in_is_considered_never_rated() -> None:
    (asked,) = [item for item in found(silent(ready())) if item.rule == "R28"]

    assert (asked.code, asked.person, asked.severity) == ("not_handed_in", FIRST, Severity.WARNING)
    assert "Cố tình không thực hiện" in asked.message


def test_a_ruling_with_a_reason_says_what_may_be_considered() -> None:
    (decided,) = [item for item in found(ruled(silent(ready()))) if item.rule == "R28"]

    assert decided.code == "negligence_decided"
    assert "phần mềm không tự xếp loại" in decided.message


def test_a_ruling_without_a_reason_is_none() -> None:
    assert "not_handed_in" in codes(ruled(silent(ready()), reason=" "))


def test_once_people_have_considered_it_nothing_more_is_said() -> None:
    considered = ruled(silent(ready(), proposed=Rating.NOT_COMPLETED))

    assert not {"not_handed_in", "negligence_decided"} & set(codes(considered))


def test_a_self_assessment_on_paper_is_handed_in() -> None:
    assert codes(classified(silent(ready(), proposed=Rating.GOOD))) == []


def test_a_body_that_did_not_compile_is_named_once() -> None:
    dossier = with_tasks(replace(ready(), results=complete_dossier().results), "CB-SNV-02", lead_body="")

    late = [item.message for item in found(dossier) if item.code == "not_compiled"]

    assert [message.split(" chưa trả")[0] for message in late] == [
        "Ban Tổ chức Tỉnh ủy",
        "Cơ quan chủ trì (chưa ghi tên)",
    ]
    assert all("điểm thẩm định 2 nhiệm vụ của Sở Nội vụ" in message for message in late)


def test_tasks_not_yet_due_need_no_appraisal() -> None:
    dossier = ready()
    tasks = tuple(replace(item, due=date(2026, 7, 20)) for item in dossier.tasks)

    assert codes(replace(dossier, tasks=tasks, results=(), evidence=())) == []


def test_nothing_recorded_is_told_once_and_only_after_the_day() -> None:
    dossier = replace(ready(), transfers=())

    assert codes(dossier, now=LAST_GOOD) == []
    assert codes(dossier) == ["transmissions_unrecorded"]


@given(st.datetimes(min_value=datetime(2026, 1, 1), max_value=datetime(2028, 1, 1), timezones=st.just(VIETNAM)))  # noqa: DTZ001 - the strategy adds the zone
def test_in_quarter_four_nothing_is_late_for_no_day_is_named(now: datetime) -> None:
    period = Period(quarter=Quarter(2026, 4), cutoff=CUTOFF, guidance_number="05-HD/TU", guidance_date=CUTOFF)
    dossier = replace(silent(complete_dossier()), period=period)

    assert codes(dossier, now=now, sealed=None) == codes(dossier, now=None, sealed=None)
