"""Names inside a storage root: where an object lies (layout 0003), and which file paths a record may hold."""

import hashlib
import re
from collections.abc import Iterable
from pathlib import PurePosixPath
from urllib.parse import unquote

from archive.errors import UsageError

LAYOUT = "0003-hash-and-id-n-tuple-storage-layout"
TUPLE_SIZE = 3  # characters
TUPLES = 3
_LONGEST_NAME = 100  # characters; the layout cuts a longer name and adds the digest
_KEPT_AS_IS = re.compile(r"[A-Za-z0-9_-]")


def object_path(object_id: str) -> PurePosixPath:
    """An object's folder below the root."""
    digest = hashlib.sha256(object_id.encode()).hexdigest()
    tuples = [digest[place : place + TUPLE_SIZE] for place in range(0, TUPLE_SIZE * TUPLES, TUPLE_SIZE)]
    name = "".join(letter if _KEPT_AS_IS.match(letter) else _percent(letter) for letter in object_id)
    return PurePosixPath(*tuples, name if len(name) <= _LONGEST_NAME else f"{name[:_LONGEST_NAME]}-{digest}")


def object_id(folder_name: str) -> str | None:
    """The id that an object's folder is named by; None when the name was cut."""
    return unquote(folder_name) if len(folder_name) <= _LONGEST_NAME else None


def is_safe(path: str) -> bool:
    """Whether a path stays inside its record on every system."""
    printable = all(ord(letter) >= ord(" ") and letter not in "\\\x7f" for letter in path)
    return printable and not path.startswith("/") and all(part not in ("", ".", "..") for part in path.split("/"))


def require_safe(paths: Iterable[str]) -> None:
    """Accept the file paths of a version.

    Raises:
        UsageError: one could leave the record, or is at once a file and a folder.
    """
    files = set(paths)
    for path in sorted(files):
        folders = {str(parent) for parent in PurePosixPath(path).parents}
        if not is_safe(path) or folders & files:
            raise UsageError(f"Đường dẫn {path!r} không dùng được trong hồ sơ lưu trữ.", path=path)


def _percent(letter: str) -> str:
    return "".join(f"%{byte:02x}" for byte in letter.encode())
