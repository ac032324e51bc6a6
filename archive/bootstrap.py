"""The only file that knows every part: it opens a home and puts behind each door what the settings name.

with open_home(os.environ, home=Path("hoso")) as parts:
    take_in(parts, Path("quy.xlsx"), Path("minh-chung"))
"""

import getpass
import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from doc_templates.catalog import Catalog
from doc_templates.convert import OfficePool
from doc_templates.pdfa.fonts import check_fonts
from doc_templates.renderer import OfficeRenderer
from indexer.engines import TantivyEngine
from indexer.extract import CachedExtractor, FileExtractor

from archive.config import Settings, read_settings
from archive.errors import NotFound, Unavailable, UsageError
from archive.exporters import BagExporter, BagReader
from archive.ports import Parts
from archive.ports.clock import Clock
from archive.scanning import ContentInspector
from archive.signing import ArchiveSealer, DevelopmentKeys, PdfChecker, PdfSigner
from archive.workbook import ExcelWorkbookReader
from storage.blobs import LocalBlobs
from storage.database import SqlDesk
from storage.ocfl import OcflRecords

_MARKER = "hoso.json"
_FORMAT = 1  # of the home folder; a later format gets a migration


@dataclass(frozen=True, slots=True)
class SystemClock:
    """The machine's clock, or the moment HOSO_NOW fixes in development."""

    fixed: datetime | None = None

    def now(self) -> datetime:
        """The present moment in UTC, without microseconds."""
        return (self.fixed or datetime.now(UTC)).astimezone(UTC).replace(microsecond=0)


@dataclass(frozen=True, slots=True)
class HomePlaces:
    """Where things lie in a home, for telling people."""

    home: Path
    records: Path
    index: Path
    database: Path
    keys: Path
    packages: Path


def places(environ: Mapping[str, str], *, home: Path | None = None) -> HomePlaces:
    """The folders of the home that the environment and the command line name."""
    root = read_settings(environ, home=home).home
    return HomePlaces(
        home=root,
        records=root / "records",
        index=root / "index",
        database=root / "hoso.db",
        keys=root / "keys",
        packages=root / "packages",
    )


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
    SqlDesk(f"sqlite:///{where.database}").upgrade()
    OcflRecords(where.records)
    LocalBlobs(where.home / "blobs")
    if settings.mode == "development":
        DevelopmentKeys(where.keys / "development")
    if not marker.exists():
        made = SystemClock(settings.now).now().isoformat()
        marker.write_text(json.dumps({"format": _FORMAT, "created": made, "administrator": getpass.getuser()}) + "\n")
    return where


@contextmanager
def open_home(environ: Mapping[str, str], *, home: Path | None = None) -> Iterator[Parts]:
    """Everything needed to work in a home; LibreOffice starts when first needed and is stopped at the end.

    Raises:
        NotFound: there is no home.
        Unavailable: the home is of another format, or production lacks its keys.
        UsageError: a setting is wrong.
    """
    settings = read_settings(environ, home=home)
    where = places(environ, home=home)
    _refuse_foreign(where.home)
    keys = _keys(settings, where)
    scratch = where.home / "scratch"
    with OfficePool(
        python=settings.office_python,
        workers=settings.workers,
        timeout=settings.convert_timeout,
        scratch=scratch,
    ) as pool:
        check_fonts()
        yield _parts(settings, where, keys, pool)


@contextmanager
def open_converter(environ: Mapping[str, str], *, scratch: Path) -> Iterator[Callable[[bytes, str], bytes]]:
    """Word to PDF alone, for making papers outside any home; the callable takes the bytes and a name for errors."""
    settings = read_settings(environ)
    with OfficePool(
        python=settings.office_python, workers=settings.workers, timeout=settings.convert_timeout, scratch=scratch
    ) as pool:
        yield lambda docx, name: pool.convert(docx, name=name)


def _refuse_foreign(home: Path) -> None:
    marker = home / _MARKER
    if not marker.exists():
        raise NotFound(f"Chưa có kho hồ sơ ở {home}; hãy chạy hoso init hoặc chỉ thư mục khác bằng --home.")
    found = json.loads(marker.read_text()).get("format")
    if found != _FORMAT:
        raise Unavailable(f"Kho {home} thuộc định dạng {found}, phần mềm này dùng định dạng {_FORMAT}.")


def _keys(settings: Settings, where: HomePlaces) -> DevelopmentKeys:
    if settings.mode == "production":
        raise Unavailable(
            "Chế độ production chưa có phương thức ký nào được cấu hình và không dùng khóa thử; "
            "hãy đặt HOSO_MODE=development để chạy thử."
        )
    return DevelopmentKeys(where.keys / "development")


def _parts(settings: Settings, where: HomePlaces, keys: DevelopmentKeys, pool: OfficePool) -> Parts:
    clock: Clock = SystemClock(settings.now)
    roots = [keys.root_certificate, *sorted((where.home / "trust").glob("*.pem"))]
    return Parts(
        clock=clock,
        desk=SqlDesk(f"sqlite:///{where.database}"),
        blobs=LocalBlobs(where.home / "blobs"),
        workbooks=ExcelWorkbookReader(),
        inspector=ContentInspector(),
        extractor=CachedExtractor(FileExtractor(), where.home / "cache" / "text"),
        renderer=OfficeRenderer(catalog=Catalog(), converter=pool, issued_by="hoso"),
        signer=PdfSigner(keys=keys),
        signatures=PdfChecker(trust_roots=roots),
        sealer=ArchiveSealer(keys=keys, trust_roots=roots),
        records=OcflRecords(where.records),
        search=TantivyEngine(where.index),
        exporter=BagExporter(),
        packages=BagReader(),
        actor=getpass.getuser(),
    )
