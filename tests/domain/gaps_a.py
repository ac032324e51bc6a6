"""Planted gaps in plan, axes, authority, scores and evidence: each a change at one person, and the findings it gives.

Every gap takes the number of the person it is planted at, so that many can be planted side by side.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from archive.domain.dossier import OpenDossier
from archive.domain.evidence import Evidence, StoredFile
from archive.domain.people import Cadre
from archive.domain.plan import AxisRole, Task, Work
from archive.domain.rating import Rating

Expected = tuple[str, str, str | None, str | None]
"""Code, rule, person, task."""


@dataclass(frozen=True)
class GapA:
    """A gap at the n-th cadre, counted from 1; `codes` are findings about the person, `tasks` about the n-th task."""

    plant: Callable[[OpenDossier, int], OpenDossier]
    people: Mapping[str, str] = ()  # type: ignore[assignment]  # code → rule
    tasks: tuple[tuple[str, str, int], ...] = ()  # code, rule, which of the cadre's tasks

    def expected(self, dossier: OpenDossier, number: int) -> set[Expected]:
        """What must be found when it is planted there."""
        cadre = person(dossier, number)
        about = {(code, rule, str(cadre.code), None) for code, rule in dict(self.people).items()}
        return about | {
            (code, rule, str(cadre.code), str(task_of(dossier, number, which).code)) for code, rule, which in self.tasks
        }


def person(dossier: OpenDossier, number: int) -> Cadre:
    """The n-th cadre by code."""
    return sorted(dossier.cadres, key=lambda item: item.code)[number - 1]


def task_of(dossier: OpenDossier, number: int, which: int) -> Task:
    """One of the n-th cadre's tasks."""
    return dossier.tasks_of(person(dossier, number).code)[which - 1]


def task(which: int, **fields: Any) -> Callable[[OpenDossier, int], OpenDossier]:
    """One of the cadre's tasks changed."""

    def plant(dossier: OpenDossier, number: int) -> OpenDossier:
        code = task_of(dossier, number, which).code
        tasks = tuple(replace(item, **fields) if item.code == code else item for item in dossier.tasks)
        return replace(dossier, tasks=tasks)

    return plant


def result(which: int, **fields: Any) -> Callable[[OpenDossier, int], OpenDossier]:
    """What was reported for one of the cadre's tasks changed."""

    def plant(dossier: OpenDossier, number: int) -> OpenDossier:
        code = task_of(dossier, number, which).code
        results = tuple(replace(item, **fields) if item.task == code else item for item in dossier.results)
        return replace(dossier, results=results)

    return plant


def rows(name: str, **fields: Any) -> Callable[[OpenDossier, int], OpenDossier]:
    """The cadre's row in a group of rows that names a person changed."""

    def plant(dossier: OpenDossier, number: int) -> OpenDossier:
        code = person(dossier, number).code
        changed = tuple(replace(item, **fields) if item.person == code else item for item in getattr(dossier, name))
        return replace(dossier, **{name: changed})  # type: ignore[arg-type]  # each group keeps its rows

    return plant


def cadre(**fields: Any) -> Callable[[OpenDossier, int], OpenDossier]:
    """The cadre changed."""

    def plant(dossier: OpenDossier, number: int) -> OpenDossier:
        code = person(dossier, number).code
        return replace(
            dossier, cadres=tuple(replace(item, **fields) if item.code == code else item for item in dossier.cadres)
        )

    return plant


def evidence(**fields: Any) -> Callable[[OpenDossier, int], OpenDossier]:
    """The evidence of the cadre's late task changed."""

    def plant(dossier: OpenDossier, number: int) -> OpenDossier:
        code = task_of(dossier, number, 2).code
        items = tuple(replace(item, **fields) if item.task == code else item for item in dossier.evidence)
        return replace(dossier, evidence=items)

    return plant


def both(*plants: Callable[[OpenDossier, int], OpenDossier]) -> Callable[[OpenDossier, int], OpenDossier]:
    """One after another."""

    def plant(dossier: OpenDossier, number: int) -> OpenDossier:
        for one in plants:
            dossier = one(dossier, number)
        return dossier

    return plant


def _same_task_elsewhere(dossier: OpenDossier, number: int) -> OpenDossier:
    """The cadre's first task is, word for word, the first task of the cadre before."""
    other = task_of(dossier, (number - 2) % len(dossier.cadres) + 1, 1)
    return task(1, name=other.name, product=other.product, due=other.due)(dossier, number)


def _work_without_product(dossier: OpenDossier, number: int) -> OpenDossier:
    return replace(dossier, works=(*dossier.works, Work(task=task_of(dossier, number, 1).code, name="Kiểm kê")))


def _named_as_coordinator(dossier: OpenDossier, number: int) -> OpenDossier:
    return task(1, coordinators=f"Sở Tài chính, {person(dossier, number).name.upper()}")(dossier, number)


def _shared_file(dossier: OpenDossier, number: int) -> OpenDossier:
    """The cadre's late task is proved by the very bytes that prove the first one."""
    file = StoredFile(name="chung.pdf", sha512=f"{number:0128d}", size=1, media_type="application/pdf")
    first = Evidence(task=task_of(dossier, number, 1).code, file=file)
    return evidence(file=file)(replace(dossier, evidence=(*dossier.evidence, first)), number)


LATER = date(2026, 6, 30)
GAPS_A: dict[str, GapA] = {
    "nobody says who is responsible": GapA(task(1, lead_body=""), tasks=(("duty_unclear", "R3", 1),)),
    "nobody says who may assign it": GapA(task(1, assigned_by=""), tasks=(("duty_unclear", "R3", 1),)),
    "the lead coordinates too": GapA(_named_as_coordinator, tasks=(("lead_coordinates", "R4", 1),)),
    "no axis": GapA(task(2, axis=None, axis_role=None), tasks=(("axis_missing", "R6", 2),)),
    "a work without product": GapA(_work_without_product, tasks=(("work_without_product", "R8", 1),)),
    "an arising task nobody dated": GapA(task(2, is_arising=True), tasks=(("arising_unclear", "R9", 2),)),
    "an arising task from before the quarter": GapA(
        task(2, is_arising=True, assigned_on=date(2026, 3, 20)), tasks=(("arising_elsewhen", "R9", 2),)
    ),
    "an arising task from after the cut-off": GapA(
        task(2, is_arising=True, assigned_on=date(2026, 6, 25)), tasks=(("arising_elsewhen", "R9", 2),)
    ),
    "an arising task due after the cut-off": GapA(
        task(2, is_arising=True, assigned_on=date(2026, 4, 10), due=LATER), tasks=(("arising_due_later", "R9", 2),)
    ),
    "a task assigned after the approval": GapA(
        task(2, assigned_on=date(2026, 6, 9)), tasks=(("added_after_approval", "R21", 2),)
    ),
    "no main axis": GapA(task(1, axis_role=AxisRole.SECONDARY), people={"main_axis_missing": "R14"}),
    "a main axis no heavier than a secondary one": GapA(
        both(
            task(1, weight=Decimal(35)),
            task(2, weight=Decimal(35)),
            result(1, self_points=Decimal(34)),
        ),
        people={"axis_order": "R14"},
    ),
    "an axis of both roles": GapA(both(task(1, axis=5), task(2, axis=5)), people={"axis_two_roles": "R14"}),
    "a task without weight": GapA(task(2, weight=None), people={"weight_missing": "R14"}),
    "weights that do not sum": GapA(task(1, weight=Decimal(41)), people={"weights_sum": "R5"}),
    "a carried-over task with points": GapA(
        both(
            task(1, due=LATER),
            result(1, completed=None),
            rows("self_assessments", task_points=Decimal(64)),
        ),
        tasks=(("carried_scored", "R25", 1),),
    ),
    "points above the weight": GapA(
        both(result(2, self_points=Decimal(31)), rows("self_assessments", task_points=Decimal(65))),
        tasks=(("points_out_of_range", "R27", 2),),
    ),
    "quality above a hundred": GapA(result(1, quality=Decimal(101)), tasks=(("points_out_of_range", "R27", 1),)),
    "a sum that is another": GapA(rows("self_assessments", task_points=Decimal(63)), people={"points_sum": "R27"}),
    "general points above their maximum": GapA(
        rows("self_assessments", general_points=Decimal(31)), people={"above_maximum": "R5"}
    ),
    "a rating whose score is too low": GapA(
        rows("self_assessments", general_points=Decimal(2)), people={"condition_unmet": "R5"}
    ),
    "excellent without any reason": GapA(
        both(
            rows("proposals", proposed=Rating.EXCELLENT, reason=""),
            rows("self_assessments", general_points=Decimal(30)),
            result(1, achieved=Decimal(130)),
            result(2, completed=date(2026, 6, 10)),
            task(2, target=None),
            lambda dossier, number: replace(
                dossier,
                evidence=(
                    *dossier.evidence,
                    Evidence(
                        task=task_of(dossier, number, 1).code,
                        number=f"{500 + number}/BC",
                        issued=date(2026, 6, 12),
                        due="10/06/2026",
                        target="100",
                    ),
                ),
            ),
        ),
        people={"excellent_unfounded": "R12"},
    ),
    "a post nobody delegated": GapA(
        cadre(party_post="", state_post="Kế toán trưởng"), people={"delegation_unknown": "R18"}
    ),
    "another level assigned it": GapA(task(1, assigned_by="Sở Tài chính"), tasks=(("wrong_authority", "R18", 1),)),
    "another body compiles it": GapA(task(2, lead_body="Sở Tài chính"), tasks=(("wrong_authority", "R18", 2),)),
    "a list row without target": GapA(evidence(target=""), tasks=(("evidence_row_incomplete", "R52", 2),)),
    "evidence dated after the cut-off": GapA(evidence(issued=LATER), tasks=(("evidence_after_cutoff", "R52", 2),)),
    "one file for two tasks": GapA(_shared_file, tasks=(("evidence_shared", "R52", 2),)),
    "no evidence for a late task": GapA(
        lambda dossier, number: replace(
            dossier,
            evidence=tuple(item for item in dossier.evidence if item.task != task_of(dossier, number, 2).code),
        ),
        tasks=(("evidence_missing", "R52", 2),),
    ),
    "no deadline": GapA(task(1, due=None), tasks=(("task_unclear", "R22", 1),)),
    "no product": GapA(task(1, product=""), tasks=(("task_unclear", "R22", 1),)),
    "no self-assessment": GapA(
        lambda dossier, number: replace(
            dossier,
            self_assessments=tuple(
                item for item in dossier.self_assessments if item.person != person(dossier, number).code
            ),
        ),
        people={"self_assessment_missing": "R47"},
    ),
}
# At the second cadre and after only: the first one is compared with, or is the head.
GAPS_A_LATER: dict[str, GapA] = {
    "a task two people lead": GapA(_same_task_elsewhere, tasks=(("several_leads", "R4", 1),)),
    "nobody's group": GapA(cadre(group=""), people={"group_missing": "R42"}),
}
