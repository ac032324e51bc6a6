"""Every part of one home behind its door, imported and made when first asked for."""

import getpass
import shutil
from collections.abc import Callable, Iterable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from archive.bootstrap.trial import read_trial_accounts
from archive.config import Settings
from archive.domain.calendar_policy import GUIDANCE_ONLY, CalendarPolicy
from archive.domain.health import DiskRoom
from archive.domain.province import Province
from archive.domain.sessions import Entry
from archive.domain.setting import Setting
from archive.machine import HomePlaces, SystemClock
from archive.ports import Parts
from archive.ports.blobs import Blobs
from archive.ports.calendars import CalendarWriter
from archive.ports.clock import Clock
from archive.ports.desk import Desk
from archive.ports.exporting import Exporter, PackageReader
from archive.ports.extracting import TextExtractor
from archive.ports.forms import FactForms
from archive.ports.intake import WorkbookReader, WorkbookWriter
from archive.ports.ledgers import Ledgers
from archive.ports.log import LogTiles, Notary
from archive.ports.memory import Memory
from archive.ports.portfolio import PortfolioWriter
from archive.ports.records import Records
from archive.ports.rendering import Renderer
from archive.ports.retention import Destructions
from archive.ports.scanning import FileInspector
from archive.ports.scratch import Scratch
from archive.ports.search import SearchEngine
from archive.ports.signing import Sealer, SignatureChecker, Signer
from archive.ports.spreadsheets import SpreadsheetWriter
from archive.ports.stamping import Stamper
from archive.ports.templates import Templates
from archive.ports.turn import Turn
from archive.ports.vitals import Vitals

LOG = "log"  # the folder of the published log
UPKEEP = "upkeep"  # the folder of the ledgers
_REMEMBERED = 200  # reviews: a province has 150 units, and a review of 96 tasks takes some 0.4 MB

if TYPE_CHECKING:
    from archive.signing import DevelopmentKeys
    from doc_templates.office import WritingRoom


@dataclass(frozen=True, slots=True)
class HomeVitals:
    """What the machine tells of its health; `certificates_at` gives the files when asked."""

    home: Path
    certificates_at: Callable[[], Iterable[Path]]

    def disk(self) -> DiskRoom:
        """Room on the home's disk.

        Raises:
            Unavailable: the disk does not answer.
        """
        from storage.durable import storing

        with storing(self.home):
            usage = shutil.disk_usage(self.home)
        return DiskRoom(free=usage.free, total=usage.total)

    def certificates(self) -> Mapping[str, datetime]:
        """When the archive's certificate and the trusted roots end.

        Raises:
            Unavailable: a file cannot be read.
        """
        from archive.signing.certificates import ends_of

        return ends_of(self.certificates_at())


class HomeParts(Parts):
    """The parts of one home, each made when first asked for; what must be stopped is stopped with `stack`."""

    _settings: Settings
    _where: HomePlaces
    _stack: ExitStack

    def __init__(
        self, settings: Settings, where: HomePlaces, stack: ExitStack, *, told: tuple[Setting, ...] = ()
    ) -> None:
        # The fields of a frozen dataclass are set by nobody: the doors below take their places.
        vars(self).update(_settings=settings, _where=where, _stack=stack, settings=told, actor=getpass.getuser())

    @cached_property
    def clock(self) -> Clock:
        return SystemClock(self._settings.now)

    @cached_property
    def wall_clock(self) -> Clock:
        return SystemClock()

    @cached_property
    def entry(self) -> Entry:
        told = self._settings
        shown = told.mode == "development"
        return Entry(
            idle=timedelta(minutes=told.session_minutes),
            hosts=told.public_hosts,
            trial=read_trial_accounts(self._where.home) if shown else None,
        )

    @cached_property
    def calendar(self) -> CalendarPolicy:
        if self._settings.calendar is None:
            return replace(GUIDANCE_ONLY, province=self.province)
        from archive.calendars import read_policy

        read = read_policy(self._settings.calendar, own_fourth=self._settings.fourth_quarter == "dates")
        return replace(read, province=self.province)

    @cached_property
    def calendar_files(self) -> CalendarWriter:
        from archive.calendars import IcalendarWriter

        return IcalendarWriter()

    @cached_property
    def desk(self) -> Desk:
        from storage.database import SqlDesk

        return SqlDesk(f"sqlite:///{self._where.database}")

    @cached_property
    def memory(self) -> Memory:
        return Memory(most=_REMEMBERED)

    @cached_property
    def blobs(self) -> Blobs:
        from storage.blobs import LocalBlobs

        return LocalBlobs(self._where.home / "blobs")

    @cached_property
    def workbooks(self) -> WorkbookReader:
        from archive.workbook import ExcelWorkbookReader

        return ExcelWorkbookReader()

    @cached_property
    def workbook_writer(self) -> WorkbookWriter:
        from archive.workbook import ExcelWorkbookWriter

        return ExcelWorkbookWriter()

    @cached_property
    def forms(self) -> FactForms:
        from archive.workbook import SheetForms

        return SheetForms()

    @cached_property
    def inspector(self) -> FileInspector:
        from archive.scanning import open_inspector

        told = self._settings
        most = {"megabytes": told.evidence_mb, "unpacked": told.evidence_unpacked_mb}
        return open_inspector(**most, megapixels=told.evidence_megapixels, clamd=told.clamd)

    @cached_property
    def extractor(self) -> TextExtractor:
        from indexer.extract import CachedExtractor, FileExtractor

        return CachedExtractor(FileExtractor(), self._where.home / "cache" / "text")

    @cached_property
    def renderer(self) -> Renderer:
        return self._writing.renderer

    @cached_property
    def templates(self) -> Templates:
        return self._writing.forms

    @cached_property
    def province(self) -> Province:
        return self._writing.names

    @cached_property
    def signer(self) -> Signer:
        from archive.signing import PdfSigner

        return PdfSigner(keys=self._keys)

    @cached_property
    def signatures(self) -> SignatureChecker:
        from archive.signing import PdfChecker

        return PdfChecker(trust_roots=self._roots)

    @cached_property
    def sealer(self) -> Sealer:
        from archive.signing import ArchiveSealer

        former = sorted((self._where.home / "trust" / "archive").glob("*.pem"))
        return ArchiveSealer(keys=self._keys, trust_roots=self._roots, former=former)

    @cached_property
    def notary(self) -> Notary:
        from archive.signing.notes import ArchiveNotary

        return ArchiveNotary(self.sealer)

    @cached_property
    def stamper(self) -> Stamper:
        from archive.signing.stamp_authority import DevelopmentAuthority, network_authority
        from archive.signing.stamping import Rfc3161Stamper

        if self._settings.tsa_url:
            return Rfc3161Stamper(network_authority(self._settings.tsa_url), trust_roots=self._roots)
        own = DevelopmentAuthority(self._keys.for_stamps(), now=self.clock.now)  # production has named an authority
        return Rfc3161Stamper(own, trust_roots=self._roots)

    @cached_property
    def tiles(self) -> LogTiles:
        from storage.log import FileLogTiles

        return FileLogTiles(self._where.home / LOG)

    @cached_property
    def records(self) -> Records:
        from storage.ocfl import OcflRecords

        return OcflRecords(self._where.records)

    @cached_property
    def destructions(self) -> Destructions:
        from storage.destroyed import FileDestructions

        return FileDestructions(self._where.home / "destroyed")

    @cached_property
    def ledgers(self) -> Ledgers:
        from storage.ledger import FileLedger

        return FileLedger(self._where.home / UPKEEP)

    @cached_property
    def vitals(self) -> Vitals:
        return HomeVitals(self._where.home, lambda: [self._keys.archive_certificate, *self._roots])

    @cached_property
    def search(self) -> SearchEngine:
        from indexer.engines import TantivyEngine

        return TantivyEngine(self._where.index)

    @cached_property
    def exporter(self) -> Exporter:
        from archive.exporters import BagExporter

        return BagExporter(
            organisation=self.province.organisation_board, scratch=self._where.home / "scratch" / "export"
        )

    @cached_property
    def packages(self) -> PackageReader:
        from archive.exporters import BagReader

        return BagReader()

    @cached_property
    def portfolios(self) -> PortfolioWriter:
        from archive.exporters.portfolio import PdfPortfolios
        from archive.signing.stamps import Faces
        from archive.signing.stamps.drawing import Style

        faces = Faces()
        return PdfPortfolios(regular=faces[Style.REGULAR], bold=faces[Style.BOLD], convert=self._writing.convert)

    @cached_property
    def spreadsheets(self) -> SpreadsheetWriter:
        from archive.exporters import ExcelSpreadsheets

        return ExcelSpreadsheets()

    @cached_property
    def turn(self) -> Turn:
        from storage.turn import FileTurn

        return FileTurn(self._where.home / "turn", clock=self.clock)

    @cached_property
    def outbox(self) -> Path:
        return self._where.packages

    @cached_property
    def scratch(self) -> Scratch:
        return Scratch(folder=self._where.home / "scratch" / "uploads", megabytes=self._settings.evidence_mb)

    @cached_property
    def _writing(self) -> "WritingRoom":
        from doc_templates.office import WritingRoom

        told = self._settings
        room = WritingRoom(
            told.home, told.province, told.office_python, workers=told.workers, timeout=told.convert_timeout
        )
        return self._stack.enter_context(room)

    @cached_property
    def _keys(self) -> "DevelopmentKeys":
        from archive.signing import DevelopmentKeys

        return DevelopmentKeys(self._where.keys / "development")

    @property
    def _roots(self) -> list[Path]:
        return [self._keys.root_certificate, *sorted((self._where.home / "trust").glob("*.pem"))]
