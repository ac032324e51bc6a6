"""The piece of text a hit is shown with: the original letters around the best match, and the page it stands on."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from archive.language import fold, nfc
from indexer.query.tree import And, Everything, Field, Fuzzy, Not, Or, Phrase, Prefix, Range, Term, Tree, Wildcard
from indexer.words import exact_words, folded_words

_WINDOW = 200  # characters of a snippet, without the stars
_LEAD = 40  # of them before the first match, so that it is read in its sentence
_WORD = re.compile(r"\w+")
_BLANKS = re.compile(r"\s+")
_MOST_SPOTS = 2_000  # matches of one page that are weighed; a page full of them is good anywhere

_Test = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Snippet:
    """Text with `**` around each matched word, and the page it stands on, counted from 1."""

    page: int
    text: str


@dataclass(frozen=True, slots=True)
class _Wanted:
    """Words looked for side by side, each by a test on its folded form; `exact` when they were typed with marks."""

    tests: tuple[_Test, ...]
    exact: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Spot:
    """Where a wanted row of words stands on a page."""

    start: int
    end: int
    wanted: int
    words: tuple[tuple[int, int], ...]
    place: int  # of its first word on the page
    weight: float


@dataclass(frozen=True, slots=True)
class Highlighter:
    """Shows why an entry matched a query; made once for all its hits."""

    wanted: tuple[_Wanted, ...]

    @classmethod
    def of(cls, tree: Tree) -> "Highlighter":
        """A highlighter for what the query looks for in texts; fields and negations are not shown."""
        return cls(tuple(_wanted(tree)))

    def snippet(self, pages: tuple[str, ...]) -> Snippet:
        """The best piece of the text; its beginning when the words stand elsewhere, in the title or a field."""
        best: tuple[float, int, str, tuple[_Spot, ...]] | None = None
        for number, page in enumerate(pages, start=1):
            text = nfc(page)
            weight, spots = _densest(tuple(self._spots(text)))
            if spots and (best is None or weight > best[0]):
                best = weight, number, text, spots
        if best is None:
            return _beginning(pages)
        _, number, text, spots = best
        return Snippet(number, _cut(text, spots))

    def marked(self, page: str) -> str:
        """The whole page with `**` around each word that is looked for."""
        text = nfc(page)
        return _starred(text, {word for spot in self._spots(text) for word in spot.words}, 0, len(text))

    def _spots(self, text: str) -> Iterator[_Spot]:
        words = [(found.start(), found.end()) for found in _WORD.finditer(text)]
        folded = [_folded(text[start:end]) for start, end in words]
        for index, wanted in enumerate(self.wanted):
            length = len(wanted.tests)
            first = wanted.tests[0]
            for place, word in enumerate(folded):
                if first(word) and all(
                    test(near) for test, near in zip(wanted.tests, folded[place : place + length], strict=False)
                ):
                    row = tuple(words[place : place + length])
                    if len(row) == length:
                        weight = _weight(wanted, text, row)
                        yield _Spot(row[0][0], row[-1][1], index, row, place, weight)


def _wanted(tree: Tree) -> Iterator[_Wanted]:
    match tree:
        case And(parts) | Or(parts):
            for part in parts:
                yield from _wanted(part)
        case Term(text, Field.ANY) | Phrase(text, Field.ANY):
            yield _Wanted(tuple(word.__eq__ for word in folded_words(text)), tuple(exact_words(text)))
        case Prefix(text, Field.ANY):
            *before, start = folded_words(text)
            yield _Wanted((*(word.__eq__ for word in before), lambda word: word.startswith(start)))
        case Wildcard(text, Field.ANY):
            shape = re.compile(fold(text).replace("*", ".*").replace("?", "."))
            yield _Wanted((lambda word: shape.fullmatch(word) is not None,))
        case Fuzzy(text, distance, Field.ANY):
            word = folded_words(text)[0]
            yield _Wanted((lambda other: is_near(word, other, distance),))
        case Not() | Everything() | Range() | Term() | Phrase() | Prefix() | Wildcard() | Fuzzy():
            return


@lru_cache(maxsize=50_000)
def _folded(word: str) -> str:
    return "".join(folded_words(word))


def _weight(wanted: _Wanted, text: str, row: tuple[tuple[int, int], ...]) -> float:
    """A row of words tells more than one word, the marks as typed more than other marks."""
    length = len(row)
    as_typed = wanted.exact and tuple(exact_words(text[row[0][0] : row[-1][1]])) == wanted.exact
    return length * (1.5 if as_typed else 1.0)


def _densest(spots: tuple[_Spot, ...]) -> tuple[float, tuple[_Spot, ...]]:
    """The spots of the window that holds most of what is wanted."""
    ordered = sorted(spots, key=lambda spot: (spot.start, spot.wanted))[:_MOST_SPOTS]
    best: tuple[float, tuple[_Spot, ...]] = (0.0, ())
    last = 0
    for first, spot in enumerate(ordered):
        last = max(last, first)
        while last < len(ordered) and ordered[last].end <= spot.start + _WINDOW - _LEAD:
            last += 1
        window = tuple(ordered[first : max(last, first + 1)])
        weight = _value(window)
        if weight > best[0]:
            best = weight, window
    return best


def _value(window: tuple[_Spot, ...]) -> float:
    """Each wanted thing once, and more for two wanted neighbours standing as neighbours."""
    single: dict[int, float] = {}
    for spot in window:
        single[spot.wanted] = max(single.get(spot.wanted, 0.0), spot.weight)
    ends = {(spot.wanted, spot.place + len(spot.words)) for spot in window}
    neighbours = {spot.wanted for spot in window if (spot.wanted - 1, spot.place) in ends}
    return sum(single.values()) + len(neighbours)


def _cut(text: str, spots: tuple[_Spot, ...]) -> str:
    start = _word_start(text, max(spots[0].start - _LEAD, 0), spots[0].start)
    end = _word_end(text, max(start + _WINDOW, spots[0].end))
    words = {word for spot in spots for word in spot.words if word[1] <= end}
    return _trimmed(_starred(text, words, start, end), before=start > 0, after=end < len(text))


def _starred(text: str, words: set[tuple[int, int]], start: int, end: int) -> str:
    pieces: list[str] = []
    place = start
    for first, last in sorted(words):
        pieces.extend((text[place:first], "**", text[first:last], "**"))
        place = last
    return "".join((*pieces, text[place:end]))


def _beginning(pages: tuple[str, ...]) -> Snippet:
    for number, page in enumerate(pages, start=1):
        text = nfc(page).strip()
        if text:
            end = _word_end(text, _WINDOW)
            return Snippet(number, _trimmed(text[:end], before=False, after=end < len(text)))
    return Snippet(1, "")


def _word_start(text: str, place: int, most: int) -> int:
    """The first place from here on that does not cut a word."""
    while 0 < place < most and text[place - 1].isalnum() and text[place].isalnum():
        place += 1
    return place


def _word_end(text: str, place: int) -> int:
    """The last place up to here that does not cut a word, or here when the word is longer than a snippet."""
    if place >= len(text):
        return len(text)
    end = place
    while end > place - _LEAD and text[end - 1].isalnum() and text[end].isalnum():
        end -= 1
    return end if end > place - _LEAD else place


def _trimmed(text: str, *, before: bool, after: bool) -> str:
    tidy = _BLANKS.sub(" ", text).strip()
    return f"{'… ' if before else ''}{tidy}{' …' if after else ''}"


def is_near(one: str, other: str, most: int) -> bool:
    """Whether at most so many letters were put in, left out or changed between the two."""
    if abs(len(one) - len(other)) > most:
        return False
    costs = list(range(len(other) + 1))
    for row, letter in enumerate(one, start=1):
        above, costs[0] = costs[0], row
        for column, opposite in enumerate(other, start=1):
            cost = min(above + (letter != opposite), costs[column] + 1, costs[column - 1] + 1)
            above, costs[column] = costs[column], cost
    return costs[-1] <= most
