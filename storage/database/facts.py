"""What people gave: one dossier in, one dossier out, one query a table."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Select, Table, delete, insert, select, update

from archive.domain.dossier import OpenDossier
from archive.domain.people import Cadre, UnitCode
from archive.domain.quarter import Quarter
from archive.domain.rating import Proposal
from archive.domain.ruling import Ruling
from archive.errors import NotFound
from archive.ports.desk import Shared
from storage.database.order import in_order
from storage.database.tables import cadres, dossiers, proposals, rulings
from storage.database.translate_facts import FACTS, Row, dossier_from, dossier_rows

_TABLES: Mapping[type, Table] = {Cadre: cadres, Proposal: proposals, Ruling: rulings}


class SqlFacts:
    """Facts within one unit of work."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def quarters(self) -> Sequence[Quarter]:
        """The quarters that have facts, newest first."""
        found = select(dossiers.c.quarter).distinct().order_by(dossiers.c.quarter.desc())
        return self._connection.scalars(found).all()

    def units(self, quarter: Quarter) -> Sequence[UnitCode]:
        """The units that have facts in the quarter, by code; empty when none."""
        found = select(dossiers.c.unit).where(dossiers.c.quarter == quarter).order_by(dossiers.c.unit)
        return self._connection.scalars(found).all()

    def names(self, quarter: Quarter) -> Mapping[UnitCode, str]:
        """The names of the units that have facts in the quarter."""
        found = select(dossiers.c.unit, dossiers.c.name).where(dossiers.c.quarter == quarter).order_by(dossiers.c.unit)
        return {UnitCode(row.unit): row.name for row in self._connection.execute(found)}

    def dossier(self, unit: UnitCode, quarter: Quarter) -> OpenDossier:
        """One unit's facts.

        Raises:
            NotFound: the unit has no facts in that quarter.
        """
        dossier = self._find(unit, quarter)
        if dossier is None:
            raise NotFound(
                f"Chưa có dữ liệu {quarter.title} của đơn vị {unit}; hãy nhập bảng dữ liệu trước.",
                unit=unit,
                quarter=str(quarter),
            )
        return dossier

    def across(self, kind: type[Shared], quarter: Quarter) -> Sequence[Shared]:
        """The rows of one kind of all units in the quarter, in one query."""
        table = _TABLES[kind]
        rows = self._rows(select(*FACTS[table]).where(table.c.quarter == quarter))
        return [kind(**row) for row in rows]

    def replace(self, dossier: OpenDossier) -> bool:
        """Put these facts in the place of the unit's facts of that quarter; False when nothing changed."""
        given, quarter, unit = in_order(dossier), dossier.quarter, dossier.unit.code
        found = self._find(unit, quarter)
        if found == given:
            return False
        (_, own), *groups = dossier_rows(given)
        if found is None:
            self._connection.execute(insert(dossiers), own)
        else:  # written even when it says the same: its triggers tell that something changed
            of_unit = (dossiers.c.quarter == quarter, dossiers.c.unit == unit)
            self._connection.execute(update(dossiers).where(*of_unit), own)
        former = dict(dossier_rows(found)) if found else {}
        for table, rows in groups:
            self._put(table, rows, former.get(table, []), quarter=quarter, unit=unit)
        return True

    def _put(self, table: Table, rows: list[Row], former: list[Row], *, quarter: Quarter, unit: UnitCode) -> None:
        """Rows in the place of the former ones; a table of the dossier that says the same is left alone."""
        if rows == former:
            return
        if former:
            self._connection.execute(delete(table).where(table.c.quarter == quarter, table.c.owner == unit))
        if rows:
            self._connection.execute(insert(table), rows)

    def _find(self, unit: UnitCode, quarter: Quarter) -> OpenDossier | None:
        own = self._rows(select(dossiers).where(dossiers.c.quarter == quarter, dossiers.c.unit == unit))
        if not own:
            return None
        rows = {
            table: self._rows(select(*columns).where(table.c.quarter == quarter, table.c.owner == unit))
            for table, columns in FACTS.items()
        }
        return in_order(dossier_from(own[0], rows))

    def _rows(self, wanted: Select[Any]) -> list[Row]:
        found = self._connection.execute(wanted)
        names = tuple(found.keys())
        return [dict(zip(names, row, strict=True)) for row in found]
