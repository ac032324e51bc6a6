"""The homes that are tortured: real database, files, records, log, keys and ledger, with stand-ins for the rest."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from archive.domain.dossier import OpenDossier
from archive.domain.evidence import Evidence
from archive.ports import Parts
from archive.ports.intake import GivenEvidence, WorkbookFacts
from archive.signing import ArchiveSealer, DevelopmentKeys
from storage.blobs import LocalBlobs
from storage.database import SqlDesk
from storage.destroyed import FileDestructions
from storage.ledger import FileLedger
from storage.log import FileLogTiles
from storage.ocfl import OcflRecords
from tests.given import GivenWorkbook
from tests.parts import memory_parts
from tests.quarters import QUARTER, SNV, complete_dossier

AT = datetime(2026, 6, 24, 1, tzinfo=UTC)
"""When every act happens."""


def parts_of(home: Path, workbook: WorkbookFacts | None = None) -> Parts:
    """The home's real parts beside the stand-ins."""
    keys = DevelopmentKeys(home / "keys" / "development")
    return replace(
        memory_parts(),
        desk=SqlDesk(f"sqlite:///{home / 'hoso.db'}"),
        blobs=LocalBlobs(home / "blobs"),
        records=OcflRecords(home / "records"),
        destructions=FileDestructions(home / "destroyed"),
        tiles=FileLogTiles(home / "log"),
        ledgers=FileLedger(home / "upkeep"),
        sealer=ArchiveSealer(keys=keys, trust_roots=[keys.root_certificate]),
        workbooks=GivenWorkbook(workbook or facts_for(home)),
    )


def facts_for(home: Path, *, dossier: OpenDossier | None = None) -> WorkbookFacts:
    """A small unit's workbook with one evidence file, which lies beside the home."""
    facts = replace(dossier or complete_dossier(people=1), evidence=())
    task = facts.tasks[1].code
    given = GivenEvidence(evidence=Evidence(task=task, number="12/BC"), path=home.parent / "evidence.pdf", cell="B2")
    return WorkbookFacts(quarter=QUARTER, dossiers=[facts], evidence={SNV: [given]})
