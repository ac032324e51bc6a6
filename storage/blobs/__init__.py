"""Working bytes named by their SHA-512: in a folder, or in memory."""

from storage.blobs.local import LocalBlobs
from storage.blobs.memory import MemoryBlobs

__all__ = ["LocalBlobs", "MemoryBlobs"]
