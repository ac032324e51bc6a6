"""Whether the files of a published log agree: each bundle gives the hashes of level 0, each tile a hash of the next."""

from collections.abc import Iterator
from pathlib import Path

from archive.domain.log import Checkpoint, Edge
from archive.domain.log.edge import TILE, Tile
from archive.domain.merkle import leaf_hash
from archive.domain.verification import Problem, VerificationReport
from storage.log.paths import ENTRIES, entries_in, hashes_in, tile_path

_RESTORE = "hãy khôi phục tệp này từ bản sao lưu"


def check_tiles(folder: Path, promised: Checkpoint) -> VerificationReport:
    """Every bundle and tile under a checkpoint, each by its own hashes, so that every damage has its place.

    Raises:
        OSError: the disk refuses.
    """
    problems: list[Problem] = []
    edge, checked = Edge(), 0
    for index in range(-(-promised.size // TILE)):
        width = min(TILE, promised.size - index * TILE)
        hashes = hashes_in(_content(folder, 0, index, width) or b"")[:width]
        problems += _bundle_problems(folder, index, width, hashes)
        if len(hashes) < width:
            return VerificationReport(checked + 1, tuple(problems))  # nothing above can be judged
        full = [tile for leaf in hashes for tile in edge.append(leaf)]
        problems += [problem for tile in full[1:] for problem in _tile_problems(folder, tile)]
        checked += 1 + len(full)
    problems += [problem for tile in edge.unfinished() for problem in _tile_problems(folder, tile)]
    if edge.root() != promised.root:
        words = f"Các tệp băm không cho ra gốc mà mốc {promised.size} đã hứa; {_RESTORE}."
        problems.append(Problem("log_tile_damaged", str(folder / "tile"), words))
    return VerificationReport(checked, tuple(problems))


def _bundle_problems(folder: Path, index: int, width: int, hashes: list[bytes]) -> Iterator[Problem]:
    tile, bundle = str(tile_path(0, index, width)), str(tile_path(ENTRIES, index, width))
    if len(hashes) < width:
        yield Problem("log_tile_damaged", tile, f"Tệp băm thiếu hoặc bị cắt cụt; {_RESTORE}.")
    try:
        entries = entries_in(_content(folder, ENTRIES, index, width) or b"")[:width]
    except ValueError:
        entries = []
    if len(entries) < width:
        yield Problem("log_tile_damaged", bundle, f"Tệp mục nhật ký thiếu hoặc bị cắt cụt; {_RESTORE}.")
    for place, (entry, leaf) in enumerate(zip(entries, hashes, strict=False)):
        if leaf_hash(entry) != leaf:
            sequence = index * TILE + place
            yield Problem("log_tile_damaged", bundle, f"Mục {sequence} không khớp với băm ở {tile}; {_RESTORE}.")


def _tile_problems(folder: Path, tile: Tile) -> Iterator[Problem]:
    found = hashes_in(_content(folder, tile.level, tile.index, len(tile.hashes)) or b"")
    if tuple(found[: len(tile.hashes)]) != tile.hashes:
        where = str(tile_path(tile.level, tile.index, len(tile.hashes)))
        yield Problem("log_tile_damaged", where, f"Tệp băm thiếu hoặc khác với các tệp mà nó tóm lại; {_RESTORE}.")


def _content(folder: Path, level: int | str, index: int, width: int) -> bytes | None:
    """The tile, or a full one in the place of a partial one."""
    for path in (folder / tile_path(level, index, found) for found in (width, TILE)):
        if path.exists():
            return path.read_bytes()
    return None
