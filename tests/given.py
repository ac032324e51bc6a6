"""Stand-ins that give what they were given: a workbook already read, a file taken for text, a machine with room."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import BinaryIO

from archive.domain.change import StatedRow
from archive.domain.dossier import OpenDossier
from archive.domain.health import DiskRoom
from archive.ports.extracting import ExtractedText
from archive.ports.intake import Stored, WorkbookFacts, nothing_stored
from archive.ports.scanning import Inspection
from archive.workbook import ExcelWorkbookReader

NOW = datetime(2026, 6, 22, 3, tzinfo=UTC)


@dataclass
class GivenWorkbook:
    """A workbook already read."""

    facts: WorkbookFacts

    def read(
        self,
        workbook: Path,
        files: Path | None,
        *,
        stored: Stored = nothing_stored,
        update: bool = False,
        partial: bool = False,
    ) -> WorkbookFacts:
        return self.facts

    def state(self, dossier: OpenDossier) -> Sequence[StatedRow]:
        return ExcelWorkbookReader().state(dossier)


class TrustingInspector:
    """Everything is text."""

    def inspect(self, path: Path) -> Inspection:
        return Inspection("text/plain")


class PlainExtractor:
    """The bytes as text."""

    def extract(self, source: BinaryIO, media_type: str) -> ExtractedText:
        return ExtractedText(pages=(source.read().decode("utf-8", "replace"),), by_ocr=media_type == "image/png")

    def forget(self) -> None:
        """Nothing was kept."""


@dataclass(frozen=True)
class GivenVitals:
    """A machine with room, and one certificate that lasts a year."""

    room: DiskRoom = field(default_factory=lambda: DiskRoom(free=60, total=100))
    ends: Mapping[str, datetime] = field(default_factory=lambda: {"CN=thử": NOW + timedelta(days=365)})

    def disk(self) -> DiskRoom:
        return self.room

    def certificates(self) -> Mapping[str, datetime]:
        return self.ends


class FreeTurn:
    """A turn that nobody else wants."""

    @contextmanager
    def take(self, *, actor: str) -> Iterator[None]:
        yield
