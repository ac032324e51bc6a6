"""Ratings: what the person proposes, what the collective proposes, what the deciding level decides.

A proposal is never overwritten by a decision (R11); ballots are kept as counts only (domain notes §1.6).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from archive.domain.people import PersonCode


class Rating(StrEnum):
    """The four levels (domain notes §1.2)."""

    EXCELLENT = "Hoàn thành xuất sắc nhiệm vụ"
    GOOD = "Hoàn thành tốt nhiệm vụ"
    COMPLETED = "Hoàn thành nhiệm vụ"
    NOT_COMPLETED = "Không hoàn thành nhiệm vụ"


@dataclass(frozen=True, slots=True, kw_only=True)
class SelfAssessment:
    """What the cadre states (R27); points are as entered: no formula is fixed by the guidance."""

    person: PersonCode
    general_points: Decimal | None = None
    task_points: Decimal | None = None
    strengths: str = ""
    shortcomings: str = ""
    direction: str = ""
    proposed: Rating | None = None

    @property
    def total(self) -> Decimal | None:
        """Both parts together, once both are known."""
        if self.general_points is None or self.task_points is None:
            return None
        return self.general_points + self.task_points


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What the collective proposes and, beside it, what was decided (R11, R31)."""

    person: PersonCode
    proposed: Rating | None = None
    votes_for: int | None = None
    votes_against: int | None = None
    reason: str = ""
    personnel_proposal: str = ""
    decided: Rating | None = None
    decision_number: str = ""


def ratings(
    proposals: Iterable[Proposal], *, trying: Mapping[PersonCode, Rating | None] | None = None
) -> Mapping[PersonCode, Rating]:
    """The rating that counts for each person so far: the decided one before the proposed one (R11).

    `trying` are proposals that somebody weighs up: they stand in the place of the stored ones, never of a decision.
    """
    rows = tuple(proposals)
    decided = {item.person: item.decided for item in rows if item.decided}
    proposed = {item.person: item.proposed for item in rows} | dict(trying or {})
    return {person: rating for person, rating in (proposed | decided).items() if rating}
