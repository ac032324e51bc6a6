"""What an account has sent half-way or may still take back, in a folder of its own on disk; old things are thrown away.

Names come from nobody outside: folders are named by account, files by what cannot be guessed.
"""

import json
import secrets
import shutil
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from api.access import Visitor
from archive.errors import NotFound, StorageFull, Unavailable
from archive.ports import Parts

_ID_BYTES = 16
_ID_LETTERS = frozenset("0123456789abcdef")
_NO_ROOM = 28  # errno.ENOSPC


class Drawer:
    """One account's folder of one kind of things."""

    def __init__(self, parts: Parts, kind: str, visitor: Visitor) -> None:
        self.folder = parts.scratch.folder / kind / visitor.account.name

    def open(self) -> Path:
        """The folder, made when it is not there yet.

        Raises:
            StorageFull: there is no room.
            Unavailable: it cannot be made.
        """
        try:
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError as refused:
            raise _told(refused) from refused
        return self.folder

    def place(self, name: str) -> Path:
        """Where the thing of that name lies.

        Raises:
            NotFound: no name of ours.
        """
        if len(name) != 2 * _ID_BYTES or not _ID_LETTERS.issuperset(name):
            raise NotFound("Không còn thấy phần đã gửi lên; hãy gửi lại.")
        return self.folder / name

    def put(self, noted: Mapping[str, Any]) -> str:
        """Keep a note; the name it is found by.

        Raises:
            StorageFull: there is no room.
            Unavailable: it cannot be written.
        """
        name = new_name()
        try:
            (self.open() / name).write_text(json.dumps(noted, ensure_ascii=False), encoding="utf-8")
        except OSError as refused:
            raise _told(refused) from refused
        return name

    def note(self, name: str) -> Mapping[str, Any]:
        """The note of that name.

        Raises:
            NotFound: it is not there, or not any more.
        """
        try:
            found = json.loads(self.place(name).read_text(encoding="utf-8"))
        except (OSError, ValueError) as gone:
            raise NotFound("Không còn thấy phần đã gửi lên; hãy gửi lại.") from gone
        return found if isinstance(found, dict) else {}

    def throw_away(self, name: str) -> None:
        """Forget the thing of that name; it may be gone already."""
        forget(self.place(name))


def new_name() -> str:
    """A name that cannot be guessed."""
    return secrets.token_hex(_ID_BYTES)


def sweep(parts: Parts, kind: str, *, older_than: float) -> None:
    """Throw away what nobody has touched for so many seconds, of every account."""
    before = time.time() - older_than
    for path in (parts.scratch.folder / kind).glob("*/*"):
        try:
            is_old = path.stat().st_mtime < before
        except OSError:  # somebody else was quicker
            continue
        if is_old:
            forget(path)


def forget(path: Path) -> None:
    """Remove a file or a folder with what is in it."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


def _told(refused: OSError) -> Unavailable:
    if refused.errno == _NO_ROOM:
        return StorageFull("Máy chủ hết chỗ; hãy báo người quản trị.")
    return Unavailable("Máy chủ chưa ghi được phần gửi lên; hãy thử lại.")
