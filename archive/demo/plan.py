"""The tasks of made-up cadres and how each ended; the outcome is chosen first and dates follow from it."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import chain, repeat
from random import Random

from archive.demo.bodies import Body
from archive.demo.works import Work, works_for
from archive.domain.outcome import Outcome, Result
from archive.domain.people import Cadre, IssuerSystem, Management
from archive.domain.plan import AxisRole, Period, Task, TaskCode
from archive.domain.quarter import Quarter

QUARTER = Quarter(2026, 2)
PERIOD = Period(quarter=QUARTER, cutoff=date(2026, 6, 24), guidance_number="05-HD/TU", guidance_date=date(2026, 6, 5))

# Weights by number of tasks, 70 in all; the main axis comes first and outweighs the others (R14).
_WEIGHTS = {4: (22, 22, 13, 13), 5: (20, 20, 10, 10, 10), 6: (18, 18, 9, 9, 8, 8)}
_MAIN_TASKS = 2
_CAUSES = (
    "Mưa lũ kéo dài từ ngày 12/5, đường vào thôn bị sạt lở",
    "Phải chờ ý kiến thống nhất của cơ quan phối hợp",
    "Nhà thầu cung cấp thiết bị chậm so với hợp đồng",
    "Biên chế phụ trách nghỉ chế độ, chưa bố trí người thay",
    "Một số hộ chưa đồng thuận về phương án, phải vận động nhiều lần",
    "Thay đổi quy định của Trung ương nên phải lập lại hồ sơ",
)
_SOURCES = ("Chương trình công tác quý", "Nghị quyết chuyên đề", "Kết luận của cấp có thẩm quyền", "Kế hoạch năm")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """How a task is to end."""

    outcome: Outcome
    over_target: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Assigned:
    """A task with its work, the way it ends, and what was reported; no report for a task not yet due."""

    task: Task
    work: Work
    ending: Ending
    result: Result | None


_EVERY_ENDING = (
    Ending(outcome=Outcome.EARLY),
    Ending(outcome=Outcome.LATE),
    Ending(outcome=Outcome.ON_TIME, over_target=True),
    Ending(outcome=Outcome.CARRIED_OVER),
    Ending(outcome=Outcome.ON_TIME),
    Ending(outcome=Outcome.EARLY, over_target=True),
    Ending(outcome=Outcome.NOT_COMPLETED),
)
_USUAL_ENDINGS = {
    Ending(outcome=Outcome.ON_TIME): 54,
    Ending(outcome=Outcome.ON_TIME, over_target=True): 15,
    Ending(outcome=Outcome.EARLY): 12,
    Ending(outcome=Outcome.LATE): 8,
    Ending(outcome=Outcome.CARRIED_OVER): 6,
    Ending(outcome=Outcome.EARLY, over_target=True): 3,
    Ending(outcome=Outcome.NOT_COMPLETED): 2,
}


def endings(dice: Random) -> Iterator[Ending]:
    """Endings for all tasks of the quarter: every one once, in any order, then as life has it."""
    first = dice.sample(_EVERY_ENDING, k=len(_EVERY_ENDING))
    usual, weights = list(_USUAL_ENDINGS), list(_USUAL_ENDINGS.values())
    return chain(first, (dice.choices(usual, weights=weights)[0] for _ in repeat(None)))


def tasks_of(body: Body, cadres: Sequence[Cadre], coming: Iterator[Ending], dice: Random) -> Sequence[Assigned]:
    """Four to six tasks for each rated cadre; a work comes back in a body only when all have been given."""
    assigned: list[Assigned] = []
    used: set[str] = set()
    given: Counter[str] = Counter()
    for cadre in (cadre for cadre in cadres if cadre.is_rated):
        weights = _WEIGHTS[dice.randint(min(_WEIGHTS), max(_WEIGHTS))]
        works = _works(body, len(weights), used, dice)
        used |= {work.name for work in works}
        for place, (work, weight) in enumerate(zip(works, weights, strict=True), start=1):
            given[work.name] += 1
            code = TaskCode(cadre.code.replace("CB-", "NV-", 1) + f"-{place:02d}")
            task = _task(body, cadre, code, work, weight, main=place <= _MAIN_TASKS, dice=dice)
            if given[work.name] > 1:  # one task has one lead (R4)
                task = replace(task, name=f"{task.name}, đợt {given[work.name]}")
            assigned.append(_ended(task, work, next(coming), dice))
    return assigned


def _works(body: Body, count: int, used: set[str], dice: Random) -> Sequence[Work]:
    """Two works of the cadre's main axis, then works of other axes."""
    fitting = works_for(body)
    fresh = [work for work in fitting if work.name not in used]
    by_axis = {axis: [work for work in fitting if work.axis == axis] for axis in range(1, 7)}
    main = dice.choice([axis for axis, works in by_axis.items() if len(works) >= _MAIN_TASKS])
    preferred = [work for work in by_axis[main] if work in fresh]
    chosen = dice.sample(preferred if len(preferred) >= _MAIN_TASKS else by_axis[main], k=_MAIN_TASKS)
    others = [work for work in fresh if work.axis != main]
    wanted = count - _MAIN_TASKS
    if len(others) < wanted:
        others = [work for work in fitting if work.axis != main]
    return [*chosen, *dice.sample(others, k=wanted)]


def _task(body: Body, cadre: Cadre, code: TaskCode, work: Work, weight: int, *, main: bool, dice: Random) -> Task:
    arising = dice.random() < 1 / 10
    source = "Nhiệm vụ phát sinh" if arising else dice.choice(_SOURCES)
    is_state = body.unit.system is IssuerSystem.STATE
    number = dice.randint(12, 480)
    return Task(
        code=code,
        lead=cadre.code,
        name=f"{work.name} tại {body.unit.name}" if dice.random() < 1 / 4 else work.name,
        product=work.product,
        axis=work.axis,
        axis_role=AxisRole.MAIN if main else AxisRole.SECONDARY,
        measure=work.measure,
        target=Decimal(_target(work, dice)),
        weight=Decimal(weight),
        source=source,
        source_document=f"{number}/KH-UBND" if is_state else f"{number}-KH/TU",
        assigned_by=assigning_level(body, cadre),
        lead_body=compiling_body(cadre),
        is_arising=arising,
        assigned_on=date(2026, 4, dice.randint(6, 24)) if arising else date(2026, 3, dice.randint(10, 24)),
        coordinators=dice.choice(("", "", "Sở Tài chính", "Văn phòng Tỉnh ủy", "UBND các xã, phường liên quan")),
    )


def assigning_level(body: Body, cadre: Cadre) -> str:
    """Who assigns tasks to a cadre (R18)."""
    if cadre.management is Management.UNIT:
        return "Người đứng đầu cơ quan, đơn vị"
    return "Ủy ban nhân dân tỉnh" if body.unit.system is IssuerSystem.STATE else "Ban Thường vụ Tỉnh ủy"


def compiling_body(cadre: Cadre) -> str:
    """Who compiles the results of a cadre: the Board for those the province manages, else the body itself (R18)."""
    return "Cơ quan sử dụng cán bộ" if cadre.management is Management.UNIT else "Ban Tổ chức Tỉnh ủy"


def _target(work: Work, dice: Random) -> int:
    low, high, step = work.targets
    return dice.randrange(low, high + 1, step)


def _ended(task: Task, work: Work, ending: Ending, dice: Random) -> Assigned:
    due, completed = _dates(ending.outcome, dice)
    arising = task.is_arising and ending.outcome is not Outcome.CARRIED_OVER  # due after the cut-off, it would be asked
    planned = replace(task, is_arising=False, source=_SOURCES[0], assigned_on=date(2026, 3, 20))
    dated = replace(planned if task.is_arising and not arising else task, due=due)
    if ending.outcome is Outcome.CARRIED_OVER:
        return Assigned(task=dated, work=work, ending=ending, result=None)
    return Assigned(task=dated, work=work, ending=ending, result=_result(dated, ending, completed, dice))


def _dates(outcome: Outcome, dice: Random) -> tuple[date, date | None]:
    """Deadline and completion that make the outcome; all completions lie before the cut-off."""
    cutoff = PERIOD.cutoff
    if outcome is Outcome.CARRIED_OVER:
        return cutoff + timedelta(days=dice.randint(1, 6)), None
    due = date(2026, 5, 25) + timedelta(days=dice.randint(0, 22))
    if outcome is Outcome.NOT_COMPLETED:
        return due, None
    if outcome is Outcome.EARLY:
        return due, due - timedelta(days=dice.randint(2, 15))
    if outcome is Outcome.LATE:
        return due, due + timedelta(days=dice.randint(1, (cutoff - due).days))
    return due, due


def _result(task: Task, ending: Ending, completed: date | None, dice: Random) -> Result:
    target, weight = task.target or Decimal(1), task.weight or Decimal(0)
    slow = ending.outcome in (Outcome.LATE, Outcome.NOT_COMPLETED)
    quality = dice.choice((40, 50, 60) if completed is None else (80, 85, 90) if slow else (90, 95, 100, 100))
    points = (weight * quality / 100).quantize(Decimal("0.5"))
    return Result(
        task=task.code,
        completed=completed,
        achieved=_achieved(target, ending, dice),
        quality=Decimal(quality),
        self_points=points,
        appraised_points=max(Decimal(0), points - dice.choice((Decimal(0), Decimal(0), Decimal("0.5")))),
        cause=dice.choice(_CAUSES) if slow else "",
        note="Chuyển tiếp thực hiện trong quý III" if completed is None else "",
    )


def _achieved(target: Decimal, ending: Ending, dice: Random) -> Decimal:
    if ending.over_target:
        return target + max(Decimal(1), (target * dice.randint(5, 32) / 100).to_integral_value())
    if ending.outcome is Outcome.NOT_COMPLETED:
        return (target * dice.randint(30, 75) / 100).to_integral_value()
    return target
