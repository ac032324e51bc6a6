"""What a query asks of the index's columns: the few steps every engine must know, and the way from the tree to them.

Words typed with marks match their folded form as well, but the exact form counts for more (design §9); inside a
negation only the exact form counts, or `NOT năm` would throw out every `Nam`.
"""

import re
from dataclasses import dataclass
from itertools import groupby
from typing import TypeAlias, assert_never

from archive.language import fold, has_marks, nfc
from indexer import columns
from indexer.query.tree import And, Everything, Field, Fuzzy, Not, Or, Phrase, Prefix, Range, Term, Tree, Wildcard
from indexer.words import exact_words, folded_words, key


@dataclass(frozen=True, slots=True)
class Has:
    """The column has this word, or this whole value."""

    column: str
    word: str


@dataclass(frozen=True, slots=True)
class HasInRow:
    """The column has these words side by side."""

    column: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HasStart:
    """The column has these words side by side and then one that begins so."""

    column: str
    words: tuple[str, ...]
    start: str


@dataclass(frozen=True, slots=True)
class HasShape:
    """The column has a word of this shape: `*` any letters, `?` one letter."""

    column: str
    shape: str


@dataclass(frozen=True, slots=True)
class HasLike:
    """The column has a word at most `distance` letters from this one, a swap counting two."""

    column: str
    word: str
    distance: int


@dataclass(frozen=True, slots=True)
class Between:
    """The column's number lies between these, both included; 0 means that there is no number."""

    column: str
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every one of at least one step."""

    steps: "tuple[Step, ...]"


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one of the steps; nothing when there are none."""

    steps: "tuple[Step, ...]"


@dataclass(frozen=True, slots=True)
class Without:
    """All entries but those of the step."""

    step: "Step"


@dataclass(frozen=True, slots=True)
class Rather:
    """The needed step; what also meets the wished ones ranks higher by their weights."""

    needed: "Step"
    wished: "tuple[tuple[Step, float], ...]"


@dataclass(frozen=True, slots=True)
class Only:
    """What meets the step and lies among the others, ranked by the step alone."""

    step: "Step"
    among: "Step"


@dataclass(frozen=True, slots=True)
class Whole:
    """All entries."""


Step: TypeAlias = (
    Has | HasInRow | HasStart | HasShape | HasLike | Between | AllOf | AnyOf | Without | Rather | Only | Whole
)  # fmt: skip

# A phrase tells more than its words, marks more than their absence, a title more than the text below it.
_EXACT, _IN_ROW, _TITLE = 2.0, 4.0, 3.0
_FIRST, _LAST = 1, 99_999_999  # numbers of a column; 0 is no number

_COLUMNS = {
    Field.ANY: (columns.WORDS, columns.WORDS_FOLDED),
    Field.TITLE: (columns.TITLE, columns.TITLE_FOLDED),
    Field.UNIT: (columns.UNIT_NAME, columns.UNIT_NAME_FOLDED),
    Field.PERSON: (columns.PERSON_NAME, columns.PERSON_NAME_FOLDED),
    Field.NUMBER: (columns.NUMBER, columns.NUMBER),
}
_WORD = re.compile(r"\w+")
_CODES = {Field.UNIT: "unit", Field.PERSON: "person"}


def plan(tree: Tree, *, negated: bool = False) -> Step:  # noqa: PLR0911 - one for each kind of tree
    """The steps that find what the tree means."""
    match tree:
        case And(parts):
            return _all(parts, negated=negated)
        case Or(parts):
            return AnyOf(tuple(plan(part, negated=negated) for part in parts))
        case Not(part):
            return Without(plan(part, negated=not negated))
        case Everything():
            return Whole()
        case Range(field, low, high):
            column = columns.DAY if field == Field.DAY else columns.PERIOD
            return Between(column, max(low or _FIRST, _FIRST), _LAST if high is None else high)
        case Term(text, field) | Phrase(text, field):
            return _words((text,), field, negated=negated)
        case Prefix(text, field):
            return _start(text, field, negated=negated)
        case Wildcard() | Fuzzy():
            return _alike(tree)
        case _:
            assert_never(tree)


def _all(parts: tuple[Tree, ...], *, negated: bool) -> Step:
    """Plain words side by side are taken together, so that they can count for more where they stand as a phrase."""
    steps: list[Step] = []
    for plain, run in groupby(
        parts, key=lambda part: isinstance(part, Term) and part.field in (Field.ANY, Field.TITLE)
    ):
        if plain:
            steps.extend(_runs([part for part in run if isinstance(part, Term)], negated=negated))
        else:
            steps.extend(plan(part, negated=negated) for part in run)
    return steps[0] if len(steps) == 1 else AllOf(tuple(steps))


def _runs(terms: list[Term], *, negated: bool) -> list[Step]:
    return [
        _words(tuple(term.text for term in run), field, negated=negated)
        for field, run in groupby(terms, key=lambda term: term.field)
    ]


def _words(texts: tuple[str, ...], field: Field, *, negated: bool) -> Step:
    if field not in _COLUMNS:
        return Has(field.value, key(texts[0]))
    exact, folded = _COLUMNS[field]
    marked = any(has_marks(text) for text in texts)
    if field in _CODES:
        return _name(texts[0], field, marked=marked)
    if marked and negated and exact != folded:
        return _each(exact, [exact_words(text) for text in texts])
    needed = _each(folded, [folded_words(text) for text in texts])
    wished = tuple(_wishes(texts, field, marked=marked))
    return Rather(needed, wished) if wished and not negated else needed


def _name(text: str, field: Field, *, marked: bool) -> Step:
    """A code or a name; names come from the data, not from a scan, so marks typed are marks meant."""
    exact, folded = _COLUMNS[field]
    name = _row(exact, exact_words(text)) if marked else _row(folded, folded_words(text))
    return AnyOf((Has(_CODES[field], key(text)), name))


def _each(column: str, texts: list[list[str]]) -> Step:
    steps = tuple(_row(column, words) for words in texts)
    return steps[0] if len(steps) == 1 else AllOf(steps)


def _row(column: str, words: list[str]) -> Step:
    return Has(column, words[0]) if len(words) == 1 else HasInRow(column, tuple(words))


def _wishes(texts: tuple[str, ...], field: Field, *, marked: bool) -> list[tuple[Step, float]]:
    exact, folded = _COLUMNS[field]
    together = " ".join(texts)
    column, words = (exact, exact_words(together)) if marked else (folded, folded_words(together))
    wishes: list[tuple[Step, float]] = []
    if marked and exact != folded:
        wishes.append((_each(exact, [exact_words(text) for text in texts]), _EXACT))
    if len(texts) > 1:
        wishes.append((_row(column, words), _IN_ROW))
    if field == Field.ANY:
        title, title_folded = _COLUMNS[Field.TITLE]
        wishes.append((_row(title if marked else title_folded, words), _TITLE))
    return wishes


def _start(text: str, field: Field, *, negated: bool) -> Step:
    if field not in _COLUMNS:
        return HasStart(field.value, (), key(text))
    exact, folded = _COLUMNS[field]
    needed = _starting(folded, folded_words(text))
    if field in _CODES:
        return AnyOf((HasStart(_CODES[field], (), key(text)), needed))
    if not has_marks(text) or exact == folded:
        return needed
    # Half a syllable has no settled place for its tone: `hoà*` begins hoàn as well as hòa.
    *before, settled = exact_words(text)
    spellings = {settled, _WORD.findall(nfc(text).lower())[-1]}
    likely = AnyOf(tuple(HasStart(exact, tuple(before), spelling) for spelling in sorted(spellings)))
    return likely if negated else Rather(needed, ((likely, _EXACT),))


def _starting(column: str, words: list[str]) -> Step:
    *before, start = words
    return HasStart(column, tuple(before), start)


def _alike(tree: Wildcard | Fuzzy) -> Step:
    _, folded = _COLUMNS[tree.field]
    if isinstance(tree, Wildcard):
        return HasShape(folded, fold(nfc(tree.text)))
    return HasLike(folded, folded_words(tree.text)[0], tree.distance)
