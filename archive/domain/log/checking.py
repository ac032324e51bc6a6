"""Whether copies of the log are what they must be.

The book's rows are judged one by one, both copies against each other, and each against every root that was promised.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from archive.domain.history import Event
from archive.domain.log.checkpoint import Checkpoint
from archive.domain.log.edge import Edge
from archive.domain.log.entry import event_of, read_entry
from archive.domain.merkle import leaf_hash
from archive.domain.verification import Problem
from archive.errors import RecordDamaged

BOOK = "cơ sở dữ liệu"
TILES = "tệp đã công bố"


@dataclass(frozen=True, slots=True)
class LogRow:
    """An entry as the book keeps it: its place, its canonical bytes, and the hash of its leaf in hex."""

    sequence: int
    content: bytes
    leaf: str


def roots_at(contents: Iterable[bytes], sizes: Collection[int]) -> Mapping[int, bytes]:
    """The root over the first entries, for each of these sizes that the entries reach."""
    edge, roots = Edge(), {}
    for content in contents:
        edge.append(leaf_hash(content))
        if edge.size in sizes:
            roots[edge.size] = edge.root()
    return roots


def row_problems(rows: Iterable[LogRow]) -> Iterator[Problem]:
    """Gaps, rows at a foreign place, and rows whose bytes are not those of their hash."""
    expected = 0
    for row in rows:
        for missing in range(expected, row.sequence):
            yield _problem("log_entry_missing", missing, "Mục nhật ký bị xóa khỏi cơ sở dữ liệu.")
        expected = row.sequence + 1
        if leaf_hash(row.content).hex() != row.leaf:
            yield _problem("log_entry_changed", row.sequence, "Mục nhật ký trong cơ sở dữ liệu đã bị sửa.")
            continue
        try:
            if read_entry(row.content).sequence != row.sequence:
                yield _problem("log_entry_moved", row.sequence, "Mục nhật ký trong cơ sở dữ liệu bị đổi thứ tự.")
        except RecordDamaged:
            yield _problem("log_entry_changed", row.sequence, "Mục nhật ký trong cơ sở dữ liệu không đọc được.")


def copy_problems(rows: Sequence[LogRow], published: Sequence[bytes]) -> Iterator[Problem]:
    """Where the book says something else than what was published, or has lost its end."""
    book = {row.sequence: row.content for row in rows}
    end = max(book, default=-1) + 1
    for sequence, content in enumerate(published[:end]):
        if sequence in book and book[sequence] != content:
            yield _problem("log_copies_differ", sequence, "Mục trong cơ sở dữ liệu khác với mục đã công bố.")
    if end < len(published):
        words = f"Cơ sở dữ liệu chỉ còn {end} mục, đã công bố {len(published)}: bị cắt bớt hoặc quay lui."
        yield _problem("log_rolled_back", end, words)


def root_problems(
    promised: Iterable[tuple[str, Checkpoint]], roots: Mapping[int, bytes], copy: str
) -> Iterator[Problem]:
    """The first promise that a copy does not keep; every later one would only say so again."""
    for where, checkpoint in sorted(promised, key=lambda item: item[1].size):
        found = roots.get(checkpoint.size)
        if found is None:
            words = f"Nhật ký ({copy}) ngắn hơn mốc {checkpoint.size} mục: bị cắt bớt hoặc quay lui."
            yield Problem("log_rolled_back", where, words)
            return
        if found != checkpoint.root:
            words = f"{checkpoint.size} mục đầu của nhật ký ({copy}) không cho ra gốc mà mốc đã hứa."
            yield Problem("log_root_differs", where, words)
            return


def event_problems(rows: Iterable[LogRow], events: Sequence[Event]) -> Iterator[Problem]:
    """The first place where the events that people are shown are not those that the log tells."""
    told: list[tuple[int, Event]] = []
    for row in rows:
        try:
            event = event_of(read_entry(row.content))
        except RecordDamaged:
            continue  # told of by its row already
        if event:
            told.append((row.sequence, event))
    for (sequence, event), shown in zip(told, events, strict=False):
        if event != shown:
            words = f"Diễn biến hồ sơ trong cơ sở dữ liệu ('{shown.subject}') khác với điều nhật ký đã ghi."
            yield _problem("log_events_differ", sequence, words)
            return
    if len(told) != len(events):
        words = f"Cơ sở dữ liệu có {len(events)} diễn biến hồ sơ, nhật ký ghi {len(told)}."
        yield Problem("log_events_differ", "nhật ký", words)


def _problem(code: str, sequence: int, words: str) -> Problem:
    return Problem(code, f"nhật ký/mục {sequence}", words)
