"""Decide: what the rules allow those who rate, and in what order; this counts and ranks, people decide."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from archive.domain.people import Cadre, PersonCode
from archive.domain.quarter import Quarter
from archive.domain.quota import GroupQuota, group_of, larger_shares, quotas
from archive.domain.ranking import Candidate, Ranked, rank
from archive.domain.rating import Proposal, Rating, ratings
from archive.domain.ruling import Ruling
from archive.errors import NotFound
from archive.ports import Parts
from archive.ports.desk import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupDecision:
    """A group's quota, and the order of §8.4 when more are rated xuất sắc than it allows, else empty."""

    quota: GroupQuota
    ranking: tuple[Ranked, ...] = ()


def weigh(
    parts: Parts,
    quarter: Quarter,
    unit: str | None = None,
    *,
    trying: Mapping[PersonCode, Rating | None] | None = None,
) -> tuple[GroupDecision, ...]:
    """The quota of each group over the whole quarter, or of the groups a unit has people in.

    A decided rating counts before a proposed one; a group is counted whole even when its people sit in several units.
    `trying` are proposals not stored yet, counted as if they were.

    Raises:
        NotFound: the quarter has no facts, or the unit has none in it.
    """
    with parts.desk.look() as work:
        units = work.facts.units(quarter)
        if not units or (unit and unit not in units):
            raise NotFound(f"Không có dữ liệu {quarter.title}{f' của đơn vị {unit}' if unit else ''}.")
        cadres = [cadre for cadre in work.facts.across(Cadre, quarter) if cadre.is_rated]
        counted = ratings(work.facts.across(Proposal, quarter), trying=trying)
        shares = larger_shares(work.facts.across(Ruling, quarter))
        asked = {group_of(cadre) for cadre in cadres if unit in (None, cadre.unit)}
        groups = [item for item in quotas(cadres, counted, decisions=shares) if item.group in asked]
        return tuple(
            GroupDecision(quota=item, ranking=_ranking(work, quarter, item, cadres, counted)) for item in groups
        )


def _ranking(
    work: Work, quarter: Quarter, quota: GroupQuota, cadres: Sequence[Cadre], counted: Mapping[PersonCode, Rating]
) -> tuple[Ranked, ...]:
    if quota.holds:
        return ()
    excellent = [
        cadre
        for cadre in cadres
        if group_of(cadre) == quota.group and not cadre.is_head and counted.get(cadre.code) is Rating.EXCELLENT
    ]
    over = _over_target(work, quarter, excellent)
    return rank([Candidate(cadre=cadre, over_target=over[cadre.code]) for cadre in excellent])


def _over_target(work: Work, quarter: Quarter, cadres: Sequence[Cadre]) -> Mapping[PersonCode, int]:
    """How many tasks each did over target; only the dossiers of their units are read."""
    counted: dict[PersonCode, int] = {}
    for unit in sorted({cadre.unit for cadre in cadres}):
        facts = work.facts.dossier(unit, quarter)
        judged = facts.judged()
        for cadre in cadres:
            if cadre.unit == unit:
                counted[cadre.code] = sum(judged[task.code].over_target for task in facts.tasks_of(cadre.code))
    return counted
