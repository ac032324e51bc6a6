"""The book in SQLite and the tiles on the disk: both keep their contract, and a stop leaves a log that goes on."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import insert

from archive.domain.log import event_of, read_entry
from archive.domain.log.checking import row_problems
from archive.errors import RecordDamaged
from archive.ports.desk import Desk
from archive.ports.log import LogTiles
from storage.database import SqlDesk
from storage.database.engine import open_engine
from storage.database.migrate import upgrade
from storage.database.sums import teach
from storage.database.tables import events
from storage.database.translate_facts import fields
from storage.log import FileLogTiles
from storage.log.paths import bundle_content, entries_in, tile_path
from tests.contracts.desk_contract import event
from tests.contracts.log_contract import LogBookContract, LogTilesContract, deed, entries_to, publish, tell
from tests.storage.tracing import Call, killed_at, watched

MODULE = "tests.storage.publishing"


class TestSqlLogBook(LogBookContract):
    @pytest.fixture
    def desk(self, sql_desk: SqlDesk) -> Desk:
        return sql_desk


class TestFileLogTiles(LogTilesContract):
    @pytest.fixture
    def tiles(self, tmp_path: Path) -> LogTiles:
        return FileLogTiles(tmp_path / "log")


@pytest.mark.parametrize(
    "verb", ["UPDATE log_entries SET leaf = ''", "DELETE FROM log_entries", "DELETE FROM log_marks"]
)
def test_the_schema_refuses_to_change_the_log(sql_desk: SqlDesk, database: Path, verb: str) -> None:
    tell(sql_desk, deed())
    with sql_desk.begin() as work:
        work.log.mark(1, b"r")
        work.commit()

    with closing(sqlite3.connect(database)) as connection:
        teach(connection)
        with pytest.raises(sqlite3.IntegrityError, match="only added"):
            connection.execute(verb)


@pytest.mark.parametrize(
    ("index", "width", "path"),
    [
        (0, 256, "tile/0/000"),
        (5, 7, "tile/0/005.p/7"),
        (1234067, 256, "tile/0/x001/x234/067"),
        (1000, 3, "tile/0/x001/000.p/3"),
    ],
)
def test_tiles_lie_where_the_standard_says(index: int, width: int, path: str) -> None:
    assert tile_path(0, index, width) == Path(path)


def test_a_bundle_is_read_as_it_was_written() -> None:
    entries = [b"", b"a", b"x" * 0xFFFF]

    assert entries_in(bundle_content(entries)) == entries


def test_a_bundle_cut_short_is_not_read() -> None:
    with pytest.raises(ValueError, match="5"):
        entries_in(bundle_content([b"abc"])[:-1])


def test_full_tiles_are_never_written_again(tmp_path: Path) -> None:
    tiles = FileLogTiles(tmp_path)
    publish(tiles, 300)
    full = [tmp_path / tile_path(0, 0), tmp_path / tile_path("entries", 0)]
    before = [(path.stat().st_ino, path.stat().st_mtime_ns) for path in full]

    publish(tiles, 600)

    assert [(path.stat().st_ino, path.stat().st_mtime_ns) for path in full] == before


def test_a_partial_tile_gives_way_to_a_fuller_one(tmp_path: Path) -> None:
    tiles = FileLogTiles(tmp_path)
    for size in (3, 7):
        publish(tiles, size)

    assert [path.name for path in sorted((tmp_path / "tile" / "0").rglob("*")) if path.is_file()] == ["7"]


def test_a_full_tile_that_holds_something_else_stops_publishing(tmp_path: Path) -> None:
    tiles = FileLogTiles(tmp_path)
    publish(tiles, 200)
    (tmp_path / "tile/0/000").write_bytes(b"foreign")

    with pytest.raises(RecordDamaged):
        publish(tiles, 256)


def test_tiles_that_do_not_give_the_promised_root_stop_publishing(tmp_path: Path) -> None:
    tiles = FileLogTiles(tmp_path)
    publish(tiles, 3)
    (tmp_path / "tile/0/000.p/3").write_bytes(bytes(96))

    with pytest.raises(RecordDamaged):
        publish(tiles, 4)


@pytest.mark.parametrize("content", [b"", b"{}", b'{"format": "hoso-checkpoint/1"}', b"\xff"])
def test_a_newest_checkpoint_that_cannot_be_read_stops_publishing(tmp_path: Path, content: bytes) -> None:
    tiles = FileLogTiles(tmp_path)
    publish(tiles, 3)
    (path,) = (tmp_path / "checkpoints").iterdir()
    path.chmod(0o600)
    path.write_bytes(content)

    with pytest.raises(RecordDamaged):
        publish(tiles, 4)


def test_each_file_is_on_the_disk_before_it_has_its_name_and_the_checkpoint_comes_last(tmp_path: Path) -> None:
    calls = watched(tmp_path / "trace", MODULE, str(tmp_path / "log"), "300")

    renames = [place for place, call in enumerate(calls) if call.name == "rename"]
    synced = [place for place in renames if _is_synced(calls[:place], calls[place].paths[0])]
    named = [place for place in renames if _is_synced(calls[place:], str(Path(calls[place].paths[1]).parent))]
    targets = [str(Path(calls[place].paths[1]).relative_to(tmp_path / "log")) for place in renames]
    assert renames
    assert synced == named == renames
    assert targets[-2:] == ["checkpoints/000000000300.json", "checkpoint"]
    assert not any(target.startswith("checkpoint") for target in targets[:-2])


def _is_synced(calls: list[Call], path: str) -> bool:
    return any(call.name == "fsync" and path in call.paths for call in calls)


@pytest.mark.parametrize(
    ("call", "number"), [*[("rename", number) for number in range(1, 9)], ("fsync", 3), ("fsync", 9)]
)
def test_a_stop_at_any_moment_leaves_a_log_that_goes_on(tmp_path: Path, call: str, number: int) -> None:
    tiles = FileLogTiles(tmp_path / "log")
    publish(tiles, 200)

    killed_at(call, number, MODULE, str(tmp_path / "log"), "300")

    newest = tiles.newest()
    assert newest
    assert newest.promised.size in (200, 300)
    publish(tiles, 300)
    assert list(tiles.contents()) == entries_to(300)
    assert tiles.check().ok
    assert not any((tmp_path / "log" / "incoming").iterdir())


def test_events_written_before_there_was_a_log_become_its_first_entries(database: Path) -> None:
    engine = open_engine(f"sqlite:///{database}", patience=5)
    upgrade(engine, "0004")
    with engine.begin() as connection:
        for subject in ("a", "b"):
            connection.execute(insert(events), fields(event(subject)))
    engine.dispose()

    desk = SqlDesk(f"sqlite:///{database}")
    desk.upgrade()

    with desk.look() as work:
        found = list(work.log.rows())
        told = [event_of(read_entry(row.content)) for row in found]
        assert told == list(work.journal.everything()) == [event("a"), event("b")]
        assert list(row_problems(found)) == []
    desk.close()
