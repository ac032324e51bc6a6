"""What a check must know beside the dossier itself: the moment, the rest of the quarter, the quarter before."""

from dataclasses import dataclass
from datetime import datetime

from archive.domain.calendar_policy import GUIDANCE_ONLY, CalendarPolicy
from archive.domain.plan import Task
from archive.domain.province import GUIDANCE_PROVINCE, Province
from archive.domain.quota import GroupQuota


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What lies around one dossier; what is not known is left out and not judged.

    `quotas` are the groups the unit has people in, counted over the whole quarter; `carried` the unit's tasks that
    moved here from the quarter before; `sealed` when the dossier was first sealed; `calendar` how dates are read;
    `province` what its bodies are called.
    """

    now: datetime | None = None
    sealed: datetime | None = None
    quotas: tuple[GroupQuota, ...] = ()
    carried: tuple[Task, ...] = ()
    calendar: CalendarPolicy = GUIDANCE_ONLY
    province: Province = GUIDANCE_PROVINCE


NOTHING_AROUND = Surroundings()
