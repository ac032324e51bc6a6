"""Reads what somebody could put into a package: sealed records of their units, or what goes to the central level."""

from dataclasses import replace

from api.access import Visitor
from api.pages.reading import known
from api.pages.views.packages import Offer
from archive.domain.history import Event
from archive.domain.people import Cadre, UnitCode
from archive.domain.quarter import Quarter
from archive.domain.record import RecordId
from archive.domain.rights import Action
from archive.domain.selection import goes_to_the_centre
from archive.errors import NotFound, RuleBroken
from archive.language import moment
from archive.ports import Parts
from archive.workflow.central import choose
from archive.workflow.outbox import Candidate, candidate, weighed

_NOT_SEALED = "Chưa niêm phong"


def offer_of(parts: Parts, visitor: Visitor, quarter: Quarter | None, *, is_central: bool) -> Offer:
    """What this visitor may hand over of that quarter, the newest when none is named.

    Raises:
        NotFound: there is no quarter with facts.
        RecordDamaged: a record cannot be read.
    """
    seen = known(parts, visitor.readable, quarter)
    if seen.quarter is None:
        raise NotFound("Chưa có hồ sơ nào.")
    names = {code: name for code, name in seen.units.items() if visitor.may(Action.EXPORT, unit=code)}
    empty = Offer(
        quarter=seen.quarter,
        quarters=seen.quarters,
        is_central=is_central,
        is_everything=visitor.may(Action.EXPORT),
        names=names,
    )
    return _central(parts, empty) if is_central else _whole(parts, empty)


def _whole(parts: Parts, offer: Offer) -> Offer:
    found = [candidate(parts, offer.quarter, code) for code in offer.names]
    out = {item.unit: _NOT_SEALED for item in found if not item.version}
    return replace(offer, ready=[item for item in found if item.version], out=out)


def _central(parts: Parts, offer: Offer) -> Offer:
    """Unit by unit, so that one that may not go up does not hide the others."""
    ready: list[Candidate] = []
    out: dict[UnitCode, str] = {}
    withheld: list[Event] = []
    for code in _concerned(parts, offer):
        record = RecordId(code, offer.quarter)
        versions = parts.records.versions(record)
        if not versions:
            out[code] = _NOT_SEALED
            continue
        try:
            chosen = choose(parts, offer.quarter, [code])
        except (NotFound, RuleBroken) as refused:
            out[code] = refused.sentence
            continue
        ready.append(weighed(code, versions[-1].number, chosen.contents[record]))
        withheld += chosen.withheld
    return replace(offer, ready=ready, out=out, warnings=[_warning(event, offer) for event in withheld])


def _concerned(parts: Parts, offer: Offer) -> list[UnitCode]:
    with parts.desk.look() as work:
        found = {cadre.unit for cadre in work.facts.across(Cadre, offer.quarter) if goes_to_the_centre(cadre)}
    return [code for code in offer.names if code in found]


def _warning(event: Event, offer: Offer) -> str:
    return (
        f"Ngày {moment(event.at)}, {event.actor} đã ghi tập của {offer.names.get(event.unit, event.unit)} là mật. "
        "Chỉ trả lời khác khi cơ quan ban hành đã xác định lại."
    )
