"""The columns of the index and what an entry puts into each; the same for every engine.

Text columns hold words joined by spaces, key columns whole values, number columns integers that can be compared.
"""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from archive.domain.people import Management
from archive.domain.rights import EVERY_MANAGEMENT
from archive.ports.search import Hit, IndexEntry
from indexer.words import BREAK, both_words, folded_words, key

WORDS, WORDS_FOLDED = "words", "words_folded"
TITLE, TITLE_FOLDED = "title", "title_folded"
UNIT_NAME, UNIT_NAME_FOLDED = "unit_name", "unit_name_folded"
PERSON_NAME, PERSON_NAME_FOLDED = "person_name", "person_name_folded"
NUMBER = "number"
TEXTS = (
    WORDS, WORDS_FOLDED, TITLE, TITLE_FOLDED,
    UNIT_NAME, UNIT_NAME_FOLDED, PERSON_NAME, PERSON_NAME_FOLDED, NUMBER,
)  # fmt: skip

RECORD = "record"
# Rights compare whole values as they are given: what folds to the same word is not the same person.
READ_UNIT, READ_PERSON, READ_MANAGEMENTS = "read_unit", "read_person", "read_managements"
RIGHTS = (READ_UNIT, READ_PERSON, READ_MANAGEMENTS)

KEYS = ("unit", "quarter", "kind", "component", "person", "task", "axis", "outcome", "rating")

DAY, PERIOD = "day", "period"
NUMBERS = (DAY, PERIOD)

FACETS = ("unit", "quarter", "kind", "component", "outcome", "rating")

_QUARTER = re.compile(r"^(\d{4})-Q(\d)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One entry as the index holds it; a column without a value is not there."""

    texts: Mapping[str, str]
    keys: Mapping[str, str]
    numbers: Mapping[str, int]
    facets: Mapping[str, str]
    rights: Mapping[str, str]
    stored: bytes


@dataclass(frozen=True, slots=True)
class StoredEntry:
    """What a hit is made of: the port's fields and the pages for the snippet."""

    fields: Mapping[str, str | int]
    pages: tuple[str, ...]

    @classmethod
    def read(cls, stored: bytes) -> "StoredEntry":
        """The entry that a row stored.

        Raises:
            ValueError: the bytes are not what a row stores.
        """
        fields = json.loads(stored)
        return cls(fields, tuple(fields.pop("pages")))

    def hit(self, *, page: int, score: float, snippet: str) -> Hit:
        """The entry as found."""
        words = {name: str(self.fields[name]) for name in _SHOWN}
        return Hit(**words, component=int(self.fields["component"]), page=page, score=score, snippet=snippet)


_SHOWN = ("id", "title", "kind", "unit", "quarter", "person", "task")


def row(entry: IndexEntry) -> Row:
    """What the index holds for an entry."""
    facets = {name: str(getattr(entry, name)) for name in FACETS}
    keys = {name: key(str(getattr(entry, name))) for name in KEYS}
    keys["quarter"] = _quarter_keys(entry.quarter)
    return Row(
        texts=_texts(entry),
        keys={name: value for name, value in keys.items() if value},
        numbers={DAY: int(entry.day.replace("-", "") or 0), PERIOD: period(entry.quarter)},
        facets={name: value for name, value in facets.items() if value},
        rights={name: value for name, value in _rights(entry).items() if value},
        stored=_stored(entry),
    )


def period(quarter: str) -> int:
    """`2026-Q2` as 20262, so that quarters compare; 0 when it is none."""
    found = _QUARTER.match(quarter)
    return int(found[1]) * 10 + int(found[2]) if found else 0


def _quarter_keys(quarter: str) -> str:
    found = _QUARTER.match(quarter)
    return f"{key(quarter)} q{found[2]}" if found else key(quarter)


def _rights(entry: IndexEntry) -> dict[str, str]:
    managements = together(entry.managements or EVERY_MANAGEMENT)
    return {READ_UNIT: entry.unit, READ_PERSON: entry.person, READ_MANAGEMENTS: managements}


def together(managements: Iterable[Management]) -> str:
    """A set of managements as one value, so that rights need no negation, which engines get wrong more easily."""
    return "+".join(sorted(item.name for item in managements))


def _texts(entry: IndexEntry) -> dict[str, str]:
    # Whoever types a name or a code into the one box means the papers about it, whether or not the text has it.
    about = (entry.title, entry.person_name, entry.unit_name, entry.number, entry.task, entry.person, entry.unit)
    words = [both_words(part) for part in (*about, "\n".join(entry.pages)) if part]
    columns = {
        WORDS: BREAK.join(f" {' '.join(exact)} " for exact, _ in words),
        WORDS_FOLDED: BREAK.join(f" {' '.join(folded)} " for _, folded in words),
        NUMBER: " ".join(folded_words(entry.number)),
    }
    for marked, unmarked, text in (
        (TITLE, TITLE_FOLDED, entry.title),
        (UNIT_NAME, UNIT_NAME_FOLDED, entry.unit_name),
        (PERSON_NAME, PERSON_NAME_FOLDED, entry.person_name),
    ):
        exact, folded = both_words(text)
        columns[marked], columns[unmarked] = " ".join(exact), " ".join(folded)
    return {name: text for name, text in columns.items() if text}


def _stored(entry: IndexEntry) -> bytes:
    fields = {name: getattr(entry, name) for name in (*_SHOWN, "component", "pages")}
    return json.dumps(fields, ensure_ascii=False).encode()


def counted(values: Iterable[tuple[str, int]]) -> dict[str, int]:
    """Counts of a facet, the largest first, then by value."""
    return dict(sorted(((value, count) for value, count in values if value), key=lambda pair: (-pair[1], pair[0])))
