"""Keep and dispose: periods and holds of records, what is due for destruction, and the destruction itself.

A destruction goes in this order, so that a stop at any moment can be gone on from by deciding again: the signed record
of destruction is kept; the sealed record, its index entries and its working facts go; then the working files that
nothing else refers to, and every text that was kept of them.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date

import rfc8785

from archive.domain.destruction import (
    DestroyedVersion,
    Destruction,
    DisposalDecision,
    destruction_document,
    read_destruction,
    require_complete,
    signed_document,
)
from archive.domain.evidence import StoredFile
from archive.domain.log import Action, Deed
from archive.domain.people import UnitCode
from archive.domain.quarter import Quarter
from archive.domain.record import RecordId
from archive.domain.retention import (
    Disposability,
    LegalHold,
    Retention,
    RetentionPeriod,
    may_be_disposed,
    with_hold,
    with_period,
    without_hold,
)
from archive.errors import NotFound, RuleBroken
from archive.language import VIETNAM, tidy
from archive.ports import Parts
from archive.ports.desk import Work
from archive.ports.telling import Tell, silent


def choose(
    parts: Parts, records: Iterable[RecordId] = (), *, quarter: Quarter | None = None, unit: UnitCode | None = None
) -> list[RecordId]:
    """The named records; without names those of the quarter and unit, or all.

    Raises:
        NotFound: a named record does not exist, or there is none of that quarter and unit.
    """
    there = list(parts.records.all())
    named = list(dict.fromkeys(records))
    for record in named:
        if record not in there and parts.destructions.find(record) is None:
            raise NotFound(f"Không có hồ sơ {record} trong kho lưu trữ.", record=str(record))
    found = named or [item for item in there if quarter in (None, item.quarter) and unit in (None, item.unit)]
    if not found and (quarter or unit):
        raise NotFound("Không có hồ sơ nào của quý và đơn vị này trong kho lưu trữ.")
    return found


def overview(parts: Parts, records: Sequence[RecordId]) -> list[Disposability]:
    """Period and holds of each record, and whether it may be destroyed today."""
    today = _today(parts)
    with parts.desk.begin() as work:
        return [may_be_disposed(work.retentions.find(record), today) for record in records]


def propose(parts: Parts) -> list[Disposability]:
    """The records whose period is over and that nothing holds: what a decision may be asked for."""
    return [item for item in overview(parts, choose(parts)) if item.is_due]


def set_period(parts: Parts, records: Sequence[RecordId], *, years: int | None, basis: str) -> list[Disposability]:
    """Set the period of all these records, or of none; no years is permanent.

    Raises:
        UsageError: no basis, or no sensible number of years.
        RuleBroken: one of them has a longer period already.
    """
    period = RetentionPeriod(years=years, basis=tidy(basis), set_by=parts.actor, set_on=_today(parts))
    said = {"years": "vĩnh viễn" if years is None else str(years), "basis": period.basis}
    return _change(
        parts, records, lambda retention: with_period(retention, period), told=(Action.PERIOD_SET, period.basis, said)
    )


def hold(parts: Parts, records: Sequence[RecordId], *, number: str, reason: str) -> list[Disposability]:
    """Keep all these records from destruction, or none of them, until released.

    Raises:
        UsageError: no number or reason, or one of them is held by that number already.
    """
    held = LegalHold(number=tidy(number), reason=tidy(reason), set_by=parts.actor, set_on=_today(parts))
    told = (Action.HELD, held.reason, {"number": held.number})
    return _change(parts, records, lambda retention: with_hold(retention, held), told=told)


def release(parts: Parts, records: Sequence[RecordId], *, number: str) -> list[Disposability]:
    """End the hold of that number on all these records, or on none.

    Raises:
        NotFound: one of them is not held by it.
    """
    told = (Action.RELEASED, "", {"number": tidy(number)})
    return _change(parts, records, lambda retention: without_hold(retention, tidy(number)), told=told)


_Told = tuple[Action, str, Mapping[str, str]]  # what the log is to say: action, reason, details


def _change(
    parts: Parts, records: Sequence[RecordId], change: Callable[[Retention], Retention], *, told: _Told
) -> list[Disposability]:
    today = _today(parts)
    with parts.desk.begin() as work:
        changed = [change(work.retentions.find(record)) for record in records]
        for retention in changed:
            work.retentions.keep(retention, actor=parts.actor, on=today)
            _tell(parts, work, retention.record, told)
        work.commit()
    return [may_be_disposed(retention, today) for retention in changed]


def destroy(
    parts: Parts, records: Sequence[RecordId], decision: DisposalDecision, *, tell: Tell = silent
) -> list[Destruction]:
    """Destroy all these records by a decision; nothing of any when one of them may not be destroyed.

    A destruction that was stopped is finished, on the paper it began with.

    Raises:
        UsageError: the decision lacks something.
        RuleBroken: a record has no period, still has to be kept, or is held.
        RecordDamaged: a record's inventory cannot be read, so that nothing could say what is destroyed.
        StorageFull: there is no room for the record of destruction; nothing was destroyed.
        Unavailable: the disk or the archive's key refuses; deciding again goes on.
    """
    require_complete(decision, _today(parts))
    begun = {record: _begun(parts, record) for record in records}
    _require_due(parts, [record for record, there in begun.items() if there is None])
    destroyed: list[Destruction] = []
    for done, record in enumerate(records, start=1):
        destroyed.append(begun[record] or _certify(parts, record, decision))
        _erase(parts, record, decision)
        tell("Tiêu hủy hồ sơ", done, len(records))
    _erase_files(parts, {sha512 for item in destroyed for sha512 in item.working_files})
    return destroyed


def _begun(parts: Parts, record: RecordId) -> Destruction | None:
    said = parts.destructions.find(record)
    return read_destruction(said)[0] if said is not None else None


def _require_due(parts: Parts, records: Sequence[RecordId]) -> None:
    blocked = [item for item in overview(parts, records) if not item.is_due]
    if blocked:
        told = "; ".join(f"{item.retention.record}: {', '.join(item.obstacles)}" for item in blocked)
        raise RuleBroken(f"Chưa được tiêu hủy, không hủy hồ sơ nào. {told}.", records=[_name(item) for item in blocked])


def _name(item: Disposability) -> str:
    return str(item.retention.record)


def _certify(parts: Parts, record: RecordId, decision: DisposalDecision) -> Destruction:
    """The signed record of destruction, kept before anything goes."""
    with parts.desk.begin() as work:
        retention = work.retentions.find(record)
    if retention.period is None or retention.due is None:  # `_require_due` has seen both
        raise RuleBroken(f"Hồ sơ {record} chưa có thời hạn bảo quản.", record=str(record))
    versions = tuple(_versions(parts, record))
    destruction = Destruction(
        record=record,
        period=retention.period,
        due=retention.due,
        decision=decision,
        destroyed=parts.clock.now(),
        actor=parts.actor,
        versions=versions,
        working_files=tuple(sorted(_working_files(parts, record, versions))),
    )
    signature = parts.sealer.seal(rfc8785.dumps(destruction_document(destruction)))
    parts.destructions.keep(record, signed_document(destruction, signature))
    return destruction


def _versions(parts: Parts, record: RecordId) -> Iterator[DestroyedVersion]:
    for version in parts.records.versions(record):
        files = dict(parts.records.content(record, version.number).digests())
        yield DestroyedVersion(number=version.number, made=version.made, files=files)


def _working_files(parts: Parts, record: RecordId, versions: Iterable[DestroyedVersion]) -> set[str]:
    """Digests of all that may lie among the working files because of this record."""
    return {sha512 for version in versions for sha512 in version.files.values()} | set(_of_dossier(parts, record))


def _of_dossier(parts: Parts, record: RecordId) -> Iterator[str]:
    with parts.desk.begin() as work:
        if record.unit not in work.facts.units(record.quarter):
            return
        evidence = [item.file for item in work.facts.dossier(record.unit, record.quarter).evidence]
        documents = list(work.shelf.documents(record.unit, record.quarter))
    made = [file for document in documents for file in (document.docx, document.pdf, document.signed)]
    yield from (file.sha512 for file in (*evidence, *made) if isinstance(file, StoredFile))
    yield from (document.data_digest for document in documents)


def _erase(parts: Parts, record: RecordId, decision: DisposalDecision) -> None:
    parts.records.remove(record)
    parts.search.replace(record, ())
    said = {"number": decision.number, "date": decision.decided_on.isoformat(), "body": decision.body}
    with parts.desk.begin() as work:
        if record.unit in work.facts.units(record.quarter):  # else it went before a stop, which the log told then
            _tell(parts, work, record, (Action.DESTROYED, decision.number, said))
        work.retentions.forget(record)
        work.commit()


def _tell(parts: Parts, work: Work, record: RecordId, told: _Told) -> None:
    action, reason, details = told
    deed = Deed(
        at=parts.clock.now(), actor=parts.actor, action=action, subject=str(record), reason=reason, details=details
    )
    work.log.append(deed)


def _erase_files(parts: Parts, digests: set[str]) -> None:
    """The working files nothing else refers to: no other dossier, and no sealed record."""
    with parts.desk.begin() as work:
        others = [RecordId(unit, quarter) for quarter in work.facts.quarters() for unit in work.facts.units(quarter)]
    needed = {sha512 for record in others for sha512 in _of_dossier(parts, record)}
    for record in parts.records.all():
        needed |= {sha512 for version in _versions(parts, record) for sha512 in version.files.values()}
    for sha512 in sorted(digests - needed):
        parts.blobs.remove(sha512)
    parts.extractor.forget()


def _today(parts: Parts) -> date:
    return parts.clock.now().astimezone(VIETNAM).date()
