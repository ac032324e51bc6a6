"""The file that says by which engine and in which format a folder's index was written."""

import json
from pathlib import Path

from archive.errors import IntegrityError, Unavailable

_NAME = "hoso-index.json"
_FORMAT = 2  # of columns and words; a change of either makes old indexes useless
REMEDY = "hãy lập lại chỉ mục bằng lệnh hoso reindex"


def is_new(folder: Path) -> bool:
    """Whether nothing is in the folder yet."""
    return not folder.exists() or not any(folder.iterdir())


def mark(folder: Path, engine: str) -> None:
    """Say that the folder's index is of this engine and of today's format."""
    (folder / _NAME).write_text(json.dumps({"engine": engine, "format": _FORMAT}) + "\n")


def check(folder: Path, engine: str) -> None:
    """Refuse an index that this program would misread.

    Raises:
        Unavailable: it is of another engine or another format.
        IntegrityError: what it is cannot be read.
    """
    try:
        found = json.loads((folder / _NAME).read_text())
        named = found["engine"], found["format"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise damaged(folder) from error
    if named != (engine, _FORMAT):
        raise Unavailable(
            f"Chỉ mục ở {folder} thuộc loại {named[0]}, định dạng {named[1]}, khác với phần mềm này; {REMEDY}.",
            folder=str(folder),
        )


def damaged(folder: Path) -> IntegrityError:
    """The error of an index that cannot be read."""
    return IntegrityError(f"Chỉ mục ở {folder} bị hỏng hoặc thiếu tệp; {REMEDY}.", folder=str(folder))


def sweep(folder: Path) -> None:
    """Remove the index's files, whatever wrote them; folders inside are none of ours."""
    for path in folder.iterdir():
        if path.is_file():
            path.unlink()
