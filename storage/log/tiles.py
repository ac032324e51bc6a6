"""The published log in a folder; what its entries say it does not know.

Full tiles are written once, partial ones give way to fuller ones, and a checkpoint appears only after everything it
promises is durable.
"""

import fcntl
import io
import json
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from archive.domain.log import Checkpoint, Edge, SealedCheckpoint, checkpoint_document, origin_of, read_checkpoint
from archive.domain.log.edge import TILE, widths
from archive.domain.merkle import leaf_hash
from archive.domain.verification import Problem, VerificationReport
from archive.errors import BadInput, RecordDamaged
from archive.ports.log import Read, Seal
from storage.aside import Aside
from storage.durable import copy_new, drop_empty, make_folders, replace, settle, storing, sync
from storage.log.check import check_tiles
from storage.log.paths import (
    CHECKPOINTS,
    ENTRIES,
    INCOMING,
    NEWEST,
    bundle_content,
    checkpoint_path,
    entries_in,
    hashes_in,
    tile_path,
)


class FileLogTiles:
    """A folder that need not be there yet; several processes may use it at once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def newest(self) -> SealedCheckpoint | None:
        """The newest checkpoint, None before the first.

        Raises:
            RecordDamaged: it is there and cannot be read.
            Unavailable: the disk refuses.
        """
        with storing(self._folder):
            paths = self._checkpoint_files()
            return self._checkpoint(paths[-1]) if paths else None

    def publish(self, read: Read, seal: Seal) -> SealedCheckpoint | None:
        """Write what is new and then its checkpoint, which is returned; without anything new the newest one.

        Raises:
            RecordDamaged: what was published is damaged, or an entry is too long.
            StorageFull: there is no room; the newest checkpoint stays as it was.
            Unavailable: the disk refuses.
        """
        with storing(self._folder), self._alone():
            newest = self.newest()
            edge, bundle = self._edge(newest)
            new = read(edge.size, self._last(edge.size))
            if new:
                origin = newest.promised.origin if newest else origin_of(leaf_hash(new[0]))
                self._grow(edge, bundle, new)
                newest = seal(Checkpoint(origin=origin, size=edge.size, root=edge.root()))
                self._place(checkpoint_path(edge.size), json.dumps(checkpoint_document(newest)).encode())
            if newest:
                self._show(newest.note.encode())
                self._tidy(edge.size)
            return newest

    def last(self) -> bytes | None:
        """The last entry under the newest checkpoint, None before the first.

        Raises:
            RecordDamaged: a file is missing or cannot be read.
            Unavailable: the disk refuses.
        """
        newest = self.newest()
        with storing(self._folder):
            return self._last(newest.promised.size if newest else 0)

    def contents(self) -> Iterator[bytes]:
        """The entries under the newest checkpoint, in order.

        Raises:
            RecordDamaged: a file is missing or cannot be read.
            Unavailable: the disk refuses.
        """
        newest = self.newest()
        yield from self.contents_of(newest.promised.size if newest else 0)

    def contents_of(self, size: int) -> Iterator[bytes]:
        """The first entries, as many as `size`; errors as for `contents`."""
        for index in range(-(-size // TILE)):
            yield from self._bundle(index, size)[: size - index * TILE]

    def checkpoints(self) -> Iterator[tuple[str, SealedCheckpoint | None]]:
        """Every checkpoint kept, smallest first, by the name of its file; None for one that cannot be read.

        Raises:
            Unavailable: the disk refuses.
        """
        with storing(self._folder):
            paths = self._checkpoint_files()
        for path in paths:
            try:
                yield str(path.relative_to(self._folder)), self._checkpoint(path)
            except RecordDamaged:
                yield str(path.relative_to(self._folder)), None

    def check(self) -> VerificationReport:
        """Whether every file that the newest checkpoint needs is there and agrees with the others.

        Raises:
            Unavailable: the disk refuses.
        """
        with storing(self._folder):
            readable = [sealed for _, sealed in self.checkpoints() if sealed]
            if not readable:
                return VerificationReport()
            report = check_tiles(self._folder, readable[-1].promised)
            shown = self._folder / NEWEST
            if shown.exists() and shown.read_bytes() == readable[-1].note.encode():
                return report
            words = f"Tệp mốc mới nhất thiếu hoặc khác với {checkpoint_path(readable[-1].promised.size)}."
            return report + VerificationReport(1, (Problem("log_checkpoint_other", NEWEST, words),))

    @contextmanager
    def _alone(self) -> Iterator[None]:
        make_folders(self._folder)
        held = os.open(self._folder, os.O_RDONLY)
        try:
            fcntl.flock(held, fcntl.LOCK_EX)
            yield
        finally:
            os.close(held)

    def _edge(self, newest: SealedCheckpoint | None) -> tuple[Edge, list[bytes]]:
        """Where the log can be gone on with: its edge, and the entries of the bundle that is not full."""
        if newest is None:
            return Edge(), []
        promised = newest.promised
        edge = Edge(size=promised.size)
        for level, index, width in widths(promised.size):
            edge.levels += [[] for _ in range(level + 1 - len(edge.levels))]
            edge.levels[level] = hashes_in(self._widest(level, index, width))[:width]
        if edge.root() != promised.root:
            raise _damaged(self._folder)
        return edge, list(self._bundle(promised.size // TILE, promised.size)) if promised.size % TILE else []

    def _last(self, size: int) -> bytes | None:
        return self._bundle((size - 1) // TILE, size)[-1] if size else None

    def _grow(self, edge: Edge, bundle: list[bytes], new: Sequence[bytes]) -> None:
        """Write the tiles and bundles that the new entries fill or begin; `bundle` holds the unfinished one."""
        for entry in new:
            bundle.append(entry)
            for tile in edge.append(leaf_hash(entry)):
                self._place(tile_path(tile.level, tile.index), b"".join(tile.hashes))
            if len(bundle) == TILE:
                self._place(tile_path(ENTRIES, edge.size // TILE - 1), bundle_content(bundle))
                bundle.clear()
        for tile in edge.unfinished():
            self._place(tile_path(tile.level, tile.index, len(tile.hashes)), b"".join(tile.hashes))
        if bundle:
            self._place(tile_path(ENTRIES, edge.size // TILE, len(bundle)), bundle_content(bundle))

    def _place(self, name: Path, content: bytes) -> None:
        """Give some bytes their lasting name, durably; the same bytes may have got it before a stop."""
        target = self._folder / name
        if target.exists():
            if target.read_bytes() != content:
                raise _damaged(target)
            return
        make_folders(target.parent)
        with Aside(self._folder / INCOMING).room() as room:
            copy_new(io.BytesIO(content), room / "file")
            sync(room / "file")
            settle(room / "file", target)

    def _show(self, note: bytes) -> None:
        """Put the newest note where readers look for it: the one file that changes."""
        target = self._folder / NEWEST
        if target.exists() and target.read_bytes() == note:
            return
        with Aside(self._folder / INCOMING).room() as room:
            copy_new(io.BytesIO(note), room / "file")
            sync(room / "file")
            replace(room / "file", target)

    def _tidy(self, size: int) -> None:
        """Remove partial tiles that fuller ones hold as well, and what dead publishers left behind."""
        partial = [(level, index, width) for level, index, width in widths(size)]
        kept = {self._folder / tile_path(level, index, width) for level, index, width in partial}
        kept |= {self._folder / tile_path(ENTRIES, index, width) for level, index, width in partial if level == 0}
        for path in self._folder.glob("tile/**/*.p/*"):
            if path not in kept:
                path.unlink()
                drop_empty(path.parent, below=self._folder)
        with Aside(self._folder / INCOMING).locked():
            Aside(self._folder / INCOMING).clear()

    def _bundle(self, index: int, size: int) -> Sequence[bytes]:
        width = min(TILE, size - index * TILE)
        content = self._widest(ENTRIES, index, width)
        try:
            entries = entries_in(content)
        except ValueError as wrong:
            raise _damaged(self._folder / tile_path(ENTRIES, index, width)) from wrong
        if len(entries) < width:
            raise _damaged(self._folder / tile_path(ENTRIES, index, width))
        return entries[:width]

    def _widest(self, level: int | str, index: int, width: int) -> bytes:
        """A tile of at least that width: a stop may have come after a fuller one was written."""
        paths = [self._folder / tile_path(level, index, found) for found in (width, TILE)]
        for path in paths:
            if path.exists():
                return path.read_bytes()
        raise _damaged(self._folder / tile_path(level, index, width))

    def _checkpoint_files(self) -> list[Path]:
        return sorted((self._folder / CHECKPOINTS).glob("*.json"))

    def _checkpoint(self, path: Path) -> SealedCheckpoint:
        try:
            return read_checkpoint(json.loads(path.read_bytes()))
        except (ValueError, BadInput) as wrong:
            raise _damaged(path) from wrong


def _damaged(path: Path) -> RecordDamaged:
    return RecordDamaged(
        f"Nhật ký đã công bố bị hỏng ở {path}; hãy chạy hoso log verify rồi khôi phục từ bản sao lưu.", path=str(path)
    )
