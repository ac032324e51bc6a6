"""What stands around every page: the name, the quarter chooser, the search box and the places one can go to."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from api.pages.addresses import overview_address, search_address
from archive.domain.quarter import Quarter

OVERVIEW = "Tổng quan"
SEARCH = "Tra cứu"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A link among others of its kind; `is_current` marks where one is."""

    label: str
    href: str
    is_current: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place of the side navigation with the name of its icon."""

    label: str
    href: str
    icon: str
    is_current: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """The frame of a page; `quarter` is the chosen quarter in words, empty when there is none."""

    home: str
    quarter: str
    quarters: tuple[Choice, ...]
    places: tuple[Place, ...]
    query: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What every page has: its title, one sentence under it, and the frame. `template` draws it."""

    template: ClassVar[str]
    title: str
    sentence: str
    frame: Frame


def in_title(quarter: Quarter) -> str:
    """The quarter inside a title: `quý II/2026`."""
    return quarter.short.replace("Quý", "quý")


def frame(
    *,
    quarter: Quarter | None = None,
    quarters: Sequence[Quarter] = (),
    place: str = "",
    query: str = "",
) -> Frame:
    """The frame with a quarter chosen, at a place."""
    return Frame(
        home=overview_address(quarter),
        quarter=quarter.short if quarter else "",
        quarters=tuple(
            Choice(label=item.short, href=overview_address(item), is_current=item == quarter) for item in quarters
        ),
        places=(
            Place(label=OVERVIEW, href=overview_address(quarter), icon="map", is_current=place == OVERVIEW),
            Place(label=SEARCH, href=search_address("", {}), icon="search", is_current=place == SEARCH),
        ),
        query=query,
    )
