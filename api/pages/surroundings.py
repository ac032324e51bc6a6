"""What stands around a page for the one who looks at it: menu, choosers of quarter and unit, name, messages."""

from collections.abc import Sequence
from dataclasses import dataclass

from api.access import Visitor
from api.pages.addresses import assessments_address, dossier_address, overview_address, reminders_address
from api.pages.places import PLACES, Place
from api.pages.reading import Known, known
from api.pages.views.frame import Choice, Frame
from archive.domain.people import UnitCode
from archive.domain.quarter import Quarter
from archive.domain.rights import OWN_ONLY, Action
from archive.ports import Parts

OWN_ACCOUNT = "/tai-khoan"
_IN_THE_BAR = 4  # places at the foot of a narrow window; the others stand behind "Thêm"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceLink:
    """An entry of the menu as it is drawn; `opens` is the name of the group that begins with it."""

    label: str
    opens: str
    href: str
    icon: str
    is_current: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """The frame as templates draw it; `name` is empty when nobody is signed in."""

    home: str = "/"
    name: str = ""
    csrf: str = ""
    quarter: str = ""
    quarters: tuple[Choice, ...] = ()
    unit: str = ""
    units: tuple[Choice, ...] = ()
    places: tuple[PlaceLink, ...] = ()
    further: tuple[PlaceLink, ...] = ()
    has_search: bool = False
    reminders: str = ""
    query: str = ""
    messages: tuple[str, ...] = ()


def first_place(visitor: Visitor) -> str:
    """Where they begin: the first place of the menu that needs no choice, else their own account.

    Who has only papers of one's own begins with those.
    """
    if visitor.account.grants and all(grant.role in OWN_ONLY for grant in visitor.account.grants):
        return assessments_address(None)
    hrefs = (place.address(None, None) for place in PLACES if place.is_for(visitor.may_somewhere))
    return next(filter(None, hrefs), OWN_ACCOUNT)


def surroundings(parts: Parts, visitor: Visitor | None, frame: Frame, *, messages: Sequence[str] = ()) -> Surroundings:
    """The frame of a page at that place, for that visitor."""
    if visitor is None:
        return Surroundings()
    seen = known(parts, visitor.readable, frame.quarter)
    places = _places(visitor, frame, seen)
    return Surroundings(
        home=places[0].href if places else OWN_ACCOUNT,
        name=visitor.account.display,
        csrf=visitor.csrf,
        quarter=seen.quarter.short if seen.quarter else "",
        quarters=tuple(_quarter(item, frame, seen) for item in seen.quarters),
        unit=seen.units.get(frame.unit, "") if frame.unit else "",
        units=_units(frame, seen),
        places=places[:_IN_THE_BAR],
        further=places[_IN_THE_BAR:],
        has_search=visitor.may_somewhere(Action.SEARCH),
        reminders=reminders_address(seen.quarter) if visitor.may_somewhere(Action.READ) and seen.quarter else "",
        query=frame.query,
        messages=tuple(messages),
    )


def _places(visitor: Visitor, frame: Frame, seen: Known) -> tuple[PlaceLink, ...]:
    unit = frame.unit or next(iter(seen.units), None) if len(seen.units) == 1 else frame.unit
    found: list[PlaceLink] = []
    groups = {""}
    for place in PLACES:
        href = place.address(seen.quarter, unit) if place.is_for(visitor.may_somewhere) else ""
        if href:
            found.append(_link(place, href, frame, is_first=place.group not in groups))
            groups.add(place.group)
    return tuple(found)


def _link(place: Place, href: str, frame: Frame, *, is_first: bool) -> PlaceLink:
    return PlaceLink(
        label=place.label,
        opens=place.group if is_first else "",
        href=href,
        icon=place.icon,
        is_current=place.label == frame.place,
    )


def _quarter(item: Quarter, frame: Frame, seen: Known) -> Choice:
    href = dossier_address(item, frame.unit) if frame.unit in seen.units and frame.unit else overview_address(item)
    return Choice(label=item.short, href=href, is_current=item == seen.quarter)


def _units(frame: Frame, seen: Known) -> tuple[Choice, ...]:
    quarter = seen.quarter
    if quarter is None or len(seen.units) < 2:  # noqa: PLR2004 - nothing to choose
        return ()
    every = Choice(label="Mọi đơn vị", href=overview_address(quarter), is_current=frame.unit is None)
    return (every, *(_unit(quarter, code, name, frame) for code, name in seen.units.items()))


def _unit(quarter: Quarter, code: UnitCode, name: str, frame: Frame) -> Choice:
    return Choice(label=name, href=dossier_address(quarter, code), is_current=code == frame.unit)
