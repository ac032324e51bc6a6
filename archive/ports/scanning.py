"""What a file from outside really is, judged by its content, before it is taken in."""

from pathlib import Path
from typing import Protocol


class FileInspector(Protocol):
    """Looks at evidence before it is stored."""

    def inspect(self, path: Path) -> str:
        """The media type by content.

        Raises:
            BadEvidence: the file is empty, too large, or of a kind that is not taken as evidence.
        """
        ...
