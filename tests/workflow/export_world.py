"""What the tests of export share: sealed records in memory, and the real exporter and reader."""

import io
from dataclasses import replace
from pathlib import Path
from typing import cast

from archive.domain.document import DocumentKind
from archive.domain.dossier import OpenDossier
from archive.domain.evidence import Evidence, StoredFile
from archive.domain.history import Event, EventKind
from archive.domain.paper import PaperClassification
from archive.domain.people import Management, UnitCode
from archive.domain.record import RecordId
from archive.domain.secrecy import Classification
from archive.exporters import BagExporter, BagReader
from archive.jobs.run import refuse_unfinished, run
from archive.ports import Parts
from archive.workflow.central import NAME_MARK, PUBLIC_NOTE, choose
from archive.workflow.export import ExportReport, hand_over, package_name
from tests.parts import MemoryBlobs, memory_parts
from tests.quarters import QUARTER, SNV, complete_dossier, unit

STC = UnitCode("STC")
RECORD = RecordId(SNV, QUARTER)


def of_the_centre(dossier: OpenDossier) -> OpenDossier:
    """The head is managed by the centre, and somebody said that the self-assessment is not secret."""
    head, *others = dossier.cadres
    answer = PaperClassification(
        kind=DocumentKind.SELF_ASSESSMENT,
        unit=dossier.unit.code,
        classification=Classification.PUBLIC,
        decided_by="Ban Thường vụ Tỉnh ủy",
        person=head.code,
    )
    return replace(dossier, cadres=(replace(head, management=Management.POLITBURO), *others), papers=(answer,))


def two_dossiers() -> tuple[OpenDossier, OpenDossier]:
    """SNV, whose head is of the centre, and STC, where nobody is."""
    return of_the_centre(complete_dossier()), complete_dossier(of=replace(unit("STC"), name="Sở Tài chính"))


def parts_with(*dossiers: OpenDossier) -> Parts:
    """Parts in memory, with the real writer and reader of packages."""
    return replace(memory_parts(*dossiers), exporter=BagExporter(), packages=BagReader())


def sealed_parts(*dossiers: OpenDossier) -> Parts:
    """The same, with every dossier gone all the way and a file of evidence for each task that needs one."""
    parts = parts_with(*(dossiers or two_dossiers()))
    given = dossiers or two_dossiers()
    with parts.desk.begin() as work:
        for dossier in given:
            work.facts.replace(with_files(parts, dossier))
        work.commit()
    refuse_unfinished(run(parts, QUARTER, [dossier.unit.code for dossier in given]))
    return parts


def with_files(parts: Parts, dossier: OpenDossier) -> OpenDossier:
    """Each piece of evidence with a file of its own."""
    return replace(dossier, evidence=tuple(_with_file(parts, item) for item in dossier.evidence))


def _with_file(parts: Parts, item: Evidence) -> Evidence:
    content = f"Minh chứng của {item.task}".encode()
    sha512, size = cast("MemoryBlobs", parts.blobs).put(io.BytesIO(content))
    return replace(item, file=StoredFile(name="bao-cao.txt", sha512=sha512, size=size, media_type="text/plain"))


def export_to_centre(parts: Parts, out: Path, *, certificates: tuple[Path, ...] = ()) -> ExportReport:
    """Choose and hand over, as the command does."""
    chosen = choose(parts, QUARTER, [SNV, STC])
    name = package_name(QUARTER, chosen.contents, whole=True, mark=NAME_MARK)
    return hand_over(parts, name, chosen.contents, out=out, certificates=certificates, note=PUBLIC_NOTE)


def handed_over(parts: Parts, record: RecordId = RECORD) -> list[Event]:
    """The events of packages that left, or did not."""
    with parts.desk.begin() as work:
        return [event for event in work.journal.events(record) if event.kind is EventKind.DISSEMINATION]
