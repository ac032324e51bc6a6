"""Registers of numbers in the database: the next number is looked up and taken in one write transaction."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, delete, func, insert, select

from archive.domain.numbering import NumberEntry, Register, refuse_other
from storage.database.number_tables import number_terms, numbers


class SqlNumbers:
    """The registers within one unit of work; a unit of work holds the write lock from its first statement."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def term(self, issuer: str) -> str | None:
        """The term of its committee that the issuer opened last; None when it opened none."""
        newest = select(number_terms.c.term).where(number_terms.c.issuer == issuer).order_by(number_terms.c.id.desc())
        return self._connection.scalar(newest.limit(1))

    def open_term(self, issuer: str, term: str, *, on: date, actor: str) -> None:
        """Count in this term from now on; opening the same again does nothing."""
        if self.term(issuer) != term:
            row = {"issuer": issuer, "term": term, "opened_on": on, "actor": actor}
            self._connection.execute(insert(number_terms), row)

    def give(self, register: Register, document: str, *, on: date, actor: str) -> NumberEntry:
        """The line of the number that the document bears, a new one with the next number when it bears none."""
        standing = self._one(numbers.c.document == document, numbers.c.cancelled_on.is_(None))
        if standing is not None:
            return standing
        last = self._connection.scalar(select(func.max(numbers.c.number)).where(_in(register))) or 0
        entry = NumberEntry(register=register, number=last + 1, given=on, actor=actor, document=document)
        self._connection.execute(insert(numbers), _row(entry))
        return entry

    def keep(self, entry: NumberEntry) -> None:
        """Put a line in the place of the one with its register and number.

        Raises:
            UsageError: that number is another document's.
        """
        place = and_(_in(entry.register), numbers.c.number == entry.number)
        refuse_other(self._one(place), entry)
        self._connection.execute(delete(numbers).where(place))
        self._connection.execute(insert(numbers), _row(entry))

    def entries(self, issuer: str | None = None) -> Sequence[NumberEntry]:
        """Every line, of one issuer or of all; by register, then by number."""
        columns = numbers.c
        found = select(numbers).order_by(columns.issuer, columns.symbol, columns.term, columns.number)
        if issuer is not None:
            found = found.where(columns.issuer == issuer)
        return [_entry(row) for row in self._connection.execute(found).mappings()]

    def _one(self, *conditions: ColumnElement[bool]) -> NumberEntry | None:
        row = self._connection.execute(select(numbers).where(*conditions)).mappings().one_or_none()
        return _entry(row) if row else None


def _in(register: Register) -> ColumnElement[bool]:
    return and_(
        numbers.c.issuer == register.issuer, numbers.c.symbol == register.symbol, numbers.c.term == register.term
    )


def _row(entry: NumberEntry) -> dict[str, Any]:
    register = entry.register
    plain = ("number", "given", "actor", "document", "note", "cancelled_on", "cancelled_because")
    named = {"issuer": register.issuer, "symbol": register.symbol, "term": register.term}
    return named | {name: getattr(entry, name) for name in plain}


def _entry(row: Mapping[Any, Any]) -> NumberEntry:
    said = dict(row)
    register = Register(*(said.pop(name) for name in ("issuer", "symbol", "term")))
    return NumberEntry(register=register, **said)
