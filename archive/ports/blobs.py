"""Working bytes left of the seal, named by their SHA-512: written once, never changed."""

from collections.abc import Iterator
from typing import BinaryIO, Protocol

from archive.domain.verification import VerificationReport


class Blobs(Protocol):
    """A content-addressed store."""

    def put(self, source: BinaryIO) -> tuple[str, int]:
        """Store what `source` yields and return its SHA-512 in hex and its size in bytes.

        Must stream, must be durable when it returns, must leave nothing visible when it fails, and must accept
        bytes it already has.

        Raises:
            StorageFull: there is no room.
        """
        ...

    def open(self, sha512: str) -> BinaryIO:
        """Read back; the caller closes.

        Raises:
            NotFound: no such bytes are stored.
        """
        ...

    def digests(self) -> Iterator[str]:
        """Every stored digest, in any order."""
        ...

    def remove(self, sha512: str) -> None:
        """Forget these bytes, durably; bytes that are not there are no error. Only a decided destruction asks for it.

        Raises:
            Unavailable: the disk refuses; the bytes are still there.
        """
        ...

    def check(self, sha512: str | None = None) -> VerificationReport:
        """Re-read one blob, or everything, and report what no longer matches its digest.

        Raises:
            NotFound: no such bytes are stored.
        """
        ...
