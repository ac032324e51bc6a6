"""Every planted gap is named with rule, unit, person and task, and nothing else is (R53)."""

import random
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.domain.dossier import ComponentState, OpenDossier, Severity, components, findings
from archive.domain.evidence import Evidence
from archive.domain.people import Management, UnitKind
from tests.quarters import complete_dossier, dossiers, unit

Gap = Callable[[OpenDossier], OpenDossier]
FIRST, LATE_TASK = "CB-SNV-01", "NV-SNV-01-02"

GAPS: dict[str, tuple[Gap, tuple[str, str, str | None, str | None]]] = {
    "no evidence for a late task": (
        lambda it: replace(it, evidence=tuple(item for item in it.evidence if item.task != LATE_TASK)),
        ("evidence_missing", "R52", FIRST, LATE_TASK),
    ),
    "a row of evidence that names nothing": (
        lambda it: replace(
            it,
            evidence=tuple(Evidence(task=item.task) if item.task == LATE_TASK else item for item in it.evidence),
        ),
        ("evidence_missing", "R52", FIRST, LATE_TASK),
    ),
    "no self-assessment": (
        lambda it: replace(it, self_assessments=it.self_assessments[1:]),
        ("self_assessment_missing", "R47", FIRST, None),
    ),
    "a self-assessment without a proposed rating": (
        lambda it: replace(
            it, self_assessments=(replace(it.self_assessments[0], proposed=None), *it.self_assessments[1:])
        ),
        ("self_assessment_incomplete", "R27", FIRST, None),
    ),
    "no proposal of the collective": (
        lambda it: replace(it, proposals=it.proposals[1:]),
        ("proposal_missing", "R31", FIRST, None),
    ),
    "no meeting": (lambda it: replace(it, meeting=None), ("minutes_missing", "R48", None, None)),
    "a meeting without a secretary": (
        lambda it: replace(it, meeting=replace(it.meeting, secretary="") if it.meeting else None),
        ("minutes_incomplete", "R48", None, None),
    ),
    "no head": (
        lambda it: replace(it, cadres=tuple(replace(cadre, is_head=False) for cadre in it.cadres)),
        ("head_missing", "R46", None, None),
    ),
    "two heads": (
        lambda it: replace(it, cadres=tuple(replace(cadre, is_head=True) for cadre in it.cadres)),
        ("several_heads", "R46", None, None),
    ),
    "a task without a product": (
        lambda it: replace(it, tasks=(replace(it.tasks[0], product=""), *it.tasks[1:])),
        ("task_unclear", "R22", FIRST, "NV-SNV-01-01"),
    ),
    "a task without a deadline": (
        lambda it: replace(it, tasks=(replace(it.tasks[0], due=None), *it.tasks[1:])),
        ("task_unclear", "R22", FIRST, "NV-SNV-01-01"),
    ),
}


@given(dossiers())
def test_a_complete_dossier_has_no_finding(dossier: OpenDossier) -> None:
    assert findings(dossier) == ()


@pytest.mark.parametrize(("gap", "expected"), GAPS.values(), ids=GAPS.keys())
def test_one_gap_gives_exactly_its_finding(gap: Gap, expected: tuple[str, str, str | None, str | None]) -> None:
    found = findings(gap(complete_dossier()))

    assert [(item.code, item.rule, item.person, item.task) for item in found] == [expected]


@given(
    st.sets(
        st.sampled_from(
            sorted(
                set(GAPS)
                - {
                    "a row of evidence that names nothing",
                    "a meeting without a secretary",
                    "a self-assessment without a proposed rating",
                    "a task without a deadline",
                    "two heads",
                }
            )
        )
    )
)
def test_several_gaps_give_the_sum_of_their_findings(names: set[str]) -> None:
    dossier = complete_dossier(people=3)
    for name in names:
        dossier = GAPS[name][0](dossier)

    assert {(item.code, item.rule, item.person, item.task) for item in findings(dossier)} == {
        GAPS[name][1] for name in names
    }


@given(dossiers(), st.randoms())
def test_findings_do_not_depend_on_the_order_of_rows(dossier: OpenDossier, order: random.Random) -> None:
    gappy = replace(dossier, evidence=(), self_assessments=dossier.self_assessments[1:])
    shuffled = replace(
        gappy,
        cadres=tuple(order.sample(gappy.cadres, len(gappy.cadres))),
        tasks=tuple(order.sample(gappy.tasks, len(gappy.tasks))),
        results=tuple(order.sample(gappy.results, len(gappy.results))),
        proposals=tuple(order.sample(gappy.proposals, len(gappy.proposals))),
    )

    assert findings(shuffled) == findings(gappy)


@given(dossiers())
def test_an_excluded_cadre_owes_nothing(dossier: OpenDossier) -> None:
    """R17: who is not rated is not asked for anything."""
    excluded = dossier.cadres[-1]
    without = replace(
        dossier,
        cadres=(*dossier.cadres[:-1], replace(excluded, excluded="chức danh kiêm nhiệm")),
        self_assessments=tuple(item for item in dossier.self_assessments if item.person != excluded.code),
        evidence=(),
    )

    assert all(item.person != excluded.code for item in findings(without) if item.severity is Severity.ERROR)


def test_each_message_names_whose_it_is_and_by_when() -> None:
    for name, (gap, (_, _, person, _)) in GAPS.items():
        message = findings(gap(complete_dossier()))[0].message
        whose = "Hoàng Văn Thủy" if person is None else complete_dossier().cadres[0].name
        assert "trước ngày 25/06/2026" in message, name
        assert person is None or whose in message, name


def test_a_gap_makes_only_its_component_missing() -> None:
    dossier = replace(complete_dossier(), evidence=())

    states = {item.number: item.state for item in components(dossier, findings(dossier))}

    missing = [number for number, state in states.items() if state is ComponentState.MISSING]
    assert missing == [7]


@pytest.mark.parametrize(
    ("kind", "management", "not_applicable"),
    [
        (UnitKind.PROVINCIAL_BODY, Management.STANDING_COMMITTEE, [6]),
        (UnitKind.PARTY_COMMITTEE, Management.STANDING_COMMITTEE, [5]),
        (UnitKind.PROVINCIAL_BODY, Management.UNIT, [4, 6]),
        (UnitKind.PARTY_COMMITTEE, Management.UNIT, [4, 5]),
    ],
)
def test_summaries_not_owed_say_why(kind: UnitKind, management: Management, not_applicable: list[int]) -> None:
    """R49-R51: one of PL06 and PL07 for each unit, PL05 where the Standing Committee manages somebody."""
    dossier = complete_dossier(of=unit(kind=kind), management=management)

    parts = components(dossier, findings(dossier))

    assert [part.number for part in parts if part.state is ComponentState.NOT_APPLICABLE] == not_applicable
    assert all(part.reason for part in parts if part.state is ComponentState.NOT_APPLICABLE)
