"""The doors to the outside: one small Protocol a file, each saying what an implementation must do.

`Parts` is the set of doors a workflow step is given; bootstrap fills it, tests may fill it otherwise.
"""

from dataclasses import dataclass

from archive.domain.calendar_policy import CalendarPolicy
from archive.domain.province import Province
from archive.ports.blobs import Blobs
from archive.ports.calendars import CalendarWriter
from archive.ports.clock import Clock
from archive.ports.desk import Desk
from archive.ports.exporting import Exporter, PackageReader
from archive.ports.extracting import TextExtractor
from archive.ports.intake import WorkbookReader
from archive.ports.ledgers import Ledgers
from archive.ports.records import Records
from archive.ports.rendering import Renderer
from archive.ports.retention import Destructions
from archive.ports.scanning import FileInspector
from archive.ports.search import SearchEngine
from archive.ports.signing import Sealer, SignatureChecker, Signer
from archive.ports.templates import Templates
from archive.ports.vitals import Vitals


@dataclass(frozen=True, kw_only=True)
class Parts:
    """Every door, by the name of what stands behind it; no slots, so that bootstrap can open them when asked for."""

    clock: Clock
    calendar: CalendarPolicy
    calendar_files: CalendarWriter
    desk: Desk
    blobs: Blobs
    workbooks: WorkbookReader
    inspector: FileInspector
    extractor: TextExtractor
    renderer: Renderer
    templates: Templates
    province: Province
    signer: Signer
    signatures: SignatureChecker
    sealer: Sealer
    records: Records
    destructions: Destructions
    ledgers: Ledgers
    vitals: Vitals
    search: SearchEngine
    exporter: Exporter
    packages: PackageReader
    actor: str  # who works at this desk, for the history
