"""Blobs in memory, for tests and dry runs: gone with the process."""

import hashlib
import io
from collections.abc import Iterator
from typing import BinaryIO

from archive.domain.verification import VerificationReport
from archive.errors import NotFound
from storage.durable import CHUNK


class MemoryBlobs:
    """A content-addressed dictionary."""

    def __init__(self) -> None:
        self._contents: dict[str, bytes] = {}

    def put(self, source: BinaryIO) -> tuple[str, int]:
        """Keep what `source` yields."""
        content = b"".join(iter(lambda: source.read(CHUNK), b""))
        sha512 = hashlib.sha512(content).hexdigest()
        self._contents[sha512] = content
        return sha512, len(content)

    def open(self, sha512: str) -> BinaryIO:
        """Read back; the caller closes.

        Raises:
            NotFound: no such bytes are kept.
        """
        if sha512 not in self._contents:
            raise NotFound(f"Kho tệp không có nội dung mang mã {sha512[:12]}…; hãy nhập lại tệp gốc.", sha512=sha512)
        return io.BytesIO(self._contents[sha512])

    def digests(self) -> Iterator[str]:
        """Every digest, in order."""
        return iter(sorted(self._contents))

    def remove(self, sha512: str) -> None:
        """Forget these bytes."""
        self._contents.pop(sha512, None)

    def check(self, sha512: str | None = None) -> VerificationReport:
        """Count: bytes objects cannot change.

        Raises:
            NotFound: no such bytes are kept.
        """
        if sha512 is None:
            return VerificationReport(len(self._contents))
        self.open(sha512).close()
        return VerificationReport(1)
