"""The files that a search found, each as a line of the page and as a row of a table."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from api.pages.addresses import dossier_address, file_address
from archive.domain.document import COMPONENTS
from archive.domain.outcome import Outcome
from archive.domain.people import UnitCode
from archive.domain.quarter import Quarter
from archive.errors import UsageError
from archive.ports.search import Hit, SearchResults
from archive.ports.spreadsheets import Cell, Spreadsheet

_KIND_LABELS = {
    **{kind.value: title for kind, title in COMPONENTS},
    "evidence_list": "Danh mục minh chứng",
    "evidence": "Tệp minh chứng",
}
_MARKS = re.compile(r"\*\*(.+?)\*\*", re.DOTALL)
_HEAD = ("Văn bản", "Loại", "Đơn vị", "Quý", "Mã cán bộ", "Mã nhiệm vụ", "Trang", "Trích đoạn", "Mã tệp")


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a snippet; `is_match` when it is what was looked for."""

    text: str
    is_match: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class HitLine:
    """One file found: `href` is the file at its page, `opens` shows it beside the others, `dossier` is where it is."""

    id: str
    title: str
    href: str
    opens: str
    snippet: tuple[Piece, ...]
    where: str
    dossier: str
    is_shown: bool


def hit_line(hit: Hit, names: Mapping[str, str], *, opens: str, is_shown: bool) -> HitLine:
    """The line of a hit; `names` are units by code."""
    is_pdf = hit.id.endswith(".pdf")
    page = f"tr. {hit.page}" if is_pdf else ""
    where = [kind_label(hit.kind), names.get(hit.unit, hit.unit), quarter_label(hit.quarter), page]
    return HitLine(
        id=hit.id,
        title=hit.title,
        href=file_address(hit.id) + (f"#page={hit.page}" if is_pdf else ""),
        opens=opens,
        snippet=pieces(hit.snippet),
        where=" · ".join(part for part in where if part),
        dossier=dossier_address(Quarter.parse(hit.quarter), UnitCode(hit.unit)),
        is_shown=is_shown,
    )


def pieces(snippet: str) -> tuple[Piece, ...]:
    """The snippet cut at its marks; a mark without its partner is text."""
    cut = _MARKS.split(snippet)
    return tuple(Piece(text, bool(place % 2)) for place, text in enumerate(cut) if text)


def facet_label(name: str, value: str, names: Mapping[str, str]) -> str:
    """A value of the index in the words of the pages; an unknown one stays as it is."""
    match name:
        case "unit":
            return names.get(value, value)
        case "quarter":
            return quarter_label(value)
        case "outcome":
            return Outcome(value).words if value in set(Outcome) else value
        case "kind":
            return kind_label(value)
        case _:
            return value


def quarter_label(value: str) -> str:
    """A quarter of the index as people write it."""
    try:
        return Quarter.parse(value).short
    except UsageError:
        return value


def kind_label(value: str) -> str:
    """A kind of the index in words."""
    return _KIND_LABELS.get(value, value)


def hits_sheet(results: SearchResults, names: Mapping[str, str]) -> Spreadsheet:
    """The hits as a table for people to go on with."""
    return Spreadsheet(name="Kết quả tra cứu", head=_HEAD, rows=[_row(hit, names) for hit in results.hits])


def _row(hit: Hit, names: Mapping[str, str]) -> Sequence[Cell]:
    said = "".join(piece.text for piece in pieces(hit.snippet))
    unit, quarter = names.get(hit.unit, hit.unit), quarter_label(hit.quarter)
    return [hit.title, kind_label(hit.kind), unit, quarter, hit.person, hit.task, hit.page, said, hit.id]
