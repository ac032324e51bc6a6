"""How a backup keeps bytes: as they are, or closed with the master key so that neither contents nor names say anything.

From the master key come three keys, for contents, for names and for telling whether it is the right one; none of them
says anything about another or about the master key.
"""

import hashlib
import hmac
import io
from pathlib import Path
from typing import BinaryIO, Protocol

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from storage.backup.streaming import KEY_BYTES, Pieces, closed, opened
from storage.durable import CHUNK, Written, copy_new

SCHEME = "AES256_GCM_HKDF_1MB"
_ABOUT_DATA = b"hoso-backup/1 data"
_ABOUT_LIST = b"hoso-backup/1 list "  # and its name: a list does not open under another's


class Vault(Protocol):
    """Names, writes and opens what is kept."""

    list_ending: str

    def name(self, sha512: str) -> str:
        """What a file of this digest is called: the same one every time."""
        ...

    def put(self, source: BinaryIO, target: Path) -> Written:
        """Write a source into a new file; digest and size are the source's.

        Raises:
            OSError: it cannot be written.
        """
        ...

    def open(self, path: Path) -> BinaryIO:
        """What was put; the caller closes.

        Raises:
            OSError: the file cannot be opened.
            SpoiledError: on reading, that it is not what was put.
        """
        ...

    def put_list(self, content: bytes, target: Path, *, name: str) -> None:
        """Write the list of a snapshot into a new file.

        Raises:
            OSError: it cannot be written.
        """
        ...

    def read_list(self, path: Path, *, name: str) -> bytes:
        """The list of a snapshot.

        Raises:
            OSError: the file cannot be read.
            SpoiledError: it is not what was put under that name.
        """
        ...


class OpenVault:
    """Bytes as they are, named by their digest."""

    list_ending = ".json"

    def name(self, sha512: str) -> str:
        """The digest."""
        return sha512

    def put(self, source: BinaryIO, target: Path) -> Written:
        """Write a source into a new file."""
        return copy_new(source, target)

    def open(self, path: Path) -> BinaryIO:
        """What was put; the caller closes."""
        return path.open("rb")

    def put_list(self, content: bytes, target: Path, *, name: str) -> None:
        """Write the list of a snapshot into a new file."""
        del name
        target.write_bytes(content)

    def read_list(self, path: Path, *, name: str) -> bytes:
        """The list of a snapshot."""
        del name
        return path.read_bytes()


class ClosedVault:
    """Bytes closed with the master key, under names that only its holder can tell from the digests."""

    list_ending = ".closed"

    def __init__(self, master: bytes) -> None:
        self._contents, self._names = _derived(master, "contents"), _derived(master, "names")
        self.key_id = _derived(master, "key id").hex()[:KEY_BYTES]

    def name(self, sha512: str) -> str:
        """HMAC-SHA512 of the digest, so that the same file is kept once and its name tells nothing."""
        return hmac.new(self._names, sha512.encode(), hashlib.sha512).hexdigest()

    def put(self, source: BinaryIO, target: Path) -> Written:
        """Write a source, closed, into a new file; digest and size are the source's own."""
        passing = _Passing(source)
        copy_new(Pieces(closed(passing, self._contents, about=_ABOUT_DATA)), target)  # type: ignore[arg-type]  # only read
        return Written(passing.digest.hexdigest(), passing.size)

    def open(self, path: Path) -> BinaryIO:
        """What was put; the caller closes."""
        return _Opened(path, self._contents)

    def put_list(self, content: bytes, target: Path, *, name: str) -> None:
        """Write the list of a snapshot, closed, into a new file."""
        pieces = closed(io.BytesIO(content), self._contents, about=_ABOUT_LIST + name.encode())
        target.write_bytes(b"".join(pieces))

    def read_list(self, path: Path, *, name: str) -> bytes:
        """The list of a snapshot."""
        with path.open("rb") as source:
            return b"".join(opened(source, self._contents, about=_ABOUT_LIST + name.encode()))


class _Passing(io.RawIOBase):
    """A source that is hashed while it is read."""

    def __init__(self, source: BinaryIO) -> None:
        self._source = source
        self.digest, self.size = hashlib.sha512(), 0

    def read(self, size: int = -1, /) -> bytes:
        found = self._source.read(size)
        self.digest.update(found)
        self.size += len(found)
        return found


class _Opened(io.BufferedReader):
    """A closed file as its plain bytes; closing it closes the file."""

    def __init__(self, path: Path, key: bytes) -> None:
        self._file = path.open("rb")
        super().__init__(Pieces(opened(self._file, key, about=_ABOUT_DATA)), CHUNK)

    def close(self) -> None:
        self._file.close()
        super().close()


def _derived(master: bytes, purpose: str) -> bytes:
    info = f"hoso-backup/1 {purpose}".encode()
    return HKDF(algorithm=hashes.SHA256(), length=KEY_BYTES, salt=None, info=info).derive(master)
