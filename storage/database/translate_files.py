"""A stored file ↔ the JSON that a column holds of it."""

from collections.abc import Mapping
from typing import Any

from archive.domain.evidence import StoredFile


def file_json(file: StoredFile | None) -> dict[str, object] | None:
    """What JSON says of a file."""
    if file is None:
        return None
    warnings = {"warnings": list(file.warnings)} if file.warnings else {}  # absent means none
    return {"name": file.name, "sha512": file.sha512, "size": file.size, "media_type": file.media_type, **warnings}


def file_from(said: Mapping[str, Any] | None) -> StoredFile | None:
    """The file that JSON speaks of."""
    return None if said is None else required_file(said)


def required_file(said: Mapping[str, Any]) -> StoredFile:
    """The file that JSON speaks of, where there must be one."""
    return StoredFile(
        name=said["name"],
        sha512=said["sha512"],
        size=said["size"],
        media_type=said["media_type"],
        warnings=tuple(said.get("warnings", ())),
    )
