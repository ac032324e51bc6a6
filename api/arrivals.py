"""Files on their way as the upload library keeps them: bytes under a name, beside them what is known, then the end.

The library appends whatever comes at the end of the bytes, so they must end where it says they do before it goes on.
"""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from api.drawer import forget
from archive.errors import NotFound

_INFO, _SAID = ".info", ".ket-qua"


@dataclass(frozen=True, slots=True)
class Arrival:
    """One file on its way; `path` is where its bytes lie."""

    path: Path

    @property
    def known(self) -> Mapping[str, Any]:
        """What the library keeps about it: `size`, `offset`, `metadata`.

        Raises:
            NotFound: it is not there, or not any more.
        """
        return _read(self.path.with_name(self.path.name + _INFO))

    @property
    def metadata(self) -> Mapping[str, str]:
        """What its sender said of it.

        Raises:
            NotFound: it is not there, or not any more.
        """
        found = self.known.get("metadata")
        return found if isinstance(found, dict) else {}

    @property
    def is_whole(self) -> bool:
        """Whether all of it has come."""
        known = self.known
        return known.get("size") == known.get("offset") == self.path.stat().st_size

    @property
    def said(self) -> Mapping[str, Any]:
        """What became of it; empty while nothing has."""
        try:
            return _read(self.path.with_name(self.path.name + _SAID))
        except NotFound:
            return {}

    def say(self, outcome: Mapping[str, Any], *, is_over: bool) -> None:
        """Write down what became of it; when that is the end its bytes are no longer needed here."""
        self.path.with_name(self.path.name + _SAID).write_text(
            json.dumps(outcome, ensure_ascii=False), encoding="utf-8"
        )
        if is_over:
            os.truncate(self.path, 0)

    def align(self) -> None:
        """Let the bytes end where the library goes on: a stop may have left more of them, a power cut fewer."""
        if not self.path.exists() or self.said:
            return
        try:
            offset = int(self.known["offset"])
        except (NotFound, KeyError, ValueError):
            offset = -1
        there = self.path.stat().st_size
        if there < offset or offset < 0:
            self.throw_away()
        elif there > offset:
            os.truncate(self.path, offset)

    def throw_away(self) -> None:
        """Forget it: its sender begins anew."""
        for name in (self.path.name, self.path.name + _INFO, self.path.name + _SAID):
            forget(self.path.with_name(name))


def arriving(folder: Path) -> list[Mapping[str, Any]]:
    """What is known about every file that has not wholly come."""
    found = [Arrival(path.with_suffix("")) for path in folder.glob(f"*{_INFO}")]
    return [item.known for item in found if not item.said]


def _read(path: Path) -> Mapping[str, Any]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as gone:
        raise NotFound("Không còn thấy phần đã gửi lên; hãy gửi lại tệp.") from gone
    return found if isinstance(found, dict) else {}
