"""A portfolio: one PDF of a whole record, for reading; the signed originals lie in it as attachments, never merged."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from archive.ports.records import Opener


@dataclass(frozen=True, slots=True, kw_only=True)
class PortfolioItem:
    """One file of the record: `facts` are what a page says of it where its own pages cannot be shown."""

    title: str
    name: str  # as people know the file
    media_type: str
    sha512: str
    open: Opener
    facts: Sequence[str] = ()
    attach: bool = False  # a signed original


@dataclass(frozen=True, slots=True, kw_only=True)
class PortfolioPart:
    """One component of the dossier with its files."""

    title: str
    items: Sequence[PortfolioItem]


@dataclass(frozen=True, slots=True, kw_only=True)
class Portfolio:
    """What stands on the first page and what follows it, in this order."""

    issuer: str
    title: str
    period: str
    notes: Sequence[str]
    parts: Sequence[PortfolioPart]


@dataclass(frozen=True, slots=True, kw_only=True)
class PortfolioReport:
    """What came of it; `unshown` are the titles of files that only a page of facts stands for."""

    pages: int
    attached: int
    unshown: tuple[str, ...]


class PortfolioWriter(Protocol):
    """Writes portfolios."""

    def write(self, portfolio: Portfolio, *, out: Path, at: datetime) -> PortfolioReport:
        """Write the PDF: contents, then each file's pages, with bookmarks; each item to attach byte for byte.

        Every page must say that it is a copy for reading. Pages bear no signature fields, links or programs; what
        signatures look like stays. A file that cannot be shown has a page that names it. Large files must not be held
        in memory whole; `out` appears only when it is whole.

        Raises:
            UsageError: `out` is already there.
            DigestMismatch: a file's bytes are not those the record promised.
            StorageFull: there is no room.
            Unavailable: the font is not installed.
        """
        ...
