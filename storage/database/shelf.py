"""The documents made and how far each dossier has come."""

from collections.abc import Sequence

from sqlalchemy import Connection, delete, insert, select

from archive.domain.document import COMPONENT_NUMBER, Document
from archive.domain.people import UnitCode
from archive.domain.quarter import Quarter
from archive.ports.desk import Progress
from storage.database.tables import documents, progress
from storage.database.translate_documents import document_from, document_row
from storage.database.translate_facts import fields


class SqlShelf:
    """The shelf within one unit of work."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def progress(self, unit: UnitCode, quarter: Quarter) -> Progress:
        """How far the dossier has come; a fresh `Progress` when nothing was done yet."""
        found = select(progress).where(progress.c.quarter == quarter, progress.c.unit == unit)
        row = self._connection.execute(found).mappings().one_or_none()
        return Progress(**row) if row else Progress(unit=unit, quarter=quarter)

    def move(self, reached: Progress) -> None:
        """Keep the new progress in the place of the old."""
        self._connection.execute(
            delete(progress).where(progress.c.quarter == reached.quarter, progress.c.unit == reached.unit)
        )
        self._connection.execute(insert(progress), fields(reached))

    def documents(self, unit: UnitCode, quarter: Quarter) -> Sequence[Document]:
        """The documents made for the dossier, in the order of components, then of ids."""
        found = select(documents).where(documents.c.quarter == quarter, documents.c.unit == unit)
        made = [document_from(dict(row)) for row in self._connection.execute(found).mappings()]
        return sorted(made, key=_place)

    def keep(self, document: Document) -> None:
        """Keep a document, in the place of an earlier one with the same id."""
        self.drop(document)
        self._connection.execute(insert(documents), document_row(document))

    def drop(self, document: Document) -> None:
        """Forget a document that is no longer due; its bytes stay in the blobs."""
        self._connection.execute(delete(documents).where(documents.c.id == document.due.id))


def _place(document: Document) -> tuple[int, str]:
    """Documents that are no component come after those that are."""
    return COMPONENT_NUMBER.get(document.due.kind, len(COMPONENT_NUMBER) + 1), document.due.id
