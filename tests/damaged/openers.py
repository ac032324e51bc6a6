"""How each kind of damaged file is opened, by the folder it lies in: with the parts that people's own commands use."""

import json
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import cast

from archive.domain.log.proof import check_proof
from archive.domain.quarter import Quarter
from archive.domain.record import RecordId
from archive.domain.verification import VerificationReport
from archive.errors import BadTemplate
from archive.exporters import BagExporter, BagReader
from archive.ports import Parts
from archive.scanning import open_inspector
from archive.signing import ArchiveSealer, DevelopmentKeys, PdfChecker
from archive.signing.notes import ArchiveNotary
from archive.signing.stamp_authority import DevelopmentAuthority
from archive.signing.stamping import Rfc3161Stamper
from archive.signing.trust import Trust
from archive.workbook import ExcelWorkbookReader
from archive.workflow.audit import verify_log
from archive.workflow.log import checkpoint_file
from archive.workflow.verify import verify_all, verify_file
from doc_templates.check import check_template
from doc_templates.check.template import read_example
from storage.backup import Snapshots
from storage.database import SqlDesk
from storage.destroyed import FileDestructions
from storage.log import FileLogTiles
from storage.ocfl import OcflRecords
from tests.contracts.exporting_contract import AT
from tests.damaged.keeping import KEY, TRUST, laid_over, unpacked
from tests.doc_templates_check.good import form, layout
from tests.parts import memory_parts
from tests.quarters import SNV
from tests.workflow.export_world import parts_with

Opened = list[tuple[str, str]]  # code and sentence of what was found


def told(report: VerificationReport) -> Opened:
    """What a report says."""
    return [(problem.code, problem.message) for problem in report.problems]


def _workbook(path: Path, scratch: Path) -> Opened:
    ExcelWorkbookReader().read(path, scratch)
    return []


def _evidence(path: Path, _: Path) -> Opened:
    open_inspector(megabytes=50, unpacked=50, megapixels=50, clamd="").inspect(path)
    return []


def _template(path: Path, _: Path) -> Opened:
    given = form()
    report = check_template(path.read_bytes(), given, layout(given.ref.system), example=read_example(given))
    return [(BadTemplate.code, str(problem)) for problem in report.problems]  # what `hoso templates add` refuses with


def _package(path: Path, _: Path) -> Opened:
    with BagReader().open(path) as opened:
        return told(opened.report)


def _centre(path: Path, _: Path) -> Opened:
    return told(verify_file(parts_with(), path))


def _records(path: Path, scratch: Path) -> Opened:
    records = OcflRecords(unpacked(path, scratch / "records"))
    return told(records.check(RecordId(SNV, Quarter(2026, 2))) + records.check())


def _signed(path: Path, _: Path) -> Opened:
    parts = replace(memory_parts(), signatures=PdfChecker(trust_roots=[TRUST / "root.pem"]))
    return told(verify_file(parts, path))


def _log(path: Path, scratch: Path) -> Opened:
    tiles = FileLogTiles(unpacked(path, scratch / "log"))
    broken = [("log_checkpoint_damaged", "mốc") for _, sealed in tiles.checkpoints() if sealed is None]
    return told(tiles.check()) + broken


def _snapshots(path: Path, scratch: Path) -> Snapshots:
    return Snapshots(unpacked(path, scratch / "backup"), key=KEY if "closed" in path.name else None)


def _backup(path: Path, scratch: Path) -> Opened:
    kept = _snapshots(path, scratch)
    return told(kept.check(kept.load()))


def _restore(path: Path, scratch: Path) -> Opened:
    kept = _snapshots(path, scratch)
    try:
        kept.restore(kept.load(), scratch / "home")
    finally:
        assert not (scratch / "home").exists()
    return []


def _proof(path: Path, _: Path) -> Opened:
    check_proof(json.loads(path.read_bytes()))
    return []


def _checkpoint(path: Path, _: Path) -> Opened:
    checkpoint_file(path)
    return []


def _recipient(path: Path, _: Path) -> Opened:
    BagExporter().recipient(path, at=AT)
    return []


def _root(path: Path, _: Path) -> Opened:
    Trust([path])
    return []


def parts_over(home: Path, keys: Path) -> Parts:
    """The real parts of a home whose own keys are gone; what it signed leads to `TRUST`. Word is a stand-in."""
    fresh = DevelopmentKeys(keys)
    roots = [TRUST / "root.pem"]
    sealer = ArchiveSealer(keys=fresh, trust_roots=roots, former=[TRUST / "archive.pem"])
    parts = memory_parts()
    return replace(
        parts,
        desk=SqlDesk(f"sqlite:///{home / 'hoso.db'}"),
        records=OcflRecords(home / "records"),
        destructions=FileDestructions(home / "destroyed"),
        tiles=FileLogTiles(home / "log"),
        sealer=sealer,
        notary=ArchiveNotary(sealer),
        stamper=Rfc3161Stamper(DevelopmentAuthority(fresh.for_stamps(), now=parts.clock.now), trust_roots=roots),
    )


def look_through(home: Path, keys: Path) -> VerificationReport:
    """What `hoso verify --all` finds."""
    parts = parts_over(home, keys)
    with closing(cast("SqlDesk", parts.desk)):
        return verify_all(parts) + verify_log(parts)


def _home(path: Path, scratch: Path) -> Opened:
    return told(look_through(laid_over(path, scratch / "home"), scratch / "keys"))


OPENERS: Mapping[str, Callable[[Path, Path], Opened]] = {
    "workbook": _workbook,
    "evidence": _evidence,
    "template": _template,
    "package": _package,
    "centre": _centre,
    "records": _records,
    "signed": _signed,
    "log": _log,
    "backup": _backup,
    "restore": _restore,
    "proof": _proof,
    "checkpoint": _checkpoint,
    "recipient": _recipient,
    "root": _root,
    "home": _home,
}
