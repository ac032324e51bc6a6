"""Outbox: what could go into a package, the packages that wait to be fetched, and their slips."""

import hashlib
import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from archive.domain.people import UnitCode
from archive.domain.quarter import Quarter
from archive.domain.record import RecordId
from archive.domain.slip import Slip, read_slip, slip_document
from archive.domain.verification import VerificationReport
from archive.errors import NotFound, RecordDamaged, StorageFull, Unavailable
from archive.ports import Parts
from archive.ports.records import RecordContent

_PACKAGES = ("hoso-*.zip", "hoso-*.zip.p7m")
_CLOSED = ".p7m"
_SLIP = ".phieu.json"
_CHUNK = 1024 * 1024  # bytes
_NO_ROOM = 28  # errno.ENOSPC


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """What a unit could give: files and bytes of its newest sealed version; version 0 is none sealed yet."""

    unit: UnitCode
    version: int = 0
    files: int = 0
    size: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A package to be fetched; without a slip nobody has checked these bytes."""

    name: str
    size: int
    made: datetime
    slip: Slip | None


def candidate(parts: Parts, quarter: Quarter, unit: UnitCode) -> Candidate:
    """What one unit could give.

    Raises:
        RecordDamaged: its record cannot be read.
    """
    record = RecordId(unit, quarter)
    versions = parts.records.versions(record)
    if not versions:
        return Candidate(unit=unit)
    return weighed(unit, versions[-1].number, parts.records.content(record))


def weighed(unit: UnitCode, version: int, content: RecordContent) -> Candidate:
    """How much these contents are.

    Raises:
        RecordDamaged: a file is gone.
    """
    size = 0
    for path in content.digests():
        with content.open(path) as source:
            size += source.seek(0, os.SEEK_END)
    return Candidate(unit=unit, version=version, files=len(content.digests()), size=size)


def waiting(parts: Parts) -> tuple[Waiting, ...]:
    """The packages in the outbox, newest first."""
    paths = {path for pattern in _PACKAGES for path in parts.outbox.glob(pattern)}
    found = [_waiting(path) for path in paths]
    return tuple(sorted(found, key=lambda item: (item.made, item.name), reverse=True))


def _waiting(path: Path) -> Waiting:
    state, slip = path.stat(), former_slip(path)
    made = _modified(state)
    is_its = slip is not None and (slip.size, slip.modified) == (state.st_size, made)
    return Waiting(name=path.name, size=state.st_size, made=made, slip=slip if is_its else None)


def _modified(state: os.stat_result) -> datetime:
    return datetime.fromtimestamp(state.st_mtime, UTC)


def former_slip(path: Path) -> Slip | None:
    """The slip that was last kept for a package, whether or not the bytes are still those."""
    try:
        slip = read_slip(json.loads(_slip_path(path).read_bytes()))
    except (OSError, ValueError, RecordDamaged):
        return None
    return slip if slip.package == path.name else None


def locate(parts: Parts, name: str) -> Path:
    """Where a package of that name lies.

    Raises:
        NotFound: there is none in the outbox.
    """
    if name not in {item.name for item in waiting(parts)}:
        raise NotFound(f"Không thấy gói '{name}'.", package=name)
    return parts.outbox / name


def is_closed(path: Path) -> bool:
    """Whether only its receivers can open the package."""
    return path.name.endswith(_CLOSED)


def file_slip(path: Path, report: VerificationReport, records: Sequence[RecordId], *, now: datetime) -> Slip:
    """Keep beside the package what a check found, with its fingerprint.

    Raises:
        StorageFull: there is no room.
        Unavailable: the disk refuses.
    """
    digest, size = hashlib.sha256(), 0
    try:
        with path.open("rb") as source:
            state = os.fstat(source.fileno())
            while chunk := source.read(_CHUNK):
                digest.update(chunk)
                size += len(chunk)
        slip = Slip(
            package=path.name,
            size=size,
            modified=_modified(state),
            sha256=digest.hexdigest(),
            checked_at=now,
            checked=report.checked,
            problems=report.problems,
            trial=sum("chữ ký thử" in note for note in report.notes),
            closed=is_closed(path),
            records=tuple(records),
        )
        _write(_slip_path(path), json.dumps(slip_document(slip), ensure_ascii=False, indent=1) + "\n")
    except OSError as refused:
        if refused.errno == _NO_ROOM:
            raise StorageFull("Máy chủ hết chỗ, chưa ghi được phiếu của gói; hãy báo người quản trị.") from refused
        raise Unavailable(f"Chưa đọc hoặc ghi được cạnh gói {path.name}; hãy thử lại.") from refused
    return slip


def _write(path: Path, text: str) -> None:
    aside = path.with_name(f".{path.name}.part")
    aside.write_text(text, encoding="utf-8")
    aside.replace(path)


def _slip_path(package: Path) -> Path:
    return package.with_name(package.name + _SLIP)
