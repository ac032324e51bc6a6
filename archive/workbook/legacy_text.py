"""Text that looks typed in an old coding though no font says so: what it may mean, for a person to confirm.

Also text that lost its ư: in TCVN3 that letter is the soft hyphen, which many programs remove (domain notes §5).
"""

import re

from archive.workbook.legacy_codes import from_tcvn3, from_vni
from archive.workbook.spelling import is_syllable

# Between words: blanks, ASCII signs and digits, dashes and quotes. Signs of Latin-1 stay: they are letters of TCVN3.
_BETWEEN = re.compile(r"[\s\x21-\x40\x5b-\x60\x7b-\x7e\u2000-\u206f]+")
_MOST = 0.8  # of the words: a foreign name may stand among them
_FEWEST_LETTERS = 3  # "µm" alone says nothing
_LONE_HORN = re.compile(r"(?<![ưƯ])([ơờớởỡợ])(?=ng|c|u)|(?<![ưƯ])([ƠỜỚỞỠỢ])(?=NG|C|U)")


def meant(text: str) -> str | None:
    """What the text may mean; None where it is fine as it stands."""
    if text.isascii():
        return None
    readings = {_with_horn(reading) for reading in (text, from_tcvn3(text), from_vni(text))} - {text}
    return max((reading for reading in sorted(readings) if _is_better(text, reading)), key=_good, default=None)


def _with_horn(text: str) -> str:
    return _LONE_HORN.sub(lambda found: ("ư" if found[1] else "Ư") + found[0], text)


def old_reading(text: str) -> str | None:
    """The text read in the old coding under which its words are Vietnamese; None when there is no such."""
    if text.isascii():
        return None
    readings = [reading for reading in (from_tcvn3(text), from_vni(text)) if _is_better(text, reading)]
    return max(readings, key=_good, default=None)


def _is_better(text: str, reading: str) -> bool:
    """Whether words that are not Vietnamese become so, and nearly all are then."""
    before, after = _marked(text), _marked(reading)
    if sum(map(len, before)) < _FEWEST_LETTERS or not after:
        return False
    return _good(reading) > _good(text) and _good(reading) >= _MOST * len(after)


def _good(text: str) -> int:
    return sum(map(is_syllable, _marked(text)))


def _marked(text: str) -> list[str]:
    """The words that do not only have letters of English."""
    return [word for word in _BETWEEN.split(text) if not word.isascii()]
