"""The numbers of papers: one register for each issuer, type and term, in which every number is accounted for.

A committee of the Party counts through its term (nhiệm kỳ), a State body through the calendar year (domain notes §2).
A number belongs to one paper for ever: it is that paper's, or cancelled with a reason, or was used elsewhere.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from archive.domain.people import IssuerSystem
from archive.errors import NotFound, RuleBroken, UsageError

FIRST_TERM = "2025-2030"  # the term running when the quarterly rating began; an office opens the next one itself
MOST_ELSEWHERE = (
    5000  # numbers in one go: more than an office issues of one type in a term, so more is a slip of the key
)


@dataclass(frozen=True, slots=True, order=True)
class Register:
    """One series of numbers; `issuer` is a unit's code or the symbol of a body of the province, `symbol` the type's."""

    issuer: str
    symbol: str
    term: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentNumber:
    """The number a paper bears: `sign` is number and symbols as printed, `given` the day it was issued under it."""

    register: Register
    number: int
    given: date
    sign: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberEntry:
    """One line of a register; without a document the number was used elsewhere, and `note` says where."""

    register: Register
    number: int
    given: date
    actor: str
    document: str | None = None
    note: str = ""
    cancelled_on: date | None = None
    cancelled_because: str = ""

    @property
    def is_in_force(self) -> bool:
        """Whether a paper bears it."""
        return self.document is not None and self.cancelled_on is None


def register_of(issuer: str, symbol: str, system: IssuerSystem, *, on: date, term: str | None) -> Register:
    """The register that counts on that day; `term` is the one the issuer opened last, None when it opened none."""
    return Register(issuer, symbol, str(on.year) if system is IssuerSystem.STATE else term or FIRST_TERM)


def next_number(entries: Iterable[NumberEntry]) -> int:
    """The number that follows all lines of one register."""
    return max((entry.number for entry in entries), default=0) + 1


def unaccounted(entries: Sequence[NumberEntry]) -> tuple[int, ...]:
    """Numbers below the last one that no line of the register speaks of; only a rebuilt register has any."""
    known = {entry.number for entry in entries}
    return tuple(number for number in range(1, next_number(entries)) if number not in known)


def used_elsewhere(register: Register, numbers: range, *, on: date, actor: str, note: str) -> tuple[NumberEntry, ...]:
    """Lines for numbers that the office gave to other papers.

    Raises:
        UsageError: they are far too many, or nothing says where they were used.
    """
    if not note:
        raise UsageError("Hãy ghi các số trước đã dùng ở đâu bằng --reason; sổ giữ lời đó cho từng số.")
    if len(numbers) > MOST_ELSEWHERE:
        raise UsageError(f"Nhảy {len(numbers)} số một lần là quá nhiều (tối đa {MOST_ELSEWHERE}); hãy xem lại số.")
    return tuple(NumberEntry(register=register, number=number, given=on, actor=actor, note=note) for number in numbers)


def cancelled(entry: NumberEntry, *, on: date, because: str) -> NumberEntry:
    """The line with the number struck out; it is given to nobody else.

    Raises:
        RuleBroken: no paper bears it.
        UsageError: no reason was given.
    """
    if not entry.is_in_force:
        raise RuleBroken(f"Số {entry.number} của sổ {entry.register.symbol} không đang cấp cho văn bản nào.")
    if not because:
        raise UsageError("Hãy ghi lý do hủy số bằng --reason; lý do được giữ trong sổ.")
    return replace(entry, cancelled_on=on, cancelled_because=because)


def refuse_other(standing: NumberEntry | None, entry: NumberEntry) -> None:
    """Let a line be followed only by one of the same paper; a number used elsewhere may turn out to be a paper's.

    Raises:
        UsageError: the number is another paper's.
    """
    if standing is not None and standing.document not in (None, entry.document):
        raise UsageError(
            f"Số {entry.number} của sổ {entry.register.symbol} ({entry.register.issuer}, {entry.register.term}) đã "
            f"cấp cho {standing.document}; hãy chọn số khác.",
            number=entry.number,
            document=standing.document,
        )


def find_in_force(entries: Iterable[NumberEntry], document: str) -> NumberEntry:
    """The line of the number that a paper bears.

    Raises:
        NotFound: it bears none.
    """
    for entry in entries:
        if entry.is_in_force and entry.document == document:
            return entry
    raise NotFound(f"Văn bản '{document}' chưa có số trong sổ; hãy xem hoso numbers show.", document=document)


def by_register(entries: Iterable[NumberEntry]) -> list[tuple[Register, tuple[NumberEntry, ...]]]:
    """The lines of each register, in order."""
    ordered = sorted(entries, key=lambda entry: (entry.register, entry.number))
    return [(register, tuple(lines)) for register, lines in groupby(ordered, key=lambda entry: entry.register)]
