"""The Word forms of documents: what there is, what is wrong with one, how an office's own becomes the next."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from archive.domain.document import DocumentKind, TemplateRef
from archive.domain.people import IssuerSystem


@dataclass(frozen=True, slots=True, kw_only=True)
class LayoutProblem:
    """One thing wrong with a document or a form: a stable code, the place, and a sentence that says what to do."""

    code: str
    where: str  # a part and paragraph of the Word file, a page of the PDF, or a field
    message: str

    def __str__(self) -> str:
        return f"{self.where}: {self.message}"


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateReport:
    """What the check of a form found; `notes` are for people to look at and refuse nothing."""

    kind: DocumentKind
    system: IssuerSystem
    problems: tuple[LayoutProblem, ...]
    notes: tuple[LayoutProblem, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether the form may be used."""
        return not self.problems


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """Who put a version in, when and why."""

    actor: str
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateVersion:
    """One version of one form; without `added` it came with the program."""

    ref: TemplateRef
    title: str
    provisional: bool
    in_force: bool
    added: Provenance | None = None


class Templates(Protocol):
    """Keeps forms. A version never changes and is never dropped; the newest is in force."""

    def all(self) -> Sequence[TemplateVersion]:
        """Every version of every form, by kind, system and version.

        Raises:
            BadTemplate: the files of a version cannot be read.
        """
        ...

    def read(self, kind: DocumentKind, system: IssuerSystem, version: str | None = None) -> tuple[TemplateRef, bytes]:
        """The Word file of a version, that in force when none is named.

        Raises:
            NotFound: there is no such form or version.
            BadTemplate: its files cannot be read.
        """
        ...

    def check(self, word: bytes, kind: DocumentKind, system: IssuerSystem) -> TemplateReport:
        """What is wrong with a Word file as a form of this kind; nothing is stored.

        Raises:
            NotFound: there is no form of this kind to compare it with.
            ConversionFailed: LibreOffice does not answer.
        """
        ...

    def sample(self, word: bytes, kind: DocumentKind, system: IssuerSystem) -> bytes:
        """A Word file filled as a form of this kind with made-up data, as PDF; nothing is stored.

        Raises:
            NotFound: there is no form of this kind.
            BadTemplate: it is no Word document, or cannot be filled.
            BadInput: what became of it cannot be printed.
            ConversionFailed: LibreOffice does not answer.
        """
        ...

    def add(
        self, word: bytes, kind: DocumentKind, system: IssuerSystem, added: Provenance, *, official: bool = False
    ) -> TemplateRef:
        """Check a Word file and keep it as the next version, in force at once; durable when it returns.

        Args:
            word: the Word file.
            kind: which document.
            system: whose layout.
            added: who, when, why.
            official: the guidance's own appendix, no longer a provisional form.

        Raises:
            NotFound: there is no form of this kind.
            BadTemplate: the check found a problem; each is named in the detail, and nothing was stored.
            StorageFull: there is no room; nothing was stored.
            Unavailable: the disk refuses; nothing was stored.
        """
        ...
