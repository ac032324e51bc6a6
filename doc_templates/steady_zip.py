"""Zip files whose bytes depend on their content alone: fixed dates, order and attributes."""

import io
import zipfile

_FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # the oldest date a zip can hold
_CONTENT_TYPES = "[Content_Types].xml"  # Word expects it first


def steady(package: bytes) -> bytes:
    """The same zip without anything that tells when or where it was made.

    Raises:
        zipfile.BadZipFile: the bytes are no zip.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(out, "w") as new:
        for name in sorted(old.namelist(), key=lambda name: (name != _CONTENT_TYPES, name)):
            entry = zipfile.ZipInfo(name, _FIRST_DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            new.writestr(entry, old.read(name))
    return out.getvalue()
