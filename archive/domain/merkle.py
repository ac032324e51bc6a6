"""Merkle trees of RFC 9162 §2.1 with SHA-256: one root speaks for all leaves, and proofs speak for some of them.

A root is of a list in its order. An inclusion proof shows one leaf to be in it without the others; a consistency proof
shows that a longer list only added to a shorter one.
"""

import hashlib
from collections.abc import Sequence


def tree_root(leaves: Sequence[bytes]) -> bytes:
    """The Merkle tree hash over the leaves, in the order given; no leaves give the hash of nothing (§2.1.1)."""
    return root_of_hashes([leaf_hash(leaf) for leaf in leaves])


def root_of_hashes(hashes: Sequence[bytes]) -> bytes:
    """The same root, from what is known of the leaves when only their hashes were kept."""
    if not hashes:
        return hashlib.sha256(b"").digest()
    if len(hashes) == 1:
        return hashes[0]
    split = _split(len(hashes))
    return node_hash(root_of_hashes(hashes[:split]), root_of_hashes(hashes[split:]))


def leaf_hash(leaf: bytes) -> bytes:
    """The hash of one leaf, told apart from that of a node by its first byte."""
    return hashlib.sha256(b"\x00" + leaf).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of a node over its two children."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def inclusion_proof(leaves: Sequence[bytes], index: int) -> tuple[bytes, ...]:
    """The hashes that lead from the leaf at `index` to the root, nearest first (§2.1.3.1).

    Raises:
        ValueError: there is no such leaf.
    """
    return inclusion_of_hashes([leaf_hash(leaf) for leaf in leaves], index)


def inclusion_of_hashes(hashes: Sequence[bytes], index: int) -> tuple[bytes, ...]:
    """The same proof, from the hashes of the leaves.

    Raises:
        ValueError: there is no such leaf.
    """
    if not 0 <= index < len(hashes):
        raise ValueError(f"no leaf {index} among {len(hashes)}")
    if len(hashes) == 1:
        return ()
    split = _split(len(hashes))
    if index < split:
        return (*inclusion_of_hashes(hashes[:split], index), root_of_hashes(hashes[split:]))
    return (*inclusion_of_hashes(hashes[split:], index - split), root_of_hashes(hashes[:split]))


def root_from_inclusion(leaf: bytes, index: int, size: int, proof: Sequence[bytes]) -> bytes:
    """The root that a proof implies for a leaf; the leaf is in the tree when this is the tree's root (§2.1.3.2).

    Raises:
        ValueError: no proof of this length belongs to that place in a tree of that size.
    """
    if not 0 <= index < size:
        raise ValueError(f"no leaf {index} among {size}")
    place, last, root = index, size - 1, leaf_hash(leaf)
    for sibling in proof:
        if last == 0:
            raise ValueError("the proof is too long")
        if place % 2 or place == last:
            root = node_hash(sibling, root)
            while not place % 2 and place:
                place, last = place >> 1, last >> 1
        else:
            root = node_hash(root, sibling)
        place, last = place >> 1, last >> 1
    if last:
        raise ValueError("the proof is too short")
    return root


def consistency_proof(leaves: Sequence[bytes], old_size: int) -> tuple[bytes, ...]:
    """The hashes that show the first `old_size` leaves to be the beginning of all of them (§2.1.4.1).

    Raises:
        ValueError: there was no list of that size, or it was empty: every list begins with nothing.
    """
    return consistency_of_hashes([leaf_hash(leaf) for leaf in leaves], old_size)


def consistency_of_hashes(hashes: Sequence[bytes], old_size: int) -> tuple[bytes, ...]:
    """The same proof, from the hashes of the leaves.

    Raises:
        ValueError: there was no list of that size, or it was empty.
    """
    if not 0 < old_size <= len(hashes):
        raise ValueError(f"no proof from {old_size} leaves to {len(hashes)}")
    return _subproof(hashes, old_size, whole=True)


def roots_from_consistency(
    old_size: int, new_size: int, proof: Sequence[bytes], old_root: bytes
) -> tuple[bytes, bytes]:
    """The old and the new root that a proof implies; it holds when both are the roots known (§2.1.4.2).

    Raises:
        ValueError: no proof of this length leads from one size to the other.
    """
    if not 0 < old_size <= new_size:
        raise ValueError(f"no proof from {old_size} leaves to {new_size}")
    if old_size == new_size:
        if proof:
            raise ValueError("the proof is too long")
        return old_root, old_root
    path = list(proof)
    if old_size & (old_size - 1) == 0:  # the old tree is whole within the new one, so its root stands in no proof
        path.insert(0, old_root)
    if not path:
        raise ValueError("the proof is too short")
    return _both_roots(old_size - 1, new_size - 1, path)


def _both_roots(place: int, last: int, path: Sequence[bytes]) -> tuple[bytes, bytes]:
    while place % 2:
        place, last = place >> 1, last >> 1
    old = new = path[0]
    for sibling in path[1:]:
        if last == 0:
            raise ValueError("the proof is too long")
        if place % 2 or place == last:
            old, new = node_hash(sibling, old), node_hash(sibling, new)
            while not place % 2 and place:
                place, last = place >> 1, last >> 1
        else:
            new = node_hash(new, sibling)
        place, last = place >> 1, last >> 1
    if last:
        raise ValueError("the proof is too short")
    return old, new


def _subproof(hashes: Sequence[bytes], old_size: int, *, whole: bool) -> tuple[bytes, ...]:
    if old_size == len(hashes):
        return () if whole else (root_of_hashes(hashes),)
    split = _split(len(hashes))
    if old_size <= split:
        return (*_subproof(hashes[:split], old_size, whole=whole), root_of_hashes(hashes[split:]))
    return (*_subproof(hashes[split:], old_size - split, whole=False), root_of_hashes(hashes[:split]))


def _split(size: int) -> int:
    """The largest power of two below the number of leaves."""
    return 1 << ((size - 1).bit_length() - 1)
