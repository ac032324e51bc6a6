"""Amounts of bytes, and fingerprints, as people read them."""

from decimal import Decimal

from archive.language import number

_UNITS = ("B", "KB", "MB", "GB", "TB")
_STEP = 1024


def size_words(size: int) -> str:
    """`12,4 MB`: one decimal, which whole bytes do not need."""
    value, place = Decimal(size), 0
    while value >= _STEP and place < len(_UNITS) - 1:
        value, place = value / _STEP, place + 1
    return f"{number(value.quantize(Decimal('0.1')) if place else value)} {_UNITS[place]}"


def in_fours(digest: str) -> tuple[str, ...]:
    """A fingerprint in groups of four letters, to be read over the telephone."""
    return tuple(digest[place : place + 4].upper() for place in range(0, len(digest), 4))
