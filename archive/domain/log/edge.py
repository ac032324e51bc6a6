"""The right edge of a growing Merkle tree, in tiles of 256 hashes (C2SP tlog-tiles): all that appending needs.

A tree over more than 256 leaves is the tree over the roots of its blocks of 256 (RFC 9162 splits at powers of two), so
a level keeps only the hashes of its unfinished tile.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field

from archive.domain.merkle import root_of_hashes

TILE = 256  # hashes of a full tile: height 8, as C2SP tlog-tiles demands


@dataclass(frozen=True, slots=True)
class Tile:
    """A tile by its level and place, with the hashes in it."""

    level: int
    index: int
    hashes: tuple[bytes, ...]


@dataclass(slots=True)
class Edge:
    """The unfinished tile of each level, lowest first, and how many leaves there are."""

    size: int = 0
    levels: list[list[bytes]] = field(default_factory=list)

    def append(self, leaf: bytes) -> list[Tile]:
        """Add the hash of a leaf; the tiles that it makes full, lowest first."""
        self.size += 1
        full: list[Tile] = []
        level, risen = 0, leaf
        while True:
            if level == len(self.levels):
                self.levels.append([])
            unfinished = self.levels[level]
            unfinished.append(risen)
            if len(unfinished) < TILE:
                return full
            tile = Tile(level, self.size // TILE ** (level + 1) - 1, tuple(unfinished))
            full.append(tile)
            risen = root_of_hashes(tile.hashes)
            unfinished.clear()
            level += 1

    def unfinished(self) -> list[Tile]:
        """The partial tiles, lowest first; a level whose last tile is full has none."""
        return [
            Tile(level, self.size // TILE ** (level + 1), tuple(hashes))
            for level, hashes in enumerate(self.levels)
            if hashes
        ]

    def root(self) -> bytes:
        """The Merkle tree hash over all leaves."""
        risen: list[bytes] = []
        for hashes in self.levels:
            hashes_and_rest = [*hashes, *risen]
            risen = [root_of_hashes(hashes_and_rest)] if hashes_and_rest else []
        return risen[0] if risen else hashlib.sha256(b"").digest()


def widths(size: int) -> Sequence[tuple[int, int, int]]:
    """Of each partial tile of a tree of that size: level, index and how many hashes it has."""
    found, level, count = [], 0, size
    while count:
        if count % TILE:
            found.append((level, count // TILE, count % TILE))
        level, count = level + 1, count // TILE
    return found
