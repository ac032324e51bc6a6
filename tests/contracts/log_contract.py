"""What every log book and every folder of published tiles must do (archive/ports/log.py)."""

from collections.abc import Sequence
from datetime import UTC, datetime

import pytest

from archive.domain.log import Checkpoint, Deed, SealedCheckpoint, deed_of, origin_of, read_entry
from archive.domain.log.note import NoteSignature, SignedNote, note_text
from archive.domain.merkle import leaf_hash, tree_root
from archive.errors import BadInput, RecordDamaged
from archive.ports.desk import Desk
from archive.ports.log import LogTiles
from tests.contracts.desk_contract import event

AT = datetime(2026, 6, 22, 3, 4, 5, tzinfo=UTC)


def deed(subject: str = "báo cáo", **details: str) -> Deed:
    return Deed(at=AT, actor="Lò Thị Mai", action="search", subject=subject, details=details)


def tell(desk: Desk, *deeds: Deed) -> None:
    """Append in one unit of work."""
    with desk.begin() as work:
        for item in deeds:
            work.log.append(item)
        work.commit()


def contents(desk: Desk) -> list[bytes]:
    with desk.begin() as work:
        return [row.content for row in work.log.rows()]


def seal(promised: Checkpoint) -> SealedCheckpoint:
    """A checkpoint that nobody really signed."""
    signature = NoteSignature(name=promised.origin, key_id=b"TEST", value=b"x")
    return SealedCheckpoint(note=note_text(SignedNote(text=promised.text, signatures=(signature,))), certificate="PEM")


class LogBookContract:
    """Subclass with the fixture `desk`: an empty one."""

    @pytest.fixture
    def desk(self) -> Desk:
        raise NotImplementedError  # abstract: each implementation gives its own

    def test_entries_are_numbered_from_0_without_a_gap(self, desk: Desk) -> None:
        tell(desk, deed("a"), deed("b"))
        tell(desk, deed("c"))

        with desk.begin() as work:
            rows = list(work.log.rows())
            assert work.log.size() == 3
        assert [(row.sequence, read_entry(row.content).deed.subject) for row in rows] == [(0, "a"), (1, "b"), (2, "c")]

    def test_an_entry_comes_back_as_it_was_told(self, desk: Desk) -> None:
        told = deed("Tờ trình", hits="3")
        tell(desk, told)

        assert read_entry(contents(desk)[0]).deed == told

    def test_an_entry_is_kept_with_the_hash_of_its_leaf(self, desk: Desk) -> None:
        tell(desk, deed())

        with desk.begin() as work:
            (row,) = work.log.rows()
        assert row.leaf == leaf_hash(row.content).hex()

    def test_rows_come_from_a_place_on_and_backwards_when_asked(self, desk: Desk) -> None:
        tell(desk, *(deed(str(number)) for number in range(4)))

        with desk.begin() as work:
            assert [row.sequence for row in work.log.rows(2)] == [2, 3]
            assert [row.sequence for row in work.log.rows(backwards=True)] == [3, 2, 1, 0]

    def test_what_is_not_committed_is_not_told(self, desk: Desk) -> None:
        with desk.begin() as work:
            work.log.append(deed())

        assert contents(desk) == []

    def test_an_event_of_a_dossier_is_told_where_it_is_written(self, desk: Desk) -> None:
        with desk.begin() as work:
            work.journal.write(event("a"))
            work.commit()

        assert read_entry(contents(desk)[0]).deed == deed_of(event("a"))

    def test_an_event_that_is_not_committed_is_not_told(self, desk: Desk) -> None:
        with desk.begin() as work:
            work.journal.write(event("a"))

        assert contents(desk) == []

    def test_every_event_comes_in_the_order_of_writing(self, desk: Desk) -> None:
        with desk.begin() as work:
            for subject in "cab":
                work.journal.write(event(subject))
            assert [item.subject for item in work.journal.everything()] == ["c", "a", "b"]

    def test_an_entry_too_long_for_a_log_is_refused(self, desk: Desk) -> None:
        with desk.begin() as work, pytest.raises(BadInput):
            work.log.append(deed("x" * 0x10000))

    def test_what_is_no_character_does_not_stop_the_log(self, desk: Desk) -> None:
        tell(desk, deed("\udc80"))

        assert read_entry(contents(desk)[0]).deed.subject == "?"

    def test_restored_entries_are_the_same_bytes_and_bring_their_events(self, desk: Desk) -> None:
        with desk.begin() as work:
            work.journal.write(event("a"))
            work.log.append(deed("b"))
            told = [row.content for row in work.log.rows()]

        with desk.begin() as work:
            assert work.log.restore(told) == 2
            assert [row.content for row in work.log.rows()] == told
            assert list(work.journal.everything()) == [event("a")]

    def test_an_entry_of_another_place_is_not_restored(self, desk: Desk) -> None:
        tell(desk, deed("a"), deed("b"))
        told = contents(desk)

        with desk.begin() as work, pytest.raises(RecordDamaged):
            work.log.restore(told[1:])

    def test_what_is_no_entry_is_not_restored(self, desk: Desk) -> None:
        with desk.begin() as work, pytest.raises(RecordDamaged):
            work.log.restore([b'{"sequence": 0}'])

    def test_marks_come_by_size_and_each_once(self, desk: Desk) -> None:
        with desk.begin() as work:
            for size, root in ((7, b"b"), (3, b"a"), (7, b"b")):
                work.log.mark(size, root)
            assert list(work.log.marks()) == [(3, b"a"), (7, b"b")]


class LogTilesContract:
    """Subclass with the fixture `tiles`: empty ones."""

    @pytest.fixture
    def tiles(self) -> LogTiles:
        raise NotImplementedError  # abstract: each implementation gives its own

    def test_before_the_first_publishing_there_is_nothing(self, tiles: LogTiles) -> None:
        assert (tiles.newest(), tiles.last(), list(tiles.contents()), list(tiles.checkpoints())) == (None, None, [], [])
        assert tiles.publish(lambda _size, _last: [], seal) is None

    @pytest.mark.parametrize("size", [1, 2, 255, 256, 257, 513])
    def test_the_checkpoint_promises_the_root_of_all_entries(self, tiles: LogTiles, size: int) -> None:
        entries = publish(tiles, size)

        newest = tiles.newest()
        assert newest
        assert newest.promised == Checkpoint(
            origin=origin_of(leaf_hash(entries[0])), size=size, root=tree_root(entries)
        )
        assert (list(tiles.contents()), tiles.last()) == (entries, entries[-1])

    @pytest.mark.parametrize("sizes", [(1, 2, 3), (255, 256, 257), (100, 300, 513), (256, 512, 513)])
    def test_publishing_in_steps_gives_what_publishing_at_once_gives(
        self, tiles: LogTiles, sizes: Sequence[int]
    ) -> None:
        for size in sizes:
            entries = publish(tiles, size)

        assert list(tiles.contents()) == entries
        assert [sealed.promised.root for _, sealed in tiles.checkpoints() if sealed] == [
            tree_root(entries[:size]) for size in sizes
        ]
        assert tiles.check().ok

    def test_the_reader_is_told_how_far_the_log_is_published(self, tiles: LogTiles) -> None:
        entries = publish(tiles, 300)
        asked: list[tuple[int, bytes | None]] = []

        def read(size: int, last: bytes | None) -> list[bytes]:
            asked.append((size, last))
            return []

        tiles.publish(read, seal)

        assert asked == [(300, entries[299])]

    def test_publishing_without_anything_new_changes_nothing(self, tiles: LogTiles) -> None:
        publish(tiles, 3)
        before = tiles.newest()

        assert tiles.publish(lambda _size, _last: [], seal) == before


def entries_to(size: int) -> list[bytes]:
    """Made-up leaves; no tile cares what they say."""
    return [b"entry %d" % number for number in range(size)]


def publish(tiles: LogTiles, size: int) -> list[bytes]:
    """Let the log grow to a size; all that is in it then."""
    entries = entries_to(size)
    tiles.publish(lambda begin, _last: entries[begin:], seal)
    return entries
