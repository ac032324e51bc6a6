"""Bytes that survive a stop: the one place that knows the order write → fsync → rename → fsync of the folder.

Blobs and records build on it; what a blob or a record is, it does not know.
"""

import errno
import hashlib
import os
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from archive.errors import StorageFull, Unavailable

CHUNK = 1 << 20  # bytes: long enough for the disk, short enough for memory
_AHEAD = 32 << 20  # bytes: evidence of this size takes a disk long enough for a second thread to pay
_READ_ONLY = 0o444
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT)


@dataclass(frozen=True, slots=True)
class Written:
    """What went into a file: its SHA-512 in hex and its size in bytes."""

    sha512: str
    size: int


@contextmanager
def storing(place: Path) -> Iterator[None]:
    """Turn what the operating system says about `place` into our own errors.

    Raises:
        StorageFull: the disk or the quota has no room.
        Unavailable: the disk refuses for another reason.
    """
    try:
        yield
    except OSError as wrong:
        if wrong.errno in _NO_ROOM:
            raise StorageFull(
                f"Hết chỗ trên đĩa khi ghi vào {place}; chưa lưu gì. Hãy giải phóng chỗ rồi chạy lại.", place=str(place)
            ) from wrong
        raise Unavailable(
            f"Không đọc hoặc ghi được trong {place} ({wrong.strerror}). Hãy kiểm tra đĩa và quyền rồi chạy lại.",
            place=str(place),
        ) from wrong


def copy_new(source: BinaryIO, target: Path) -> Written:
    """Stream into a new read-only file and hash on the way; `sync` makes it durable.

    A large file is already sent to the disk while the rest is read, so that `sync` has little left to wait for.

    Raises:
        FileExistsError: there is a file of that name.
        OSError: it cannot be written.
    """
    digest, size, waiting = hashlib.sha512(), 0, 0
    sent: list[Future[None]] = []
    opened = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _READ_ONLY)
    with os.fdopen(opened, "wb") as file, ThreadPoolExecutor(1) as disk:
        while chunk := source.read(CHUNK):
            digest.update(chunk)
            file.write(chunk)
            size, waiting = size + len(chunk), waiting + len(chunk)
            if waiting >= _AHEAD:
                sent.append(disk.submit(os.fdatasync, file.fileno()))
                waiting = 0
        for one in sent:
            one.result()  # an error is told once only: `sync` would not hear of it
    return Written(digest.hexdigest(), size)


def sync(path: Path) -> None:
    """Wait until a file's bytes, or a folder's names, are on the disk.

    Raises:
        OSError: the disk could not take them.
    """
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def sync_tree(folder: Path) -> None:
    """`sync` every file below a folder, and every folder after what it holds.

    Raises:
        OSError: the disk could not take them.
    """
    for parent, _, names in os.walk(folder, topdown=False):
        for name in names:
            sync(Path(parent, name))
        sync(Path(parent))


def make_folders(folder: Path) -> None:
    """Make a folder and what is missing above it, durably.

    Raises:
        OSError: it cannot be made.
    """
    missing = [path for path in (folder, *folder.parents) if not path.exists()]
    for path in reversed(missing):
        path.mkdir(exist_ok=True)
        sync(path.parent)


def settle(aside: Path, target: Path) -> None:
    """Give something synced its lasting name, and make the name durable; what is there stays.

    Raises:
        FileExistsError: the name is taken.
        OSError: it cannot be renamed.
    """
    if target.exists():
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target))
    replace(aside, target)


def replace(aside: Path, target: Path) -> None:
    """Put a synced file in the place of an older one in one step, and make that durable.

    Raises:
        OSError: it cannot be renamed.
    """
    aside.rename(target)
    sync(target.parent)


def drop_empty(folder: Path, *, below: Path) -> None:
    """Remove a folder and its parents as long as they are empty, up to but without `below`.

    Raises:
        OSError: one cannot be removed for another reason than holding something.
    """
    while folder != below and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent
