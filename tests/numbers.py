"""The registers of numbers in memory."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from archive.domain.numbering import NumberEntry, Register, next_number, refuse_other


@dataclass
class MemoryNumbers:
    """Lines by register and number, and the terms that were opened."""

    kept: dict[tuple[Register, int], NumberEntry] = field(default_factory=dict)
    terms: dict[str, str] = field(default_factory=dict)

    def copy(self) -> "MemoryNumbers":
        """The same, free to change."""
        return MemoryNumbers(dict(self.kept), dict(self.terms))

    def term(self, issuer: str) -> str | None:
        return self.terms.get(issuer)

    def open_term(self, issuer: str, term: str, *, on: date, actor: str) -> None:
        del on, actor
        self.terms[issuer] = term

    def give(self, register: Register, document: str, *, on: date, actor: str) -> NumberEntry:
        for entry in self.kept.values():
            if entry.is_in_force and entry.document == document:
                return entry
        number = next_number(entry for entry in self.kept.values() if entry.register == register)
        entry = NumberEntry(register=register, number=number, given=on, actor=actor, document=document)
        self.kept[register, number] = entry
        return entry

    def keep(self, entry: NumberEntry) -> None:
        refuse_other(self.kept.get((entry.register, entry.number)), entry)
        self.kept[entry.register, entry.number] = entry

    def entries(self, issuer: str | None = None) -> Sequence[NumberEntry]:
        return [self.kept[key] for key in sorted(self.kept) if issuer in (None, key[0].issuer)]
