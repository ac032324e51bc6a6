"""The search engine in pure Python: for machines without a tantivy wheel, and the oracle of the tests.

Whoosh 2.7.4 has traps that were measured (search notes §2.1); so here, always: a new searcher for every search,
never `refresh()`; never `Require`, never `AndNot` (it lets a first document through), never `filter=`, never
`len(results)`, never `normalize()` (it takes what finds nothing out of an And); `cancel()` on any error. An index is
made of pickles: open none that comes from elsewhere.
"""

import pickle
import struct
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, assert_never

from whoosh import fields, index, matching, query, sorting, writing
from whoosh.analysis import SpaceSeparatedTokenizer

from archive.domain.record import RecordId
from archive.domain.rights import Readable
from archive.errors import HosoError, Unavailable
from archive.ports.search import Hit, IndexEntry, SearchResults, Sort
from indexer import columns
from indexer.columns import StoredEntry, counted, row
from indexer.engines import marker
from indexer.engines.expanding import MOST_ENDINGS, too_many_endings
from indexer.engines.paging import check_page
from indexer.highlight import Highlighter
from indexer.query import read
from indexer.query.plan import (
    AllOf,
    AnyOf,
    Between,
    Has,
    HasInRow,
    HasLike,
    HasShape,
    HasStart,
    Only,
    Rather,
    Step,
    Whole,
    Without,
    plan,
)
from indexer.query.rights import within

_ENGINE = "whoosh"
_STORED = "stored"
_FACET = "facet_"
_RETRY_SECONDS = 0.05
_Whoosh = Any  # Whoosh has no types
# What unpickling and unpacking damaged files raise.
_DAMAGE = (
    index.IndexError, OSError, ValueError, KeyError, TypeError, AttributeError, IndexError, EOFError, AssertionError,
    struct.error, pickle.UnpicklingError,
)  # fmt: skip


def _schema() -> _Whoosh:
    schema = fields.Schema()
    for name in columns.TEXTS:
        schema.add(name, fields.TEXT(analyzer=SpaceSeparatedTokenizer(), phrase=True))
    for name in columns.KEYS:
        schema.add(name, fields.KEYWORD())
    for name in (columns.RECORD, *columns.RIGHTS):
        schema.add(name, fields.ID())
    for name in columns.NUMBERS:
        schema.add(name, fields.NUMERIC(int, sortable=True))
    for name in columns.FACETS:
        schema.add(f"{_FACET}{name}", fields.ID(sortable=True))
    schema.add(_STORED, fields.STORED())
    return schema


class WhooshEngine:
    """Search over a folder of Whoosh segments."""

    def __init__(self, folder: Path, *, lock_timeout: float = 30.0) -> None:
        """An engine over `folder`; `lock_timeout` is how many seconds to wait for another writer."""
        self._folder = folder
        self._lock_timeout = lock_timeout
        self._writing = threading.Lock()
        self._opening = threading.Lock()
        self._opened: _Whoosh = None

    def replace(self, record: RecordId, entries: Iterable[IndexEntry]) -> None:
        """Make these the only entries of the record.

        Raises:
            Unavailable: another process writes and does not finish, or the index is of another format.
            IntegrityError: the index is damaged.
        """
        documents = [_document(entry) for entry in entries]
        with self._writer() as writer:
            writer.delete_by_term(columns.RECORD, str(record))
            for document in documents:
                writer.add_document(**document)

    def search(
        self,
        query: str,
        *,
        limit: int = 20,
        offset: int = 0,
        sort: Sort = "relevance",
        readable: Readable | None = None,
    ) -> SearchResults:
        """Find entries.

        Raises:
            UsageError: the query cannot be understood.
            Unavailable: the index is of another format.
            IntegrityError: the index is damaged.
        """
        tree = read(query)
        check_page(limit, offset)
        with self._vendor(), self._index().searcher() as searcher:
            found = searcher.search(
                translate(within(plan(tree), readable), searcher.reader()),
                limit=max(offset + limit, 1),
                sortedby=sorting.FieldFacet(columns.DAY, reverse=True) if sort == "date" else None,
                groupedby={
                    name: sorting.FieldFacet(f"{_FACET}{name}", maptype=sorting.Count) for name in columns.FACETS
                },
                optimize=False,  # else it skips matches that cannot rank, and counts too few
            )
            facets = {name: counted(found.groups(name).items()) for name in columns.FACETS}
            highlighter = Highlighter.of(tree)
            hits = [_hit(hit, highlighter, dated=sort == "date") for hit in list(found)[offset : offset + limit]]
            return SearchResults(total=sum(facets["component"].values()), hits=hits, facets=facets)

    def marked(self, query: str, text: str) -> str:
        """The text with `**` around each word that the query looks for.

        Raises:
            UsageError: the query cannot be understood.
        """
        return Highlighter.of(read(query)).marked(text)

    def clear(self) -> None:
        """Forget everything; works on a damaged index or one of another format, too.

        Raises:
            Unavailable: another process writes and does not finish.
        """
        try:
            with self._writer(mergetype=writing.CLEAR):
                pass
        except HosoError as error:
            if isinstance(error, Unavailable) and error.detail.get("locked"):
                raise
            with self._opening:
                self._opened = None
                marker.sweep(self._folder)
            self._index()

    def _index(self) -> _Whoosh:
        with self._opening:
            if self._opened is None:
                self._opened = self._open()
            return self._opened

    def _open(self) -> _Whoosh:
        with self._vendor():
            if not marker.is_new(self._folder):
                marker.check(self._folder, _ENGINE)
                return index.open_dir(str(self._folder))
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            made = index.create_in(str(self._folder), _schema())
            marker.mark(self._folder, _ENGINE)
            return made

    @contextmanager
    def _writer(self, *, mergetype: _Whoosh = None) -> Iterator[_Whoosh]:
        """One change: committed as a whole on leaving, nothing of it when anything goes wrong."""
        with self._writing, self._vendor():
            writer = self._locked_writer()
            finished = False
            try:
                yield writer
                writer.commit(mergetype=mergetype)
                finished = True
            finally:
                if not finished:
                    writer.cancel()

    def _locked_writer(self) -> _Whoosh:
        try:
            return self._index().writer(timeout=self._lock_timeout, delay=_RETRY_SECONDS)
        except index.LockError as error:
            raise Unavailable(
                f"Chỉ mục ở {self._folder} đang được một tiến trình khác ghi; hãy thử lại sau ít phút.",
                folder=str(self._folder),
                locked=True,
            ) from error

    @contextmanager
    def _vendor(self) -> Iterator[None]:
        try:
            yield
        except _DAMAGE as error:
            raise marker.damaged(self._folder) from error


class _Unscored(query.WrappingQuery):  # type: ignore[misc]  # Whoosh has no types
    """Bounds what is found without counting for its rank; Every takes no boost, so that a boost of 0 is not enough."""

    def matcher(self, searcher: _Whoosh, context: _Whoosh = None) -> _Whoosh:
        return matching.WrappingMatcher(self.child.matcher(searcher, context), boost=0.0)


def translate(step: Step, reader: _Whoosh) -> _Whoosh:  # noqa: PLR0911 - one for each kind of step
    """A step of a plan as a Whoosh query.

    Raises:
        UsageError: the beginning of a word inside a row fits too many words.
    """
    match step:
        case AllOf(steps):
            return _all(steps, reader)
        case AnyOf(steps):
            return query.Or([translate(part, reader) for part in steps])
        case Without():
            return _all((step,), reader)
        case Rather(needed, wished):
            wishes = [translate(wish, reader).with_boost(weight) for wish, weight in wished]
            return query.AndMaybe(translate(needed, reader), query.Or(wishes))
        case Only(wanted, among):
            return query.And([translate(wanted, reader), _Unscored(translate(among, reader))])
        case Whole():
            return query.Every()
        case Between(column, low, high):
            return query.NumericRange(column, low, high)
        case Has() | HasInRow() | HasStart() | HasShape() | HasLike():
            return _words(step, reader)
        case _:
            assert_never(step)


def _all(steps: tuple[Step, ...], reader: _Whoosh) -> _Whoosh:
    wanted = [translate(part, reader) for part in steps if not isinstance(part, Without)] or [query.Every()]
    unwanted = [translate(part.step, reader) for part in steps if isinstance(part, Without)]
    return query.And([*wanted, *(query.Not(part) for part in unwanted)])


def _words(step: Has | HasInRow | HasStart | HasShape | HasLike, reader: _Whoosh) -> _Whoosh:
    match step:
        case Has(column, word):
            return query.Term(column, word)
        case HasInRow(column, words):
            return query.Phrase(column, list(words))
        case HasStart(column, (), start):
            return query.Prefix(column, start)
        case HasStart(column, words, start):
            return _row_with_start(column, words, start, reader)
        case HasShape(column, shape):
            return query.Wildcard(column, shape)
        case HasLike(column, word, distance):
            return query.FuzzyTerm(column, word, maxdist=distance, prefixlength=0)
        case _:
            assert_never(step)


def _row_with_start(column: str, words: tuple[str, ...], start: str, reader: _Whoosh) -> _Whoosh:
    endings = [ending.decode() for ending in reader.expand_prefix(column, start)]
    if len(endings) > MOST_ENDINGS:
        raise too_many_endings(words, start)
    rows = [query.Phrase(column, [*words, ending]) for ending in endings]
    return query.Or(rows) if rows else query.NullQuery


def _document(entry: IndexEntry) -> dict[str, object]:
    found = row(entry)
    facets = {f"{_FACET}{name}": value for name, value in found.facets.items()}
    fixed = {columns.RECORD: str(entry.record), _STORED: found.stored}
    return {**found.texts, **found.keys, **found.numbers, **facets, **found.rights, **fixed}


def _hit(hit: _Whoosh, highlighter: Highlighter, *, dated: bool) -> Hit:
    entry = StoredEntry.read(hit[_STORED])
    snippet = highlighter.snippet(entry.pages)
    return entry.hit(page=snippet.page, score=0.0 if dated else float(hit.score), snippet=snippet.text)
