"""Export: hand sealed records over, whole or what was chosen of them, as one package that anyone can check (§10)."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from archive.domain.decisions import require_guidance
from archive.domain.history import Event, EventKind
from archive.domain.people import UnitCode
from archive.domain.quarter import Quarter
from archive.domain.record import RecordId
from archive.domain.seal import SEAL_PATH
from archive.errors import IntegrityError, NotFound
from archive.ports import Parts
from archive.ports.exporting import Recipient
from archive.ports.records import RecordContent

_NAME_BYTES = 80  # for units in a package's name: file systems take 255 for the whole
_NAME_DIGITS = 12  # of the digest over what is inside: enough to tell packages of one quarter apart


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportReport:
    """What went into a package, for whom it was closed, and what stayed out because it is not sealed."""

    package: Path
    records: tuple[RecordId, ...]
    left_out: tuple[UnitCode, ...]
    already_there: bool
    recipients: tuple[Recipient, ...] = ()


def export(
    parts: Parts,
    quarter: Quarter,
    units: Sequence[UnitCode],
    *,
    out: Path,
    whole: bool,
    certificates: Sequence[Path] = (),
) -> ExportReport:
    """Write the package of the sealed records among `units`; `whole` says they are all units of the quarter.

    The package is named after what is inside, so the same records give the same package once. With certificates of
    receivers it is encrypted for them.

    Raises:
        NotFound: none of the units has a sealed record.
        RuleBroken: the guidance has no number or date yet (R1).
        BadInput: a certificate cannot be used.
        UsageError: an encrypted package of that name is already there, or it is too large to be encrypted.
        IntegrityError: a record's bytes are not what was sealed, or a package of that name is damaged.
        StorageFull: there is no room; nothing was left behind.
    """
    sealed = {RecordId(unit, quarter): parts.records.versions(RecordId(unit, quarter)) for unit in units}
    contents = {record: parts.records.content(record) for record, versions in sealed.items() if versions}
    left_out = tuple(record.unit for record, versions in sealed.items() if not versions)
    if not contents:
        raise NotFound(f"{quarter.short} chưa có hồ sơ nào được niêm phong; hãy niêm phong rồi kết xuất.")
    name = package_name(quarter, contents, whole=whole)
    return hand_over(parts, name, contents, out=out, certificates=certificates, left_out=left_out)


def package_name(quarter: Quarter, contents: Mapping[RecordId, RecordContent], *, whole: bool, mark: str = "") -> str:
    """`hoso-2026-Q2-SNV-<digest of the seals inside>`; the unit is left out for a whole quarter, many are counted."""
    seals = "\n".join(f"{record} {contents[record].digests()[SEAL_PATH]}" for record in sorted(contents))
    digest = hashlib.sha256(seals.encode()).hexdigest()[:_NAME_DIGITS]
    units = "-".join(record.unit for record in sorted(contents))
    named = units if len(units.encode()) <= _NAME_BYTES else f"{len(contents)}-don-vi"
    return f"hoso-{quarter}{'' if whole else f'-{named}'}{mark}-{digest}"


def hand_over(
    parts: Parts,
    name: str,
    contents: Mapping[RecordId, RecordContent],
    *,
    out: Path,
    certificates: Sequence[Path] = (),
    left_out: Sequence[UnitCode] = (),
    note: str = "",
) -> ExportReport:
    """Write these contents as the package of that name, and remember for each record that it left and the note.

    Raises:
        RuleBroken: the guidance has no number or date yet (R1).
        BadInput: a certificate cannot be used.
        UsageError: an encrypted package of that name is already there, or it is too large to be encrypted.
        IntegrityError: a record's bytes are not what was sealed, or a package of that name is damaged.
        StorageFull: there is no room; nothing was left behind.
    """
    _require_guidance(parts, contents)
    now = parts.clock.now()
    recipients = tuple(parts.exporter.recipient(path, at=now) for path in certificates)
    package = out / f"{name}.zip"
    already_there = not recipients and package.exists()
    if already_there:
        _refuse_damaged(parts, package)
    else:
        package = parts.exporter.export(name, contents, out=out, at=now, actor=parts.actor, encrypt_for=recipients)
        readers = ", ".join(f"{item.name} (SHA-256 {item.sha256})" for item in recipients)
        note = "; ".join(word for word in (note, f"mã hóa cho {readers}" if readers else "") if word)
    _remember(parts, contents, f"{package.name}; {note}" if note else package.name, unless_known=already_there)
    return ExportReport(
        package=package,
        records=tuple(contents),
        left_out=tuple(left_out),
        already_there=already_there,
        recipients=recipients,
    )


def _require_guidance(parts: Parts, records: Iterable[RecordId]) -> None:
    with parts.desk.begin() as work:
        for record in records:
            if record.unit in work.facts.units(record.quarter):
                require_guidance(work.facts.dossier(record.unit, record.quarter).period)


def _refuse_damaged(parts: Parts, package: Path) -> None:
    with parts.packages.open(package) as opened:
        report = opened.report
    if not report.ok:
        raise IntegrityError(
            f"Gói {package.name} đã có nhưng không còn nguyên vẹn ({report.problems[0].message}). "
            "Hãy xóa tệp này rồi kết xuất lại.",
            package=str(package),
        )


def _remember(parts: Parts, records: Iterable[RecordId], note: str, *, unless_known: bool) -> None:
    """Write down that the records left; a stop may have come between the package and this, so look who is missing."""
    with parts.desk.begin() as work:
        for record in records:
            if unless_known and any(_tells(event, note) for event in work.journal.events(record)):
                continue
            work.journal.write(
                Event(
                    kind=EventKind.DISSEMINATION,
                    unit=record.unit,
                    quarter=record.quarter,
                    subject=str(record),
                    at=parts.clock.now(),
                    actor=parts.actor,
                    note=note,
                )
            )
        work.commit()


def _tells(event: Event, note: str) -> bool:
    return event.kind is EventKind.DISSEMINATION and event.note == note
