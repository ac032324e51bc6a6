"""Which entries of the log somebody wants to see."""

from dataclasses import dataclass
from datetime import date

from archive.domain.log.entry import LogEntry
from archive.language import VIETNAM, fold

_RECORD = "urn:hoso:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """What an entry must be to be shown; what is empty asks nothing. Days are those of Việt Nam, both included."""

    actor: str = ""
    action: str = ""
    unit: str = ""
    quarter: str = ""
    first_day: date | None = None
    last_day: date | None = None

    def takes(self, entry: LogEntry) -> bool:
        """Whether the entry is wanted."""
        day = entry.deed.at.astimezone(VIETNAM).date()
        return (
            (not self.actor or fold(self.actor) in fold(entry.deed.actor))
            and self.action in ("", entry.deed.action)
            and self._is_of_record(entry.record)
            and (self.first_day is None or day >= self.first_day)
            and (self.last_day is None or day <= self.last_day)
        )

    def _is_of_record(self, record: str) -> bool:
        unit, _, quarter = record.removeprefix(_RECORD).rpartition(":")
        return self.unit in ("", unit) and self.quarter in ("", quarter)
