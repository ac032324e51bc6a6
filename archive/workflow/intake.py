"""Take in: a workbook and its evidence files become the facts of a quarter (design §14).

Wholly or not at all, unless a partial intake is asked for; as the whole truth, or as a supplement of what is stored.
"""

import hashlib
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from archive.domain.change import Change, changes, first_given
from archive.domain.document import DocumentKind
from archive.domain.dossier import OpenDossier, Stage, refuse_silent_changes, without_secrets
from archive.domain.dossier.papers import secret_paper
from archive.domain.evidence import Evidence, StoredFile
from archive.domain.history import Event, EventKind
from archive.domain.people import UnitCode
from archive.domain.quarter import Quarter
from archive.domain.record import RecordId
from archive.domain.supplement import supplement
from archive.errors import BadEvidence, BadWorkbook, NotFound, RuleBroken
from archive.language import nfc
from archive.ports import Parts
from archive.ports.desk import Work
from archive.ports.intake import CellProblem, CellProposal, GivenEvidence, Stored, WorkbookFacts
from archive.ports.scanning import Inspection
from archive.ports.telling import Tell, silent

Permit = Callable[[OpenDossier | None, OpenDossier], None]
"""Refuses, by a broken rule, what somebody may not bring: a unit's facts as they are stored and as they would be."""


def everything(before: OpenDossier | None, after: OpenDossier) -> None:
    """Whoever works at the machine itself may bring anything."""
    del before, after


@dataclass(frozen=True, slots=True, kw_only=True)
class IntakeReport:
    """What an import did; with `dry_run` nothing was stored and `changed` names what would have been.

    `skipped` are the bad cells of the `skipped_rows` rows that a partial intake left out; `proposals` are cells read
    as they stand that may mean something else.
    """

    quarter: Quarter
    units: tuple[UnitCode, ...]
    changed: tuple[UnitCode, ...]
    changes: tuple[Change, ...]
    evidence_files: int
    skipped: tuple[CellProblem, ...] = ()
    skipped_rows: int = 0
    proposals: tuple[CellProposal, ...] = ()
    withheld: tuple[str, ...] = ()  # what was not stored because a paper is secret, one sentence each
    update: bool
    dry_run: bool


def take_in(
    parts: Parts,
    workbook: Path,
    files: Path | None,
    *,
    update: bool = False,
    partial: bool = False,
    dry_run: bool = False,
    within: Callable[[UnitCode], bool] = lambda _: True,
    permit: Permit = everything,
    tell: Tell = silent,
) -> IntakeReport:
    """Import a workbook; with `update` as a supplement of what is stored, with `partial` without its bad rows.

    What only a secret paper says is left out before anything is stored (domain notes §3.7). Units that are not
    `within` reach are not looked at, and a workbook that speaks of one is refused.

    Raises:
        NotFound: the workbook speaks of a unit out of reach; nothing was stored.
        BadWorkbook: something in it cannot be stored; every cell is named and nothing was stored.
        RuleBroken: it takes somebody a step back or changes an approved list without a reason (R19, R21), or the
            record of a unit was destroyed by decision, or `permit` refuses what it changes.
        StorageFull: there is no room; nothing was stored but bytes nobody refers to.
    """
    read = parts.workbooks.read(workbook, files, stored=_stored(parts, within), update=update, partial=partial)
    _refuse_beyond(read, within)
    _refuse_destroyed(parts, read)
    open_facts, withheld = _without_secrets(read)
    facts, inspections = _inspected(parts, open_facts, partial=partial)
    dossiers = _with_evidence(parts, facts, inspections, dry_run=dry_run, tell=tell)
    with parts.desk.begin() as work:
        told = {item.unit.code: _replace(parts, work, item, facts.skipped_rows, permit) for item in dossiers}
        if not dry_run:
            work.commit()
    return IntakeReport(
        quarter=facts.quarter,
        units=tuple(told),
        changed=tuple(unit for unit, changed in told.items() if changed is not None),
        changes=tuple(change for changed in told.values() for change in changed or ()),
        evidence_files=len(inspections),
        skipped=tuple(facts.skipped),
        skipped_rows=facts.skipped_rows,
        proposals=tuple(facts.proposals),
        withheld=withheld,
        update=update,
        dry_run=dry_run,
    )


def _stored(parts: Parts, within: Callable[[UnitCode], bool]) -> Stored:
    def stored(quarter: Quarter, units: Collection[UnitCode]) -> Sequence[OpenDossier]:
        with parts.desk.begin() as work:
            there = filter(within, work.facts.units(quarter))
            return [work.facts.dossier(unit, quarter) for unit in there if not units or unit in units]

    return stored


def _refuse_beyond(read: WorkbookFacts, within: Callable[[UnitCode], bool]) -> None:
    for dossier in read.dossiers:
        if not within(dossier.unit.code):
            raise NotFound(f"Không thấy đơn vị '{dossier.unit.code}' trong phạm vi của tài khoản này; chưa lưu gì.")


def _refuse_destroyed(parts: Parts, read: WorkbookFacts) -> None:
    for dossier in read.dossiers:
        record = RecordId(dossier.unit.code, dossier.quarter)
        if parts.destructions.find(record) is not None:
            raise RuleBroken(
                f"Hồ sơ {dossier.unit.name} {dossier.quarter.title} đã được tiêu hủy theo quyết định; không nhập lại. "
                "Hãy bỏ đơn vị này khỏi bảng dữ liệu.",
                record=str(record),
            )


def _without_secrets(read: WorkbookFacts) -> tuple[WorkbookFacts, tuple[str, ...]]:
    """The facts without what secret papers say, and a sentence for each unit something was left out of."""
    dossiers, evidence, told = [], dict(read.evidence), []
    for dossier in read.dossiers:
        unit = dossier.unit.code
        dossiers.append(without_secrets(dossier))
        given = read.evidence.get(unit, ())
        if secret_paper(dossier, DocumentKind.EVIDENCE_LIST):
            evidence[unit] = [replace(item, evidence=_stub(dossier, item.evidence), path=None) for item in given]
        if dossiers[-1] != dossier or evidence.get(unit, ()) != given:
            told.append(
                f"{dossier.unit.name}: không lưu nội dung của văn bản mật, hoặc bản tự đánh giá chưa được xác định "
                "độ mật; hãy giữ bản giấy và ghi trang Độ mật."
            )
    return replace(read, dossiers=dossiers, evidence=evidence), tuple(told)


def _stub(dossier: OpenDossier, item: Evidence) -> Evidence:
    """A piece of evidence of a secret list: that there is one for the task, and nothing of what it says."""
    paper = secret_paper(dossier, DocumentKind.EVIDENCE_LIST)
    return Evidence(task=item.task, classification=paper.classification if paper else item.classification)


def _inspected(parts: Parts, facts: WorkbookFacts, *, partial: bool) -> tuple[WorkbookFacts, Mapping[Path, Inspection]]:
    """What every evidence file is, by content; all bad files are named at once, or left out.

    Raises:
        BadWorkbook: a file cannot be taken in, and this is no partial intake.
        Unavailable: the virus scanner gives no answer; nothing is taken in unscanned.
    """
    found: dict[Path, Inspection] = {}
    problems: list[CellProblem] = []
    kept: dict[UnitCode, list[GivenEvidence]] = {unit: [] for unit in facts.evidence}
    for unit, given in ((unit, given) for unit, items in facts.evidence.items() for given in items):
        try:
            if given.path is not None and given.path not in found:
                found[given.path] = parts.inspector.inspect(given.path)
            kept[unit].append(given)
        except BadEvidence as bad:
            name = given.path.name if given.path else ""
            problems.append(CellProblem("Minh chứng", given.cell, name, f"một tệp nhận được. {bad.sentence}"))
    if problems and not partial:
        raise BadWorkbook(
            f"Có {len(problems)} tệp minh chứng không nhận được; chưa lưu gì. Hãy thay các tệp này rồi nhập lại.",
            problems=problems,
        )
    skipped, rows = (*facts.skipped, *problems), facts.skipped_rows + len(problems)
    return replace(facts, evidence=kept, skipped=skipped, skipped_rows=rows), found


def _with_evidence(
    parts: Parts, facts: WorkbookFacts, inspections: Mapping[Path, Inspection], *, dry_run: bool, tell: Tell
) -> Sequence[OpenDossier]:
    done = 0
    dossiers = []
    for dossier in facts.dossiers:
        given = facts.evidence.get(dossier.unit.code, ())
        evidence: list[Evidence] = []
        for item in given:
            evidence.append(_store(parts, item, inspections, dry_run=dry_run))
            done += item.path is not None
            tell("Nhận minh chứng", done, len(inspections))
        said = given[0].said if given else frozenset[str]()
        dossiers.append(replace(dossier, evidence=supplement(dossier.evidence, evidence, said=said)))
    return dossiers


def _store(parts: Parts, given: GivenEvidence, inspections: Mapping[Path, Inspection], *, dry_run: bool) -> Evidence:
    if given.path is None:
        return given.evidence
    with given.path.open("rb") as source:
        if dry_run:
            sha512, size = hashlib.file_digest(source, "sha512").hexdigest(), given.path.stat().st_size
        else:
            sha512, size = parts.blobs.put(source)
    found = inspections[given.path]
    file = StoredFile(
        name=nfc(given.path.name), sha512=sha512, size=size, media_type=found.media_type, warnings=found.warnings
    )
    return replace(given.evidence, file=file)


def _replace(parts: Parts, work: Work, dossier: OpenDossier, skipped: int, permit: Permit) -> Sequence[Change] | None:
    """Store one unit's facts and tell what changed, None for nothing.

    Changed facts open the dossier again, and a sealed version stays what it was. That rows were left out is told in
    the history even when nothing changed: half of a workbook must not look like the whole.

    Raises:
        RuleBroken: somebody would go a step back, or an approved list would change, without a reason; or `permit`
            refuses.
    """
    unit, quarter = dossier.unit.code, dossier.quarter
    before = _before(work, dossier)
    permit(before, dossier)
    if before is not None:
        refuse_silent_changes(before, dossier, parts.province)
    changed = work.facts.replace(dossier)
    if changed:
        work.shelf.move(replace(work.shelf.progress(unit, quarter), stage=Stage.OPEN))
    if changed or skipped:
        work.journal.write(
            Event(
                kind=EventKind.INGESTION,
                unit=unit,
                quarter=quarter,
                subject=unit,
                at=parts.clock.now(),
                actor=parts.actor,
                note=_note(dossier, skipped),
            )
        )
    return _changes(parts, before, dossier) if changed else None


def _before(work: Work, dossier: OpenDossier) -> OpenDossier | None:
    try:
        return work.facts.dossier(dossier.unit.code, dossier.quarter)
    except NotFound:
        return None


def _note(dossier: OpenDossier, skipped: int) -> str:
    note = f"{len(dossier.tasks)} nhiệm vụ, {len(dossier.evidence)} minh chứng"
    return f"{note}; nhập một phần, sổ còn {skipped} dòng chưa nhận" if skipped else note


def _changes(parts: Parts, before: OpenDossier | None, after: OpenDossier) -> Sequence[Change]:
    unit, rows = after.unit.code, parts.workbooks.state(after)
    if before is None:
        return tuple(first_given(unit, rows))
    return tuple(changes(unit, parts.workbooks.state(before), rows))
