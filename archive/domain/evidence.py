"""Evidence for tasks done early, over target, late or not at all: a file, or a row naming a document (R52)."""

from dataclasses import dataclass
from datetime import date

from archive.domain.plan import TaskCode
from archive.domain.secrecy import Classification


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredFile:
    """Bytes taken in, named by digest; `name` is the name they came with (NFC, no path).

    `warnings` say what to be careful about when it is opened; they stay with it.
    """

    name: str
    sha512: str
    size: int  # bytes
    media_type: str
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One piece of evidence for one task; `file` is None for a row of the list or for a secret paper."""

    task: TaskCode
    number: str = ""
    issued: date | None = None
    summary: str = ""
    due: str = ""
    target: str = ""
    classification: Classification = Classification.PUBLIC
    file: StoredFile | None = None

    @property
    def counts(self) -> bool:
        """Whether it answers R52: a file, or a row that names a document by number or summary."""
        return self.file is not None or bool(self.number or self.summary)
