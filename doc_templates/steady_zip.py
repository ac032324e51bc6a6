"""Zip files whose bytes depend on their content alone: fixed dates, order and attributes."""

import io
import zipfile
from collections.abc import Collection, Mapping

_FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # the oldest date a zip can hold
_LEVEL = 3  # a long table takes a third of the time and no more room than at 6
_CONTENT_TYPES = "[Content_Types].xml"  # Word expects it first


def steady(package: bytes, *, without: Collection[str] = ()) -> bytes:
    """The same zip without anything that tells when or where it was made, and without the parts named.

    Raises:
        zipfile.BadZipFile: the bytes are no zip.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(out, "w") as new:
        for name in sorted(old.namelist(), key=lambda name: (name != _CONTENT_TYPES, name)):
            if name not in without:
                new.writestr(_entry(name), old.read(name))
    return out.getvalue()


def added(package: bytes, parts: Mapping[str, bytes]) -> bytes:
    """The zip with more parts at its end, by name; what is in it already is copied as it lies, compressed.

    Raises:
        zipfile.BadZipFile: the bytes are no zip.
    """
    out = io.BytesIO()
    out.write(package)
    with zipfile.ZipFile(out, "a") as zipped:
        for name in sorted(parts):
            zipped.writestr(_entry(name), parts[name], compresslevel=_LEVEL)
    return out.getvalue()


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _FIRST_DAY)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = 0
    return entry
