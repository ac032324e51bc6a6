"""Checkpoints: the promise that the log had so many entries and this root (C2SP tlog-checkpoint), signed and stamped.

The three lines origin, size and root are a signed note (C2SP signed-note). Beside the note lie the certificates of its
key and an RFC 3161 token over the note's bytes: in one JSON document, so that nothing of it is lost on the way.
"""

import base64
import binascii
from collections.abc import Mapping
from dataclasses import dataclass

from archive.domain.log.note import read_note
from archive.errors import BadInput

CHECKPOINT_FORMAT = "hoso-checkpoint/1"
_LINES = 3
_HASH_BYTES = 32
_ORIGIN_DIGITS = 16  # of the first leaf's hash: tells the logs of several homes apart


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkpoint:
    """What is promised of the log called `origin`."""

    origin: str
    size: int
    root: bytes

    @property
    def text(self) -> str:
        """The lines that are signed."""
        return f"{self.origin}\n{self.size}\n{base64.b64encode(self.root).decode()}\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedCheckpoint:
    """A checkpoint as a signed note, with the certificates (PEM) of its key; no stamp means that none was had."""

    note: str
    certificate: str
    stamp: bytes | None = None

    @property
    def promised(self) -> Checkpoint:
        """What the note says.

        Raises:
            BadInput: it is no checkpoint.
        """
        return _read_text(read_note(self.note).text)


def origin_of(first_leaf: bytes) -> str:
    """The name of the log that begins with the leaf of that hash."""
    return f"hoso/log/{first_leaf.hex()[:_ORIGIN_DIGITS]}"


def checkpoint_document(sealed: SealedCheckpoint) -> dict[str, object]:
    """The checkpoint as its file holds it."""
    return {
        "format": CHECKPOINT_FORMAT,
        "note": sealed.note,
        "certificate": sealed.certificate,
        "stamp": base64.b64encode(sealed.stamp).decode() if sealed.stamp else None,
    }


def read_checkpoint(document: object) -> SealedCheckpoint:
    """A checkpoint out of a parsed file.

    Raises:
        BadInput: it is none, or of another format.
    """
    try:
        sealed = _read(document)  # type: ignore[arg-type]  # any other shape ends in the except below
    except (KeyError, TypeError, ValueError, AttributeError) as wrong:
        raise _foreign() from wrong
    sealed.promised  # noqa: B018 - a document without a readable promise is none
    return sealed


def _read(document: Mapping[str, str | None]) -> SealedCheckpoint:
    note, certificate, stamp = document["note"], document["certificate"], document["stamp"]
    if document["format"] != CHECKPOINT_FORMAT or not isinstance(note, str) or not isinstance(certificate, str):
        raise ValueError(document["format"])
    return SealedCheckpoint(
        note=note, certificate=certificate, stamp=base64.b64decode(stamp, validate=True) if stamp else None
    )


def _read_text(text: str) -> Checkpoint:
    lines = text.split("\n")
    try:
        origin, size, root = lines[0], lines[1], base64.b64decode(lines[2], validate=True)
    except (IndexError, binascii.Error, ValueError) as wrong:
        raise _foreign() from wrong
    checkpoint = Checkpoint(origin=origin, size=int(size) if size.isdecimal() else 0, root=root)
    if len(lines) != _LINES + 1 or len(root) != _HASH_BYTES or checkpoint.size < 1 or checkpoint.text != text:
        raise _foreign()
    return checkpoint


def _foreign() -> BadInput:
    return BadInput(f"Tệp mốc nhật ký không đúng định dạng {CHECKPOINT_FORMAT}; hãy lấy lại tệp mốc gốc.")
