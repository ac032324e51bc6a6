"""What an act led to, read back from a home: the same after every undisturbed run, whatever was drawn by lot in it."""

from pathlib import Path

from archive.domain.destruction import read_destruction
from archive.domain.record import RecordId
from archive.workflow.audit import verify_log
from storage.backup import Snapshots
from storage.ledger import FileLedger
from storage.ocfl import OcflRecords
from tests.quarters import QUARTER, SNV
from tests.torture.homes import parts_of


def facts_of(home: Path) -> dict[str, object]:
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


def records_of(home: Path) -> dict[str, object]:
    """The versions of every record and what each describes; seals and times differ from run to run."""
    records = OcflRecords(home / "records")
    return {
        f"{record} {version.number}": records.content(record, version.number).digests()["record.json"]
        for record in records.all()
        for version in records.versions(record)
    }


def all_of(home: Path) -> dict[str, object]:
    return {**facts_of(home), **records_of(home)}


def ledger_of(home: Path) -> dict[str, object]:
    ledger = FileLedger(home / "upkeep").read()
    return {"checked": sorted(ledger.checked), "done": sorted(ledger.done)}


def snapshot_of(home: Path) -> dict[str, object]:
    """What the backup can give back of the home's own bytes; the database's copy is not the same every time."""
    kept = Snapshots(home / "backup")
    files = kept.load().files if kept.names() else {}
    problems = kept.check(kept.load()).problems if files else ()
    same = {path: file.sha512 for path, file in files.items() if path.startswith(("blobs", "records"))}
    return {"files": same, "problems": problems}


def log_of(home: Path) -> dict[str, object]:
    """What is published, under which promise, and whether all of it fits the book."""
    parts = parts_of(home)
    newest = parts.tiles.newest()
    return {
        "entries": list(parts.tiles.contents()),
        "promised": newest and newest.promised,
        "problems": verify_log(parts).problems,
    }


def remains_of(home: Path) -> dict[str, object]:
    """What is left of a record, and the record of its destruction; its signature differs from run to run."""
    parts = parts_of(home)
    with parts.desk.begin() as work:
        units, periods = list(work.facts.units(QUARTER)), work.retentions.find(RecordId(SNV, QUARTER)).period
    said = parts.destructions.find(RecordId(SNV, QUARTER))
    return {
        "records": [str(record) for record in parts.records.all()],
        "blobs": list(parts.blobs.digests()),
        "known": (units, periods),
        "said": said and read_destruction(said)[0],
    }
