"""Tra cứu: one box, counts to narrow by, and hits that open at their page."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from api.pages.addresses import saved_search_address, search_address, search_sheet_address
from api.pages.views.frame import SEARCH, Choice, Frame, Page
from api.pages.views.hits import HitLine, facet_label, hit_line
from api.pages.views.preview import Opened, Preview, preview
from archive.domain.saved_search import SavedSearch
from archive.errors import UsageError
from archive.language import number
from archive.ports.search import SearchResults

PER_PAGE = 20
MOST_IN_SHEET = 2000  # rows: more than anybody reads, and made while the page waits

_PLACE, _PAGE = re.compile(r"[1-9]\d{0,5}"), re.compile(r"\d{1,6}")
_FACET_LENGTH = 12  # values of one facet on the page; more are found by typing

# Facet of the index → name of the address's part, heading.
FACETS = {
    "unit": ("don-vi", "Đơn vị"),
    "quarter": ("quy", "Quý"),
    "kind": ("loai", "Loại"),
    "outcome": ("ket-qua", "Kết quả nhiệm vụ"),
    "rating": ("xep-loai", "Xếp loại"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetValue:
    """A value with how many files have it; the link narrows the search to it, or takes that back."""

    label: str
    count: str
    href: str
    is_current: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """One way to narrow."""

    title: str
    values: tuple[FacetValue, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A part of the address that the form must keep."""

    name: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedLine:
    """A search somebody kept, to be made again."""

    name: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchPage(Page):
    """The search; `mistake` is what is wrong with the query, `advice` what to do when nothing was found.

    `sheet` is where the hits are to be had as a table; `first` is how many of them it holds where not all.
    """

    template: ClassVar[str] = "search.html"
    query: str
    kept: tuple[Kept, ...]
    mistake: str
    total: str
    has_searched: bool
    facets: tuple[Facet, ...]
    hits: tuple[HitLine, ...]
    sorts: tuple[Choice, ...]
    previous: str
    following: str
    advice: tuple[Choice, ...]
    saved: tuple[SavedLine, ...]
    save_as: str
    sheet: str
    first: str
    preview: Preview | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What was asked: the words, the facets narrowed by (index name → value), the page from 1, the order.

    `shown` is the id of the hit to be opened beside the others, `at` its page, 0 for the one that was found.
    """

    words: str = ""
    narrowed: Mapping[str, str]
    page: int = 1
    sort: str = ""
    shown: str = ""
    at: int = 0

    @property
    def is_empty(self) -> bool:
        """Whether nothing was asked yet."""
        return not (self.words or self.narrowed)

    def expression(self, *, without: str = "") -> str:
        """The query for the index, perhaps without one of the facets."""
        # In capitals, for a query of capitals only is a heading pasted from a paper, read without Vietnamese operators.
        terms = [f'{name}:"{value}"'.upper() for name, value in self.narrowed.items() if name != without]
        return " ".join([f"({self.words})" if self.words and terms else self.words, *terms]).strip()

    @property
    def filters(self) -> dict[str, str]:
        """The facets narrowed by, as addresses name them."""
        return {FACETS[name][0]: value for name, value in self.narrowed.items() if value}

    @property
    def text(self) -> str:
        """The search itself, as its address has it after the question mark."""
        return search_address(self.words, self.filters, sort=self.sort).partition("?")[2]

    def address(self, changed: Mapping[str, str] | None = None, *, page: int = 1, sort: str | None = None) -> str:
        """The same search with something changed; a facet changed to nothing is dropped."""
        filters = {**self.filters, **{FACETS[name][0]: value for name, value in (changed or {}).items()}}
        return search_address(self.words, filters, page=page, sort=self.sort if sort is None else sort)

    def showing(self, hit: str, at: int = 0) -> str:
        """The same search with that hit opened beside the others, or none."""
        return search_address(self.words, self.filters, page=self.page, sort=self.sort, shown=hit, at=at)


def read_asked(words: str, values: Mapping[str, str], *, page: str, sort: str) -> Asked:
    """What an address asks for; values that cannot be in the index are refused.

    Raises:
        UsageError: a part of the address has another form.
    """
    narrowed = {name: values[part] for name, (part, _) in FACETS.items() if values.get(part)}
    at = values.get("tr", "0")
    if any('"' in value for value in narrowed.values()) or not _PLACE.fullmatch(page) or not _PAGE.fullmatch(at):
        raise UsageError("Địa chỉ tra cứu có phần không đọc được; hãy tìm lại từ ô tra cứu.")
    order = "moi" if sort == "moi" else ""
    shown = values.get("xem", "")
    return Asked(words=words.strip(), narrowed=narrowed, page=int(page), sort=order, shown=shown, at=int(at))


def search_page(
    asked: Asked,
    results: SearchResults | None,
    *,
    names: Mapping[str, str],
    saved: Sequence[SavedSearch] = (),
    mistake: str = "",
    widened: Mapping[str, int] | None = None,
    opened: Opened | None = None,
) -> SearchPage:
    """The page; `names` are units by code, `widened` how many would be found without each facet."""
    total = results.total if results else 0
    hits = _hits(asked, results, names) if results else ()
    return SearchPage(
        title="Tra cứu",
        sentence="Tìm trong mọi văn bản và minh chứng đã niêm phong; gõ có dấu hoặc không dấu.",
        frame=Frame(place=SEARCH),
        query=asked.words,
        kept=tuple(Kept(name=FACETS[name][0], value=value) for name, value in asked.narrowed.items()),
        mistake=mistake,
        total=number(total),
        has_searched=results is not None,
        facets=_facets(asked, results, names) if results else (),
        hits=hits,
        sorts=(
            Choice(label="Liên quan nhất", href=asked.address(sort=""), is_current=asked.sort == ""),
            Choice(label="Mới nhất", href=asked.address(sort="moi"), is_current=asked.sort == "moi"),
        ),
        previous=asked.address(page=asked.page - 1) if asked.page > 1 else "",
        following=asked.address(page=asked.page + 1) if total > asked.page * PER_PAGE else "",
        advice=_advice(asked, widened or {}, names),
        saved=tuple(SavedLine(name=item.name, href=saved_search_address(item.asked)) for item in saved),
        save_as=asked.words or " · ".join(facet_label(name, value, names) for name, value in asked.narrowed.items()),
        sheet=search_sheet_address(asked.words, asked.filters, sort=asked.sort) if total else "",
        first=number(MOST_IN_SHEET) if total > MOST_IN_SHEET else "",
        preview=preview(opened, hits, address=asked.showing) if opened else None,
    )


def _hits(asked: Asked, results: SearchResults, names: Mapping[str, str]) -> tuple[HitLine, ...]:
    return tuple(
        hit_line(hit, names, opens=asked.showing(hit.id), is_shown=hit.id == asked.shown) for hit in results.hits
    )


def _facets(asked: Asked, results: SearchResults, names: Mapping[str, str]) -> tuple[Facet, ...]:
    facets = []
    for name, (_, title) in FACETS.items():
        counts = dict(results.facets.get(name, {}))
        chosen = asked.narrowed.get(name, "")
        if chosen:
            counts = {chosen: counts.get(chosen, 0)}
        common = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:_FACET_LENGTH]
        values = [_facet_value(asked, name, value, count, names) for value, count in common if value]
        if values:
            facets.append(Facet(title=title, values=tuple(values)))
    return tuple(facets)


def _facet_value(asked: Asked, name: str, value: str, count: int, names: Mapping[str, str]) -> FacetValue:
    is_current = asked.narrowed.get(name) == value
    return FacetValue(
        label=facet_label(name, value, names),
        count=number(count),
        href=asked.address({name: "" if is_current else value}),
        is_current=is_current,
    )


def _advice(asked: Asked, widened: Mapping[str, int], names: Mapping[str, str]) -> tuple[Choice, ...]:
    return tuple(
        Choice(
            label=f"Bỏ lọc “{facet_label(name, asked.narrowed[name], names)}”: {number(count)} kết quả",
            href=asked.address({name: ""}),
        )
        for name, count in widened.items()
        if count
    )
