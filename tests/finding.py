"""An honest search engine in memory, for tests of the steps' own logic."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from archive.domain.record import RecordId
from archive.domain.rights import Readable
from archive.ports.search import Hit, IndexEntry, SearchResults, Sort


@dataclass
class PlainSearch:
    """Finds entries whose text holds the query."""

    entries: dict[RecordId, list[IndexEntry]] = field(default_factory=dict)

    def replace(self, record: RecordId, entries: Iterable[IndexEntry]) -> None:
        self.entries[record] = list(entries)

    def search(
        self,
        query: str,
        *,
        limit: int = 20,
        offset: int = 0,
        sort: Sort = "relevance",  # noqa: ARG002 - the port gives it; every hit is as good here
        readable: Readable | None = None,
    ) -> SearchResults:
        found = [
            item
            for items in self.entries.values()
            for item in items
            if (readable is None or readable.covers(item.about))
            and (query in item.title or any(query in page for page in item.pages))
        ]
        names = ("id", "title", "kind", "component", "unit", "quarter", "person", "task")
        hits = [Hit(**{name: getattr(item, name) for name in names}, page=1, score=1.0, snippet="") for item in found]
        return SearchResults(total=len(hits), hits=hits[offset : offset + limit], facets={})

    def marked(self, query: str, text: str) -> str:
        return text.replace(query, f"**{query}**") if query else text

    def clear(self) -> None:
        self.entries.clear()
