"""Blobs in a folder, `ab/cd/<sha512>`: written once, read-only; other folders beside them are none of its business."""

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from archive.domain.verification import Problem, VerificationReport
from archive.errors import NotFound
from storage.aside import Aside
from storage.durable import copy_new, make_folders, replace, storing, sync

_DIGEST = re.compile(r"[0-9a-f]{128}")
_SHARD = "[0-9a-f][0-9a-f]"
_INCOMING = "incoming"  # no shard has a name of this length


class LocalBlobs:
    """A content-addressed folder that several processes may use at once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        with storing(folder):
            self._aside = Aside(folder / _INCOMING)
            if self._aside.has_rooms():
                with self._aside.locked():
                    self._aside.clear()

    def put(self, source: BinaryIO) -> tuple[str, int]:
        """Store what `source` yields; bytes that are there already are not written again.

        Raises:
            StorageFull: there is no room.
            Unavailable: the disk refuses.
        """
        with storing(self._folder), self._aside.room() as room:
            incoming = room / "blob"
            written = copy_new(source, incoming)
            target = self._path(written.sha512)
            if target.exists():
                sync(target.parent)  # another process may have named it a moment ago
            else:
                sync(incoming)
                make_folders(target.parent)
                replace(incoming, target)  # another process can only have put the same bytes there since
        return written.sha512, written.size

    def open(self, sha512: str) -> BinaryIO:
        """Read back; the caller closes.

        Raises:
            NotFound: no such bytes are stored.
            Unavailable: the disk refuses.
        """
        if not _DIGEST.fullmatch(sha512):
            raise _not_stored(sha512)
        with storing(self._folder):
            try:
                return self._path(sha512).open("rb")
            except FileNotFoundError as wrong:
                raise _not_stored(sha512) from wrong

    def digests(self) -> Iterator[str]:
        """Every stored digest, in order."""
        return (path.name for path in self._files() if self._is_blob(path))

    def remove(self, sha512: str) -> None:
        """Forget these bytes, durably.

        Raises:
            Unavailable: the disk refuses.
        """
        path = self._path(sha512)
        with storing(self._folder):
            if _DIGEST.fullmatch(sha512) and path.exists():
                path.unlink()
                sync(path.parent)

    def check(self, sha512: str | None = None) -> VerificationReport:
        """Re-read one blob; or everything, and then also name files that are no blobs.

        Raises:
            NotFound: no such bytes are stored.
            Unavailable: the disk refuses.
        """
        if sha512 is not None:
            self.open(sha512).close()
            problem = _changed(self._path(sha512))
            return VerificationReport(1, (problem,) if problem else ())
        report = VerificationReport()
        for path in self._files():
            problem = _changed(path) if self._is_blob(path) else _stranger(path)
            report += VerificationReport(1, (problem,) if problem else ())
        return report

    def _path(self, sha512: str) -> Path:
        return self._folder / sha512[:2] / sha512[2:4] / sha512

    def _files(self) -> Iterator[Path]:
        for shard in sorted(self._folder.glob(f"{_SHARD}/{_SHARD}")):
            yield from sorted(shard.iterdir())

    def _is_blob(self, path: Path) -> bool:
        return bool(_DIGEST.fullmatch(path.name)) and path == self._path(path.name)


def _not_stored(sha512: str) -> NotFound:
    return NotFound(f"Kho tệp không có nội dung mang mã {sha512[:12]}…; hãy nhập lại tệp gốc.", sha512=sha512)


def _changed(path: Path) -> Problem | None:
    where = f"blobs/{path.name}"
    try:
        with path.open("rb") as file:
            found = hashlib.file_digest(file, "sha512").hexdigest()
    except OSError as wrong:
        return Problem(
            "file_unreadable", where, f"Không đọc được tệp ({wrong.strerror}); hãy khôi phục từ bản sao lưu."
        )
    if found == path.name:
        return None
    return Problem("digest_mismatch", where, "Nội dung đã khác với lúc lưu; hãy khôi phục từ bản sao lưu.")


def _stranger(path: Path) -> Problem:
    message = "Tệp lạ, phần mềm không lưu tệp này; hãy xem ai đã đặt vào rồi chuyển đi."
    return Problem("file_extra", f"blobs/{path.name}", message)
