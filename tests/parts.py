"""Honest in-memory parts, for tests of the steps' own logic; the real ones are used in `tests/story/`."""

import hashlib
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from archive.calendars import IcalendarWriter
from archive.domain.calendar_policy import GUIDANCE_ONLY
from archive.domain.document import Document, DocumentId, DocumentKind, TemplateRef
from archive.domain.dossier import OpenDossier
from archive.domain.fixity import FixityLedger
from archive.domain.history import Event
from archive.domain.log import deed_of
from archive.domain.people import IssuerSystem, UnitCode
from archive.domain.province import GUIDANCE_PROVINCE
from archive.domain.quarter import Quarter
from archive.domain.record import RecordId
from archive.domain.seal import SealSignature
from archive.domain.sessions import Entry
from archive.domain.signature import Signatory, SignatureReport, SignatureSlot, Verdict
from archive.domain.verification import Problem, VerificationReport
from archive.errors import NotFound, WrongOrder
from archive.exporters import ExcelSpreadsheets
from archive.ports import Parts
from archive.ports.desk import Progress, Shared
from archive.ports.intake import WorkbookFacts
from archive.ports.memory import Memory
from archive.ports.records import Opener, RecordVersion
from archive.ports.rendering import Difference, RenderedDocument, RenderRequest
from archive.ports.scratch import Scratch
from archive.workbook import ExcelWorkbookWriter, SheetForms
from tests.accounts import MemoryAccounts, MemorySavedSearches
from tests.finding import PlainSearch
from tests.given import NOW, FreeTurn, GivenVitals, GivenWorkbook, PlainExtractor, TrustingInspector
from tests.log_parts import MemoryBook, MemoryTiles, PlainNotary, PlainStamper
from tests.numbers import MemoryNumbers
from tests.queue import MemoryJobs
from tests.retention import MemoryDestructions, MemoryRetentions
from tests.revisions import MemoryRevisions
from tests.sessions import MemorySecondFactors, MemorySessions, MemoryWrongGuesses
from tests.tokens import MemoryAsked, MemoryTokens

_MARK = b"\n%%SIGNED "


@dataclass(frozen=True)
class FixedClock:
    """Always the same moment."""

    moment: datetime = NOW

    def now(self) -> datetime:
        return self.moment


@dataclass
class MemoryBlobs:
    """Bytes by digest."""

    kept: dict[str, bytes] = field(default_factory=dict)

    def put(self, source: BinaryIO) -> tuple[str, int]:
        content = source.read()
        sha512 = hashlib.sha512(content).hexdigest()
        self.kept[sha512] = content
        return sha512, len(content)

    def open(self, sha512: str) -> BinaryIO:
        if sha512 not in self.kept:
            raise NotFound(sha512)
        return io.BytesIO(self.kept[sha512])

    def digests(self) -> Iterator[str]:
        return iter(self.kept)

    def remove(self, sha512: str) -> None:
        self.kept.pop(sha512, None)

    def check(self, sha512: str | None = None) -> VerificationReport:
        asked = {sha512: self.open(sha512).read()} if sha512 else self.kept
        bad = [name for name, content in asked.items() if hashlib.sha512(content).hexdigest() != name]
        return VerificationReport(len(asked), tuple(Problem("digest_mismatch", name, "khác") for name in bad))


@dataclass
class MemoryWork:
    """Facts, shelf and journal in one; `commit` keeps, anything else forgets."""

    dossiers: dict[tuple[UnitCode, Quarter], OpenDossier]
    stages: dict[tuple[UnitCode, Quarter], Progress]
    made: dict[DocumentId, Document]
    happened: list[Event]
    accounts: MemoryAccounts = field(default_factory=MemoryAccounts)
    retentions: MemoryRetentions = field(default_factory=MemoryRetentions)
    numbers: MemoryNumbers = field(default_factory=MemoryNumbers)
    sessions: MemorySessions = field(default_factory=MemorySessions)
    tokens: MemoryTokens = field(default_factory=MemoryTokens)
    asked: MemoryAsked = field(default_factory=MemoryAsked)
    saved_searches: MemorySavedSearches = field(default_factory=MemorySavedSearches)
    jobs: MemoryJobs = field(default_factory=MemoryJobs)
    wrong_guesses: MemoryWrongGuesses = field(default_factory=MemoryWrongGuesses)
    second_factors: MemorySecondFactors = field(default_factory=MemorySecondFactors)
    log: MemoryBook = field(default_factory=MemoryBook)
    committed: bool = False

    @property
    def facts(self) -> "MemoryWork":
        return self

    @property
    def shelf(self) -> "MemoryWork":
        return self

    @property
    def journal(self) -> "MemoryWork":
        return self

    @property
    def revisions(self) -> "MemoryRevisions":
        return MemoryRevisions(self)

    def commit(self) -> None:
        self.committed = True

    def quarters(self) -> Sequence[Quarter]:
        return sorted({quarter for _, quarter in self.dossiers}, reverse=True)

    def units(self, quarter: Quarter) -> Sequence[UnitCode]:
        return sorted(unit for unit, of in self.dossiers if of == quarter)

    def names(self, quarter: Quarter) -> Mapping[UnitCode, str]:
        return {unit: self.dossiers[unit, quarter].unit.name for unit in self.units(quarter)}

    def dossier(self, unit: UnitCode, quarter: Quarter) -> OpenDossier:
        if (unit, quarter) not in self.dossiers:
            raise NotFound(unit)
        return self.dossiers[unit, quarter]

    def across(self, kind: type[Shared], quarter: Quarter) -> Sequence[Shared]:
        rows: list[object] = []
        for unit in self.units(quarter):
            facts: OpenDossier = self.dossiers[unit, quarter]
            rows += [*facts.cadres, *facts.proposals, *facts.rulings]
        return [row for row in rows if isinstance(row, kind)]

    def replace(self, dossier: OpenDossier) -> bool:
        key = (dossier.unit.code, dossier.quarter)
        changed = self.dossiers.get(key) != dossier
        self.dossiers[key] = dossier
        return changed

    def progress(self, unit: UnitCode, quarter: Quarter) -> Progress:
        return self.stages.get((unit, quarter), Progress(unit=unit, quarter=quarter))

    def move(self, progress: Progress) -> None:
        self.stages[progress.unit, progress.quarter] = progress

    def documents(self, unit: UnitCode, quarter: Quarter) -> Sequence[Document]:
        return [item for item in self.made.values() if (item.due.unit, item.due.quarter) == (unit, quarter)]

    def keep(self, document: Document) -> None:
        self.made[document.due.id] = document

    def drop(self, document: Document) -> None:
        del self.made[document.due.id]

    def write(self, event: Event) -> None:
        self.happened.append(event)
        self.log.append(deed_of(event))

    def everything(self) -> Iterator[Event]:
        return iter(self.happened)

    def events(self, record: RecordId) -> Sequence[Event]:
        return [item for item in self.happened if (item.unit, item.quarter) == (record.unit, record.quarter)]


@dataclass
class MemoryDesk:
    """Begins works over copies; a commit puts the copies in the place of what was."""

    state: MemoryWork = field(default_factory=lambda: MemoryWork({}, {}, {}, []))

    @contextmanager
    def begin(self) -> Iterator[MemoryWork]:
        work = self._copy()
        try:
            yield work
        finally:  # what was committed stays, whatever comes after
            self.state = work if work.committed else self.state

    def check(self) -> VerificationReport:
        return VerificationReport()

    @contextmanager
    def look(self) -> Iterator[MemoryWork]:
        yield self._copy()

    def _copy(self) -> MemoryWork:
        was = self.state
        work = MemoryWork(dict(was.dossiers), dict(was.stages), dict(was.made), list(was.happened), was.accounts.copy())
        work.log = was.log.within(work.happened)
        work.retentions, work.numbers = was.retentions.within(work), was.numbers.copy()
        work.sessions, work.wrong_guesses = was.sessions.copy(), was.wrong_guesses.copy()
        work.second_factors, work.asked = was.second_factors.copy(), was.asked.copy()
        work.tokens, work.jobs, work.saved_searches = was.tokens.copy(), was.jobs.copy(), was.saved_searches.copy()
        return work


@dataclass
class MemoryContent:
    """One version's files."""

    files: Mapping[str, bytes]

    def digests(self) -> Mapping[str, str]:
        return {path: hashlib.sha512(content).hexdigest() for path, content in self.files.items()}

    def open(self, path: str) -> BinaryIO:
        if path not in self.files:
            raise NotFound(path)
        return io.BytesIO(self.files[path])


@dataclass
class MemoryRecords:
    """Versions by record."""

    kept: dict[RecordId, list[tuple[RecordVersion, MemoryContent]]] = field(default_factory=dict)

    def add(self, record: RecordId, files: Mapping[str, Opener], version: RecordVersion) -> None:
        versions = self.kept.setdefault(record, [])
        if version.number != len(versions) + 1:
            raise WrongOrder(str(record))
        versions.append((version, MemoryContent({path: opener().read() for path, opener in files.items()})))

    def versions(self, record: RecordId) -> Sequence[RecordVersion]:
        return [version for version, _ in self.kept.get(record, [])]

    def content(self, record: RecordId, version: int | None = None) -> MemoryContent:
        found = [content for at, content in self.kept.get(record, []) if version in (None, at.number)]
        if not found:
            raise NotFound(str(record))
        return found[-1]

    def all(self) -> Iterator[RecordId]:
        return iter(sorted(self.kept))

    def remove(self, record: RecordId) -> None:
        self.kept.pop(record, None)

    def check(self, record: RecordId | None = None) -> VerificationReport:
        return VerificationReport(len(self.content(record).files) if record else 0)


@dataclass
class MemoryLedgers:
    """The ledger as last kept, and the reports filed."""

    kept: FixityLedger = field(default_factory=FixityLedger)
    reports: list[Mapping[str, object]] = field(default_factory=list)
    backup: datetime | None = None

    def note_backup(self, at: datetime) -> None:
        self.backup = at

    def last_backup(self) -> datetime | None:
        return self.backup

    def read(self) -> FixityLedger:
        return self.kept

    def keep(self, ledger: FixityLedger) -> None:
        self.kept = ledger

    def file(self, report: Mapping[str, object], *, at: datetime) -> Path:
        self.reports.append(report)
        return Path(f"scrub-{at:%Y%m%d}.json")


@dataclass
class PlainRenderer:
    """Documents that are their data in words; `broken_after` makes it stop, as a lost LibreOffice would."""

    rendered: int = 0
    broken_after: int | None = None
    version: str = "plain 1"

    def template(self, kind: DocumentKind, system: IssuerSystem) -> TemplateRef:
        return TemplateRef(kind=kind, system=system, version="1", sha512="00")

    def render(self, requests: Iterable[RenderRequest]) -> Iterator[RenderedDocument]:
        for request in requests:
            if self.rendered == self.broken_after:
                raise KeyboardInterrupt
            self.rendered += 1
            slots = tuple(SignatureSlot(role=role, page=0, left=0, bottom=0, right=9, top=9) for role in request.roles)
            data = json.loads(json.dumps(request.data, sort_keys=True))
            text = f"%PDF- {request.title} {data}\n%%EOF\n".encode()
            template = request.template or self.template(request.kind, request.system)
            yield RenderedDocument(request=request, template=template, docx=b"PK", pdf=text, pages=1, slots=slots)

    def compare(self, docx: bytes, pdf: bytes, again: RenderedDocument) -> Sequence[Difference]:
        kept = pdf.partition(_MARK)[0].decode()
        same = (docx, kept) == (again.docx, again.pdf.decode())
        return () if same else (Difference(where="PDF", kept=kept, again=again.pdf.decode()),)


@dataclass
class PlainSigner:
    """Signatures that are lines at the end with a digest of what stands before; `spoil` makes bad ones."""

    signed: int = 0
    spoil: bool = False

    def sign(self, pdf: bytes, *, signatory: Signatory, slot: SignatureSlot, unit: str, at: datetime) -> bytes:
        self.signed += 1
        digest = "bad" if self.spoil else hashlib.sha256(pdf).hexdigest()
        return pdf + _MARK + f"{signatory.role.value} {digest}".encode()

    def check(self, pdf: bytes, *, at: datetime) -> Sequence[SignatureReport]:
        parts = pdf.split(_MARK)
        return [self._report(place, line, _MARK.join(parts[:place])) for place, line in enumerate(parts[1:], start=1)]

    def _report(self, place: int, line: bytes, before: bytes) -> SignatureReport:
        role, _, digest = line.decode(errors="replace").partition(" ")
        good = digest == hashlib.sha256(before).hexdigest()
        return SignatureReport(
            field=f"f{place}",
            signer=role,
            claimed=NOW,
            verdict=Verdict.VALID if good else Verdict.BROKEN,
            covers_whole_file=True,
            is_development=True,
            has_timestamp=False,
        )


class PlainSealer:
    """A seal that is the digest of its statement."""

    def seal(self, statement: bytes) -> SealSignature:
        return SealSignature(algorithm="sha256", certificate="", value=hashlib.sha256(statement).hexdigest())

    def check(self, statement: bytes, signature: SealSignature, *, at: datetime) -> Verdict:
        good = signature.value == hashlib.sha256(statement).hexdigest()
        return Verdict.VALID if good else Verdict.BROKEN


def memory_parts(*dossiers: OpenDossier) -> Parts:
    """Parts in memory that already hold these facts; packages are not part of this set."""
    desk, signer = MemoryDesk(), PlainSigner()
    with desk.begin() as work:
        for dossier in dossiers:
            work.replace(dossier)
        work.commit()
    return Parts(
        clock=FixedClock(),
        wall_clock=FixedClock(),
        entry=Entry(),
        calendar=GUIDANCE_ONLY,
        calendar_files=IcalendarWriter(),  # writes bytes and nothing else: the real one is as quick as a stand-in
        desk=desk,
        memory=Memory(most=50),
        blobs=MemoryBlobs(),
        forms=SheetForms(),
        workbook_writer=ExcelWorkbookWriter(),
        workbooks=GivenWorkbook(WorkbookFacts(quarter=Quarter(2026, 2), dossiers=dossiers, evidence={})),
        inspector=TrustingInspector(),
        extractor=PlainExtractor(),
        renderer=PlainRenderer(),
        templates=None,  # type: ignore[arg-type]  # forms are tested with the real library
        province=GUIDANCE_PROVINCE,
        signer=signer,
        signatures=signer,
        sealer=PlainSealer(),
        notary=PlainNotary(),
        stamper=PlainStamper(),
        tiles=MemoryTiles(),
        records=MemoryRecords(),
        destructions=MemoryDestructions(),
        ledgers=MemoryLedgers(),
        vitals=GivenVitals(),
        search=PlainSearch(),
        exporter=None,  # type: ignore[arg-type]  # packages are tested with the real exporter
        packages=None,  # type: ignore[arg-type]  # same
        portfolios=None,  # type: ignore[arg-type]  # same
        spreadsheets=ExcelSpreadsheets(),  # writes bytes and nothing else
        turn=FreeTurn(),
        outbox=Path("/không/có"),
        scratch=Scratch(folder=Path("/không/có"), megabytes=1),
        settings=(),
        actor="thư ký",
    )
