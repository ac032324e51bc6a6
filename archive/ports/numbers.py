"""The registers of numbers (sổ văn bản đi), within one unit of work: what is not committed was never given."""

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from archive.domain.numbering import NumberEntry, Register


class Numbers(Protocol):
    """Gives numbers without gaps, whoever else is giving some at the same moment."""

    def term(self, issuer: str) -> str | None:
        """The term of its committee that the issuer opened last; None when it opened none."""
        ...

    def open_term(self, issuer: str, term: str, *, on: date, actor: str) -> None:
        """Count in this term from now on; the registers of earlier ones stay. Opening the same again does nothing."""
        ...

    def give(self, register: Register, document: str, *, on: date, actor: str) -> NumberEntry:
        """The line of the number that the document bears, a new one with the next number when it bears none."""
        ...

    def keep(self, entry: NumberEntry) -> None:
        """Put a line in the place of the one with its register and number.

        Raises:
            UsageError: that number is another document's.
        """
        ...

    def entries(self, issuer: str | None = None) -> Sequence[NumberEntry]:
        """Every line, of one issuer or of all; by register, then by number."""
        ...
