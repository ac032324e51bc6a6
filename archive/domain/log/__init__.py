"""The audit log as values: entries that are leaves of a Merkle tree, checkpoints that promise its root, and proofs.

Entries follow one another without a gap; nothing here writes, signs or reads a disk.
"""

from archive.domain.log.checking import LogRow
from archive.domain.log.checkpoint import (
    Checkpoint,
    SealedCheckpoint,
    checkpoint_document,
    origin_of,
    read_checkpoint,
)
from archive.domain.log.edge import Edge
from archive.domain.log.entry import Action, Deed, LogEntry, deed_of, entry_document, event_of, read_entry
from archive.domain.log.note import SignedNote, note_text, read_note

__all__ = [
    "Action",
    "Checkpoint",
    "Deed",
    "Edge",
    "LogEntry",
    "LogRow",
    "SealedCheckpoint",
    "SignedNote",
    "checkpoint_document",
    "deed_of",
    "entry_document",
    "event_of",
    "note_text",
    "origin_of",
    "read_checkpoint",
    "read_entry",
    "read_note",
]
