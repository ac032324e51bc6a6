"""The Merkle tree hash and its proofs agree with a library nobody here wrote, and see every change."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pymerkle import InmemoryTree

from archive.domain.merkle import (
    consistency_proof,
    inclusion_proof,
    root_from_inclusion,
    roots_from_consistency,
    tree_root,
)
from archive.domain.seal import SEAL_PATH, root_of

LEAVES = st.lists(st.binary(max_size=6), min_size=1, max_size=40)
DIGESTS = st.dictionaries(
    st.text("abc/é", min_size=1, max_size=6), st.text("0123456789abcdef", min_size=8, max_size=8), min_size=1
)


@given(st.lists(st.binary(max_size=40), min_size=1, max_size=40))
def test_the_root_is_that_of_another_implementation(leaves: list[bytes]) -> None:
    tree = InmemoryTree(algorithm="sha256")
    for leaf in leaves:
        tree.append_entry(leaf)

    assert tree_root(leaves) == tree.get_root()


def test_the_root_of_nothing_is_the_hash_of_nothing() -> None:
    assert tree_root([]) == hashlib.sha256(b"").digest()


@given(DIGESTS, st.data())
def test_any_change_of_a_path_or_digest_changes_the_root(digests: dict[str, str], data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(sorted(digests)))
    renamed = {name: digest for name, digest in digests.items() if name != path} | {path + "x": digests[path]}
    altered = digests | {path: "ffffffff" if digests[path] != "ffffffff" else "00000000"}

    root = root_of(digests)

    assert root not in (root_of(renamed), root_of(altered))


@given(DIGESTS)
def test_the_seal_itself_is_not_part_of_what_it_seals(digests: dict[str, str]) -> None:
    assert root_of(digests | {SEAL_PATH: "00"}) == root_of(digests)


def foreign(leaves: list[bytes]) -> InmemoryTree:
    tree = InmemoryTree(algorithm="sha256")
    for leaf in leaves:
        tree.append_entry(leaf)
    return tree


@given(LEAVES, st.data())
def test_an_inclusion_proof_is_that_of_another_implementation_and_leads_to_the_root(
    leaves: list[bytes], data: st.DataObject
) -> None:
    index = data.draw(st.integers(0, len(leaves) - 1))

    proof = inclusion_proof(leaves, index)

    other = foreign(leaves).prove_inclusion(index + 1).serialize()["path"]
    assert [node.hex() for node in proof] == other[1:]  # theirs begins with the leaf's own hash
    assert root_from_inclusion(leaves[index], index, len(leaves), proof) == tree_root(leaves)


@given(LEAVES, st.data())
def test_an_inclusion_proof_holds_for_no_other_leaf_place_or_length(leaves: list[bytes], data: st.DataObject) -> None:
    index = data.draw(st.integers(0, len(leaves) - 1))
    proof = inclusion_proof(leaves, index)

    assert root_from_inclusion(leaves[index] + b"x", index, len(leaves), proof) != tree_root(leaves)
    with pytest.raises(ValueError, match="too long"):
        root_from_inclusion(leaves[index], index, len(leaves), [*proof, b"\0" * 32])
    if proof:
        with pytest.raises(ValueError, match="too short"):
            root_from_inclusion(leaves[index], index, len(leaves), proof[:-1])


@given(LEAVES, st.data())
def test_a_consistency_proof_leads_to_both_roots(leaves: list[bytes], data: st.DataObject) -> None:
    old = data.draw(st.integers(1, len(leaves)))

    implied = roots_from_consistency(old, len(leaves), consistency_proof(leaves, old), tree_root(leaves[:old]))

    assert implied == (tree_root(leaves[:old]), tree_root(leaves))


@given(LEAVES, st.data())
def test_no_consistency_proof_hides_a_changed_beginning(leaves: list[bytes], data: st.DataObject) -> None:
    old = data.draw(st.integers(1, len(leaves)))
    told = [*leaves[: old - 1], leaves[old - 1] + b"x"]

    implied = roots_from_consistency(old, len(leaves), consistency_proof(leaves, old), tree_root(told))

    assert implied != (tree_root(told), tree_root(leaves))


@given(LEAVES, st.data())
def test_a_consistency_proof_of_a_wrong_length_is_refused(leaves: list[bytes], data: st.DataObject) -> None:
    old = data.draw(st.integers(1, len(leaves)))
    proof = consistency_proof(leaves, old)

    with pytest.raises(ValueError, match="too long"):
        roots_from_consistency(old, len(leaves), [*proof, b"\0" * 32], tree_root(leaves[:old]))
    if proof:
        with pytest.raises(ValueError, match="too short"):
            roots_from_consistency(old, len(leaves), proof[:-1], tree_root(leaves[:old]))


@pytest.mark.parametrize(("index", "size"), [(-1, 3), (3, 3)])
def test_there_is_no_proof_for_a_leaf_that_is_not_there(index: int, size: int) -> None:
    with pytest.raises(ValueError, match="no leaf"):
        inclusion_proof([b"a"] * size, index)
    with pytest.raises(ValueError, match="no leaf"):
        root_from_inclusion(b"a", index, size, ())


@pytest.mark.parametrize("old", [0, 4])
def test_there_is_no_consistency_proof_from_a_list_that_never_was(old: int) -> None:
    with pytest.raises(ValueError, match="no proof"):
        consistency_proof([b"a"] * 3, old)
    with pytest.raises(ValueError, match="no proof"):
        roots_from_consistency(old, 3, (), b"")
