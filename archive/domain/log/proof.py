"""A proof that one entry stands in the log, for people who have nothing but a checkpoint they trust.

It holds the entry's exact bytes as text, the hashes that lead to the checkpoint's root (RFC 9162 §2.1.3), and when
asked for the hashes that show an older checkpoint to be the beginning of this one (§2.1.4).
"""

from collections.abc import Mapping, Sequence

from archive.domain.log.checkpoint import Checkpoint, SealedCheckpoint, checkpoint_document, read_checkpoint
from archive.domain.merkle import (
    consistency_of_hashes,
    inclusion_of_hashes,
    leaf_hash,
    root_from_inclusion,
    roots_from_consistency,
)
from archive.errors import BadInput, HosoError, IntegrityError, NotFound

PROOF_FORMAT = "hoso-proof/1"


def proof_document(
    contents: Sequence[bytes], sequence: int, sealed: SealedCheckpoint, *, since: Checkpoint | None = None
) -> dict[str, object]:
    """The proof of one entry among all entries under the checkpoint; `since` adds consistency with an older one.

    Raises:
        NotFound: there is no such entry under the checkpoint.
        IntegrityError: the entries are not those that one of the checkpoints promised.
    """
    promised = sealed.promised
    if not 0 <= sequence < promised.size:
        raise NotFound(f"Nhật ký đã công bố có {promised.size} mục, đánh số từ 0; không có mục {sequence}.")
    hashes = [leaf_hash(content) for content in contents]
    document: dict[str, object] = {
        "format": PROOF_FORMAT,
        "sequence": sequence,
        "entry": contents[sequence].decode(),
        "inclusion": [item.hex() for item in inclusion_of_hashes(hashes, sequence)],
        "checkpoint": checkpoint_document(sealed),
        "consistency": _consistency(hashes, since) if since else None,
    }
    check_proof(document, since=since)
    return document


def _consistency(hashes: Sequence[bytes], since: Checkpoint) -> dict[str, object]:
    if since.size > len(hashes):
        raise IntegrityError(f"Mốc cũ có {since.size} mục, nhật ký nay chỉ có {len(hashes)}: nhật ký đã bị quay lui.")
    return {"size": since.size, "hashes": [item.hex() for item in consistency_of_hashes(hashes, since.size)]}


def check_proof(document: object, *, since: Checkpoint | None = None) -> SealedCheckpoint:
    """The checkpoint that the proof leads to: whose signature and stamp remain to be checked.

    Raises:
        BadInput: it is no proof of this format, or lacks the consistency with `since`.
        IntegrityError: it does not lead to the checkpoint's root, or not from the older one.
    """
    try:
        return _checked(document, since)  # type: ignore[arg-type]  # any other shape ends in the except below
    except HosoError:
        raise
    except (KeyError, TypeError, ValueError, AttributeError) as wrong:
        raise BadInput(f"Tệp chứng minh không đúng định dạng {PROOF_FORMAT}; hãy lấy lại tệp gốc.") from wrong


def _checked(document: Mapping[str, Mapping[str, Sequence[str]]], since: Checkpoint | None) -> SealedCheckpoint:
    if str(document["format"]) != PROOF_FORMAT:
        raise ValueError(document["format"])
    sealed = read_checkpoint(document["checkpoint"])
    promised, sequence, entry = sealed.promised, int(str(document["sequence"])), str(document["entry"]).encode()
    hashes = [bytes.fromhex(str(item)) for item in document["inclusion"]]
    if root_from_inclusion(entry, sequence, promised.size, hashes) != promised.root:
        raise IntegrityError(f"Mục {sequence} không dẫn tới gốc mà mốc {promised.size} đã hứa.")
    if since:
        path = [bytes.fromhex(item) for item in document["consistency"]["hashes"]]
        if roots_from_consistency(since.size, promised.size, path, since.root) != (since.root, promised.root):
            raise IntegrityError(f"Mốc {promised.size} không tiếp nối mốc cũ {since.size}: nhật ký đã bị sửa.")
    return sealed
