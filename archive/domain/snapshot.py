"""A snapshot of a home in a backup: which files stood where at one moment, by digest."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kept:
    """One file of a snapshot."""

    sha512: str
    size: int  # bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """One home at one moment, by path within it; `added` counts the files the backup did not have before."""

    name: str
    files: Mapping[str, Kept]
    added: int = 0

    @property
    def size(self) -> int:
        """Bytes of the whole home."""
        return sum(file.size for file in self.files.values())
