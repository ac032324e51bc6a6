"""Take in: a workbook and its evidence files become the facts of a quarter, wholly or not at all (design §14)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from archive.domain.dossier import OpenDossier, Stage
from archive.domain.evidence import Evidence, StoredFile
from archive.domain.history import Event, EventKind
from archive.domain.people import UnitCode
from archive.domain.quarter import Quarter
from archive.errors import BadEvidence, BadWorkbook
from archive.language import nfc
from archive.ports import Parts
from archive.ports.desk import Work
from archive.ports.intake import CellProblem, GivenEvidence, WorkbookFacts
from archive.ports.telling import Tell, silent


@dataclass(frozen=True, slots=True, kw_only=True)
class IntakeReport:
    """What an import did; with `dry_run` nothing was stored and `changed` names what would have been."""

    quarter: Quarter
    units: tuple[UnitCode, ...]
    changed: tuple[UnitCode, ...]
    evidence_files: int
    dry_run: bool


def take_in(
    parts: Parts, workbook: Path, files: Path | None, *, dry_run: bool = False, tell: Tell = silent
) -> IntakeReport:
    """Import a workbook.

    Raises:
        BadWorkbook: something in it cannot be stored; every cell is named and nothing was stored.
        StorageFull: there is no room; nothing was stored but bytes nobody refers to.
    """
    facts = parts.workbooks.read(workbook, files)
    types = _inspect(parts, facts)
    dossiers = _with_evidence(parts, facts, types, dry_run=dry_run, tell=tell)
    with parts.desk.begin() as work:
        changed = tuple(dossier.unit.code for dossier in dossiers if _replace(parts, work, dossier))
        if not dry_run:
            work.commit()
    return IntakeReport(
        quarter=facts.quarter,
        units=tuple(dossier.unit.code for dossier in dossiers),
        changed=changed,
        evidence_files=len(types),
        dry_run=dry_run,
    )


def _inspect(parts: Parts, facts: WorkbookFacts) -> Mapping[Path, str]:
    """The media type of every evidence file, by content; all bad files are named at once."""
    types: dict[Path, str] = {}
    problems: list[CellProblem] = []
    for given in (item for items in facts.evidence.values() for item in items):
        if given.path is None or given.path in types:
            continue
        try:
            types[given.path] = parts.inspector.inspect(given.path)
        except BadEvidence as bad:
            problems.append(
                CellProblem("Minh chứng", given.cell, given.path.name, f"một tệp nhận được. {bad.sentence}")
            )
    if problems:
        raise BadWorkbook(
            f"Có {len(problems)} tệp minh chứng không nhận được; chưa lưu gì. Hãy thay các tệp này rồi nhập lại.",
            problems=problems,
        )
    return types


def _with_evidence(
    parts: Parts, facts: WorkbookFacts, types: Mapping[Path, str], *, dry_run: bool, tell: Tell
) -> Sequence[OpenDossier]:
    done = 0
    dossiers = []
    for dossier in facts.dossiers:
        evidence: list[Evidence] = []
        for given in facts.evidence.get(dossier.unit.code, ()):
            evidence.append(_store(parts, given, types, dry_run=dry_run))
            done += given.path is not None
            tell("Nhận minh chứng", done, len(types))
        dossiers.append(replace(dossier, evidence=tuple(evidence)))
    return dossiers


def _store(parts: Parts, given: GivenEvidence, types: Mapping[Path, str], *, dry_run: bool) -> Evidence:
    if given.path is None:
        return given.evidence
    name = nfc(given.path.name)
    if dry_run:
        nowhere = StoredFile(name=name, sha512="", size=given.path.stat().st_size, media_type=types[given.path])
        return replace(given.evidence, file=nowhere)
    with given.path.open("rb") as source:
        sha512, size = parts.blobs.put(source)
    return replace(given.evidence, file=StoredFile(name=name, sha512=sha512, size=size, media_type=types[given.path]))


def _replace(parts: Parts, work: Work, dossier: OpenDossier) -> bool:
    """Store one unit's facts; changed facts open the dossier again, and a sealed version stays what it was."""
    if not work.facts.replace(dossier):
        return False
    unit, quarter = dossier.unit.code, dossier.quarter
    work.shelf.move(replace(work.shelf.progress(unit, quarter), stage=Stage.OPEN))
    now = parts.clock.now()
    work.journal.write(
        Event(
            kind=EventKind.INGESTION,
            unit=unit,
            quarter=quarter,
            subject=unit,
            at=now,
            actor=parts.actor,
            note=f"{len(dossier.tasks)} nhiệm vụ, {len(dossier.evidence)} minh chứng",
        )
    )
    return True
