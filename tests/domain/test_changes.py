"""An import takes nobody back and changes no approved list unless people wrote down why (R19, R21)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.domain.dossier import OpenDossier, plan_changes, refuse_silent_changes, standing, steps_back
from archive.domain.people import PersonCode
from archive.domain.plan import PlanApproval
from archive.domain.quarter import Quarter
from archive.domain.ruling import Ruling, RulingKind
from archive.errors import RuleBroken
from tests.domain.gaps_b import FIRST, SECOND, with_cadre, with_decision
from tests.quarters import SNV, complete_dossier, dossiers, task

Import = Callable[[OpenDossier], OpenDossier]
APPROVAL = PlanApproval(unit=SNV, approved_on=date(2026, 3, 24), approved_by="Ban Thường vụ Tỉnh ủy")
TASK = "NV-SNV-01-01"


def approved(dossier: OpenDossier | None = None) -> OpenDossier:
    """A dossier whose list of tasks was approved."""
    return replace(dossier or complete_dossier(), approval=APPROVAL)


def ruled(
    dossier: OpenDossier, kind: RulingKind, person: PersonCode | None = None, reason: str = "mưa lũ"
) -> OpenDossier:
    """One more ruling."""
    ruling = Ruling(
        kind=kind, unit=SNV, person=person, decided_on=date(2026, 6, 1), decided_by="Ban Thường vụ", reason=reason
    )
    return replace(dossier, rulings=(*dossier.rulings, ruling))


def with_task(dossier: OpenDossier, **fields: object) -> OpenDossier:
    """The first task changed."""
    tasks = tuple(replace(item, **fields) if item.code == TASK else item for item in dossier.tasks)  # type: ignore[arg-type]  # by name
    return replace(dossier, tasks=tasks)


def without_assessment(dossier: OpenDossier) -> OpenDossier:
    """The first cadre's self-assessment taken back."""
    return replace(dossier, self_assessments=dossier.self_assessments[1:])


def test_who_loses_a_step_is_named_with_what_is_gone() -> None:
    before = with_decision(complete_dossier(), FIRST)

    (back,) = steps_back(before, without_assessment(before))

    assert (back.after.cadre.code, back.before.done, back.after.done) == (FIRST, 4, 1)
    assert back.sentence == (
        "Đồng chí Lý Thu Hà (CB-SNV-01, Sở Nội vụ) đã xong bước 4 (Quyết định mức xếp loại), nhưng sổ mới đưa về "
        "bước 2 vì không còn điểm tiêu chí chung, điểm kết quả nhiệm vụ, mức tự đề xuất; nếu đúng là phải làm lại, hãy "
        "thêm vào trang Quyết định một dòng 'Quay lại bước trước' của đồng chí này, ghi cấp quyết định và lý do."
    )


def test_a_new_ruling_lets_somebody_go_back() -> None:
    before = complete_dossier()

    assert steps_back(before, ruled(without_assessment(before), RulingKind.GOING_BACK, FIRST)) == ()


@pytest.mark.parametrize("person", [SECOND, None])
def test_a_ruling_about_somebody_else_does_not(person: PersonCode | None) -> None:
    before = complete_dossier()

    assert len(steps_back(before, ruled(without_assessment(before), RulingKind.GOING_BACK, person))) == 1


def test_an_old_ruling_does_not_count_a_second_time() -> None:
    before = ruled(complete_dossier(), RulingKind.GOING_BACK, FIRST)

    assert len(steps_back(before, without_assessment(before))) == 1


def test_a_ruling_without_a_reason_is_none() -> None:
    before = complete_dossier()

    assert len(steps_back(before, ruled(without_assessment(before), RulingKind.GOING_BACK, FIRST, reason=" "))) == 1


def test_who_is_no_longer_rated_or_listed_does_not_go_back() -> None:
    before = complete_dossier()
    excluded = with_cadre(without_assessment(before), FIRST, excluded="kiêm nhiệm")

    assert steps_back(before, excluded) == ()
    assert steps_back(before, replace(before, cadres=before.cadres[1:], self_assessments=())) != ()
    assert steps_back(before, replace(without_assessment(before), cadres=before.cadres[1:])) == ()


@given(dossiers(), st.sampled_from(["tasks", "self_assessments", "proposals", "meeting", "cadres"]))
def test_exactly_those_with_fewer_steps_done_go_back(dossier: OpenDossier, what: str) -> None:
    after = replace(dossier, **{what: None if what == "meeting" else ()})  # type: ignore[arg-type]  # by name

    fewer = {cadre.code for cadre in after.rated if standing(after, cadre).done < standing(dossier, cadre).done}

    assert {item.after.cadre.code for item in steps_back(dossier, after)} == fewer


@given(dossiers())
def test_the_same_facts_again_take_nobody_back_and_change_nothing(dossier: OpenDossier) -> None:
    refuse_silent_changes(approved(dossier), approved(dossier))


CHANGES: dict[str, tuple[Import, str]] = {
    "another name": (
        lambda it: with_task(it, name="Việc khác"),
        "bị đổi tên nhiệm vụ 'Số hóa hồ sơ thủ tục hành chính",
    ),
    "another product": (lambda it: with_task(it, product=""), "sản phẩm đầu ra 'Kho dữ liệu số hóa' → (trống)"),
    "another day": (lambda it: with_task(it, due=date(2026, 6, 30)), "thời gian hoàn thành 10/06/2026 → 30/06/2026"),
    "another weight": (lambda it: with_task(it, weight=Decimal("12.5")), "tỷ trọng 40 → 12,5"),
    "another axis": (lambda it: with_task(it, axis=None), "trục 2 → (trống)"),
    "another target": (lambda it: with_task(it, target=Decimal(90)), "chỉ tiêu 100 → 90"),
    "another lead": (lambda it: with_task(it, lead=SECOND), "người chủ trì 'Lý Thu Hà' →"),
    "an assigned task turned into an arising one": (
        lambda it: with_task(it, is_arising=True),
        "ghi là phát sinh không → có",
    ),
    "a task taken away": (lambda it: replace(it, tasks=it.tasks[1:]), "bị bỏ khỏi danh mục"),
    "a task added": (
        lambda it: replace(it, tasks=(*it.tasks, task(9, it.cadres[0]))),
        "được thêm vào danh mục mà không ghi là phát sinh",
    ),
}


@pytest.mark.parametrize(("change", "words"), CHANGES.values(), ids=CHANGES.keys())
def test_an_approved_list_changes_only_with_a_reason(change: Import, words: str) -> None:
    before = approved()

    (found,) = plan_changes(before, change(before))

    assert words in found.sentence
    assert "Sở Nội vụ" in found.sentence
    assert "'Điều chỉnh danh mục'" in found.sentence
    assert found.task
    assert found.task.code in found.sentence


@pytest.mark.parametrize("change", [change for change, _ in CHANGES.values()], ids=CHANGES.keys())
@pytest.mark.parametrize("person", [FIRST, None])
def test_a_new_ruling_for_the_person_or_the_unit_allows_it(change: Import, person: PersonCode | None) -> None:
    before = approved()

    assert plan_changes(before, ruled(change(before), RulingKind.PLAN_CHANGE, person)) == ()


def test_an_old_ruling_allows_no_further_change() -> None:
    before = ruled(approved(), RulingKind.PLAN_CHANGE)

    assert len(plan_changes(before, with_task(before, name="Việc khác"))) == 1


def test_before_the_approval_a_list_may_change_freely() -> None:
    before = replace(complete_dossier(), approval=None)

    assert plan_changes(before, approved(with_task(before, name="Việc khác"))) == ()


@pytest.mark.parametrize("fields", [{"is_arising": True}, {"carried_from": Quarter(2026, 2)}])
def test_a_task_that_arises_or_moves_here_is_no_change_of_the_list(fields: dict[str, object]) -> None:
    before = approved()
    added = replace(task(9, before.cadres[0]), **fields)  # type: ignore[arg-type]  # by name

    assert plan_changes(before, replace(before, tasks=(*before.tasks, added))) == ()


def test_a_task_that_arose_may_change_and_go() -> None:
    before = approved(with_task(complete_dossier(), is_arising=True))

    assert plan_changes(before, with_task(before, name="Việc khác")) == ()
    assert plan_changes(before, replace(before, tasks=before.tasks[1:])) == ()


def test_what_is_not_in_the_list_may_change() -> None:
    before = approved()

    assert plan_changes(before, with_task(before, coordinators="Sở Tài chính", source="Nghị quyết")) == ()


def test_an_approval_does_not_disappear_silently() -> None:
    before = approved()

    without = replace(complete_dossier(), approval=None)

    (gone,) = plan_changes(before, without)

    assert "không còn ghi là đã duyệt" in gone.sentence
    assert plan_changes(before, ruled(without, RulingKind.PLAN_CHANGE)) == ()


def test_a_refusal_says_everything_at_once() -> None:
    before = approved()

    with pytest.raises(RuleBroken, match="và 1 thay đổi khác như vậy") as refused:
        refuse_silent_changes(before, with_task(without_assessment(before), name="Việc khác"))

    assert len(refused.value.detail["changes"]) == 2  # type: ignore[arg-type]  # a list of sentences
