"""Export: hand sealed records over as one package that anyone can check (design §10)."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from archive.domain.history import Event, EventKind
from archive.domain.people import UnitCode
from archive.domain.quarter import Quarter
from archive.domain.record import RecordId
from archive.domain.seal import SEAL_PATH
from archive.errors import IntegrityError, NotFound
from archive.ports import Parts
from archive.ports.records import RecordContent

_NAME_DIGITS = 12  # of the digest over what is inside: enough to tell packages of one quarter apart


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportReport:
    """What went into a package and what stayed out because it is not sealed."""

    package: Path
    records: tuple[RecordId, ...]
    left_out: tuple[UnitCode, ...]
    already_there: bool


def export(parts: Parts, quarter: Quarter, units: Sequence[UnitCode], *, out: Path, whole: bool) -> ExportReport:
    """Write the package of the sealed records among `units`; `whole` says they are all units of the quarter.

    The package is named after what is inside, so the same records give the same package once.

    Raises:
        NotFound: none of the units has a sealed record.
        IntegrityError: a record's bytes are not what was sealed, or a package of that name is damaged.
        StorageFull: there is no room; nothing was left behind.
    """
    sealed = {RecordId(unit, quarter): parts.records.versions(RecordId(unit, quarter)) for unit in units}
    contents = {record: parts.records.content(record) for record, versions in sealed.items() if versions}
    left_out = tuple(record.unit for record, versions in sealed.items() if not versions)
    if not contents:
        raise NotFound(f"{quarter.title.capitalize()} chưa có hồ sơ nào được niêm phong; hãy niêm phong rồi kết xuất.")
    name = package_name(quarter, contents, whole=whole)
    package = out / f"{name}.zip"
    already_there = package.exists()
    if already_there:
        _refuse_damaged(parts, package)
    else:
        package = parts.exporter.export(name, contents, out=out, at=parts.clock.now(), actor=parts.actor)
        _remember(parts, contents.keys(), package)
    return ExportReport(package=package, records=tuple(contents), left_out=left_out, already_there=already_there)


def package_name(quarter: Quarter, contents: Mapping[RecordId, RecordContent], *, whole: bool) -> str:
    """`hoso-2026-Q2-SNV-<digest of the seals inside>`; the unit is left out for a whole quarter."""
    seals = "\n".join(f"{record} {contents[record].digests()[SEAL_PATH]}" for record in sorted(contents))
    digest = hashlib.sha256(seals.encode()).hexdigest()[:_NAME_DIGITS]
    units = "" if whole else "-" + "-".join(record.unit for record in sorted(contents))
    return f"hoso-{quarter}{units}-{digest}"


def _refuse_damaged(parts: Parts, package: Path) -> None:
    with parts.packages.open(package) as opened:
        report = opened.report
    if not report.ok:
        raise IntegrityError(
            f"Gói {package.name} đã có nhưng không còn nguyên vẹn ({report.problems[0].message}). "
            "Hãy xóa tệp này rồi kết xuất lại.",
            package=str(package),
        )


def _remember(parts: Parts, records: Iterable[RecordId], package: Path) -> None:
    with parts.desk.begin() as work:
        for record in records:
            work.journal.write(
                Event(
                    kind=EventKind.DISSEMINATION,
                    unit=record.unit,
                    quarter=record.quarter,
                    subject=str(record),
                    at=parts.clock.now(),
                    actor=parts.actor,
                    note=package.name,
                )
            )
        work.commit()
