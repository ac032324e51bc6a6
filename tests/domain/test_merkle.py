"""The Merkle tree hash agrees with a library nobody here wrote, and sees every change."""

import hashlib

from hypothesis import given
from hypothesis import strategies as st
from pymerkle import InmemoryTree

from archive.domain.merkle import tree_root
from archive.domain.seal import SEAL_PATH, root_of

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
