"""Which deadlines bind one unit's dossier, and when what it owes was done: the dates of `deadline` meet the facts."""

from collections.abc import Mapping
from datetime import datetime, time

from archive.domain.calendar_policy import CalendarPolicy
from archive.domain.deadline import Deadline, DeadlineState, deadlines
from archive.domain.deadline_rules import ASSIGNMENT, COMPILATION, OWN_RATING, SUBMISSION
from archive.domain.dossier import OpenDossier
from archive.domain.people import Cadre, Management
from archive.language import VIETNAM


def own_cadres(dossier: OpenDossier) -> tuple[Cadre, ...]:
    """The rated cadres whom the unit itself decides about: route C (R16, R34, R57)."""
    return tuple(cadre for cadre in dossier.rated if cadre.management is Management.UNIT)


def deadlines_of(dossier: OpenDossier, policy: CalendarPolicy) -> tuple[Deadline, ...]:
    """The quarter's deadlines as they stand over the unit; that of route C only when it has such cadres (R57)."""
    rates_own = bool(own_cadres(dossier))
    return tuple(item for item in deadlines(dossier.quarter, policy) if item.rule != OWN_RATING or rates_own)


def standings(
    dossier: OpenDossier, policy: CalendarPolicy, *, sealed: datetime | None, now: datetime
) -> tuple[tuple[Deadline, DeadlineState], ...]:
    """Each deadline with where it stands; `sealed` is when the dossier was first sealed."""
    done = _done(dossier, sealed)
    return tuple((item, item.state(done=done.get(item.rule), now=now)) for item in deadlines_of(dossier, policy))


def _done(dossier: OpenDossier, sealed: datetime | None) -> Mapping[str, datetime | None]:
    """When what the facts can tell of was done; of what others owe nothing is known here.

    A sealed dossier holds the compiled results, and is what is submitted; the plan was assigned when it was approved.
    """
    approved = dossier.approval.approved_on if dossier.approval else None
    assigned = datetime.combine(approved, time(), VIETNAM) if approved else None
    return {ASSIGNMENT: assigned, COMPILATION: sealed, SUBMISSION: sealed}
