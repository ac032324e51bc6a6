"""Homes are made, opened and refused here."""

import getpass
import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack, contextmanager, suppress
from pathlib import Path

from archive.bootstrap.effective import effective
from archive.bootstrap.parts import LOG, HomeParts
from archive.config import Settings, read_settings
from archive.errors import HosoError, NotFound, Unavailable, UsageError
from archive.machine import HomePlaces, SystemClock
from archive.ports import Parts
from archive.ports.intake import WorkbookWriter
from archive.workflow.accounts import FirstAccount
from archive.workflow.accounts import first_administrator as begin_with
from archive.workflow.log import publish, require_continued
from archive.workflow.rebuild import restore_log

_MARKER = "hoso.json"
_FORMAT = 1  # of the home folder; a later format gets a migration


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
    from storage.log import FileLogTiles
    from storage.ocfl import OcflRecords

    desk = SqlDesk(f"sqlite:///{where.database}")
    desk.upgrade()
    restore_log(desk, FileLogTiles(where.home / LOG), only_lost=True)
    OcflRecords(where.records)
    LocalBlobs(where.home / "blobs")
    if settings.mode == "development":
        DevelopmentKeys(where.keys / "development").for_stamps()
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

    at = SystemClock(read_settings(environ, home=home).now).now()
    return begin_with(SqlDesk(f"sqlite:///{places(environ, home=home).database}"), name, at=at, actor=getpass.getuser())


@contextmanager
def open_home(
    environ: Mapping[str, str], *, home: Path | None = None, writing: bool = False, mending: bool = False
) -> Iterator[Parts]:
    """Everything needed to work in a home; LibreOffice starts when first needed and is stopped at the end.

    Who says `writing` is the only writer until the block ends, when the log is published; `mending` lets somebody in
    whose database does not go on from the published log.

    Raises:
        RecordDamaged: what was published of the log is not what the database says.
        NotFound: there is no home.
        Unavailable: the home is of another format, another process writes, or production lacks its keys.
        UsageError: a setting is wrong.
    """
    settings = read_settings(environ, home=home)
    where = places(environ, home=home)
    refuse_foreign(where.home)
    _refuse_keyless_production(settings)
    with ExitStack() as stack:
        if writing:
            stack.enter_context(_turn(settings, where))
        parts = HomeParts(settings, where, stack, told=effective(settings, environ, home=home))
        if writing and not mending:
            require_continued(parts)
        try:
            yield parts
        except BaseException:
            if writing:
                with suppress(HosoError):  # what stopped the work is what must be told
                    publish(parts)
            raise
        if writing:
            publish(parts)


@contextmanager
def open_converter(environ: Mapping[str, str], *, scratch: Path) -> Iterator[Callable[[bytes, str], bytes]]:
    """Word to PDF alone, for making papers outside any home; the callable takes the bytes and a name for errors."""
    from doc_templates.convert import OfficePool

    settings = read_settings(environ)
    with OfficePool(
        python=settings.office_python, workers=settings.workers, timeout=settings.convert_timeout, scratch=scratch
    ) as pool:
        yield lambda docx, name: pool.convert(docx, name=name)


def workbook_writer() -> WorkbookWriter:
    """What makes an empty workbook; needs no home."""
    from archive.workbook import ExcelWorkbookWriter

    return ExcelWorkbookWriter()


def _turn(settings: Settings, where: HomePlaces) -> AbstractContextManager[None]:
    from storage.turn import FileTurn

    return FileTurn(where.home / "turn", clock=SystemClock(settings.now)).take(actor=getpass.getuser())


def refuse_foreign(home: Path) -> None:
    """Refuse a folder that is no home, or a home of another format.

    Raises:
        NotFound: there is no home.
        Unavailable: the home is of another format.
    """
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
