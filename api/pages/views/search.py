"""Tra cứu: one box, counts to narrow by, and hits that open at their page."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from api.pages.addresses import dossier_address, file_address, search_address
from api.pages.views.frame import SEARCH, Choice, Frame, Page
from archive.domain.document import COMPONENTS
from archive.domain.outcome import Outcome
from archive.domain.people import UnitCode
from archive.domain.quarter import Quarter
from archive.errors import UsageError
from archive.language import number
from archive.ports.search import Hit, SearchResults

PER_PAGE = 20

_KIND_LABELS = {
    **{kind.value: title for kind, title in COMPONENTS},
    "evidence_list": "Danh mục minh chứng",
    "evidence": "Tệp minh chứng",
}
_FACET_LENGTH = 12  # values of one facet on the page; more are found by typing
_MARKS = re.compile(r"\*\*(.+?)\*\*", re.DOTALL)

# Facet of the index → name of the address's part, heading.
FACETS = {
    "unit": ("don-vi", "Đơn vị"),
    "quarter": ("quy", "Quý"),
    "kind": ("loai", "Loại"),
    "outcome": ("ket-qua", "Kết quả nhiệm vụ"),
}


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a snippet; `is_match` when it is what was looked for."""

    text: str
    is_match: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class HitLine:
    """One file found, opened at its page; `dossier` is the page of the dossier it belongs to."""

    title: str
    href: str
    snippet: tuple[Piece, ...]
    where: str
    dossier: str


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
class SearchPage(Page):
    """The search; `mistake` is what is wrong with the query, `advice` what to do when nothing was found."""

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What was asked: the words, the facets narrowed by (index name → value), the page from 1, the order."""

    words: str = ""
    narrowed: Mapping[str, str]
    page: int = 1
    sort: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing was asked yet."""
        return not (self.words or self.narrowed)

    def expression(self, *, without: str = "") -> str:
        """The query for the index, perhaps without one of the facets."""
        # In capitals, for a query of capitals only is a heading pasted from a paper, read without Vietnamese operators.
        terms = [f'{name}:"{value}"'.upper() for name, value in self.narrowed.items() if name != without]
        return " ".join([f"({self.words})" if self.words and terms else self.words, *terms]).strip()

    def address(self, changed: Mapping[str, str] | None = None, *, page: int = 1, sort: str | None = None) -> str:
        """The same search with something changed; a facet changed to nothing is dropped."""
        narrowed = {**self.narrowed, **(changed or {})}
        filters = {FACETS[name][0]: value for name, value in narrowed.items() if value}
        return search_address(self.words, filters, page=page, sort=self.sort if sort is None else sort)


def read_asked(words: str, values: Mapping[str, str], *, page: str, sort: str) -> Asked:
    """What an address asks for; values that cannot be in the index are refused.

    Raises:
        UsageError: a part of the address has another form.
    """
    narrowed = {name: values[part] for name, (part, _) in FACETS.items() if values.get(part)}
    if any('"' in value for value in narrowed.values()) or not re.fullmatch(r"[1-9]\d{0,5}", page):
        raise UsageError("Địa chỉ tra cứu có phần không đọc được; hãy tìm lại từ ô tra cứu.")
    return Asked(words=words.strip(), narrowed=narrowed, page=int(page), sort="moi" if sort == "moi" else "")


def search_page(
    asked: Asked,
    results: SearchResults | None,
    *,
    names: Mapping[str, str],
    mistake: str = "",
    widened: Mapping[str, int] | None = None,
) -> SearchPage:
    """The page; `names` are units by code, `widened` how many would be found without each facet."""
    total = results.total if results else 0
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
        hits=tuple(_hit(hit, names) for hit in results.hits) if results else (),
        sorts=(
            Choice(label="Liên quan nhất", href=asked.address(sort=""), is_current=asked.sort == ""),
            Choice(label="Mới nhất", href=asked.address(sort="moi"), is_current=asked.sort == "moi"),
        ),
        previous=asked.address(page=asked.page - 1) if asked.page > 1 else "",
        following=asked.address(page=asked.page + 1) if total > asked.page * PER_PAGE else "",
        advice=_advice(asked, widened or {}, names),
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
        label=_label(name, value, names),
        count=number(count),
        href=asked.address({name: "" if is_current else value}),
        is_current=is_current,
    )


def _label(name: str, value: str, names: Mapping[str, str]) -> str:
    """A value of the index in the words of the pages; an unknown one stays as it is."""
    if name == "unit":
        return names.get(value, value)
    if name == "quarter":
        return _quarter(value)
    if name == "outcome":
        return Outcome(value).words if value in set(Outcome) else value
    return _kind(value)


def _quarter(value: str) -> str:
    try:
        return Quarter.parse(value).short
    except UsageError:
        return value


def _kind(value: str) -> str:
    return _KIND_LABELS.get(value, value)


def _hit(hit: Hit, names: Mapping[str, str]) -> HitLine:
    is_pdf = hit.id.endswith(".pdf")
    parts = [_kind(hit.kind), names.get(hit.unit, hit.unit), _quarter(hit.quarter), f"tr. {hit.page}" if is_pdf else ""]
    return HitLine(
        title=hit.title,
        href=file_address(hit.id) + (f"#page={hit.page}" if is_pdf else ""),
        snippet=pieces(hit.snippet),
        where=" · ".join(part for part in parts if part),
        dossier=dossier_address(Quarter.parse(hit.quarter), UnitCode(hit.unit)),
    )


def pieces(snippet: str) -> tuple[Piece, ...]:
    """The snippet cut at its marks; a mark without its partner is text."""
    cut = _MARKS.split(snippet)
    return tuple(Piece(text, bool(place % 2)) for place, text in enumerate(cut) if text)


def _advice(asked: Asked, widened: Mapping[str, int], names: Mapping[str, str]) -> tuple[Choice, ...]:
    return tuple(
        Choice(
            label=f"Bỏ lọc “{_label(name, asked.narrowed[name], names)}”: {number(count)} kết quả",
            href=asked.address({name: ""}),
        )
        for name, count in widened.items()
        if count
    )
