"""Text in an old Vietnamese font made Unicode: the font's name decides, not a guess at the text (domain notes §5).

Only the `VN…` fonts without the point of TCVN3 or the I of VNI come from makers of several codings: for those the
coding is taken under which the words are spelt as Vietnamese is, and the text is left alone when there is none.
"""

import re

from archive.workbook.legacy_codes import from_tcvn3, from_vni
from archive.workbook.legacy_text import old_reading

_TCVN3 = re.compile(r"\.vn", re.IGNORECASE)
_VNI = re.compile(r"vni", re.IGNORECASE)
_OTHER = re.compile(r"s?vn[a-z]", re.IGNORECASE)
MARK = re.compile(rb'"\s*(?:\.vn|s?vn[a-z])', re.IGNORECASE)  # a font of either family named in XML
_LATIN_1 = 0xFF


def to_unicode(text: str, font: str) -> str:
    """The text as its font shows it; fonts of today leave it as it is."""
    name = font.strip()
    if not (_TCVN3.match(name) or _OTHER.match(name)) or _is_unicode(text):
        return text
    if _TCVN3.match(name):
        # The capital fonts (.VnTimeH) show every letter as a capital, whatever was typed.
        return from_tcvn3(text).upper() if name.casefold().endswith("h") else from_tcvn3(text)
    return from_vni(text) if _VNI.match(name) else old_reading(text) or text


def _is_unicode(text: str) -> bool:
    """Whether letters stand in it that no 8-bit coding has: typed today, whatever the font is called."""
    return any(ord(letter) > _LATIN_1 and (letter.isalpha() or "\u0300" <= letter <= "\u036f") for letter in text)
