"""Writes `<name>.zip`: a BagIt bag of sealed records, written aside, read back by our own reader, then given its name.

    BagExporter().export("quy-2-2026", {record: store.content(record)}, out=folder, at=clock.now(), actor="van-thu")

The same records at the same moment give the same bytes. No file is held in memory, and none is packed whose bytes are
not those the store promised. With recipients what gets a name is `<name>.zip.p7m`, and the zip stays in `scratch`.
"""

import os
import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from archive.domain.record import RecordId
from archive.errors import BadPackage, IntegrityError, StorageFull, Unavailable, UsageError
from archive.exporters.envelope import ENDING, MOST_BYTES, envelope
from archive.exporters.packing import pack
from archive.exporters.reader import BagReader
from archive.exporters.recipients import read_recipient
from archive.exporters.unpacking import NO_ROOM
from archive.ports.exporting import Recipient
from archive.ports.records import RecordContent

_NAME = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]{0,199}")  # no leading point: a package is not a hidden file
_PLAIN = ".plain-"


class BagExporter:
    """Writes packages.

    `organisation` is who hands them over; `scratch` a folder of this exporter alone, where zips lie until they are
    encrypted; `most_enveloped` how many bytes receivers can open.
    """

    def __init__(
        self,
        *,
        organisation: str = "Ban Tổ chức Tỉnh ủy",
        scratch: Path | None = None,
        most_enveloped: int = MOST_BYTES,
    ) -> None:
        self._organisation = organisation
        self._scratch = scratch
        self._most_enveloped = most_enveloped

    def recipient(self, certificate: Path, *, at: datetime) -> Recipient:
        """Read a receiver's certificate (PEM or DER).

        Raises:
            BadInput: it cannot be read, is not valid at that moment, or its key is not for this.
        """
        return read_recipient(certificate, at=at)

    def export(
        self,
        name: str,
        records: Mapping[RecordId, RecordContent],
        *,
        out: Path,
        at: datetime,
        actor: str,
        encrypt_for: Sequence[Recipient] = (),
    ) -> Path:
        """Write `<name>.zip`, or `<name>.zip.p7m` for recipients, below `out`; when it fails, nothing of it is left.

        Raises:
            UsageError: the name will not do, there are no records, a package of that name is already there, or it is
                larger than receivers could open.
            RecordDamaged: a file's path cannot stand in a package.
            DigestMismatch: the store gave other bytes than it promised.
            IntegrityError: the finished package did not pass its own check.
            StorageFull: there is no room.
            Unavailable: the folder cannot be written, or openssl cannot be used.
        """
        if not _NAME.fullmatch(name):
            raise UsageError(f"Tên gói '{name}' chỉ được có chữ không dấu, số và . _ -; hãy đặt tên khác.", name=name)
        if not records:
            raise UsageError("Không có hồ sơ nào để đóng gói; hãy chọn ít nhất một hồ sơ đã niêm phong.")
        finished = out / f"{name}.zip{ENDING if encrypt_for else ''}"
        with _disk(out):
            out.mkdir(parents=True, exist_ok=True)
            _require_free(finished)
            with tempfile.TemporaryDirectory(prefix=f".{name}-", dir=out) as aside:
                made = Path(aside, finished.name)
                if encrypt_for:
                    self._close(made, records, encrypt_for, at=at, actor=actor)
                else:
                    self._make(made, records, at=at, actor=actor)
                _require_free(finished)
                made.rename(finished)
            _to_disk(out)
        return finished

    def _make(self, package: Path, records: Mapping[RecordId, RecordContent], *, at: datetime, actor: str) -> None:
        """The plain zip, on the medium and checked."""
        pack(package, records, organisation=self._organisation, at=at, actor=actor)
        _to_disk(package)
        _forget(package)
        _read_back(package, records)

    def _close(
        self,
        closed: Path,
        records: Mapping[RecordId, RecordContent],
        recipients: Sequence[Recipient],
        *,
        at: datetime,
        actor: str,
    ) -> None:
        """The zip in a folder that only this user may enter, gone in any case; only what is encrypted goes to `out`."""
        with _hidden(self._scratch) as folder:
            plain = folder / closed.name.removesuffix(ENDING)
            with _disk(folder):
                self._make(plain, records, at=at, actor=actor)
            if plain.stat().st_size > self._most_enveloped:
                raise UsageError(
                    f"Gói lớn hơn {self._most_enveloped} byte, openssl của bên nhận không mở được khi đã mã hóa; hãy "
                    "kết xuất từng đơn vị bằng --unit."
                )
            envelope(plain, closed, recipients, cards=folder)
        _to_disk(closed)


@contextmanager
def _hidden(scratch: Path | None) -> Iterator[Path]:
    """A folder of mode 0700 that is removed at the end; what a killed process left there is removed at the start."""
    if scratch:
        with _disk(scratch):
            scratch.mkdir(parents=True, exist_ok=True, mode=0o700)
            for left in scratch.glob(f"{_PLAIN}*"):
                shutil.rmtree(left)
    with tempfile.TemporaryDirectory(prefix=_PLAIN, dir=scratch) as folder:
        yield Path(folder)


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
            inside = {**opened.records, **opened.selections}
            found = {record: dict(content.digests()) for record, content in inside.items()}
            problems = [problem.message for problem in opened.report.problems]
    except BadPackage as error:
        raise IntegrityError(f"Gói vừa ghi không mở lại được nên đã bị hủy: {error.sentence}") from error
    if problems or found != promised:
        raise IntegrityError(
            f"{package.name} vừa ghi không qua được kiểm tra nên đã bị hủy; hãy thử nơi lưu khác.", problems=problems
        )


def _lowered(digests: Mapping[str, str]) -> dict[str, str]:
    return {path: digest.lower() for path, digest in digests.items()}
