"""The default search engine: tantivy, an index in a folder.

    engine = TantivyEngine(Path("hoso/index"))
    engine.replace(record, entries)
    engine.search("kế hoạch đơn_vị:SNV")

A writer is opened for each change and given up at once, so that commands and the server can take turns; whoever
finds it taken waits a little. Readers look for a newer commit before every search. Nothing is opened before it is
needed, so that even a damaged index can be cleared and made anew.
"""

import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from types import TracebackType

from tantivy import Document, Index, IndexWriter, Query, Schema, SchemaBuilder, Searcher, TextAnalyzerBuilder, Tokenizer

from archive.domain.record import RecordId
from archive.domain.rights import Readable
from archive.errors import HosoError, Unavailable
from archive.ports.search import Hit, IndexEntry, SearchResults, Sort
from indexer import columns
from indexer.columns import StoredEntry, counted, row
from indexer.engines import marker
from indexer.engines.paging import check_page
from indexer.engines.tantivy_queries import Translator
from indexer.highlight import Highlighter
from indexer.query import read
from indexer.query.plan import plan
from indexer.query.rights import within

_ENGINE = "tantivy"
_SPLITTER = "blanks"  # columns hold finished words, only to be split again
_STORED = "stored"
_FACET = "facet_"
_MOST_VALUES = 10_000  # of one facet; units of a province are a few hundred
_HEAP_BYTES = 30_000_000
_THREADS = 1  # a second one makes a second segment for every commit
_LOCKED = "LockBusy"  # tantivy's word for a writer open elsewhere; it has no error class for it
_RETRY_SECONDS = 0.05


@cache
def _schema() -> Schema:
    builder = SchemaBuilder()
    for name in columns.TEXTS:
        builder.add_text_field(name, tokenizer_name=_SPLITTER, index_option="position")
    for name in columns.KEYS:
        builder.add_text_field(name, tokenizer_name=_SPLITTER, index_option="basic")
    for name in (columns.RECORD, *columns.RIGHTS):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name in columns.NUMBERS:
        builder.add_integer_field(name, indexed=True, fast=True)
    for name in columns.FACETS:
        builder.add_text_field(f"{_FACET}{name}", tokenizer_name="raw", index_option="basic", fast=True)
    builder.add_bytes_field(_STORED, stored=True)
    return builder.build()


class TantivyEngine:
    """Search over a folder of tantivy segments."""

    def __init__(self, folder: Path, *, lock_timeout: float = 30.0) -> None:
        """An engine over `folder`; `lock_timeout` is how many seconds to wait for another writer."""
        self._folder = folder
        self._lock_timeout = lock_timeout
        self._writing = threading.Lock()
        self._opening = threading.Lock()
        self._opened: Index | None = None

    def replace(self, record: RecordId, entries: Iterable[IndexEntry]) -> None:
        """Make these the only entries of the record.

        Raises:
            Unavailable: another process writes and does not finish, or the index is of another format.
            IntegrityError: the index is damaged.
        """
        documents = [_document(entry) for entry in entries]
        with self._writer() as writer:
            writer.delete_documents_by_term(columns.RECORD, str(record))
            for document in documents:
                writer.add_document(document)

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
        with _Vendor(self._folder):
            searcher = self._searcher()
            wanted = Translator(_schema(), searcher).query(within(plan(tree), readable))
            order = columns.DAY if sort == "date" else None
            # tantivy refuses to collect nothing, but counting alone is a fair question.
            found = searcher.search(wanted, limit=max(limit, 1), offset=offset, order_by_field=order)
            highlighter = Highlighter.of(tree)
            hits = [
                _hit(searcher.doc(address)[_STORED][0], highlighter, score=0.0 if order else float(score))
                for score, address in found.hits[:limit]
            ]
            total: int = found.count  # type: ignore[attr-defined]  # there, but not in tantivy's own stubs
            return SearchResults(total=total, hits=hits, facets=_facets(searcher, wanted))

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
            with self._writer() as writer:
                writer.delete_all_documents()
        except HosoError as error:
            if isinstance(error, Unavailable) and error.detail.get("locked"):
                raise
            with self._opening:
                self._opened = None
                marker.sweep(self._folder)
            self._index()

    def _index(self) -> Index:
        with self._opening:
            if self._opened is None:
                self._opened = self._open()
            return self._opened

    def _open(self) -> Index:
        with _Vendor(self._folder):
            if marker.is_new(self._folder):
                self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
                index = Index(_schema(), path=str(self._folder))
                marker.mark(self._folder, _ENGINE)
            else:
                marker.check(self._folder, _ENGINE)
                index = Index.open(str(self._folder))
            index.config_reader("manual")  # no thread that watches the folder: we look when we search
            index.register_tokenizer(_SPLITTER, TextAnalyzerBuilder(Tokenizer.whitespace()).build())
            return index

    def _searcher(self) -> Searcher:
        index = self._index()
        index.reload()
        return index.searcher()

    @contextmanager
    def _writer(self) -> Iterator[IndexWriter]:
        """One change: committed as a whole on leaving, nothing of it when anything goes wrong."""
        with self._writing, _Vendor(self._folder):
            writer = self._locked_writer()
            committed = False
            try:
                yield writer
                writer.commit()
                committed = True
            finally:
                if not committed:
                    writer.rollback()
                writer.garbage_collect_files()  # segments that nothing refers to would pile up for ever
                writer.wait_merging_threads()  # and gives the lock back

    def _locked_writer(self) -> IndexWriter:
        index = self._index()
        patience = time.monotonic() + self._lock_timeout
        while True:
            try:
                return index.writer(_HEAP_BYTES, _THREADS)
            except ValueError as error:
                if _LOCKED not in str(error):
                    raise
                if time.monotonic() > patience:
                    raise Unavailable(
                        f"Chỉ mục ở {self._folder} đang được một tiến trình khác ghi; hãy thử lại sau ít phút.",
                        folder=str(self._folder),
                        locked=True,
                    ) from error
            time.sleep(_RETRY_SECONDS)


class _Vendor:
    """Turns tantivy's errors into ours; a panic of its Rust code is no Exception and has no class to catch."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __enter__(self) -> None:
        return None

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if isinstance(error, ValueError | OSError) or (kind is not None and kind.__name__ == "PanicException"):
            raise marker.damaged(self._folder) from error


def _document(entry: IndexEntry) -> Document:
    found = row(entry)
    document = Document()
    document.add_text(columns.RECORD, str(entry.record))
    for name, text in {**found.texts, **found.keys, **found.rights}.items():
        document.add_text(name, text)
    for name, number in found.numbers.items():
        document.add_integer(name, number)
    for name, value in found.facets.items():
        document.add_text(f"{_FACET}{name}", value)
    document.add_bytes(_STORED, found.stored)
    return document


def _hit(stored: bytes, highlighter: Highlighter, *, score: float) -> Hit:
    entry = StoredEntry.read(bytes(stored))
    snippet = highlighter.snippet(entry.pages)
    return entry.hit(page=snippet.page, score=score, snippet=snippet.text)


def _facets(searcher: Searcher, wanted: Query) -> dict[str, dict[str, int]]:
    asked = {name: {"terms": {"field": f"{_FACET}{name}", "size": _MOST_VALUES}} for name in columns.FACETS}
    answer = searcher.aggregate(wanted, asked)
    return {
        name: counted((str(bucket["key"]), int(bucket["doc_count"])) for bucket in answer[name]["buckets"])
        for name in columns.FACETS
    }
