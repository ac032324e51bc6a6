"""Decide: what the rules allow those who rate; people decide, this counts."""

from archive.domain.people import Cadre, PersonCode
from archive.domain.quarter import Quarter
from archive.domain.quota import GroupQuota, group_of, quotas
from archive.domain.rating import Rating
from archive.errors import NotFound
from archive.ports import Parts


def count_quota(parts: Parts, quarter: Quarter, unit: str | None = None) -> tuple[GroupQuota, ...]:
    """The quota of each group over the whole quarter, or of the groups a unit has people in.

    A decided rating counts before a proposed one; a group is counted whole even when its people sit in several units.

    Raises:
        NotFound: the quarter has no facts, or the unit has none in it.
    """
    cadres: list[Cadre] = []
    ratings: dict[PersonCode, Rating] = {}
    with parts.desk.begin() as work:
        units = work.facts.units(quarter)
        for code in units:
            facts = work.facts.dossier(code, quarter)
            cadres += facts.rated
            for proposal in facts.proposals:
                if rating := proposal.decided or proposal.proposed:
                    ratings[proposal.person] = rating
    if not units or (unit and unit not in units):
        raise NotFound(f"Không có dữ liệu {quarter.title}{f' của đơn vị {unit}' if unit else ''}.")
    asked = {group_of(cadre) for cadre in cadres if unit in (None, cadre.unit)}
    return tuple(item for item in quotas(cadres, ratings) if item.group in asked)
