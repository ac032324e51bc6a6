"""Decide: what the rules allow those who rate, and in what order; this counts and ranks, people decide."""

from dataclasses import dataclass

from archive.domain.people import PersonCode
from archive.domain.quarter import Quarter
from archive.domain.quota import GroupQuota, group_of, quotas
from archive.domain.ranking import Candidate, Ranked, rank
from archive.domain.rating import Rating
from archive.errors import NotFound
from archive.ports import Parts


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupDecision:
    """A group's quota, and the order of §8.4 when more are rated xuất sắc than it allows, else empty."""

    quota: GroupQuota
    ranking: tuple[Ranked, ...] = ()


def weigh(parts: Parts, quarter: Quarter, unit: str | None = None) -> tuple[GroupDecision, ...]:
    """The quota of each group over the whole quarter, or of the groups a unit has people in.

    A decided rating counts before a proposed one; a group is counted whole even when its people sit in several units.

    Raises:
        NotFound: the quarter has no facts, or the unit has none in it.
    """
    candidates: list[Candidate] = []
    ratings: dict[PersonCode, Rating] = {}
    with parts.desk.begin() as work:
        units = work.facts.units(quarter)
        for code in units:
            facts = work.facts.dossier(code, quarter)
            judged = facts.judged()
            for cadre in facts.rated:
                over = sum(judged[task.code].over_target for task in facts.tasks_of(cadre.code))
                candidates.append(Candidate(cadre=cadre, over_target=over))
            for proposal in facts.proposals:
                if rating := proposal.decided or proposal.proposed:
                    ratings[proposal.person] = rating
    if not units or (unit and unit not in units):
        raise NotFound(f"Không có dữ liệu {quarter.title}{f' của đơn vị {unit}' if unit else ''}.")
    asked = {group_of(item.cadre) for item in candidates if unit in (None, item.cadre.unit)}
    counted = [item for item in quotas((one.cadre for one in candidates), ratings) if item.group in asked]
    return tuple(GroupDecision(quota=item, ranking=_ranking(item, candidates, ratings)) for item in counted)


def _ranking(quota: GroupQuota, candidates: list[Candidate], ratings: dict[PersonCode, Rating]) -> tuple[Ranked, ...]:
    if quota.holds:
        return ()
    return rank(
        [
            item
            for item in candidates
            if group_of(item.cadre) == quota.group
            and not item.cadre.is_head
            and ratings.get(item.cadre.code) is Rating.EXCELLENT
        ]
    )
