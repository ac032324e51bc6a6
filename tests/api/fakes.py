"""The doors only the pages need in a form of their own: a search that narrows, a checker of trial signatures."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from archive.domain.record import RecordId
from archive.domain.rights import Readable
from archive.domain.signature import SignatureReport, Verdict
from archive.errors import UsageError
from archive.language import fold
from archive.ports.search import Hit, IndexEntry, SearchResults, Sort

_TERM = re.compile(r'([A-Z]+):"([^"]*)"')


@dataclass
class MemorySearch:
    """Finds entries that hold every word, narrowed by terms like UNIT:"SNV"; an open quote is a mistake."""

    entries: dict[RecordId, list[IndexEntry]] = field(default_factory=dict)

    def replace(self, record: RecordId, entries: Iterable[IndexEntry]) -> None:
        self.entries[record] = list(entries)

    def search(
        self,
        query: str,
        *,
        limit: int = 20,
        offset: int = 0,
        sort: Sort = "relevance",
        readable: Readable | None = None,
    ) -> SearchResults:
        if query.count('"') % 2:
            raise UsageError("Câu tìm có dấu ngoặc kép mở mà không đóng.")
        terms = _TERM.findall(query)
        words = fold(_TERM.sub("", query)).strip("() ").split()
        found = [
            entry
            for entries in self.entries.values()
            for entry in entries
            if (readable is None or readable.covers(entry.about))
            and all(str(getattr(entry, name.lower())).upper() == value for name, value in terms)
            and all(word in fold(f"{entry.title} {' '.join(entry.pages)}") for word in words)
        ]
        found.sort(key=lambda entry: entry.day if sort == "date" else entry.id)
        facets = {
            name: Counter(getattr(entry, name) for entry in found)
            for name in ("unit", "quarter", "kind", "outcome", "rating")
        }
        hits = [_hit(entry, words) for entry in found[offset : offset + limit]]
        return SearchResults(total=len(found), hits=hits, facets=facets)

    def marked(self, query: str, text: str) -> str:
        return _marked(text, fold(_TERM.sub("", query)).strip("() ").split())

    def clear(self) -> None:
        self.entries.clear()


def _hit(entry: IndexEntry, words: Sequence[str]) -> Hit:
    text = entry.pages[0] if entry.pages else entry.title
    names = ("id", "title", "kind", "component", "unit", "quarter", "person", "task")
    return Hit(**{name: getattr(entry, name) for name in names}, page=1, score=1.0, snippet=_marked(text, words))


def _marked(text: str, words: Sequence[str]) -> str:
    return " ".join(f"**{word}**" if fold(word) in words else word for word in text.split(" "))


@dataclass(frozen=True)
class TrialChecker:
    """Says that every PDF carries one development signature."""

    def check(self, pdf: bytes, *, at: datetime) -> Sequence[SignatureReport]:
        report = SignatureReport(
            field="head",
            signer="Thử",
            claimed=at,
            verdict=Verdict.VALID if pdf else Verdict.BROKEN,
            covers_whole_file=True,
            is_development=True,
            has_timestamp=False,
        )
        return (report,)


class NotAsked:
    """Stands where the pages must not look."""

    def __getattr__(self, name: str) -> object:
        raise AssertionError(name)
