"""What is interrupted: each scene has a home prepared for it, the act, and how to tell that the act is done.

Database, working files, records, keys, ledger and backups are the real ones. Word and signatures are stand-ins: what
they write, they write through these.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from archive.domain.dossier import OpenDossier
from archive.domain.evidence import Evidence
from archive.jobs.run import run
from archive.jobs.scrub import scrub
from archive.ports import Parts
from archive.ports.intake import GivenEvidence, WorkbookFacts
from archive.signing import ArchiveSealer, DevelopmentKeys
from archive.workflow.assemble import assemble
from archive.workflow.intake import take_in
from archive.workflow.seal import seal
from archive.workflow.sign import sign
from storage.backup import HomeFiles, Snapshots
from storage.blobs import LocalBlobs
from storage.database import SqlDesk
from storage.ledger import FileLedger
from storage.ocfl import OcflRecords
from tests.parts import GivenWorkbook, memory_parts
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


@dataclass(frozen=True, slots=True)
class Scene:
    """One act to be interrupted in a home that `prepare` made; `result` tells what the act must have led to."""

    name: str
    prepare: Callable[[Path], None]
    act: Callable[[Path], None]
    result: Callable[[Path], Mapping[str, object]]


def _prepared(home: Path, *steps: Callable[[Parts], object]) -> None:
    """A new home in which these steps were done."""
    (home.parent / "evidence.pdf").write_bytes(b"%PDF-1.4 evidence")
    (home.parent / "more.pdf").write_bytes(b"%PDF-1.4 more evidence")
    home.mkdir()
    SqlDesk(f"sqlite:///{home / 'hoso.db'}").upgrade()
    (home / "hoso.json").write_text('{"format": 1}\n')
    parts = parts_of(home)
    parts.sealer.seal(b"the archive's key is made before it is needed")
    for step in steps:
        step(parts)


def _import(parts: Parts) -> None:
    take_in(parts, Path("quy.xlsx"), None)


def _attach(home: Path) -> None:
    """A second import brings one more file."""
    first = facts_for(home)
    task = first.dossiers[0].tasks[1].code
    more = GivenEvidence(evidence=Evidence(task=task, number="13/BC"), path=home.parent / "more.pdf", cell="B3")
    _import(parts_of(home, replace(first, evidence={SNV: [*first.evidence[SNV], more]})))


def _run(parts: Parts) -> None:
    run(parts, QUARTER, [SNV])


def _assemble(parts: Parts) -> None:
    assemble(parts, SNV, QUARTER)


def _sign(parts: Parts) -> None:
    sign(parts, SNV, QUARTER)


def _seal(parts: Parts) -> None:
    seal(parts, SNV, QUARTER)


def _correct_and_run(home: Path) -> None:
    """A correction after the seal becomes the next version."""
    _attach(home)
    _run(parts_of(home))


def _scrub(parts: Parts) -> None:
    scrub(parts)


def _back_up(home: Path) -> None:
    """Into a folder of the scene's own."""
    kept = Snapshots(home / "backup")
    if kept.names():
        return  # it was whole before the stop: a moment has one snapshot
    with HomeFiles(home).frozen() as files:
        kept.save(files, at=AT)


def _facts(home: Path) -> dict[str, object]:
    """What people gave, what was made of it and how far it came."""
    parts = parts_of(home)
    with parts.desk.begin() as work:
        if SNV not in work.facts.units(QUARTER):
            return {}
        facts, progress = work.facts.dossier(SNV, QUARTER), work.shelf.progress(SNV, QUARTER)
        documents = work.shelf.documents(SNV, QUARTER)
    return {
        "facts": repr(facts),
        "progress": (progress.stage.value, progress.version),
        "documents": [(item.due.id, item.current_pdf.sha512, len(item.signatures)) for item in documents],
    }


def _records(home: Path) -> dict[str, object]:
    """The versions of every record and what each describes; seals and times differ from run to run."""
    records = OcflRecords(home / "records")
    return {
        f"{record} {version.number}": records.content(record, version.number).digests()["record.json"]
        for record in records.all()
        for version in records.versions(record)
    }


def _all(home: Path) -> dict[str, object]:
    return {**_facts(home), **_records(home)}


def _ledger(home: Path) -> dict[str, object]:
    ledger = FileLedger(home / "upkeep").read()
    return {"checked": sorted(ledger.checked), "done": sorted(ledger.done)}


def _snapshot(home: Path) -> dict[str, object]:
    """What the backup can give back of the home's own bytes; the database's copy is not the same every time."""
    kept = Snapshots(home / "backup")
    files = kept.load().files if kept.names() else {}
    problems = kept.check(kept.load()).problems if files else ()
    same = {path: file.sha512 for path, file in files.items() if path.startswith(("blobs", "records"))}
    return {"files": same, "problems": problems}


def _on(step: Callable[[Parts], None]) -> Callable[[Path], None]:
    def act(home: Path) -> None:
        step(parts_of(home))

    return act


def _after(*steps: Callable[[Parts], object]) -> Callable[[Path], None]:
    def prepare(home: Path) -> None:
        _prepared(home, *steps)

    return prepare


SCENES = (
    Scene("import", _after(), _on(_import), _all),
    Scene("attach", _after(_import), _attach, _all),
    Scene("assemble", _after(_import), _on(_assemble), _all),
    Scene("sign", _after(_import, _assemble), _on(_sign), _all),
    Scene("seal", _after(_import, _assemble, _sign), _on(_seal), _all),
    Scene("new version", _after(_import, _run), _correct_and_run, _all),
    Scene("scrub", _after(_import, _run), _on(_scrub), _ledger),
    Scene("backup", _after(_import, _run), _back_up, _snapshot),
)
