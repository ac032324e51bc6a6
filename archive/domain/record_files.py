"""What the files of a record version say of it: its own JSON, read where the version opens its files."""

import json
from collections.abc import Callable
from typing import Any, BinaryIO

from archive.domain.seal import SEAL_PATH, Seal, read_seal
from archive.errors import RecordDamaged

Open = Callable[[str], BinaryIO]
"""Opens a file of the version by its path."""


def json_of(open_file: Open, path: str) -> Any:  # noqa: ANN401 - JSON is untyped until its keys are read
    """A parsed file of the version.

    Raises:
        NotFound: the version has no such file.
        RecordDamaged: it is no JSON.
    """
    with open_file(path) as source:
        try:
            return json.load(source)
        except ValueError as wrong:
            raise RecordDamaged(f"{path} không đọc được; hãy khôi phục hồ sơ từ bản sao lưu.", path=path) from wrong


def seal_of(open_file: Open) -> Seal:
    """The seal of the version.

    Raises:
        NotFound: it has none.
        RecordDamaged: it is no seal of ours.
    """
    return read_seal(json_of(open_file, SEAL_PATH))
