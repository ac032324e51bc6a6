"""A query as people mean it: one small frozen tree that every engine understands the same way."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias


class Field(StrEnum):
    """What a part of the query speaks of; ANY is the one box without a field name."""

    ANY = "any"
    TITLE = "title"
    UNIT = "unit"
    QUARTER = "quarter"
    KIND = "kind"
    COMPONENT = "component"
    PERSON = "person"
    TASK = "task"
    AXIS = "axis"
    OUTCOME = "outcome"
    RATING = "rating"
    NUMBER = "number"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class Term:
    """A word as typed; one that breaks into several (`NV-SNV-01`) is meant as their phrase."""

    text: str
    field: Field = Field.ANY


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words in this order, side by side."""

    text: str
    field: Field = Field.ANY


@dataclass(frozen=True, slots=True)
class Prefix:
    """Words that begin so: `hoàn*`."""

    text: str
    field: Field = Field.ANY


@dataclass(frozen=True, slots=True)
class Wildcard:
    """Words of this shape: `*` any letters, `?` one letter."""

    text: str
    field: Field = Field.ANY


@dataclass(frozen=True, slots=True)
class Fuzzy:
    """Words at most `distance` letters away, marks aside."""

    text: str
    distance: int = 1
    field: Field = Field.ANY


@dataclass(frozen=True, slots=True)
class Range:
    """From `low` to `high`, both included, None where open: days as yyyymmdd, quarters as yyyyq."""

    field: Field
    low: int | None
    high: int | None


@dataclass(frozen=True, slots=True)
class And:
    """All of the parts."""

    parts: "tuple[Tree, ...]"


@dataclass(frozen=True, slots=True)
class Or:
    """At least one of the parts."""

    parts: "tuple[Tree, ...]"


@dataclass(frozen=True, slots=True)
class Not:
    """Everything but the part."""

    part: "Tree"


@dataclass(frozen=True, slots=True)
class Everything:
    """All entries: `*`."""


Tree: TypeAlias = Term | Phrase | Prefix | Wildcard | Fuzzy | Range | And | Or | Not | Everything
