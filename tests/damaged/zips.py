"""Zips that suffered, each in a way of which Python's zip reader speaks with another exception."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from lzma import LZMAError

Contents = Mapping[str, bytes]
_CENTRAL, _END = b"PK\x01\x02", b"PK\x05\x06"
_HEADER = 46  # bytes of a part's entry in the list of parts, before its name
# Where in such an entry something stands, and as what.
_VERSION, _FLAGS, _METHOD, _PACKED, _PLAIN, _PLACE = (
    (6, "<H"),
    (8, "<H"),
    (10, "<H"),
    (20, "<L"),
    (24, "<L"),
    (42, "<L"),
)
_ZIP64 = 1


def zipped(contents: Contents, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A whole zip."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as package:
        for name, content in contents.items():
            package.writestr(name, content)
    return out.getvalue()


def _listed(whole: bytes, *changes: tuple[tuple[int, str], int]) -> bytes:
    """With other values in every entry of the list of parts."""
    out, at = bytearray(whole), whole.find(_CENTRAL)
    while at >= 0:
        for (place, form), value in changes:
            struct.pack_into(form, out, at + place, value)
        at = whole.find(_CENTRAL, at + _HEADER)
    return bytes(out)


def _streamed(whole: bytes, beginning: bytes) -> bytes:
    """With another beginning of every part's packed bytes."""
    out = bytearray(whole)
    with zipfile.ZipFile(io.BytesIO(whole)) as package:
        for entry in package.infolist():
            begins = entry.header_offset + 30 + len(entry.filename.encode())
            out[begins : begins + len(beginning)] = beginning
    return bytes(out)


def _before_the_beginning(contents: Contents) -> bytes:
    out = bytearray(zipped(contents))
    end = out.find(_END)
    struct.pack_into("<L", out, end + 16, end + 200)  # where the list of parts begins
    return bytes(out)


def _beyond_every_file(contents: Contents) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, content in contents.items():
            package.writestr(name, content)
        for entry in package.infolist():
            entry.extra = struct.pack("<HHQ", _ZIP64, 8, 2**64 - 5)
    return _listed(out.getvalue(), (_PLACE, 0xFFFFFFFF))


def _longer_than_the_file(contents: Contents) -> bytes:
    whole = zipped(contents, zipfile.ZIP_STORED)
    return _listed(whole, (_PACKED, len(whole)), (_PLAIN, len(whole)))


def _name_of_no_letters(contents: Contents) -> bytes:
    whole = bytearray(_listed(zipped(contents), (_FLAGS, 0x800)))
    whole[whole.find(_CENTRAL) + _HEADER] = 0xFF
    return bytes(whole)


DAMAGES: Mapping[str, tuple[Callable[[Contents], bytes], type[Exception]]] = {
    "no list of parts": (lambda contents: zipped(contents)[:-30], zipfile.BadZipFile),
    "wrong bytes": (lambda contents: _streamed(zipped(contents), b"\xff" * 4), zlib.error),
    "wrong LZMA": (lambda contents: _streamed(zipped(contents, zipfile.ZIP_LZMA), b"\x09\x04\x05\x00\xff"), LZMAError),
    "wrong bzip2": (lambda contents: _streamed(zipped(contents, zipfile.ZIP_BZIP2), b"\xff" * 4), OSError),
    "unknown compression": (lambda contents: _listed(zipped(contents), (_METHOD, 99)), NotImplementedError),
    "unknown version": (lambda contents: _listed(zipped(contents), (_VERSION, 99)), NotImplementedError),
    "under a password": (lambda contents: _listed(zipped(contents), (_FLAGS, 1)), RuntimeError),
    "before the beginning": (_before_the_beginning, ValueError),
    "a name that is no text": (_name_of_no_letters, ValueError),
    "beyond every file": (_beyond_every_file, OverflowError),
    "longer than the file": (_longer_than_the_file, EOFError),
}
