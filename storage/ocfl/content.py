"""The files of one version of an object, looked up through its inventory."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from archive.errors import NotFound, RecordDamaged


@dataclass(frozen=True, slots=True)
class OcflContent:
    """`state` is path → SHA-512, `manifest` SHA-512 → path below `folder`."""

    folder: Path
    state: Mapping[str, str]
    manifest: Mapping[str, str]

    def digests(self) -> Mapping[str, str]:
        """Path → SHA-512 as recorded."""
        return self.state

    def open(self, path: str) -> BinaryIO:
        """Read one file; the caller closes.

        Raises:
            NotFound: the version has no such file.
            RecordDamaged: its bytes are gone or cannot be read.
        """
        if path not in self.state:
            raise NotFound(f"Hồ sơ không có tệp '{path}'.", path=path)
        try:
            return (self.folder / self.manifest[self.state[path]]).open("rb")
        except OSError as wrong:
            raise RecordDamaged(
                f"Tệp '{path}' của hồ sơ không đọc được; hãy khôi phục từ bản sao lưu.", path=path
            ) from wrong
