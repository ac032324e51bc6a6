"""Whoever edits, deletes, reorders, truncates, rolls back or replaces anything of the log is found."""

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from archive.domain.log import checkpoint_document, read_checkpoint
from archive.domain.merkle import leaf_hash
from archive.domain.record import RecordId
from archive.ports.records import RecordVersion
from archive.signing import DevelopmentKeys
from archive.workflow.audit import verify_log
from archive.workflow.log import publish
from storage.log import FileLogTiles
from storage.log.paths import bundle_content, entries_in
from tests.contracts.log_contract import publish as publish_made_up
from tests.log.world import NEW, OLD, World, make
from tests.quarters import QUARTER, SNV

Attack = Callable[[World], None]
EDIT = "UPDATE log_entries SET entry = replace(entry, 'tra cứu 7', 'tra cứu 9') WHERE sequence = 7"
PUT = "UPDATE log_entries SET entry = :entry, leaf = :leaf WHERE sequence = :sequence"


def test_an_untouched_log_holds(untouched: World) -> None:
    report = untouched.verify(given=untouched.kept())

    assert report.problems == ()
    assert report.checked > NEW


def put(world: World, sequence: int, content: bytes) -> None:
    """An entry in the place of another, with its hash."""
    world.sql(PUT, entry=content.decode(), leaf=leaf_hash(content).hex(), sequence=sequence)


def edit_and_hash_again(world: World) -> None:
    put(world, 7, world.contents()[7].replace("tra cứu 7".encode(), "tra cứu 9".encode()))


def reorder_and_number_again(world: World) -> None:
    """Two entries change places, each with the sequence of its new place."""
    rows = world.contents()
    for place, other in ((7, 8), (8, 7)):
        put(world, place, rows[other].replace(b'"sequence":%d' % other, b'"sequence":%d' % place))


def swap_rows(world: World) -> None:
    world.sql(
        "UPDATE log_entries SET sequence = -1 WHERE sequence = 7",
        "UPDATE log_entries SET sequence = 7 WHERE sequence = 8",
        "UPDATE log_entries SET sequence = 8 WHERE sequence = -1",
    )


def close_the_gap(world: World) -> None:
    world.sql(
        "DELETE FROM log_entries WHERE sequence = 7",
        "UPDATE log_entries SET sequence = -sequence WHERE sequence > 7",
        "UPDATE log_entries SET sequence = -sequence - 1 WHERE sequence < 0",
    )


DATABASE: dict[str, tuple[Attack, str]] = {
    "an entry edited": (
        lambda world: world.sql(EDIT),
        "log_entry_changed",
    ),
    "an entry edited and hashed again": (edit_and_hash_again, "log_copies_differ"),
    "an entry made unreadable": (
        lambda world: world.sql("UPDATE log_entries SET entry = '{' WHERE sequence = 7"),
        "log_entry_changed",
    ),
    "an event edited where people see it": (
        lambda world: world.sql("UPDATE events SET actor = 'ai đó' WHERE id = 5"),
        "log_events_differ",
    ),
    "an event deleted where people see it": (
        lambda world: world.sql("DELETE FROM events WHERE id = (SELECT max(id) FROM events)"),
        "log_events_differ",
    ),
    "an entry deleted": (
        lambda world: world.sql("DELETE FROM log_entries WHERE sequence = 7"),
        "log_entry_missing",
    ),
    "an entry deleted and the gap closed": (close_the_gap, "log_entry_moved"),
    "two entries swapped": (swap_rows, "log_entry_moved"),
    "two entries swapped and numbered again": (reorder_and_number_again, "log_copies_differ"),
    "the end cut off": (
        lambda world: world.sql("DELETE FROM log_entries WHERE sequence > 280"),
        "log_rolled_back",
    ),
    "everything cut off": (lambda world: world.sql("DELETE FROM log_entries"), "log_rolled_back"),
    "an older database put back": (
        lambda world: put_back(world.old / "hoso.db", world.database),
        "log_rolled_back",
    ),
    "a known checkpoint replaced": (
        lambda world: world.sql("UPDATE log_marks SET root = :root WHERE size = :size", root="00" * 32, size=OLD),
        "log_root_differs",
    ),
    "a known checkpoint made unreadable": (
        lambda world: world.sql("UPDATE log_marks SET root = 'x'"),
        "log_root_differs",
    ),
}


def put_back(source: Path, target: Path) -> None:
    shutil.copy2(source, target)
    for ending in ("-wal", "-shm"):
        target.with_name(target.name + ending).unlink(missing_ok=True)


@pytest.mark.parametrize(("attack", "code"), DATABASE.values(), ids=DATABASE)
def test_an_attack_on_the_database_is_found(world: World, attack: Attack, code: str) -> None:
    attack(world)

    assert code in world.codes()


def change_bundle(change: Callable[[list[bytes]], list[bytes]], *, name: str = "tile/entries/000") -> Attack:
    def attack(world: World) -> None:
        entries = entries_in((world.log / name).read_bytes())
        world.overwrite(name, bundle_content(change(entries)))

    return attack


def write_all_tiles_again(world: World) -> None:
    """A consistent history of other entries, with the checkpoints that were there."""
    kept = {path.name: path.read_bytes() for path in (world.log / "checkpoints").iterdir()}
    shown = (world.log / "checkpoint").read_bytes()
    shutil.rmtree(world.log)
    publish_made_up(FileLogTiles(world.log), NEW)
    shutil.rmtree(world.log / "checkpoints")
    (world.log / "checkpoints").mkdir()
    for name, content in kept.items():
        (world.log / "checkpoints" / name).write_bytes(content)
    world.overwrite("checkpoint", shown)


def flip_hash(world: World) -> None:
    content = bytearray((world.log / "tile/0/000").read_bytes())
    content[40] ^= 1
    world.overwrite("tile/0/000", bytes(content))


def put_back_tiles(world: World) -> None:
    shutil.rmtree(world.log)
    shutil.copytree(world.old / "log", world.log)


PARTIAL = "tile/entries/001.p/44"
TILES: dict[str, tuple[Attack, str]] = {
    "an entry edited": (change_bundle(lambda all_: [*all_[:7], b"{}", *all_[8:]]), "log_tile_damaged"),
    "an entry edited near the end": (change_bundle(lambda all_: [b"{}", *all_[1:]], name=PARTIAL), "log_tile_damaged"),
    "an entry deleted": (change_bundle(lambda all_: all_[1:]), "log_tile_damaged"),
    "two entries swapped": (
        change_bundle(lambda all_: [all_[1], all_[0], *all_[2:]]),
        "log_tile_damaged",
    ),
    "the last entries cut off": (change_bundle(lambda all_: all_[:-3], name=PARTIAL), "log_tile_damaged"),
    "a bundle that ends within an entry": (
        lambda world: world.overwrite(PARTIAL, (world.log / PARTIAL).read_bytes()[:-1]),
        "log_tile_damaged",
    ),
    "a bundle taken away": (lambda world: (world.log / PARTIAL).unlink(), "log_tile_damaged"),
    "a hash changed": (flip_hash, "log_tile_damaged"),
    "a tile of hashes taken away": (lambda world: (world.log / "tile/0/000").unlink(), "log_tile_damaged"),
    "a tile of the next level changed": (
        lambda world: world.overwrite("tile/1/000.p/1", bytes(32)),
        "log_tile_damaged",
    ),
    "a consistent other history": (write_all_tiles_again, "log_root_differs"),
    "older tiles put back": (put_back_tiles, "log_rolled_back"),
    "everything taken away": (lambda world: shutil.rmtree(world.log), "log_rolled_back"),
}


@pytest.mark.parametrize(("attack", "code"), TILES.values(), ids=TILES)
def test_an_attack_on_the_tiles_is_found(world: World, attack: Attack, code: str) -> None:
    attack(world)

    assert code in world.codes()


@pytest.mark.parametrize("name", ["a bundle taken away", "a bundle that ends within an entry"])
def test_the_problem_names_the_file(world: World, name: str) -> None:
    TILES[name][0](world)

    assert PARTIAL in {problem.where for problem in world.verify().problems}


NEWEST = f"checkpoints/{NEW:012}.json"


def change_checkpoint(**change: object) -> Attack:
    def attack(world: World) -> None:
        document = json.loads((world.log / NEWEST).read_bytes())
        world.overwrite(NEWEST, json.dumps({**document, **change}).encode())

    return attack


def smaller_size(world: World) -> None:
    """The newest checkpoint promises less than was signed."""
    note = world.newest().note.replace(f"\n{NEW}\n", f"\n{NEW - 1}\n")
    change_checkpoint(note=note)(world)


def other_root(world: World) -> None:
    """The newest checkpoint promises another history than was signed."""
    newest = world.newest()
    forged = replace(newest.promised, root=bytes(32)).text
    change_checkpoint(note=newest.note.replace(newest.promised.text, forged))(world)


def sign_again(world: World) -> None:
    """Another key signs another history under the same name."""
    stranger = DevelopmentKeys(world.folder / "stranger")
    shutil.rmtree(world.log)
    with world.parts(keys=stranger) as parts:
        publish(parts)


def borrow_stamp(world: World) -> None:
    """The stamp of an older checkpoint on the newest: it says a time, but of other bytes."""
    older = checkpoint_document(world.kept())
    change_checkpoint(stamp=older["stamp"])(world)


CHECKPOINTS: dict[str, tuple[Attack, str]] = {
    "its size changed": (smaller_size, "log_checkpoint_signature"),
    "its root changed": (other_root, "log_checkpoint_signature"),
    "its root changed, and the tiles do not follow": (other_root, "log_root_differs"),
    "made unreadable": (change_checkpoint(format="x"), "log_checkpoint_damaged"),
    "signed by somebody else": (sign_again, "log_checkpoint_signature"),
    "another certificate beside it": (change_checkpoint(certificate="PEM"), "log_checkpoint_signature"),
    "another stamp on it": (borrow_stamp, "log_stamp"),
    "an unreadable stamp on it": (change_checkpoint(stamp="AAAA"), "log_stamp"),
    "the shown note replaced": (
        lambda world: world.overwrite("checkpoint", world.kept().note.encode()),
        "log_checkpoint_other",
    ),
    "the shown note taken away": (lambda world: (world.log / "checkpoint").unlink(), "log_checkpoint_other"),
    "the newest taken away": (lambda world: (world.log / NEWEST).unlink(), "log_rolled_back"),
}


@pytest.mark.parametrize(("attack", "code"), CHECKPOINTS.values(), ids=CHECKPOINTS)
def test_a_replaced_checkpoint_is_found(world: World, attack: Attack, code: str) -> None:
    attack(world)

    assert code in world.codes()


def test_the_problem_names_the_entry(world: World) -> None:
    edit_and_hash_again(world)

    assert "nhật ký/mục 7" in {problem.where for problem in world.verify().problems}


def test_a_database_cut_short_is_told_with_its_first_missing_entry(world: World) -> None:
    DATABASE["the end cut off"][0](world)

    assert "nhật ký/mục 281" in {problem.where for problem in world.verify().problems}


def test_everything_rolled_back_together_is_found_by_a_kept_checkpoint(world: World) -> None:
    newest = world.newest()
    put_back(world.old / "hoso.db", world.database)
    put_back_tiles(world)

    assert world.codes() == set()
    assert world.codes(given=newest) == {"log_rolled_back"}


def test_everything_rolled_back_together_is_found_by_a_record_sealed_since(world: World) -> None:
    put_back(world.old / "hoso.db", world.database)
    put_back_tiles(world)
    with world.parts() as parts:
        version = RecordVersion(number=1, made=datetime(2026, 6, 22, tzinfo=UTC), message="Nộp", actor="x")
        parts.records.add(RecordId(SNV, QUARTER), {}, version)
        codes = {problem.code for problem in verify_log(parts).problems}

    assert codes == {"log_record_unlogged"}


def test_a_whole_new_history_by_the_same_key_is_found_by_a_kept_checkpoint(untouched: World, tmp_path: Path) -> None:
    """Who owns the home and its keys can make a log that holds in itself, but not one that others have seen."""
    (tmp_path / "forged").mkdir()
    forged = make(tmp_path / "forged")
    shutil.copytree(untouched.folder / "keys", forged.folder / "keys", dirs_exist_ok=True)
    edit_and_hash_again(forged)
    shutil.rmtree(forged.log)
    forged.sql("DELETE FROM log_marks")
    with forged.parts() as parts:
        publish(parts)

    assert forged.codes() == set()
    assert "log_root_differs" in forged.codes(given=untouched.kept())


def test_a_kept_checkpoint_of_another_log_is_told_apart(world: World, tmp_path: Path) -> None:
    tiles = FileLogTiles(tmp_path / "other")
    publish_made_up(tiles, OLD)
    foreign = tiles.newest()

    assert "log_checkpoint_other" in world.codes(given=foreign)


def test_a_kept_checkpoint_that_was_forged_is_refused(world: World) -> None:
    kept = world.kept()
    document = checkpoint_document(replace(kept, note=kept.note.replace(f"\n{OLD}\n", f"\n{OLD - 1}\n")))

    assert "log_checkpoint_signature" in world.codes(given=read_checkpoint(document))
