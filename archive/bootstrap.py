"""The only file that knows every part: it opens a home and puts behind each door what the settings name.

    with open_home(os.environ, home=Path("hoso")) as parts:
        take_in(parts, Path("quy.xlsx"), Path("minh-chung"))

A part is imported and made when it is first asked for: a search must not wait for the signing library.
"""

import getpass
import json
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from archive.config import Settings, read_settings
from archive.domain.calendar_policy import GUIDANCE_ONLY, CalendarPolicy
from archive.domain.health import DiskRoom
from archive.domain.province import Province
from archive.domain.snapshot import Snapshot
from archive.domain.verification import VerificationReport
from archive.errors import NotFound, Unavailable, UsageError
from archive.machine import HomePlaces, SystemClock
from archive.ports import Parts
from archive.ports.blobs import Blobs
from archive.ports.calendars import CalendarWriter
from archive.ports.clock import Clock
from archive.ports.desk import Desk
from archive.ports.exporting import Exporter, PackageReader
from archive.ports.extracting import TextExtractor
from archive.ports.intake import WorkbookReader, WorkbookWriter
from archive.ports.ledgers import Ledgers
from archive.ports.records import Records
from archive.ports.rendering import Renderer
from archive.ports.retention import Destructions
from archive.ports.scanning import FileInspector
from archive.ports.search import SearchEngine
from archive.ports.signing import Sealer, SignatureChecker, Signer
from archive.ports.telling import Tell, silent
from archive.ports.templates import Templates
from archive.ports.vitals import Vitals
from archive.workflow.accounts import FirstAccount
from archive.workflow.accounts import first_administrator as begin_with

if TYPE_CHECKING:
    from archive.signing import DevelopmentKeys
    from doc_templates.office import WritingRoom

_MARKER = "hoso.json"
_UPKEEP = "upkeep"
_FORMAT = 1  # of the home folder; a later format gets a migration


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


def places(environ: Mapping[str, str], *, home: Path | None = None) -> HomePlaces:
    """The folders of the home that the environment and the command line name."""
    return HomePlaces.below(read_settings(environ, home=home).home)


def create_home(environ: Mapping[str, str], *, home: Path | None = None) -> HomePlaces:
    """Make a new home: folders, database, and in development the keys; an existing home is brought up to date.

    Raises:
        UsageError: the folder holds something that is not a home.
    """
    settings = read_settings(environ, home=home)
    where = places(environ, home=home)
    marker = where.home / _MARKER
    if where.home.exists() and not marker.exists() and any(where.home.iterdir()):
        raise UsageError(f"Thư mục {where.home} đã có dữ liệu khác; hãy chọn thư mục trống bằng --home.")
    where.home.mkdir(parents=True, exist_ok=True, mode=0o700)
    from archive.signing import DevelopmentKeys
    from storage.blobs import LocalBlobs
    from storage.database import SqlDesk
    from storage.ocfl import OcflRecords

    SqlDesk(f"sqlite:///{where.database}").upgrade()
    OcflRecords(where.records)
    LocalBlobs(where.home / "blobs")
    if settings.mode == "development":
        DevelopmentKeys(where.keys / "development")
    if not marker.exists():
        made = SystemClock(settings.now).now().isoformat()
        marker.write_text(json.dumps({"format": _FORMAT, "created": made, "administrator": getpass.getuser()}) + "\n")
    return where


def first_administrator(environ: Mapping[str, str], *, home: Path | None = None, name: str) -> FirstAccount | None:
    """Make the first account of a home, an administrator; None when it has accounts already.

    Raises:
        UsageError: that cannot be an account's name.
    """
    from storage.database import SqlDesk

    return begin_with(SqlDesk(f"sqlite:///{places(environ, home=home).database}"), name)


@contextmanager
def open_home(environ: Mapping[str, str], *, home: Path | None = None, writing: bool = False) -> Iterator[Parts]:
    """Everything needed to work in a home; LibreOffice starts when first needed and is stopped at the end.

    Who says `writing` is the only writer until the block ends.

    Raises:
        NotFound: there is no home.
        Unavailable: the home is of another format, another process writes, or production lacks its keys.
        UsageError: a setting is wrong.
    """
    settings = read_settings(environ, home=home)
    where = places(environ, home=home)
    _refuse_foreign(where.home)
    _refuse_keyless_production(settings)
    with ExitStack() as stack:
        if writing:
            stack.enter_context(_turn(settings, where))
        yield HomeParts(settings, where, stack)


@contextmanager
def open_converter(environ: Mapping[str, str], *, scratch: Path) -> Iterator[Callable[[bytes, str], bytes]]:
    """Word to PDF alone, for making papers outside any home; the callable takes the bytes and a name for errors."""
    from doc_templates.convert import OfficePool

    settings = read_settings(environ)
    with OfficePool(
        python=settings.office_python, workers=settings.workers, timeout=settings.convert_timeout, scratch=scratch
    ) as pool:
        yield lambda docx, name: pool.convert(docx, name=name)


def back_up(
    environ: Mapping[str, str], *, home: Path | None = None, to: Path, check: bool = True, tell: Tell = silent
) -> tuple[Snapshot, VerificationReport | None]:
    """Keep a snapshot of the home in a folder, while others may go on working; `check` reads it back.

    Raises:
        NotFound: there is no home.
        UsageError: the folder holds something that is no backup.
        StorageFull: there is no room; nothing of it can be seen.
        Unavailable: the disk refuses.
    """
    from storage.backup import HomeFiles, Snapshots
    from storage.ledger import FileLedger

    settings, where = read_settings(environ, home=home), places(environ, home=home)
    _refuse_foreign(where.home)
    now, kept = SystemClock(settings.now).now(), Snapshots(to)
    with HomeFiles(where.home).frozen() as files:
        snapshot = kept.save(files, at=now, tell=tell)
    report = kept.check(snapshot, tell=tell) if check else None
    if report is None or report.ok:
        FileLedger(where.home / _UPKEEP).note_backup(now)
    return snapshot, report


def restore_home(
    environ: Mapping[str, str], *, home: Path | None = None, source: Path, name: str | None = None, tell: Tell = silent
) -> Snapshot:
    """Make a home out of a snapshot, the newest when none is named; every byte is checked on its way.

    Raises:
        UsageError: there is something at the home's place.
        NotFound: there is no such snapshot, or a file is missing in it.
        IntegrityError: a file has changed in it; nothing was restored.
    """
    from storage.backup import Snapshots

    kept = Snapshots(source)
    snapshot = kept.load(name)
    kept.restore(snapshot, places(environ, home=home).home, tell=tell)
    return snapshot


def workbook_writer() -> WorkbookWriter:
    """What makes an empty workbook; needs no home."""
    from archive.workbook import ExcelWorkbookWriter

    return ExcelWorkbookWriter()


def _turn(settings: Settings, where: HomePlaces) -> AbstractContextManager[None]:
    from storage.turn import take_turn

    return take_turn(where.home / "turn", actor=getpass.getuser(), at=SystemClock(settings.now).now())


def _refuse_foreign(home: Path) -> None:
    marker = home / _MARKER
    if not marker.exists():
        raise NotFound(f"Chưa có kho hồ sơ ở {home}; hãy chạy hoso init hoặc chỉ thư mục khác bằng --home.")
    found = json.loads(marker.read_text()).get("format")
    if found != _FORMAT:
        raise Unavailable(f"Kho {home} thuộc định dạng {found}, phần mềm này dùng định dạng {_FORMAT}.")


def _refuse_keyless_production(settings: Settings) -> None:
    if settings.mode == "production":
        raise Unavailable(
            "Chế độ production chưa có phương thức ký nào được cấu hình và không dùng khóa thử; "
            "hãy đặt HOSO_MODE=development để chạy thử."
        )


class HomeParts(Parts):
    """The parts of one home, each made when first asked for; what must be stopped is stopped with `stack`."""

    _settings: Settings
    _where: HomePlaces
    _stack: ExitStack

    def __init__(self, settings: Settings, where: HomePlaces, stack: ExitStack) -> None:
        # The fields of a frozen dataclass are set by nobody: the doors below take their places.
        vars(self).update(_settings=settings, _where=where, _stack=stack, actor=getpass.getuser())

    @cached_property
    def clock(self) -> Clock:
        return SystemClock(self._settings.now)

    @cached_property
    def calendar(self) -> CalendarPolicy:
        if self._settings.calendar is None:
            return GUIDANCE_ONLY
        from archive.calendars import read_policy

        return read_policy(self._settings.calendar, own_fourth=self._settings.fourth_quarter == "dates")

    @cached_property
    def calendar_files(self) -> CalendarWriter:
        from archive.calendars import IcalendarWriter

        return IcalendarWriter()

    @cached_property
    def desk(self) -> Desk:
        from storage.database import SqlDesk

        return SqlDesk(f"sqlite:///{self._where.database}")

    @cached_property
    def blobs(self) -> Blobs:
        from storage.blobs import LocalBlobs

        return LocalBlobs(self._where.home / "blobs")

    @cached_property
    def workbooks(self) -> WorkbookReader:
        from archive.workbook import ExcelWorkbookReader

        return ExcelWorkbookReader()

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
        return self._writing.library

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

        return ArchiveSealer(keys=self._keys, trust_roots=self._roots)

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

        return FileLedger(self._where.home / _UPKEEP)

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
