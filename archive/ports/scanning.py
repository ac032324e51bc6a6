"""What a file from outside really is, judged by its content, before it is taken in."""

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Inspection:
    """What an accepted file is; `warnings` are sentences about it that must stay visible as long as it is kept."""

    media_type: str
    warnings: tuple[str, ...] = ()


class FileInspector(Protocol):
    """Looks at evidence before it is stored; its bytes are never changed."""

    def inspect(self, path: Path) -> Inspection:
        """The media type by content, and what to be careful about.

        Raises:
            BadEvidence: the file is empty, too large, encrypted, dangerous, or of a kind that is not taken as evidence.
            Unavailable: a virus scanner is asked for and gives no answer; the file was not judged.
        """
        ...
