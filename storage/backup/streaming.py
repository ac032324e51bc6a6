"""Bytes of any size, closed with AES-256-GCM in segments: the format AES256_GCM_HKDF_1MB of the library Tink.

    header    1 byte its length (40) · 32 bytes salt · 7 bytes nonce prefix
    segment   AES-256-GCM under HKDF-SHA256(key, salt, info=about); nonce = prefix · number (4 bytes) · 1 for the last
              one, else 0. A segment with its tag is 1 MiB, the first one shorter by the header.

A changed, moved, missing or added segment does not open, nor does a stream cut off between two. No cipher is made here:
the library `cryptography` does the work, and Tink reads what is written (decision 0017).
"""

import io
import os
from collections.abc import Iterator
from itertools import count
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_BYTES = 32
_SEGMENT = 1 << 20  # bytes with the tag
_TAG = 16
_PREFIX = 7
_HEADER = 1 + KEY_BYTES + _PREFIX


class SpoiledError(ValueError):
    """The bytes are not what was closed with this key."""


def closed(source: BinaryIO, key: bytes, *, about: bytes) -> Iterator[bytes]:
    """The closed bytes of a source, piece by piece; `about` is not kept and must be known to open them."""
    salt, prefix = os.urandom(KEY_BYTES), os.urandom(_PREFIX)
    cipher = _cipher(key, salt, about)
    yield bytes([_HEADER]) + salt + prefix
    piece = _read(source, _SEGMENT - _HEADER - _TAG)
    for number in count():
        following = _read(source, _SEGMENT - _TAG)
        yield cipher.encrypt(_nonce(prefix, number, is_last=not following), piece, None)
        if not following:
            return
        piece = following


def opened(source: BinaryIO, key: bytes, *, about: bytes) -> Iterator[bytes]:
    """The bytes that were closed, piece by piece, each only once it has proven to be what it was.

    Raises:
        SpoiledError: they are not; what came before is good, but may not be all.
    """
    header = _read(source, _HEADER)
    if len(header) != _HEADER or header[0] != _HEADER:
        raise SpoiledError("header")
    salt, prefix = header[1 : 1 + KEY_BYTES], header[1 + KEY_BYTES :]
    cipher = _cipher(key, salt, about)
    piece = _read(source, _SEGMENT - _HEADER)
    for number in count():
        following = _read(source, _SEGMENT)
        try:
            yield cipher.decrypt(_nonce(prefix, number, is_last=not following), piece, None)
        except InvalidTag as wrong:
            raise SpoiledError(f"segment {number}") from wrong
        if not following:
            return
        piece = following


class Pieces(io.RawIOBase):
    """Pieces of bytes as a file that can be read from the beginning to the end."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces
        self._rest = memoryview(b"")

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, into: bytearray | memoryview) -> int:  # type: ignore[override]  # what RawIOBase really hands over
        """Some bytes; none at the end.

        Raises:
            SpoiledError: the pieces are opened on the way and one does not open.
        """
        while not self._rest:
            piece = next(self._pieces, None)
            if piece is None:
                return 0
            self._rest = memoryview(piece)
        size = min(len(into), len(self._rest))
        into[:size] = self._rest[:size]
        self._rest = self._rest[size:]
        return size


def _cipher(key: bytes, salt: bytes, about: bytes) -> AESGCM:
    return AESGCM(HKDF(algorithm=hashes.SHA256(), length=KEY_BYTES, salt=salt, info=about).derive(key))


def _nonce(prefix: bytes, number: int, *, is_last: bool) -> bytes:
    return prefix + number.to_bytes(4, "big") + bytes([is_last])


def _read(source: BinaryIO, size: int) -> bytes:
    """So many bytes, fewer only at the end: a raw source may give fewer at a time."""
    found = source.read(size)
    while len(found) < size:
        more = source.read(size - len(found))
        if not more:
            break
        found += more
    return found
