"""The log as programs see it that nobody here wrote: pymerkle for the tree, openssl for signature and stamp."""

import base64
import subprocess
from pathlib import Path

import pytest
from pymerkle import InmemoryTree, InvalidProof, verify_consistency, verify_inclusion

from archive.domain.log import SealedCheckpoint, read_note
from archive.domain.merkle import leaf_hash
from archive.workflow.log import prove
from storage.log import FileLogTiles
from tests.log.test_attacks import DATABASE, Attack, edit_and_hash_again, reorder_and_number_again
from tests.log.world import NEW, OLD, World


def tree_of(contents: list[bytes]) -> InmemoryTree:
    tree = InmemoryTree(algorithm="sha256")
    for content in contents:
        tree.append_entry(content)
    return tree


def test_both_copies_give_the_promised_roots(untouched: World) -> None:
    for contents in (untouched.contents(), list(FileLogTiles(untouched.log).contents())):
        tree = tree_of(contents)

        assert tree.get_root(OLD) == untouched.kept().promised.root
        assert tree.get_root(NEW) == untouched.newest().promised.root


REMOVING = {"an entry deleted", "an entry deleted and the gap closed", "the end cut off"}


@pytest.mark.parametrize("name", ["an entry edited", "two entries swapped", *sorted(REMOVING)])
def test_an_attacked_database_does_not_give_the_promised_root(world: World, name: str) -> None:
    promised = world.newest().promised
    DATABASE[name][0](world)

    tree = tree_of(world.contents())

    assert tree.get_root() != promised.root
    assert (tree.get_size() < promised.size) == (name in REMOVING)


@pytest.mark.parametrize("attack", [edit_and_hash_again, reorder_and_number_again])
def test_no_proof_of_an_attacked_database_holds(world: World, attack: Attack) -> None:
    kept, newest = world.kept().promised, world.newest().promised
    attack(world)

    tree = tree_of(world.contents())

    with pytest.raises(InvalidProof):
        verify_consistency(kept.root, newest.root, tree.prove_consistency(OLD, NEW))
    with pytest.raises(InvalidProof):
        verify_inclusion(leaf_hash(world.contents()[7]), newest.root, tree.prove_inclusion(8, NEW))


def test_a_proof_we_hand_out_is_the_one_they_make(world: World) -> None:
    contents = world.contents()
    with world.parts() as parts:
        proof = prove(parts, 7, since=world.kept())

    theirs = tree_of(contents).prove_inclusion(8, NEW)
    verify_inclusion(leaf_hash(contents[7]), world.newest().promised.root, theirs)
    assert proof["inclusion"] == theirs.serialize()["path"][1:]
    assert str(proof["entry"]).encode() == contents[7]


def openssl(*arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["openssl", *map(str, arguments)], capture_output=True, text=True, check=False, timeout=60)


def verify_stamp(world: World, checkpoint: SealedCheckpoint, note: str, folder: Path) -> str:
    (folder / "note").write_text(note, "utf-8")
    (folder / "stamp").write_bytes(checkpoint.stamp or b"")
    done = openssl(
        "ts",
        "-verify",
        "-token_in",
        "-in",
        folder / "stamp",
        "-data",
        folder / "note",
        "-CAfile",
        world.root_certificate,
    )
    return done.stdout.strip() if done.returncode == 0 else f"refused {done.returncode}"


def test_openssl_accepts_the_stamp_on_every_checkpoint(untouched: World, tmp_path: Path) -> None:
    for checkpoint in (untouched.kept(), untouched.newest()):
        assert verify_stamp(untouched, checkpoint, checkpoint.note, tmp_path) == "Verification: OK"


def test_openssl_refuses_the_stamp_of_another_checkpoint(untouched: World, tmp_path: Path) -> None:
    assert verify_stamp(untouched, untouched.kept(), untouched.newest().note, tmp_path) == "refused 1"


def test_openssl_refuses_the_stamp_on_a_changed_note(untouched: World, tmp_path: Path) -> None:
    newest = untouched.newest()
    changed = newest.note.replace(f"\n{NEW}\n", f"\n{NEW - 1}\n")

    assert verify_stamp(untouched, newest, changed, tmp_path) == "refused 1"


def verify_signature(checkpoint: SealedCheckpoint, text: str, folder: Path) -> str:
    (folder / "certificate.pem").write_text(checkpoint.certificate)
    key = openssl("x509", "-in", folder / "certificate.pem", "-pubkey", "-noout").stdout
    (folder / "key.pem").write_text(key)
    (folder / "signature").write_bytes(read_note(checkpoint.note).signatures[0].value)
    (folder / "text").write_text(text, "utf-8")
    done = openssl(
        "dgst", "-sha256", "-verify", folder / "key.pem", "-signature", folder / "signature", folder / "text"
    )
    return done.stdout.strip()


def test_openssl_accepts_the_signature_on_the_three_lines_of_a_checkpoint(untouched: World, tmp_path: Path) -> None:
    newest = untouched.newest()

    assert verify_signature(newest, newest.promised.text, tmp_path) == "Verified OK"


def test_openssl_refuses_the_signature_on_other_lines(untouched: World, tmp_path: Path) -> None:
    newest = untouched.newest()

    assert verify_signature(newest, untouched.kept().promised.text, tmp_path) == "Verification failure"


def test_the_root_in_the_checkpoint_is_base64_of_the_tree_hash(untouched: World) -> None:
    lines = untouched.newest().note.split("\n")

    assert base64.b64decode(lines[2]) == tree_of(untouched.contents()).get_root()
