"""The few small text files that make a folder a bag (RFC 8493, BagIt 1.0), as bytes. Pure.

They are written here and not by the `bagit` library: that one makes the working folder of the whole process its own
while it reads every file a second time, and writes the draft version 0.97. It judges each package instead.
"""

from collections.abc import Iterable, Mapping

DECLARED = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"


def manifest(digests: Mapping[str, str]) -> bytes:
    """`<digest>  <path>` for each file, as sha512sum reads it too."""
    return "".join(f"{digest}  {path}\n" for path, digest in sorted(digests.items())).encode()


def information(labels: Iterable[tuple[str, str]]) -> bytes:
    """`Label: value` lines; a value is kept on one line."""
    return "".join(f"{label}: {' '.join(value.split())}\n" for label, value in labels).encode()
