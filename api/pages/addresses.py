"""Addresses of pages and files, written in one place and quoted: names of units and files may hold any letter."""

from dataclasses import dataclass
from urllib.parse import quote, urlencode

from archive.domain.document import Document
from archive.domain.layout import docx_path
from archive.domain.layout import pdf_path as record_pdf_path
from archive.domain.people import UnitCode
from archive.domain.quarter import Quarter
from archive.domain.record import ItemId, RecordId

_PATH_LETTERS = "/:"  # may stand in a path as they are; both are part of item names


def overview_address(quarter: Quarter | None, *, only: str = "") -> str:
    """The map of a quarter, perhaps with some of its units only."""
    asked = {"quy": str(quarter) if quarter else "", "loc": only}
    return _with_query("/", asked)


def dossier_address(quarter: Quarter, unit: UnitCode) -> str:
    """One unit's dossier."""
    return f"/ho-so/{quarter}/{quote(unit, safe='')}"


def record_address(quarter: Quarter, unit: UnitCode, version: int) -> str:
    """One version of a sealed record."""
    return f"{dossier_address(quarter, unit)}/luu-tru/{version}"


def search_address(query: str, filters: dict[str, str], *, page: int = 1, sort: str = "") -> str:
    """A search."""
    return _with_query("/tra-cuu", {"q": query, **filters, "sap": sort, "trang": str(page) if page > 1 else ""})


def file_address(name: str, *, version: int | None = None) -> str:
    """A file, by its item id in a record, its path in a working dossier, or a document's id."""
    return _with_query(f"/tep/{quote(name, safe=_PATH_LETTERS)}", {"phien-ban": str(version) if version else ""})


def _with_query(path: str, values: dict[str, str]) -> str:
    asked = urlencode({name: value for name, value in values.items() if value})
    return f"{path}?{asked}" if asked else path


@dataclass(frozen=True, slots=True)
class Shelf:
    """Where the files of one dossier are asked for: in its record once sealed, else in the working dossier."""

    unit: UnitCode
    quarter: Quarter
    is_sealed: bool

    def pdf(self, document: Document) -> str:
        """A document's PDF as it stands now."""
        return self.path(record_pdf_path(document)) if self.is_sealed else file_address(document.due.id)

    def docx(self, document: Document) -> str:
        """The Word file a document came from."""
        return self.path(docx_path(document))

    def path(self, path: str) -> str:
        """Any file, by the path it has or will have in the record."""
        if self.is_sealed:
            return file_address(str(ItemId(RecordId(self.unit, self.quarter), path)))
        return file_address(f"{self.quarter}.{self.unit}/{path}")
