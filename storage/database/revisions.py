"""Whether anything of a dossier changed, told by marks that the database itself sets: no write can forget them."""

from collections.abc import Mapping

from sqlalchemy import Connection, select

from archive.domain.people import UnitCode
from archive.domain.quarter import Quarter
from storage.database.tables import cadres, proposals, revisions, row_sums, rulings

_SHARED = tuple(table.name for table in (cadres, proposals, rulings))


class SqlRevisions:
    """Marks within one unit of work."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of(self, quarter: Quarter) -> Mapping[UnitCode, str]:
        """A mark for each unit that anything was written about, random and so never given twice."""
        found = select(revisions.c.unit, revisions.c.mark).where(revisions.c.quarter == quarter)
        return {UnitCode(row.unit): row.mark for row in self._connection.execute(found)}

    def shared(self) -> tuple[str, ...]:
        """The sums over all cadres, proposals and rulings: the same rows written again leave them as they were."""
        found = select(row_sums.c.sum).where(row_sums.c.name.in_(_SHARED)).order_by(row_sums.c.name)
        return tuple(self._connection.scalars(found))
