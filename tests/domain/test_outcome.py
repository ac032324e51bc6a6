"""Outcome of a task at the cut-off day, and which outcomes need evidence (R25, R52)."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.domain.outcome import Outcome, Result, judge
from tests.quarters import CUTOFF, cadre, task, unit

TASK = task(1, cadre(1, unit()))
DAYS = st.dates(date(2026, 4, 1), date(2026, 7, 31))
ROWS = {
    "not done, due after the cut-off: carried over": (CUTOFF + timedelta(1), None, Outcome.CARRIED_OVER),
    "not done, due on the cut-off: not completed": (CUTOFF, None, Outcome.NOT_COMPLETED),
    "not done, due before: not completed": (date(2026, 5, 1), None, Outcome.NOT_COMPLETED),
    "done the day before the deadline: early": (date(2026, 6, 10), date(2026, 6, 9), Outcome.EARLY),
    "done on the day: on time": (date(2026, 6, 10), date(2026, 6, 10), Outcome.ON_TIME),
    "done the day after: late": (date(2026, 6, 10), date(2026, 6, 11), Outcome.LATE),
    "due after the cut-off but done before it: early, scored now": (
        date(2026, 6, 30),
        date(2026, 6, 15),
        Outcome.EARLY,
    ),
    "done after the cut-off, due after it: carried over": (date(2026, 6, 30), date(2026, 6, 28), Outcome.CARRIED_OVER),
    "done after the cut-off, due before it: not completed": (
        date(2026, 6, 20),
        date(2026, 6, 28),
        Outcome.NOT_COMPLETED,
    ),
    "no deadline: cannot be judged": (None, date(2026, 6, 9), Outcome.OPEN),
}


@pytest.mark.parametrize(("due", "completed", "expected"), ROWS.values(), ids=ROWS.keys())
def test_dates_decide_the_outcome(due: date | None, completed: date | None, expected: Outcome) -> None:
    given_task = replace(TASK, due=due)

    assert judge(given_task, Result(task=TASK.code, completed=completed), CUTOFF).outcome is expected


@given(due=DAYS, completed=st.none() | DAYS, achieved=st.none() | st.integers(0, 200), cutoff=DAYS)
def test_evidence_is_needed_for_the_four_outcomes_and_no_other(
    due: date, completed: date | None, achieved: int | None, cutoff: date
) -> None:
    amount = None if achieved is None else Decimal(achieved)
    judged = judge(replace(TASK, due=due), Result(task=TASK.code, completed=completed, achieved=amount), cutoff)

    done = completed is not None and completed <= cutoff
    carried = not done and due > cutoff
    exactly_on_time = done and completed == due
    over = not carried and achieved is not None and achieved > 100
    assert judged.needs_evidence == (over or not (carried or exactly_on_time))


@given(due=DAYS, cutoff=DAYS, achieved=st.integers(0, 500))
def test_a_carried_task_is_never_over_target(due: date, cutoff: date, achieved: int) -> None:
    """R25: it is not scored this quarter, so nothing of it counts now."""
    judged = judge(replace(TASK, due=due), Result(task=TASK.code, achieved=Decimal(achieved)), cutoff)

    assert not (judged.outcome is Outcome.CARRIED_OVER and judged.over_target)


def test_reaching_the_target_exactly_is_not_over_it() -> None:
    on_time = Result(task=TASK.code, completed=TASK.due, achieved=TASK.target)

    assert not judge(TASK, on_time, CUTOFF).over_target
