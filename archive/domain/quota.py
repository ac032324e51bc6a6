"""How many may be rated "Hoàn thành xuất sắc nhiệm vụ" in a group, in integers, with the reading shown (R42-R44).

The guidance allows x rated xuất sắc for t rated tốt while x is at most 20 % of t; by a decision of the competent level
25 %. The reading here: 5·x ≤ t and 4·x ≤ t, no rounding up. Promoting somebody from tốt lowers t as it raises x, so the
allowance for a group is solved for, not multiplied out (domain notes §1.8). The head stands outside both numbers.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum

from archive.domain.people import Cadre, PersonCode
from archive.domain.rating import Rating
from archive.domain.ruling import Ruling, RulingKind
from archive.language import day


class Share(IntEnum):
    """How many rated tốt stand behind each one rated xuất sắc."""

    USUAL = 5  # 20 %, R42
    DECIDED = 4  # 25 %, R43: only with a decision of the competent level

    @property
    def percent(self) -> int:
        """The share as the guidance names it."""
        return 100 // self.value


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupQuota:
    """One group's count: members without heads; `decision` names what allows 25 %, empty for none."""

    group: str
    excellent: int
    good: int
    members: int
    share: Share
    decision: str = ""

    @property
    def allowed(self) -> int:
        """How many may be xuất sắc beside those who are tốt now."""
        return self.good // self.share

    @property
    def attainable(self) -> int:
        """How many may be xuất sắc at the most if the rest of those at tốt or better stay tốt."""
        return (self.good + self.excellent) // (self.share + 1)

    @property
    def holds(self) -> bool:
        """Whether the group keeps the rule as it stands."""
        return self.excellent * self.share <= self.good

    @property
    def one_more_holds(self) -> bool:
        """Whether it still would if one more moved from tốt to xuất sắc."""
        return self.good > 0 and (self.excellent + 1) * self.share <= self.good - 1

    @property
    def sentence(self) -> str:
        """The count and the reading, as pages and summaries print it."""
        verdict = "đúng tỷ lệ" if self.holds else "vượt tỷ lệ"
        return (
            f"{self.group}: xuất sắc {self.excellent}, tốt {self.good}; được phép tối đa {self.allowed} "
            f"({self.share.percent} % của {self.good}, không làm tròn lên): {verdict}."
        )


def quotas(
    cadres: Iterable[Cadre], ratings: Mapping[PersonCode, Rating], *, decisions: Mapping[str, str] | None = None
) -> tuple[GroupQuota, ...]:
    """The count of each group, by name; people without a group of their own count with their unit.

    Args:
        cadres: everybody rated; heads are left out of both numbers (R44).
        ratings: the rating to count for each person; who has none yet counts as a member only.
        decisions: group → number and date of the decision that allows it 25 % (R43).
    """
    groups: dict[str, list[Rating | None]] = {}
    for cadre in cadres:
        if cadre.is_rated and not cadre.is_head:
            groups.setdefault(group_of(cadre), []).append(ratings.get(cadre.code))
    allowed = decisions or {}
    return tuple(_count(name, groups[name], allowed.get(name, "")) for name in sorted(groups))


def larger_shares(rulings: Iterable[Ruling]) -> Mapping[str, str]:
    """Group → the decision that allows it 25 %: only one with a number counts, and its day and body are named (R43)."""
    return {
        item.group: f"{item.number} ngày {day(item.decided_on)} của {item.decided_by}"
        for item in sorted(rulings, key=lambda item: item.decided_on)
        if item.kind is RulingKind.LARGER_SHARE and item.group and item.number
    }


def group_of(cadre: Cadre) -> str:
    """The group of similar position a person is counted in; people assign it, the unit is the fallback."""
    return cadre.group or f"Đơn vị {cadre.unit}"


def _count(group: str, ratings: Iterable[Rating | None], decision: str) -> GroupQuota:
    counted = Counter(ratings)
    return GroupQuota(
        group=group,
        excellent=counted[Rating.EXCELLENT],
        good=counted[Rating.GOOD],
        members=counted.total(),
        share=Share.DECIDED if decision else Share.USUAL,
        decision=decision,
    )
