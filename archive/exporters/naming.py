"""How a package names what is in it: the bag's own files, and one folder of the payload for each record. Pure."""

import re

from archive.domain.people import UnitCode
from archive.domain.quarter import Quarter
from archive.domain.record import RecordId
from archive.errors import UsageError

DECLARATION = "bagit.txt"
INFORMATION = "bag-info.txt"
MANIFEST = "manifest-sha512.txt"
TAG_MANIFEST = "tagmanifest-sha512.txt"
PAYLOAD = "data/"

_FOLDER = re.compile(r"(?P<unit>.+)-(?P<quarter>\d{4}-Q[1-4])")


def folder_of(record: RecordId) -> str:
    """The folder of the payload that holds a record: `SNV-2026-Q2`."""
    return f"{record.unit}-{record.quarter}"


def record_of(folder: str) -> RecordId | None:
    """The record whose folder that is, None when the name is no record's."""
    found = _FOLDER.fullmatch(folder)
    try:
        return RecordId(UnitCode(found["unit"]), Quarter.parse(found["quarter"])) if found else None
    except UsageError:
        return None
