"""Where things are built before they get their place: rooms that are locked as long as their maker lives.

A process that is killed leaves its room behind unlocked, so the next one can tell it from a room in use and clear it.
"""

import fcntl
import os
import secrets
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from storage.durable import make_folders


def _nothing(room: Path) -> None:
    """Most leftovers concern nobody outside their room."""


class Aside:
    """A folder of rooms on the same file system as what is built in them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        make_folders(folder)

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Keep every other maker of rooms out, in this process and in others; not to be nested."""
        with _lock(self._folder, fcntl.LOCK_EX):
            yield

    @contextmanager
    def room(self) -> Iterator[Path]:
        """A fresh folder, gone with all that is still in it when the block is left."""
        room = self._folder / secrets.token_hex(8)
        with self.locked():  # a room must not be seen before it is locked
            room.mkdir()
            held = os.open(room, os.O_RDONLY)
            fcntl.flock(held, fcntl.LOCK_EX)
        try:
            yield room
        finally:
            shutil.rmtree(room, ignore_errors=True)
            os.close(held)

    def clear(self, before: Callable[[Path], None] = _nothing) -> None:
        """Remove the rooms of dead makers, each after `before` has looked at it; the caller holds `locked`."""
        for room in self._rooms():
            try:
                with _lock(room, fcntl.LOCK_EX | fcntl.LOCK_NB):
                    before(room)
                    shutil.rmtree(room)
            except (BlockingIOError, FileNotFoundError):
                continue  # its maker lives, or has just removed it

    def has_rooms(self) -> bool:
        """Whether there is any room, in use or left behind."""
        return any(True for _ in self._rooms())

    def _rooms(self) -> Iterator[Path]:
        return (path for path in self._folder.iterdir() if path.is_dir())


@contextmanager
def _lock(folder: Path, how: int) -> Iterator[None]:
    held = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(held, how)
        yield
    finally:
        os.close(held)
