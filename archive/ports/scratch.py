"""Where files lie that people have sent only half-way, or not yet said yes to; nothing in it outlives a few days."""

import re
from dataclasses import dataclass
from pathlib import Path

from archive.errors import NotFound

SENT_WORKBOOK, SENT_FILES = "so.xlsx", "minh-chung"  # in the folder of a workbook that was sent
SENT = "nhap-so"
_ID = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Scratch:
    """A folder on the same disk as the home, made when first used; `megabytes` (1024²) bounds one evidence file."""

    folder: Path
    megabytes: int


def sent_folder(scratch: Path, account: str, name: str) -> Path:
    """Where the workbook lies that this account has sent under that name.

    Raises:
        NotFound: there is none, or not any more.
    """
    folder = scratch / SENT / account / name
    if not _ID.fullmatch(name) or not (folder / SENT_WORKBOOK).is_file():
        raise NotFound("Sổ đã gửi lên không còn ở đây: đã nhập, đã bỏ hoặc để quá lâu. Hãy gửi lại.")
    return folder
