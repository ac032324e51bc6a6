"""How text becomes search words: one function for the index and the query, or they would not meet.

Everything about Vietnamese letters is archive.language's business; here stand the choices of search alone.
"""

from archive.language import exact_tokens, folded_tokens

BREAK = "|"  # stands between two texts in one column: no word can be it, so no phrase runs across

_LONGEST = 128  # letters of a word that count: noise of a bad scan must not become endless terms
_EVERY = "hằng"
_EACH = "hàng"
_PERIODS = frozenset({"ngày", "tuần", "tháng", "quý", "năm"})


def exact_words(text: str) -> list[str]:
    """Words with marks; `hằng quý` and `hàng quý` are one (domain notes §5)."""
    words = [word[:_LONGEST] for word in exact_tokens(text)]
    for place, following in enumerate(words[1:]):
        if words[place] == _EVERY and following in _PERIODS:
            words[place] = _EACH
    return words


def folded_words(text: str) -> list[str]:
    """Words without marks."""
    return [word[:_LONGEST] for word in folded_tokens(text)]


def key(text: str) -> str:
    """A code or fixed value as one word, so that it matches as a whole: `NV-SNV-01` is `nv_snv_01`."""
    return "_".join(word for folded in folded_words(text) for word in folded.split("_") if word)
