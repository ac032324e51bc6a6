"""Reads from the parts what several pages need; changes nothing."""

from collections.abc import Iterable

from archive.domain.document import Document
from archive.domain.people import UnitCode
from archive.domain.quarter import Quarter
from archive.errors import NotFound
from archive.ports import Parts
from archive.ports.search import SearchResults


def quarters(parts: Parts) -> tuple[Quarter, ...]:
    """The quarters with facts, newest first."""
    with parts.desk.begin() as work:
        return tuple(work.facts.quarters())


def unit_names(parts: Parts, results: SearchResults, *, chosen: str) -> dict[str, str]:
    """The names of the units a search found or was narrowed to, as the newest quarter that knows them has them."""
    wanted = {*results.facets.get("unit", {}), *(hit.unit for hit in results.hits), chosen}
    names: dict[str, str] = {}
    with parts.desk.begin() as work:
        for quarter in work.facts.quarters():
            for unit in wanted.difference(names).intersection(work.facts.units(quarter)):
                names[unit] = work.facts.dossier(UnitCode(unit), quarter).unit.name
    return names


def has_trial_signature(parts: Parts, documents: Iterable[Document]) -> bool:
    """Whether the last signed document carries a signature by a key that proves nothing.

    One document speaks for the dossier: all are signed with the keys of one home, and a check costs much more than
    the rest of the page.
    """
    signed = [document for document in documents if document.signed]
    if not signed:
        return False
    newest = max(signed, key=lambda document: document.signatures[-1].made)
    try:
        with parts.blobs.open(newest.current_pdf.sha512) as source:
            reports = parts.signatures.check(source.read(), at=parts.clock.now())
    except NotFound:
        return False
    return any(report.is_development for report in reports)
