"""What changed on a desk in memory: the values themselves are the marks."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from archive.domain.people import Cadre, UnitCode
from archive.domain.quarter import Quarter
from archive.domain.rating import Proposal
from archive.domain.record import RecordId
from archive.domain.ruling import Ruling

if TYPE_CHECKING:
    from tests.parts import MemoryWork


@dataclass(frozen=True)
class MemoryRevisions:
    """Marks within one unit of work."""

    work: "MemoryWork"

    def of(self, quarter: Quarter) -> Mapping[UnitCode, object]:
        return {unit: self._mark(unit, quarter) for unit in self.work.units(quarter)}

    def shared(self) -> object:
        across = self.work.across
        return [
            (across(Cadre, quarter), across(Proposal, quarter), across(Ruling, quarter))
            for quarter in self.work.quarters()
        ]

    def _mark(self, unit: UnitCode, quarter: Quarter) -> object:
        work = self.work
        happened = work.events(RecordId(unit, quarter))
        return (work.dossier(unit, quarter), work.progress(unit, quarter), work.documents(unit, quarter), happened)
