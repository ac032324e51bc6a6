"""Records of destruction in a folder, one canonical JSON file each, written once and never changed."""

import io
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

import rfc8785

from archive.domain.record import RecordId
from archive.errors import RecordDamaged, UsageError
from storage.aside import Aside
from storage.durable import copy_new, make_folders, settle, storing, sync

_ENDING = ".json"


class FileDestructions:
    """A folder that need not be there yet; several processes may use it at once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, record: RecordId, document: Mapping[str, Any]) -> None:
        """Keep a document.

        Raises:
            UsageError: there is one of that record already.
            StorageFull: there is no room; nothing was kept.
            Unavailable: the disk refuses.
        """
        target = self._path(record)
        with storing(self._folder):
            make_folders(self._folder)
            with Aside(self._folder / "incoming").room() as room:
                copy_new(io.BytesIO(rfc8785.dumps(dict(document))), room / "document")
                sync(room / "document")
                try:
                    settle(room / "document", target)
                except FileExistsError as wrong:
                    raise UsageError(f"Hồ sơ {record} đã có biên bản tiêu hủy.", record=str(record)) from wrong

    def find(self, record: RecordId) -> Mapping[str, Any] | None:
        """The document of a record, None when it was not destroyed.

        Raises:
            RecordDamaged: it is there and is no JSON.
            Unavailable: the disk refuses.
        """
        path = self._path(record)
        with storing(self._folder):
            if not path.exists():
                return None
            content = path.read_bytes()
        try:
            document = json.loads(content)
        except ValueError as wrong:
            raise _damaged(path) from wrong
        if not isinstance(document, dict):
            raise _damaged(path)
        return document

    def all(self) -> Sequence[RecordId]:
        """Every record that was destroyed, by name.

        Raises:
            RecordDamaged: a file bears a name that is no record's.
        """
        names = sorted(unquote(path.name.removesuffix(_ENDING)) for path in self._folder.glob(f"*{_ENDING}"))
        try:
            return [RecordId.parse(name) for name in names]
        except UsageError as wrong:
            raise RecordDamaged(f"Thư mục {self._folder} có tệp lạ: {wrong.sentence}") from wrong

    def _path(self, record: RecordId) -> Path:
        return self._folder / f"{quote(str(record), safe='')}{_ENDING}"


def _damaged(path: Path) -> RecordDamaged:
    return RecordDamaged(f"Biên bản tiêu hủy {path} không đọc được; hãy khôi phục từ bản sao lưu.", path=str(path))
