"""A file that a program sends, put aside under a path of its own for as long as it is looked at."""

import errno
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from api.drawer import sweep
from archive.errors import StorageFull, Unavailable
from archive.ports import Parts

_KIND = "api"
_CHUNK = 1024 * 1024  # bytes
_OLD = 24 * 3600.0  # seconds: what a stopped process left behind


@contextmanager
def set_aside(parts: Parts, source: BinaryIO, *, name: str = "tep") -> Iterator[Path]:
    """The bytes as a file of that name, gone when the block is left.

    Raises:
        StorageFull: there is no room.
        Unavailable: it cannot be written.
    """
    sweep(parts, _KIND, older_than=_OLD)
    folder = parts.scratch.folder / _KIND / parts.actor
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        own = Path(tempfile.mkdtemp(dir=folder))
    except OSError as refused:
        raise _told(refused) from refused
    try:
        yield _written(source, own / name)
    finally:
        shutil.rmtree(own, ignore_errors=True)


def _written(source: BinaryIO, path: Path) -> Path:
    try:
        with path.open("wb") as target:
            shutil.copyfileobj(source, target, _CHUNK)
    except OSError as refused:
        raise _told(refused) from refused
    return path


def _told(refused: OSError) -> Unavailable:
    if refused.errno == errno.ENOSPC:
        return StorageFull("Máy chủ hết chỗ; hãy báo người quản trị.")
    return Unavailable("Máy chủ chưa ghi được tệp gửi lên; hãy thử lại.")
