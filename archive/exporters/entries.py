"""Which names and sizes a package from anywhere may carry; judged before a byte of it is unpacked. Pure.

The names are those every system keeps apart: what Linux would accept and Windows or macOS would fold into one file,
or write elsewhere, is refused here as well.
"""

import re
import stat
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipInfo

from archive.errors import BadPackage

_MOST_NAME_BYTES = 255  # of one part, the limit of most file systems
_MOST_PATH_BYTES = 1024
_FORBIDDEN = re.compile(
    r"[\x00-\x1f\x7f\\\ud800-\udfff]|^[A-Za-z]:"
)  # control characters, backslash, lone surrogates, a drive's letter
_ENCRYPTED = 0x1  # bit of a zip entry's flags
_METHODS = (ZIP_STORED, ZIP_DEFLATED)  # the others need unbounded memory, or are unknown to common tools


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much a package may hold."""

    entries: int = 100_000
    total_bytes: int = 20 * 2**30  # once inflated
    ratio: int = 100  # inflated bytes for each byte of the zip, beyond `free_bytes`; our texts stay below 20
    free_bytes: int = 256 * 2**20  # inflated bytes that no ratio is asked of

    def allowance(self, packed_bytes: int) -> int:
        """How many bytes may come out of a zip of that size."""
        return min(self.total_bytes, self.free_bytes + self.ratio * packed_bytes)


def is_safe(path: str) -> bool:
    """Whether a relative path stays below its folder, on every system, and means itself."""
    parts = path.split("/")
    return (
        not _FORBIDDEN.search(path)
        and len(path.encode()) <= _MOST_PATH_BYTES
        and all(_is_safe_part(part) for part in parts)
    )


def _is_safe_part(part: str) -> bool:
    return part not in ("", ".", "..") and part == part.strip() and len(part.encode()) <= _MOST_NAME_BYTES


def require_distinct(paths: Iterable[str]) -> None:
    """Refuse paths that some system takes for one: twice the same, or differing in case or Unicode form only.

    Raises:
        BadPackage: two paths collide, or one is a file and another lies below it.
    """
    seen: set[str] = set()
    for path in paths:
        key = _key(path)
        if key in seen:
            raise BadPackage(f"Gói có hai tệp trùng tên: {path}. Không mở gói này.", where=path)
        seen.add(key)
    for key in seen:
        if any(parent in seen for parent in _parents(key)):
            raise BadPackage(f"Gói có tệp trùng tên với thư mục: {key}. Không mở gói này.", where=key)


def _key(path: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())


def _parents(path: str) -> Iterable[str]:
    parts = path.split("/")
    return ("/".join(parts[:length]) for length in range(1, len(parts)))


def require_harmless(entries: Sequence[ZipInfo], limits: Limits, *, packed_bytes: int) -> None:
    """Judge the table of contents of a zip.

    Raises:
        BadPackage: an entry leaves the folder, is no plain file, or the whole is more than allowed.
    """
    if len(entries) > limits.entries:
        raise BadPackage(f"Gói có {len(entries)} mục, quá {limits.entries}. Không mở gói này.", entries=len(entries))
    for entry in entries:
        _require_plain(entry)
    require_distinct(entry.filename for entry in entries if not entry.is_dir())
    promised = sum(entry.file_size for entry in entries)
    if promised > limits.allowance(packed_bytes):
        raise BadPackage(f"Gói khai {promised} byte sau khi giải nén, quá mức cho phép. Không mở gói này.")


def _require_plain(entry: ZipInfo) -> None:
    # Python cuts a name at its NUL: the name as it stands in the file is the one to judge.
    if not is_safe(entry.orig_filename.removesuffix("/")):
        raise BadPackage(
            f"Gói có tên tệp không an toàn: {entry.orig_filename!r}. Không mở gói này.", where=entry.orig_filename
        )
    kind = stat.S_IFMT(entry.external_attr >> 16)
    if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
        raise BadPackage(f"Gói có mục không phải tệp thường: {entry.filename}. Không mở gói này.", where=entry.filename)
    if entry.flag_bits & _ENCRYPTED or entry.compress_type not in _METHODS:
        raise BadPackage(f"Gói nén hoặc mã hóa theo cách không đọc được: {entry.filename}.", where=entry.filename)
