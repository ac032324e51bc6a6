"""A small province for the pages: one unit sealed, one signing, one that misses things; names may be hostile."""

import io
import json
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any, cast

from archive.domain.description import describe
from archive.domain.document import Document, SignatureMade, TemplateRef
from archive.domain.dossier import AssembledDossier, OpenDossier, SignedDossier, Stage, due_documents
from archive.domain.evidence import Evidence, StoredFile
from archive.domain.history import Event, EventKind
from archive.domain.layout import docx_path, evidence_paths, pdf_path, text_path
from archive.domain.people import UnitCode, UnitKind
from archive.domain.record import RecordId
from archive.language import VIETNAM
from archive.ports import Parts
from archive.ports.desk import Progress
from archive.ports.records import RecordVersion
from archive.workflow.index import index
from tests.api.fakes import MemorySearch, NotAsked, TrialChecker
from tests.parts import FixedClock, MemoryBlobs, MemoryDesk, MemoryRecords, memory_parts
from tests.quarters import QUARTER, complete_dossier, unit

NOW = datetime(2026, 6, 22, 9, tzinfo=VIETNAM)
SEALED, SIGNING, MISSING = UnitCode("SNV"), UnitCode("STC"), UnitCode("BAC-HA")
_NOT_ASKED = (
    "workbooks", "inspector", "extractor", "renderer", "templates", "signer", "sealer", "exporter",
    "packages",
)  # fmt: skip
PDF = b"%PDF-1.4 " + bytes(range(256)) * 40


@dataclass(frozen=True)
class World:
    """The doors, as the tests want to look behind them."""

    desk: MemoryDesk
    blobs: MemoryBlobs
    records: MemoryRecords
    search: MemorySearch
    parts: Parts


def empty_world(now: datetime = NOW) -> World:
    """A system without data."""
    desk, blobs, records, search = MemoryDesk(), MemoryBlobs(), MemoryRecords(), MemorySearch()
    closed = dict.fromkeys(_NOT_ASKED, cast("Any", NotAsked()))
    parts = replace(
        memory_parts(),
        clock=FixedClock(now),
        wall_clock=FixedClock(now),
        desk=desk,
        blobs=blobs,
        records=records,
        search=search,
        signatures=TrialChecker(),
        actor="thu-ky",
        **closed,
    )
    return World(desk, blobs, records, search, parts)


def small_world(*, unit_name: str = "Sở Nội vụ", person: str = "Lý Văn Thủy", file: str = "báo cáo.pdf") -> World:
    """Three units in three states; the given names stand in the sealed one."""
    world = empty_world()
    seal(world, sealed_dossier(world, unit_name, person, file))
    wait_for_signature(world, complete_dossier(of=replace(unit("STC"), name="Sở Tài chính")))
    miss_things(world, complete_dossier(of=unit("BAC-HA", kind=UnitKind.PARTY_COMMITTEE)))
    return world


def sealed_dossier(world: World, unit_name: str, person: str, file: str) -> OpenDossier:
    """Complete, with a file as evidence and a secret paper that has none."""
    plain = complete_dossier(of=replace(unit("SNV"), name=unit_name))
    late = plain.evidence[0]
    secret = Evidence(task=late.task, number="7/BC", classification=type(late.classification).CONFIDENTIAL)
    return replace(
        plain,
        cadres=(replace(plain.cadres[0], name=person), *plain.cadres[1:]),
        evidence=(replace(late, file=stored(world, file, PDF)), *plain.evidence[1:], secret),
    )


def seal(world: World, facts: OpenDossier) -> None:
    """Two versions of a record, found by search."""
    documents = tuple(document(world, facts, place, signed=True) for place in range(len(due_documents(facts))))
    described = describe(
        SignedDossier(assembled=AssembledDossier(facts=facts, documents=documents)), read_by_ocr=frozenset()
    )
    files: dict[str, bytes] = {"record.json": json.dumps(described, ensure_ascii=False).encode(), "seal.json": b"{}"}
    for item in documents:
        files |= {pdf_path(item): world.blobs.kept[item.current_pdf.sha512], docx_path(item): b"PK docx"}
        files[text_path(pdf_path(item))] = f"Nội dung {item.due.title}: giải ngân chậm <b>đậm</b>".encode()
    for evidence, path in evidence_paths(facts):
        if evidence.file and path:
            files |= {
                path: world.blobs.kept[evidence.file.sha512],
                text_path(path): "giải ngân chậm\ftrang hai".encode(),
            }
    record = RecordId(facts.unit.code, facts.quarter)
    for number, message in ((1, "Nộp lần đầu"), (2, "Bổ sung sau niêm phong")):
        made = RecordVersion(number=number, made=NOW + timedelta(hours=number), message=message, actor="thu-ky")
        world.records.add(record, {path: partial(io.BytesIO, content) for path, content in files.items()}, made)
    keep(world, facts, documents, Stage.SEALED)
    note(world, facts, EventKind.SEALING, str(record), hours=5)
    index(world.parts, record)


def wait_for_signature(world: World, facts: OpenDossier) -> None:
    """Every document made, only the first signed."""
    documents = tuple(document(world, facts, place, signed=place == 0) for place in range(len(due_documents(facts))))
    keep(world, facts, documents, Stage.ASSEMBLED)


def miss_things(world: World, facts: OpenDossier) -> None:
    """No minutes, no evidence, one self-assessment."""
    keep(world, replace(facts, meeting=None, evidence=(), self_assessments=facts.self_assessments[:1]), (), Stage.OPEN)


def keep(world: World, facts: OpenDossier, documents: tuple[Document, ...], stage: Stage) -> None:
    """Put a dossier on the desk with its history."""
    world.desk.state.replace(facts)
    world.desk.state.move(Progress(unit=facts.unit.code, quarter=facts.quarter, stage=stage))
    note(world, facts, EventKind.INGESTION, facts.unit.code, hours=-9)
    for item in documents:
        world.desk.state.keep(item)
        note(world, facts, EventKind.CREATION, item.due.id, hours=-2)


def note(world: World, facts: OpenDossier, kind: EventKind, subject: str, *, hours: int) -> None:
    """Write an event."""
    at = NOW + timedelta(hours=hours)
    world.desk.state.write(
        Event(kind=kind, unit=facts.unit.code, quarter=facts.quarter, subject=subject, at=at, actor="thu-ky")
    )


def document(world: World, facts: OpenDossier, place: int, *, signed: bool) -> Document:
    """A document as the renderer would have left it."""
    due = due_documents(facts)[place]
    made = Document(
        due=due,
        template=TemplateRef(kind=due.kind, system=facts.unit.system, version="1", sha512="0" * 128),
        data_digest="0" * 128,
        renderer="thử",
        docx=stored(world, f"{due.stem}.docx", b"PK docx"),
        pdf=stored(world, f"{due.stem}.pdf", PDF + due.id.encode()),
        pages=2,
        slots=(),
        made=NOW,
    )
    for signatory in due.signatories if signed else ():
        made = made.with_signature(made.pdf, SignatureMade(signatory=signatory, made=NOW))
    return made


def stored(world: World, name: str, content: bytes) -> StoredFile:
    """Bytes taken in."""
    digest, size = world.blobs.put(io.BytesIO(content))
    return StoredFile(name=name, sha512=digest, size=size, media_type="application/pdf")


def second_quarter(world: World) -> None:
    """The next quarter's facts of one unit, nothing made yet."""
    facts = world.desk.state.dossier(SIGNING, QUARTER)
    following = QUARTER.following()
    period = replace(facts.period, quarter=following, cutoff=date(2026, 9, 24))
    world.desk.state.replace(replace(facts, period=period))
