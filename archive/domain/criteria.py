"""The criteria a period is scored by: every figure as given, each with the basis it stands on; none lives in code.

The provincial guidance names no thresholds and no formula (domain notes §0), so a period carries its own set, and a
figure that was not given is not judged by.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from archive.domain.rating import Rating


class CriterionName(StrEnum):
    """What a figure is for; those marked by level stand once for each rating."""

    GENERAL_MAX = "Điểm tối đa tiêu chí chung"
    TASK_MAX = "Điểm tối đa kết quả nhiệm vụ"
    POINTS_FROM = "Điểm từ"  # by level
    COMPLETED_FROM = "Tỷ lệ nhiệm vụ hoàn thành từ (%)"  # by level
    OVER_TARGET_FROM = "Tỷ lệ nhiệm vụ vượt yêu cầu từ (%)"  # by level
    LATE_UP_TO = "Tỷ lệ nhiệm vụ chậm đến (%)"  # by level
    GAP_FROM = "Chênh lệch điểm phải giải trình từ"


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """One figure of the set; `rating` is None for a figure of the whole set, `basis` names the paper it stands in."""

    name: CriterionName
    rating: Rating | None = None
    value: Decimal
    basis: str


def figure(criteria: Sequence[Criterion], name: CriterionName, rating: Rating | None = None) -> Criterion | None:
    """The figure of that name, or None when the period was opened without it."""
    return next((item for item in criteria if item.name is name and item.rating is rating), None)
