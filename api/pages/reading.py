"""Reads from the parts what several pages need; changes nothing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from archive.domain.document import Document
from archive.domain.dossier.visible import units_within
from archive.domain.people import Cadre, UnitCode
from archive.domain.quarter import Quarter
from archive.domain.rights import Readable
from archive.errors import NotFound, UsageError
from archive.ports import Parts
from archive.ports.search import SearchResults

_LONGEST_NUMBER = 12  # digits: beyond 18 a database, beyond 4300 Python itself would fail at them


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """The quarters with facts, newest first; the chosen one; and the names of its units within reach, by code."""

    quarters: tuple[Quarter, ...] = ()
    quarter: Quarter | None = None
    units: Mapping[UnitCode, str] = field(default_factory=dict)


def known(parts: Parts, readable: Readable, quarter: Quarter | None) -> Known:
    """What there is to choose from; without a quarter of one's own choice it is the newest."""
    if not readable.scopes:
        return Known()
    with parts.desk.look() as work:
        every = tuple(work.facts.quarters())
        chosen = quarter or next(iter(every), None)
        if chosen is None:
            return Known()
        names = work.facts.names(chosen)
        units = units_within(readable, names, lambda: work.facts.across(Cadre, chosen))
    return Known(quarters=every, quarter=chosen, units={unit: names[unit] for unit in units})


def every_unit(parts: Parts) -> Mapping[UnitCode, str]:
    """The names of all units ever known, as the newest quarter that knows each has it; for who gives rights."""
    names: dict[UnitCode, str] = {}
    with parts.desk.look() as work:
        for quarter in work.facts.quarters():
            names = {**work.facts.names(quarter), **names}
    return names


def quarter_of(text: str) -> Quarter:
    """The quarter an address names.

    Raises:
        NotFound: no page can be there.
    """
    try:
        return Quarter.parse(text)
    except UsageError as wrong:
        raise NotFound(wrong.sentence) from wrong


def number_of(text: str) -> int | None:
    """The number a place of an address names; None for what is none, or longer than any number we give out."""
    return int(text) if text.isdecimal() and len(text) <= _LONGEST_NUMBER else None


def unit_names(parts: Parts, results: SearchResults, *, chosen: str) -> dict[str, str]:
    """The names of the units a search found or was narrowed to, as the newest quarter that knows them has them."""
    wanted = {*results.facets.get("unit", {}), *(hit.unit for hit in results.hits), chosen}
    names: dict[str, str] = {}
    with parts.desk.look() as work:
        for quarter in work.facts.quarters():
            known_here = work.facts.names(quarter)
            names = {unit: name for unit, name in known_here.items() if unit in wanted} | names
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
