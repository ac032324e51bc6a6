"""Writes `<name>.zip`: a BagIt bag of sealed records, written aside, read back by our own reader, then given its name.

    BagExporter().export("quy-2-2026", {record: store.content(record)}, out=folder, at=clock.now(), actor="van-thu")

The same records at the same moment give the same bytes. No file is held in memory, and none is packed whose bytes are
not those the store promised.
"""

import os
import re
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from archive.domain.record import RecordId
from archive.errors import BadPackage, IntegrityError, StorageFull, Unavailable, UsageError
from archive.exporters.packing import pack
from archive.exporters.reader import BagReader
from archive.exporters.unpacking import NO_ROOM
from archive.ports.records import RecordContent

_NAME = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]{0,199}")  # no leading point: a package is not a hidden file


class BagExporter:
    """Writes packages; `organisation` is who hands them over."""

    def __init__(self, *, organisation: str = "Ban Tổ chức Tỉnh ủy") -> None:
        self._organisation = organisation

    def export(
        self, name: str, records: Mapping[RecordId, RecordContent], *, out: Path, at: datetime, actor: str
    ) -> Path:
        """Write `<name>.zip` below `out` and return its path; when it fails, nothing of it is left.

        Raises:
            UsageError: the name will not do, there are no records, or a package of that name is already there.
            RecordDamaged: a file's path cannot stand in a package.
            DigestMismatch: the store gave other bytes than it promised.
            IntegrityError: the finished package did not pass its own check.
            StorageFull: there is no room.
            Unavailable: the folder cannot be written.
        """
        if not _NAME.fullmatch(name):
            raise UsageError(f"Tên gói '{name}' chỉ được có chữ không dấu, số và . _ -; hãy đặt tên khác.", name=name)
        if not records:
            raise UsageError("Không có hồ sơ nào để đóng gói; hãy chọn ít nhất một hồ sơ đã niêm phong.")
        finished = out / f"{name}.zip"
        with _disk(out):
            out.mkdir(parents=True, exist_ok=True)
            _require_free(finished)
            with tempfile.TemporaryDirectory(prefix=f".{name}-", dir=out) as aside:
                package = Path(aside, finished.name)
                pack(package, records, organisation=self._organisation, at=at, actor=actor)
                _to_disk(package)
                _forget(package)
                _read_back(package, records)
                _require_free(finished)
                package.rename(finished)
            _to_disk(out)
        return finished


@contextmanager
def _disk(out: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno in NO_ROOM:
            raise StorageFull(f"Không đủ chỗ ở {out} để ghi gói; hãy dọn bớt hoặc chọn nơi khác.") from error
        raise Unavailable(f"Không ghi được gói vào {out} ({error.strerror}); hãy kiểm tra nơi lưu.") from error


def _require_free(finished: Path) -> None:
    if os.path.lexists(finished):
        raise UsageError(f"Đã có {finished}; hãy đặt tên gói khác hoặc chuyển gói cũ đi.", path=str(finished))


def _to_disk(path: Path) -> None:
    """Wait until the bytes of a file, or the names in a folder, lie on the medium."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _forget(path: Path) -> None:
    """Drop the copy in memory, so that reading back asks the medium itself."""
    with path.open("rb") as file:
        os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def _read_back(package: Path, records: Mapping[RecordId, RecordContent]) -> None:
    promised = {record: _lowered(content.digests()) for record, content in records.items()}
    try:
        with BagReader(scratch=package.parent).open(package) as opened:
            found = {record: dict(content.digests()) for record, content in opened.records.items()}
            problems = [problem.message for problem in opened.report.problems]
    except BadPackage as error:
        raise IntegrityError(f"Gói vừa ghi không mở lại được nên đã bị hủy: {error.sentence}") from error
    if problems or found != promised:
        raise IntegrityError(
            f"{package.name} vừa ghi không qua được kiểm tra nên đã bị hủy; hãy thử nơi lưu khác.", problems=problems
        )


def _lowered(digests: Mapping[str, str]) -> dict[str, str]:
    return {path: digest.lower() for path, digest in digests.items()}
