"""The collective's meeting, from which the minutes are written (R48)."""

from dataclasses import dataclass
from datetime import datetime

from archive.domain.people import UnitCode


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """One conference of a unit's collective leadership; `held` is Việt Nam time."""

    unit: UnitCode
    held: datetime | None = None
    place: str = ""
    chair: str = ""
    secretary: str = ""
    invited: int | None = None
    present: int | None = None
    absent: str = ""
    agenda: str = ""
    conclusion: str = ""
    difficulties: str = ""  # what the submission asks the Standing Committee about (R64)
