"""Entries, notes, checkpoints and proofs as values; roots and proofs as a library nobody here wrote sees them."""

import json
from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest
import rfc8785
from hypothesis import given, settings
from hypothesis import strategies as st
from pymerkle import InmemoryTree, verify_consistency, verify_inclusion

from archive.domain.history import EventKind
from archive.domain.log import (
    Action,
    Checkpoint,
    Deed,
    Edge,
    LogEntry,
    checkpoint_document,
    deed_of,
    entry_document,
    event_of,
    note_text,
    read_checkpoint,
    read_entry,
    read_note,
)
from archive.domain.log.edge import widths
from archive.domain.log.proof import check_proof, proof_document
from archive.domain.log.words import words_of
from archive.domain.merkle import leaf_hash, root_of_hashes, tree_root
from archive.errors import BadInput, IntegrityError, NotFound, RecordDamaged
from tests.contracts.desk_contract import event
from tests.contracts.log_contract import entries_to, seal

AT = datetime(2026, 6, 22, 10, 0, tzinfo=timezone(timedelta(hours=7)))
ENTRIES = entries_to(300)


def sealed(size: int) -> Checkpoint:
    return Checkpoint(origin="hoso/log/x", size=size, root=tree_root(ENTRIES[:size]))


@given(st.integers(0, 1200), st.integers(0, 3))
@settings(max_examples=40, deadline=None)
def test_the_edge_has_the_root_of_the_whole_tree(size: int, salt: int) -> None:
    leaves = [leaf_hash(bytes([salt]) + number.to_bytes(2, "big")) for number in range(size)]
    edge = Edge()
    for leaf in leaves:
        edge.append(leaf)

    assert (edge.size, edge.root()) == (size, root_of_hashes(leaves))


def test_a_tree_over_two_levels_of_full_tiles_has_the_right_root() -> None:
    leaves = [number.to_bytes(32, "big") for number in range(65_536 + 259)]
    edge = Edge()
    full = [tile for leaf in leaves for tile in edge.append(leaf)]

    assert edge.root() == root_of_hashes(leaves)
    assert sorted({(tile.level, tile.index) for tile in full if tile.level}) == [(1, 0)]
    assert [(tile.level, tile.index, len(tile.hashes)) for tile in edge.unfinished()] == widths(len(leaves))


def test_an_event_comes_back_from_its_entry() -> None:
    told = replace(event("SNV"), outcome="withheld", note="mật", at=AT)
    content = rfc8785.dumps(entry_document(LogEntry(sequence=4, deed=deed_of(told))))

    assert event_of(read_entry(content)) == told


def test_what_is_no_event_gives_none() -> None:
    entry = LogEntry(sequence=0, deed=Deed(at=AT, actor="a", action="search", subject="b"))

    assert event_of(entry) is None


@pytest.mark.parametrize("action", ["dossier/unknown", f"dossier/{EventKind.SEALING}"])
def test_an_entry_that_only_looks_like_an_event_is_damaged(action: str) -> None:
    entry = LogEntry(sequence=0, deed=Deed(at=AT, actor="a", action=action, subject="b"))

    with pytest.raises(RecordDamaged):
        event_of(entry)


@pytest.mark.parametrize("action", [*Action, *(f"dossier/{kind}" for kind in EventKind)])
def test_every_action_has_words(action: str) -> None:
    assert "/" not in words_of(action)
    assert words_of(action) != str(action)


def test_an_action_of_a_later_version_is_shown_as_it_is() -> None:
    assert words_of("later/thing") == "later/thing"


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b'{"sequence": 1, "details": []}', b"\xff"])
def test_bytes_that_are_no_entry_are_refused(content: bytes) -> None:
    with pytest.raises(RecordDamaged):
        read_entry(content)


@pytest.mark.parametrize(
    ("deed", "record"),
    [
        (deed_of(event("2026-Q2.SNV.submission")), "urn:hoso:SNV:2026-Q2"),
        (Deed(at=AT, actor="a", action="retention/hold", subject="urn:hoso:STC:2026-Q1"), "urn:hoso:STC:2026-Q1"),
        (Deed(at=AT, actor="a", action="search", subject="báo cáo"), ""),
    ],
)
def test_an_entry_knows_the_record_it_is_about(deed: Deed, record: str) -> None:
    assert LogEntry(sequence=0, deed=deed).record == record


def test_a_note_is_read_as_it_was_written() -> None:
    note = seal(sealed(3)).note

    assert note_text(read_note(note)) == note
    assert read_note(note).text == sealed(3).text


@pytest.mark.parametrize("note", ["", "a\n", "a\n\n", "a\n\n- x AAAAAAAA\n", "a\n\n— x ***\n", "a\n\n— x AAAA\n"])
def test_what_is_no_note_is_refused(note: str) -> None:
    with pytest.raises(BadInput):
        read_note(note)


def test_a_checkpoint_is_read_as_it_was_written() -> None:
    written = replace(seal(sealed(3)), stamp=b"token")

    assert read_checkpoint(json.loads(json.dumps(checkpoint_document(written)))) == written
    assert written.promised == sealed(3)


@pytest.mark.parametrize(
    "change",
    [
        {"format": "hoso-checkpoint/2"},
        {"note": None},
        {"stamp": "***"},
        {"note": seal(sealed(3)).note.replace("\n3\n", "\n03\n")},
        {"note": seal(sealed(3)).note.replace("\n3\n", "\nba\n")},
        {"note": seal(sealed(3)).note.replace("\n3\n", "\n3\nextra\n")},
        {"note": "a\n\n— x AAAAAAAA\n"},
    ],
    ids=["format", "no note", "stamp", "leading zero", "no number", "another line", "too short"],
)
def test_a_document_that_is_no_checkpoint_is_refused(change: dict[str, object]) -> None:
    with pytest.raises(BadInput):
        read_checkpoint({**checkpoint_document(seal(sealed(3))), **change})


@pytest.mark.parametrize("sequence", [0, 1, 255, 256, 298, 299])
def test_a_proof_leads_from_the_entry_to_the_root_for_another_implementation_too(sequence: int) -> None:
    proof = proof_document(ENTRIES, sequence, seal(sealed(300)), since=sealed(257))

    tree = foreign(ENTRIES)
    theirs = tree.prove_inclusion(sequence + 1, 300)
    hashes = [bytes.fromhex(str(item)) for item in proof["inclusion"]]  # type: ignore[attr-defined]  # a list
    assert hashes == [bytes.fromhex(item) for item in theirs.serialize()["path"][1:]]
    verify_inclusion(leaf_hash(ENTRIES[sequence]), tree_root(ENTRIES), theirs)
    assert check_proof(proof, since=sealed(257)).promised == sealed(300)


def test_consistency_holds_for_another_implementation_too() -> None:
    tree = foreign(ENTRIES)

    verify_consistency(sealed(257).root, sealed(300).root, tree.prove_consistency(257, 300))


@pytest.mark.parametrize(
    ("name", "value"),
    [("entry", "entry 8"), ("sequence", 8), ("inclusion", []), ("consistency", {"size": 257, "hashes": []})],
)
def test_a_changed_proof_does_not_lead_there(name: str, value: object) -> None:
    proof = proof_document(ENTRIES, 7, seal(sealed(300)), since=sealed(257))

    with pytest.raises((IntegrityError, BadInput)):
        check_proof({**proof, name: value}, since=sealed(257))


def test_a_proof_under_another_checkpoint_does_not_lead_there() -> None:
    proof = proof_document(ENTRIES, 7, seal(sealed(300)))
    other = seal(replace(sealed(300), root=tree_root(ENTRIES[::-1])))

    with pytest.raises(IntegrityError):
        check_proof({**proof, "checkpoint": checkpoint_document(other)})


def test_a_proof_without_consistency_is_not_enough_when_an_older_checkpoint_is_known() -> None:
    with pytest.raises(BadInput):
        check_proof(proof_document(ENTRIES, 7, seal(sealed(300))), since=sealed(257))


@pytest.mark.parametrize("sequence", [-1, 300])
def test_there_is_no_proof_of_an_entry_that_is_not_there(sequence: int) -> None:
    with pytest.raises(NotFound):
        proof_document(ENTRIES, sequence, seal(sealed(300)))


def test_no_proof_is_made_from_entries_that_were_changed() -> None:
    with pytest.raises(IntegrityError):
        proof_document([b"other", *ENTRIES[1:]], 7, seal(sealed(300)))


@pytest.mark.parametrize(
    "since", [replace(sealed(257), root=bytes(32)), Checkpoint(origin="hoso/log/x", size=301, root=bytes(32))]
)
def test_no_proof_is_made_from_an_older_checkpoint_of_another_history(since: Checkpoint) -> None:
    with pytest.raises(IntegrityError):
        proof_document(ENTRIES, 7, seal(sealed(300)), since=since)


def foreign(leaves: list[bytes]) -> InmemoryTree:
    tree = InmemoryTree(algorithm="sha256")
    for leaf in leaves:
        tree.append_entry(leaf)
    return tree
