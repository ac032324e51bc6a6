"""The measures of `make bench`: each does our work and the bare library's on the same files, one after the other."""

import hashlib
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from archive.domain.document import DocumentId, DocumentKind
from archive.domain.people import IssuerSystem, UnitCode
from archive.domain.record import RecordId
from archive.domain.signature import Signatory, SignerRole
from archive.ports.rendering import RenderRequest
from archive.ports.search import IndexEntry
from archive.signing import DevelopmentKeys, PdfSigner
from doc_templates.catalog import Catalog
from doc_templates.convert import OfficePool
from doc_templates.renderer import OfficeRenderer
from indexer.engines import TantivyEngine
from tests.quarters import QUARTER

NOW = datetime(2026, 6, 22, 3, tzinfo=UTC)
FORMS = Path(__file__).parents[2] / "doc_templates" / "forms"
SIGNATURES, ENTRIES = 20, 2000


@dataclass(frozen=True)
class Measured:
    """Ours and the floor on the same work, in seconds."""

    work: str
    count: int
    ours: float
    floor: float | None = None
    must: str = ""
    note: str = ""

    @property
    def ratio(self) -> float | None:
        """Ours over the floor: 1 is as fast as the bare library."""
        return None if self.floor is None else self.ours / self.floor

    def plain(self) -> Mapping[str, object]:
        """For the JSON file."""
        return {**asdict(self), "ratio": self.ratio}


@contextmanager
def timed(into: list[float]) -> Iterator[None]:
    """Seconds of the wall clock."""
    start = time.perf_counter()
    yield
    into.append(time.perf_counter() - start)


def signatures() -> Measured:
    """Visible signatures on one PDF, in CPU seconds."""
    example = json.loads((FORMS / "submission/party/1/example.json").read_text())
    with tempfile.TemporaryDirectory() as scratch, _pool(Path(scratch)) as pool:
        rendered = next(
            iter(OfficeRenderer(catalog=Catalog(), converter=pool, issued_by="bench").render([request_of(example)]))
        )
        signer = PdfSigner(keys=DevelopmentKeys(Path(scratch) / "keys"))
        who = Signatory(role=SignerRole.HEAD, name="Nguyễn Văn Thử", post="Giám đốc")
        signer.sign(rendered.pdf, signatory=who, slot=rendered.slots[0], unit="SNV", at=NOW)
        before = time.process_time()
        for _ in range(SIGNATURES):
            signer.sign(rendered.pdf, signatory=who, slot=rendered.slots[0], unit="SNV", at=NOW)
        spent = time.process_time() - before
    note = f"{1000 * spent / SIGNATURES:.0f} ms CPU each; must ≤ 60 (B-T)"
    return Measured("sign, visible B-B", SIGNATURES, spent, note=note)


def indexing() -> Measured:
    """Entries of 500 words, 20 a record."""
    text = " ".join(f"nhiệm vụ hoàn thành giải ngân vốn đầu tư công số {number}" for number in range(45))
    with tempfile.TemporaryDirectory() as scratch:
        engine = TantivyEngine(Path(scratch))
        ours: list[float] = []
        with timed(ours):
            for place in range(ENTRIES // 20):
                record = RecordId(UnitCode(f"U{place}"), QUARTER)
                engine.replace(record, [_entry(record, number, text) for number in range(20)])
    return Measured("index, 20 entries a commit", ENTRIES, ours[0], note=f"{ENTRIES / ours[0]:.0f} documents/s")


def verifying() -> Measured:
    """`hoso verify --all` of the demo, signatures included; hashing alone is told beside it, it is no floor of that."""
    with tempfile.TemporaryDirectory() as scratch:
        home = Path(scratch) / "home"
        program = [sys.executable, "-m", "archive", "--home", str(home)]
        flow: list[float] = []
        with timed(flow):
            subprocess.run([*program, "demo", "--no-serve"], check=True, capture_output=True)
        files = [path for path in (home / "records").rglob("*") if path.is_file()]
        ours: list[float] = []
        floor: list[float] = []
        with timed(ours):
            subprocess.run([*program, "verify", "--all"], check=True, capture_output=True)
        with timed(floor):
            for path in files:
                hashlib.sha512(path.read_bytes()).hexdigest()
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    alone = f"hashing alone {floor[0]:.2f} s"
    note = f"{alone}; whole demo {flow[0]:.0f} s, largest process {peak} MiB, {os.cpu_count()} cores"
    return Measured("verify everything, signatures too", len(files), ours[0], note=note)


def _pool(scratch: Path) -> OfficePool:
    return OfficePool(python=Path("/usr/bin/python3"), workers=2, timeout=60, scratch=scratch)


def request_of(data: Mapping[str, object]) -> RenderRequest:
    """A letter of the Party's layout to be made of these data."""
    return RenderRequest(
        id=DocumentId("bench"),
        kind=DocumentKind.SUBMISSION,
        system=IssuerSystem.PARTY,
        title="Tờ trình",
        data=data,
        roles=(SignerRole.HEAD, SignerRole.ORGAN),
        made=NOW,
    )


def _entry(record: RecordId, number: int, text: str) -> IndexEntry:
    return IndexEntry(
        id=f"{record}/evidence/{number}.pdf",
        record=record,
        title=f"Báo cáo {number}",
        kind="evidence",
        component=7,
        unit=record.unit,
        unit_name="Sở Nội vụ",
        quarter=str(record.quarter),
        pages=(text,),
    )


MEASURES: Mapping[str, Callable[[], Measured]] = {
    "signatures": signatures,
    "indexing": indexing,
    "verifying": verifying,
}
