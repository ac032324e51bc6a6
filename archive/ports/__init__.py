"""The doors to the outside: one small Protocol a file, each saying what an implementation must do.

`Parts` is the set of doors a workflow step is given; bootstrap fills it, tests may fill it otherwise.
"""

from dataclasses import dataclass
from pathlib import Path

from archive.domain.calendar_policy import CalendarPolicy
from archive.domain.province import Province
from archive.domain.sessions import Entry
from archive.domain.setting import Setting
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


@dataclass(frozen=True, kw_only=True)
class Parts:
    """Every door, by the name of what stands behind it; no slots, so that bootstrap can open them when asked for."""

    clock: Clock  # the day that rules and papers go by; a demo fixes it
    wall_clock: Clock  # the real one, for what must pass: sessions, waits, codes
    entry: Entry
    calendar: CalendarPolicy
    calendar_files: CalendarWriter
    desk: Desk
    memory: Memory
    blobs: Blobs
    workbooks: WorkbookReader
    workbook_writer: WorkbookWriter
    forms: FactForms
    inspector: FileInspector
    extractor: TextExtractor
    renderer: Renderer
    templates: Templates
    province: Province
    signer: Signer
    signatures: SignatureChecker
    sealer: Sealer
    notary: Notary
    stamper: Stamper
    tiles: LogTiles
    records: Records
    destructions: Destructions
    ledgers: Ledgers
    vitals: Vitals
    search: SearchEngine
    exporter: Exporter
    packages: PackageReader
    turn: Turn
    outbox: Path  # where packages wait to be fetched
    scratch: Scratch
    portfolios: PortfolioWriter
    spreadsheets: SpreadsheetWriter
    settings: tuple[Setting, ...]  # what this system was told, for those who run it; nothing reads its values back
    actor: str  # who works at this desk, for the history
