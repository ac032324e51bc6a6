"""What the quarter holds already, as far as a workbook speaks of it, and in which unit a code stands."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from archive.domain.dossier import OpenDossier
from archive.domain.people import UnitCode
from archive.workbook import tables
from archive.workbook.table import Table


@dataclass(frozen=True, slots=True)
class Kept:
    """Dossiers by unit, with the units in whose dossier a code stands."""

    dossiers: Mapping[UnitCode, OpenDossier]
    _homes: Mapping[tuple[str, str], Sequence[UnitCode]]

    @classmethod
    def of(cls, dossiers: Sequence[OpenDossier]) -> "Kept":
        """These dossiers and no other."""
        homes: dict[tuple[str, str], list[UnitCode]] = defaultdict(list)
        for dossier in dossiers:
            unit = dossier.unit.code
            homes[tables.UNITS.title, unit].append(unit)
            for cadre in dossier.cadres:
                homes[tables.CADRES.title, cadre.code].append(unit)
            for task in dossier.tasks:
                homes[tables.TASKS.title, task.code].append(unit)
        return cls({dossier.unit.code: dossier for dossier in dossiers}, homes)

    def homes(self, table: Table, code: str | None) -> Sequence[UnitCode]:
        """The units that have this code."""
        return self._homes.get((table.title, code), ()) if code else ()
