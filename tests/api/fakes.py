"""Honest small stand-ins for the doors the pages look through: everything in memory, nothing mocked."""

import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha512
from typing import BinaryIO

from archive.domain.document import Document
from archive.domain.dossier import OpenDossier
from archive.domain.history import Event
from archive.domain.people import UnitCode
from archive.domain.quarter import Quarter
from archive.domain.record import RecordId
from archive.domain.signature import SignatureReport, Verdict
from archive.domain.verification import VerificationReport
from archive.errors import NotFound, UsageError
from archive.language import fold
from archive.ports.desk import Facts, Journal, Progress, Shelf
from archive.ports.records import Opener, RecordVersion
from archive.ports.search import Hit, IndexEntry, SearchResults, Sort

_TERM = re.compile(r'([A-Z]+):"([^"]*)"')


@dataclass(frozen=True)
class FixedClock:
    """Always the same moment."""

    moment: datetime

    def now(self) -> datetime:
        return self.moment


@dataclass
class MemoryDesk:
    """Facts, shelf, journal and unit of work in one."""

    dossiers: dict[tuple[Quarter, UnitCode], OpenDossier] = field(default_factory=dict)
    reached: dict[tuple[Quarter, UnitCode], Progress] = field(default_factory=dict)
    made: dict[tuple[Quarter, UnitCode], list[Document]] = field(default_factory=dict)
    written: list[Event] = field(default_factory=list)

    @contextmanager
    def begin(self) -> Iterator["MemoryDesk"]:
        yield self

    @property
    def facts(self) -> Facts:
        return self

    @property
    def shelf(self) -> Shelf:
        return self

    @property
    def journal(self) -> Journal:
        return self

    def commit(self) -> None:
        """Everything is already kept."""

    def quarters(self) -> Sequence[Quarter]:
        return sorted({quarter for quarter, _ in self.dossiers}, reverse=True)

    def units(self, quarter: Quarter) -> Sequence[UnitCode]:
        return sorted(unit for at, unit in self.dossiers if at == quarter)

    def dossier(self, unit: UnitCode, quarter: Quarter) -> OpenDossier:
        if (quarter, unit) not in self.dossiers:
            raise NotFound(f"Không thấy {unit} trong {quarter.title}.")
        return self.dossiers[quarter, unit]

    def replace(self, dossier: OpenDossier) -> bool:
        self.dossiers[dossier.quarter, dossier.unit.code] = dossier
        return True

    def progress(self, unit: UnitCode, quarter: Quarter) -> Progress:
        return self.reached.get((quarter, unit), Progress(unit=unit, quarter=quarter))

    def move(self, progress: Progress) -> None:
        self.reached[progress.quarter, progress.unit] = progress

    def documents(self, unit: UnitCode, quarter: Quarter) -> Sequence[Document]:
        return self.made.get((quarter, unit), [])

    def keep(self, document: Document) -> None:
        self.made.setdefault((document.due.quarter, document.due.unit), []).append(document)

    def drop(self, document: Document) -> None:
        self.made[document.due.quarter, document.due.unit].remove(document)

    def write(self, event: Event) -> None:
        self.written.append(event)

    def events(self, record: RecordId) -> Sequence[Event]:
        return [item for item in self.written if (item.unit, item.quarter) == (record.unit, record.quarter)]


@dataclass
class MemoryBlobs:
    """Bytes by digest."""

    kept: dict[str, bytes] = field(default_factory=dict)

    def put(self, source: BinaryIO) -> tuple[str, int]:
        content = source.read()
        digest = sha512(content).hexdigest()
        self.kept[digest] = content
        return digest, len(content)

    def open(self, sha512: str) -> BinaryIO:
        if sha512 not in self.kept:
            raise NotFound(f"Không có nội dung {sha512[:8]}.")
        return io.BytesIO(self.kept[sha512])

    def digests(self) -> Iterator[str]:
        return iter(self.kept)

    def check(self) -> VerificationReport:
        return VerificationReport(len(self.kept))


@dataclass(frozen=True)
class MemoryContent:
    """The files of one version."""

    files: Mapping[str, bytes]

    def digests(self) -> Mapping[str, str]:
        return {path: sha512(content).hexdigest() for path, content in self.files.items()}

    def open(self, path: str) -> BinaryIO:
        if path not in self.files:
            raise NotFound(f"Không có tệp {path}.")
        return io.BytesIO(self.files[path])


@dataclass
class MemoryRecords:
    """Versions of records."""

    kept: dict[RecordId, list[tuple[RecordVersion, MemoryContent]]] = field(default_factory=dict)

    def add(self, record: RecordId, files: Mapping[str, Opener], version: RecordVersion) -> None:
        content = MemoryContent({path: opener().read() for path, opener in files.items()})
        self.kept.setdefault(record, []).append((version, content))

    def versions(self, record: RecordId) -> Sequence[RecordVersion]:
        return [version for version, _ in self.kept.get(record, [])]

    def content(self, record: RecordId, version: int | None = None) -> MemoryContent:
        found = [item for number, item in self.kept.get(record, []) if version in (None, number.number)]
        if not found:
            raise NotFound(f"Không thấy hồ sơ {record}.")
        return found[-1]

    def all(self) -> Iterator[RecordId]:
        return iter(sorted(self.kept))

    def check(self, record: RecordId) -> VerificationReport:
        return VerificationReport(len(self.kept[record]))


@dataclass
class MemorySearch:
    """Finds entries that hold every word, narrowed by terms like UNIT:"SNV"; an open quote is a mistake."""

    entries: dict[RecordId, list[IndexEntry]] = field(default_factory=dict)

    def replace(self, record: RecordId, entries: Iterable[IndexEntry]) -> None:
        self.entries[record] = list(entries)

    def search(self, query: str, *, limit: int = 20, offset: int = 0, sort: Sort = "relevance") -> SearchResults:
        if query.count('"') % 2:
            raise UsageError("Câu tìm có dấu ngoặc kép mở mà không đóng.")
        terms = _TERM.findall(query)
        words = fold(_TERM.sub("", query)).strip("() ").split()
        found = [
            entry
            for entries in self.entries.values()
            for entry in entries
            if all(str(getattr(entry, name.lower())).upper() == value for name, value in terms)
            and all(word in fold(f"{entry.title} {' '.join(entry.pages)}") for word in words)
        ]
        found.sort(key=lambda entry: entry.day if sort == "date" else entry.id)
        facets = {
            name: Counter(getattr(entry, name) for entry in found) for name in ("unit", "quarter", "kind", "outcome")
        }
        hits = [_hit(entry, words) for entry in found[offset : offset + limit]]
        return SearchResults(total=len(found), hits=hits, facets=facets)

    def clear(self) -> None:
        self.entries.clear()


def _hit(entry: IndexEntry, words: Sequence[str]) -> Hit:
    text = entry.pages[0] if entry.pages else entry.title
    marked = " ".join(f"**{word}**" if fold(word) in words else word for word in text.split(" "))
    names = ("id", "title", "kind", "component", "unit", "quarter", "person", "task")
    return Hit(**{name: getattr(entry, name) for name in names}, page=1, score=1.0, snippet=marked)


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
