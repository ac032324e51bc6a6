"""When each stored object was last read again, and which come next: the plan of scrubbing (design §8).

A round goes once over everything, oldest first; it may be stopped and taken up again. An object that was never read
since it was stored comes before all others.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class FixityLedger:
    """`checked` is object → last reading; `done` are those read in the round under way, none between rounds.

    The round is told by names and not by the clock: two rounds may fall within one moment.
    """

    checked: Mapping[str, datetime] = field(default_factory=dict)
    done: frozenset[str] = frozenset()

    def among(self, names: Iterable[str]) -> "FixityLedger":
        """The ledger of these objects alone; those that are gone are forgotten."""
        there = set(names)
        return FixityLedger(
            checked={name: at for name, at in self.checked.items() if name in there}, done=self.done & there
        )

    def waiting(self, names: Iterable[str]) -> list[str]:
        """What this round has still to read, the longest unread first."""
        return sorted((name for name in names if name not in self.done), key=self._age)

    def after(self, read: Mapping[str, datetime]) -> "FixityLedger":
        """The ledger once these were read."""
        return FixityLedger(checked={**self.checked, **read}, done=self.done | read.keys())

    def ended(self) -> "FixityLedger":
        """The ledger between rounds."""
        return FixityLedger(checked=self.checked)

    def oldest(self, names: Iterable[str]) -> tuple[str, datetime | None] | None:
        """The object unread for longest with its last reading, None for never; None when there is no object."""
        first = min(names, key=self._age, default=None)
        return None if first is None else (first, self.checked.get(first))

    def _age(self, name: str) -> tuple[bool, float, str]:
        last = self.checked.get(name)
        return (last is not None, last.timestamp() if last else 0.0, name)
