"""Signed notes (C2SP signed-note): a text, an empty line, and lines of signatures, each by a named key."""

import base64
import binascii
from collections.abc import Sequence
from dataclasses import dataclass

from archive.errors import BadInput

_DASH = "\u2014 "  # an em dash begins a line of signature
_KEY_ID_BYTES = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteSignature:
    """One signature: the name of the key, its id of four bytes, and the bytes of the signature."""

    name: str
    key_id: bytes
    value: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedNote:
    """What is signed, ending with a line break, and who signed."""

    text: str
    signatures: Sequence[NoteSignature]


def note_text(note: SignedNote) -> str:
    """The note as it is written."""
    lines = [f"{_DASH}{item.name} {base64.b64encode(item.key_id + item.value).decode()}\n" for item in note.signatures]
    return f"{note.text}\n{''.join(lines)}"


def read_note(content: str) -> SignedNote:
    """A note out of what was written.

    Raises:
        BadInput: it is no signed note.
    """
    text, parted, lines = content.rpartition("\n\n")
    if not parted or not content.endswith("\n"):
        raise _foreign()
    return SignedNote(text=f"{text}\n", signatures=tuple(_signature(line) for line in lines[:-1].split("\n")))


def _signature(line: str) -> NoteSignature:
    name, parted, coded = line.removeprefix(_DASH).partition(" ")
    try:
        value = base64.b64decode(coded, validate=True)
    except (binascii.Error, ValueError) as wrong:
        raise _foreign() from wrong
    if not (line.startswith(_DASH) and name and parted and len(value) > _KEY_ID_BYTES):
        raise _foreign()
    return NoteSignature(name=name, key_id=value[:_KEY_ID_BYTES], value=value[_KEY_ID_BYTES:])


def _foreign() -> BadInput:
    return BadInput("Mốc nhật ký không đúng dạng 'signed note' (C2SP); hãy lấy lại tệp mốc gốc.")
