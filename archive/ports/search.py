"""Full-text search over sealed records; derived, rebuilt at any time from the records alone."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from archive.domain.people import Management, PersonCode, UnitCode
from archive.domain.record import RecordId
from archive.domain.rights import About, Readable

Sort = Literal["relevance", "date"]


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexEntry:
    """One file of a record as search sees it; `kind` is a document kind or `evidence`, `day` is yyyy-mm-dd.

    `managements` are those of all cadres it speaks of; none known counts as every one.
    """

    id: str
    record: RecordId
    title: str
    kind: str
    component: int
    unit: str
    unit_name: str
    quarter: str
    pages: tuple[str, ...]
    person: str = ""
    person_name: str = ""
    task: str = ""
    axis: str = ""
    outcome: str = ""
    rating: str = ""
    number: str = ""
    day: str = ""
    managements: frozenset[Management] = frozenset()

    @property
    def about(self) -> About:
        """What rights ask of it."""
        person = PersonCode(self.person) if self.person else None
        return About(unit=UnitCode(self.unit), managements=self.managements, person=person)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One file found; `page` counts from 1, `snippet` puts `**` around each matched word."""

    id: str
    title: str
    kind: str
    component: int
    unit: str
    quarter: str
    person: str
    task: str
    page: int
    score: float
    snippet: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchResults:
    """What a query found: `total` before the limit, facets as field → value → count over all of it."""

    total: int
    hits: Sequence[Hit]
    facets: Mapping[str, Mapping[str, int]]


class SearchEngine(Protocol):
    """An index of entries."""

    def replace(self, record: RecordId, entries: Iterable[IndexEntry]) -> None:
        """Make these the only entries of the record, durable and visible when it returns."""
        ...

    def search(
        self,
        query: str,
        *,
        limit: int = 20,
        offset: int = 0,
        sort: Sort = "relevance",
        readable: Readable | None = None,
    ) -> SearchResults:
        """Find entries. Words typed with marks match the exact form first; without marks, the folded form.

        With `readable`, hits, total, facets and snippets must be those of an index that holds only entries whose
        `about` it covers; None is for who owns the files themselves. Only scores may know of the rest, and only so
        far as they weigh how common a word is.

        Raises:
            UsageError: the query cannot be understood; says where.
        """
        ...

    def marked(self, query: str, text: str) -> str:
        """The text with `**` around each word that the query looks for in texts, as snippets have it.

        Raises:
            UsageError: the query cannot be understood; says where.
        """
        ...

    def clear(self) -> None:
        """Forget everything."""
        ...
