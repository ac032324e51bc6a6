"""The master key: a file of 32 random bytes, kept apart from the home and from its backups."""

import os
from pathlib import Path

from archive.errors import NotFound, UsageError
from storage.backup.streaming import KEY_BYTES
from storage.durable import make_folders, storing, sync

_OWNER_ONLY = 0o600


def new_master_key(path: Path) -> None:
    """Make a key file that only its owner can read.

    Raises:
        UsageError: there is a file already; a key is never written over.
        StorageFull: there is no room.
        Unavailable: the disk refuses.
    """
    with storing(path.parent):
        make_folders(path.parent)
        try:
            opened = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _OWNER_ONLY)
        except FileExistsError as there:
            raise UsageError(f"Tệp {path} đã có; khóa không bao giờ bị ghi đè, hãy chọn tên khác.") from there
        with os.fdopen(opened, "wb") as file:
            file.write(os.urandom(KEY_BYTES))
        sync(path)
        sync(path.parent)


def read_master_key(path: Path) -> bytes:
    """The key.

    Raises:
        NotFound: there is no such file.
        UsageError: it is no key file.
        Unavailable: it cannot be read.
    """
    if not path.exists():
        raise NotFound(f"Không có tệp khóa {path} mà HOSO_MASTER_KEY_FILE chỉ tới.", path=str(path))
    with storing(path):
        key = path.read_bytes()
    if len(key) != KEY_BYTES:
        raise UsageError(f"{path} không phải tệp khóa: cần đúng {KEY_BYTES} byte; tạo khóa bằng hoso keys new-master.")
    return key
