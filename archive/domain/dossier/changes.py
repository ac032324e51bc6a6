"""What a new import may not do silently: take somebody back a step (R19), or change a list that was approved (R21).

People may do both, for a reason: a row of the sheet Quyết định that was not there before. Everything here compares
two states of one unit's facts and changes neither.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from archive.domain.dossier.facts import OpenDossier
from archive.domain.dossier.steps import Standing, Step, standing
from archive.domain.people import PersonCode
from archive.domain.plan import Task
from archive.domain.province import GUIDANCE_PROVINCE, Province
from archive.domain.ruling import Ruling, RulingKind
from archive.errors import RuleBroken
from archive.language import day, number

# The columns of a list that were approved; R22 names the first four, the others say what counts how much.
_FROZEN = {
    "name": "tên nhiệm vụ",
    "lead": "người chủ trì",
    "due": "thời gian hoàn thành",
    "product": "sản phẩm đầu ra",
    "weight": "tỷ trọng",
    "axis": "trục",
    "target": "chỉ tiêu",
    "is_arising": "ghi là phát sinh",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class StepBack:
    """Somebody whom an import takes back, with no new ruling that says why."""

    before: Standing
    after: Standing
    unit: str

    @property
    def sentence(self) -> str:
        """What is refused, and what people have to write."""
        person, needs = self.after.cadre, ", ".join(self.after.needs)
        return (
            f"Đồng chí {person.name} ({person.code}, {self.unit}) đã {_reached(self.before)}, nhưng sổ mới đưa về bước "
            f"{self.after.step.value} vì không còn {needs}; nếu đúng là phải làm lại, hãy thêm vào trang Quyết định "
            f"một dòng '{RulingKind.GOING_BACK.value}' của đồng chí này, ghi cấp quyết định và lý do."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanChange:
    """One task of an approved list that an import adds, takes away or changes, with no new ruling that says why.

    `task` is None when the approval itself is gone.
    """

    task: Task | None
    whose: str
    what: str

    @property
    def sentence(self) -> str:
        """What is refused, and what people have to write."""
        subject = f"Nhiệm vụ {self.task.code} ({self.task.name or 'chưa có tên'})" if self.task else "Danh mục nhiệm vụ"
        return (
            f"{subject} của {self.whose} {self.what}; danh mục đã duyệt chỉ đổi khi có lý do: hãy thêm vào trang "
            f"Quyết định một dòng '{RulingKind.PLAN_CHANGE.value}' của cán bộ hoặc của đơn vị, ghi cấp quyết định và "
            "lý do."
        )


def steps_back(before: OpenDossier, after: OpenDossier, province: Province = GUIDANCE_PROVINCE) -> tuple[StepBack, ...]:
    """Everybody rated in both who has fewer steps done after than before, unless a new ruling allows it (R19)."""
    allowed = {item.person for item in _new_rulings(before, after, RulingKind.GOING_BACK)}
    were = {cadre.code: cadre for cadre in before.rated}
    pairs = [
        (standing(before, were[cadre.code], province), standing(after, cadre, province))
        for cadre in after.rated
        if cadre.code in were and cadre.code not in allowed
    ]
    return tuple(StepBack(before=was, after=now, unit=after.unit.name) for was, now in pairs if now.done < was.done)


def plan_changes(before: OpenDossier, after: OpenDossier) -> tuple[PlanChange, ...]:
    """What changes in a list that was approved, unless a new ruling allows it for the person or the unit (R21).

    A task that arises in the quarter stands outside the list (R9); one not yet due in the quarter before moves here
    by the guidance itself (R25), and is no addition of the unit.
    """
    if before.approval is None:
        return ()
    allowed = {item.person for item in _new_rulings(before, after, RulingKind.PLAN_CHANGE)}
    if None in allowed:
        return ()
    return tuple(change for change, people in _changes(before, after) if not people & allowed)


def refuse_silent_changes(before: OpenDossier, after: OpenDossier, province: Province = GUIDANCE_PROVINCE) -> None:
    """Let an import pass only when it takes nobody back and changes no approved list without a reason.

    Raises:
        RuleBroken: it does; `changes` in the detail holds a sentence for each.
    """
    sentences = [back.sentence for back in steps_back(before, after, province)]
    sentences += [change.sentence for change in plan_changes(before, after)]
    if sentences:
        more = f" (và {len(sentences) - 1} thay đổi khác như vậy)" if len(sentences) > 1 else ""
        raise RuleBroken(f"Chưa lưu gì. {sentences[0]}{more}", unit=after.unit.code, changes=sentences)


def _new_rulings(before: OpenDossier, after: OpenDossier, kind: RulingKind) -> Iterator[Ruling]:
    return (item for item in after.rulings if item.kind is kind and item.reason.strip() and item not in before.rulings)


def _reached(was: Standing) -> str:
    return "xong cả năm bước" if was.is_done else f"xong bước {was.done} ({Step(was.done).words})"


def _changes(before: OpenDossier, after: OpenDossier) -> Iterator[tuple[PlanChange, set[PersonCode | None]]]:
    """Each change with the people whose ruling would allow it."""
    if after.approval is None:
        gone = PlanChange(task=None, whose=after.unit.name, what="không còn ghi là đã duyệt")
        yield gone, set()
    listed = {task.code: task for task in before.tasks if not task.is_arising}
    now = {task.code: task for task in after.tasks}
    names = {cadre.code: cadre.name for cadre in (*before.cadres, *after.cadres)}
    for code in sorted({*listed, *now}):
        old, new = listed.get(code), now.get(code)
        task = new or old
        what = _what(old, new, names)
        if task and what:
            whose = f"đồng chí {names.get(task.lead, task.lead)} ({after.unit.name})"
            people = {one.lead for one in (old, new) if one}
            yield PlanChange(task=task, whose=whose, what=what), set(people)


def _what(old: Task | None, new: Task | None, names: Mapping[PersonCode, str]) -> str:
    """What changed, in words; empty when nothing did that needs a reason."""
    if new is None:
        return "bị bỏ khỏi danh mục"
    if old is None:
        return "" if new.is_arising or new.carried_from else "được thêm vào danh mục mà không ghi là phát sinh"
    changed = [
        f"{label} {_shown(getattr(old, field), names)} → {_shown(getattr(new, field), names)}"
        for field, label in _FROZEN.items()
        if getattr(old, field) != getattr(new, field)
    ]
    return f"bị đổi {'; '.join(changed)}" if changed else ""


def _shown(value: object, names: Mapping[PersonCode, str]) -> str:
    match value:
        case None | "":
            return "(trống)"
        case bool():
            return "có" if value else "không"
        case date():
            return day(value)
        case Decimal() | int():
            return number(value)
    return f"'{names.get(PersonCode(str(value)), value)}'"
