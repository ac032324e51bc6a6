"""Where tiles, bundles of entries and checkpoints lie in the log's folder (C2SP tlog-tiles), and what is in them."""

from collections.abc import Sequence
from pathlib import Path

from archive.domain.log.edge import TILE

ENTRIES = "entries"
NEWEST = "checkpoint"
CHECKPOINTS = "checkpoints"
INCOMING = "incoming"
_GROUP = 1000  # names of three digits: no folder gets more than a thousand others
HASH_BYTES = 32
_LENGTH_BYTES = 2


def tile_path(level: int | str, index: int, width: int = TILE) -> Path:
    """The tile's path; one that is not full says how many hashes or entries it has."""
    groups = [f"{index % _GROUP:03}"]
    while index >= _GROUP:
        index //= _GROUP
        groups.append(f"x{index % _GROUP:03}")
    path = Path("tile", str(level), *reversed(groups))
    return path if width == TILE else Path(f"{path}.p", str(width))


def checkpoint_path(size: int) -> Path:
    """Where the checkpoint of that size is kept."""
    return Path(CHECKPOINTS, f"{size:012}.json")


def hashes_in(content: bytes) -> list[bytes]:
    """The hashes of a tile."""
    return [content[place : place + HASH_BYTES] for place in range(0, len(content), HASH_BYTES)]


def bundle_content(entries: Sequence[bytes]) -> bytes:
    """Entries as they are written: each after its length in two bytes."""
    return b"".join(len(entry).to_bytes(_LENGTH_BYTES, "big") + entry for entry in entries)


def entries_in(content: bytes) -> list[bytes]:
    """The entries of a bundle.

    Raises:
        ValueError: a length leads beyond the end.
    """
    entries, place = [], 0
    while place < len(content):
        begin = place + _LENGTH_BYTES
        place = begin + int.from_bytes(content[place:begin], "big")
        if place > len(content):
            raise ValueError(place)
        entries.append(content[begin:place])
    return entries
