"""Puts a version of a form into its folder whole or not at all, and never over another."""

import errno
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from archive.errors import StorageFull, Unavailable

_NO_ROOM = (errno.ENOSPC, errno.EDQUOT)
_TAKEN = (errno.EEXIST, errno.ENOTEMPTY)


def keep(files: Mapping[str, bytes], folder: Path) -> bool:
    """Write files aside, wait for the disk, then give them the folder's name; False when that is taken.

    Raises:
        StorageFull: there is no room; nothing was kept.
        Unavailable: the disk refuses; nothing was kept.
    """
    try:
        _make(folder.parent)
        with tempfile.TemporaryDirectory(prefix=".new-", dir=folder.parent) as aside:
            whole = Path(aside, folder.name)
            whole.mkdir()
            for name, content in files.items():
                _write(whole / name, content)
            _sync(whole)
            return _settle(whole, folder)
    except OSError as wrong:
        if wrong.errno in _NO_ROOM:
            raise StorageFull(f"Hết chỗ trên đĩa khi lưu mẫu vào {folder}; chưa lưu gì.", place=str(folder)) from wrong
        raise Unavailable(
            f"Không lưu được mẫu vào {folder} ({wrong.strerror}). Hãy kiểm tra đĩa và quyền rồi chạy lại.",
            place=str(folder),
        ) from wrong


def _settle(whole: Path, folder: Path) -> bool:
    try:
        whole.rename(folder)
    except OSError as taken:
        if taken.errno in _TAKEN:
            return False
        raise
    _sync(folder.parent)
    return True


def _make(folder: Path) -> None:
    missing = [path for path in (folder, *folder.parents) if not path.exists()]
    for path in reversed(missing):
        path.mkdir(exist_ok=True)
        _sync(path.parent)


def _write(path: Path, content: bytes) -> None:
    opened = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o444)
    with os.fdopen(opened, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _sync(path: Path) -> None:
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
