"""How text becomes search words: one function for the index and the query, or they would not meet.

Everything about Vietnamese letters is archive.language's business; here stand the choices of search alone.
"""

import re
from functools import lru_cache

from archive.language import exact_tokens, folded_tokens, nfc

BREAK = "|"  # stands between two texts in one column: no word can be it, so no phrase runs across

_LONGEST = 128  # letters of a word that count: noise of a bad scan must not become endless terms
_EVERY = "hằng"
_EACH = "hàng"
_PERIODS = frozenset({"ngày", "tuần", "tháng", "quý", "năm"})


_WORD = re.compile(r"\w+")


def both_words(text: str) -> tuple[list[str], list[str]]:
    """Words with marks and words without, place by place; `hằng quý` and `hàng quý` are one (domain notes §5)."""
    forms = [_forms(word) for word in _WORD.findall(nfc(text).lower())]
    exact = [form[0] for form in forms]
    for place, following in enumerate(exact[1:]):
        if following in _PERIODS and exact[place] == _EVERY:
            exact[place] = _EACH
    return exact, [form[1] for form in forms]


def exact_words(text: str) -> list[str]:
    """Words with marks."""
    return both_words(text)[0]


def folded_words(text: str) -> list[str]:
    """Words without marks."""
    return both_words(text)[1]


# Vietnamese has some seven thousand syllables: nearly every word of a text was seen before.
@lru_cache(maxsize=100_000)
def _forms(word: str) -> tuple[str, str]:
    return "".join(exact_tokens(word))[:_LONGEST], "".join(folded_tokens(word))[:_LONGEST]


def key(text: str) -> str:
    """A code or fixed value as one word, so that it matches as a whole: `NV-SNV-01` is `nv_snv_01`."""
    return "_".join(word for folded in folded_words(text) for word in folded.split("_") if word)
