"""Upkeep: how far reading again and backing up have come, for those who watch over the system; changes nothing."""

from dataclasses import dataclass
from datetime import datetime

from archive.jobs.scrub import objects_of
from archive.ports import Parts


@dataclass(frozen=True, slots=True, kw_only=True)
class Upkeep:
    """`never` of `objects` were not read again yet; `round_done` were in the round under way, 0 between rounds."""

    objects: int
    never: int
    round_done: int
    last_backup: datetime | None


def upkeep(parts: Parts) -> Upkeep:
    """What the ledger of fixity and of backups remembers of what is stored now.

    Raises:
        Unavailable: the disk does not answer.
    """
    names = objects_of(parts)
    ledger = parts.ledgers.read().among(names)
    return Upkeep(
        objects=len(names),
        never=sum(name not in ledger.checked for name in names),
        round_done=len(ledger.done),
        last_backup=parts.ledgers.last_backup(),
    )
