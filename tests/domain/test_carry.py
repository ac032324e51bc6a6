"""Tasks not yet due move on with a link back and without a score; nothing else does (R25)."""

from dataclasses import replace
from datetime import date

from hypothesis import given

from archive.domain.carry import carried_into_next
from archive.domain.dossier import OpenDossier
from archive.domain.outcome import Outcome
from archive.domain.plan import Work
from tests.quarters import QUARTER, complete_dossier, dossiers


@given(dossiers())
def test_exactly_the_tasks_not_yet_due_move_on(dossier: OpenDossier) -> None:
    judged = dossier.judged()

    moved = carried_into_next(dossier)

    assert {task.code for task in moved.tasks} == {
        code for code, one in judged.items() if one.outcome is Outcome.CARRIED_OVER
    }
    assert all(task.carried_from == dossier.quarter for task in moved.tasks)


def test_no_result_evidence_point_or_rating_moves_on() -> None:
    moved = carried_into_next(_with_a_task_not_yet_due())

    assert len(moved.tasks) == 1
    assert (moved.results, moved.evidence, moved.self_assessments, moved.proposals) == ((), (), (), ())
    assert (moved.meeting, moved.approval) == (None, None)


def test_a_carried_task_keeps_its_code_and_works_and_loses_those_of_others() -> None:
    dossier = _with_a_task_not_yet_due()
    moving, staying = dossier.tasks[0].code, dossier.tasks[1].code
    works = (Work(task=moving, name="Kiểm kê"), Work(task=staying, name="Nhập liệu"))

    moved = carried_into_next(replace(dossier, works=works))

    assert [task.code for task in moved.tasks] == [moving]
    assert moved.works == works[:1]


def test_a_task_carried_twice_links_to_the_quarter_just_before() -> None:
    earlier = QUARTER.following().following()
    dossier = _with_a_task_not_yet_due()
    carried = replace(dossier, tasks=(replace(dossier.tasks[0], carried_from=earlier), *dossier.tasks[1:]))

    assert [task.carried_from for task in carried_into_next(carried).tasks] == [QUARTER]


def _with_a_task_not_yet_due() -> OpenDossier:
    dossier = complete_dossier()
    first = replace(dossier.tasks[0], due=date(2026, 7, 20))
    return replace(
        dossier,
        tasks=(first, *dossier.tasks[1:]),
        results=tuple(result for result in dossier.results if result.task != first.code),
    )
