"""Vietnamese text, pure: composed form, search keys, the order of names, numbers and dates in words.

Stored text is never altered beyond NFC; folding and tone placement serve search keys and comparisons only
(domain notes §5).
"""

import re
import unicodedata
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from functools import lru_cache

_REMEMBERED = 4096  # names and titles folded or taken apart before: a dossier asks for the same ones again and again
VIETNAM = timezone(timedelta(hours=7), "Asia/Ho_Chi_Minh")  # one offset all year since 1975: no tz database needed

_TONES = "\u0300\u0301\u0303\u0309\u0323"  # huyền, sắc, ngã, hỏi, nặng
_OPEN_PAIR = re.compile(r"(?<!q)(o[ae]|uy)$")  # the only rhymes whose tone mark has two places
_WORD = re.compile(r"\w+")
_BLANKS = re.compile(r"\s+")

# Vietnamese dictionary order: letters with their own place, then tones (domain notes §5).
_LETTERS = {letter: place for place, letter in enumerate("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz")}
_TONE_ORDER = {"": 0, "\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
_FEBRUARY = 2  # the last month written with a leading zero
_ROMAN = ("I", "II", "III", "IV")


def nfc(text: str) -> str:
    """The composed form every text is stored in."""
    return unicodedata.normalize("NFC", text)


def tidy(text: str) -> str:
    """NFC with runs of blanks made one space and the ends trimmed."""
    return _BLANKS.sub(" ", nfc(text)).strip()


@lru_cache(maxsize=_REMEMBERED)
def fold(text: str) -> str:
    """The text without marks, in lower case; đ becomes d, the Icelandic ð stays (domain notes §5)."""
    decomposed = unicodedata.normalize("NFD", text.lower()).replace("đ", "d")
    return "".join(mark for mark in decomposed if not unicodedata.combining(mark))


def has_marks(text: str) -> bool:
    """Whether the text was typed with Vietnamese marks, so that the exact form is what is meant."""
    lowered = nfc(text.lower())
    return fold(lowered) != lowered


def place_tone(syllable: str) -> str:
    """One spelling for open oa, oe, uy: `hoà` and `hòa`, `uỷ` and `ủy` get one key; `quý` and `hoàn` stay."""
    decomposed = unicodedata.normalize("NFD", syllable)
    letters = "".join(mark for mark in decomposed if mark not in _TONES)
    tone = next((mark for mark in decomposed if mark in _TONES), "")
    if not tone:
        return nfc(syllable)
    if _OPEN_PAIR.search(letters):
        return nfc(letters[:-1] + tone + letters[-1])
    return nfc(syllable)


def exact_tokens(text: str) -> list[str]:
    """Search tokens with marks: lower case, composed, one tone placement."""
    return [place_tone(word) for word in _WORD.findall(nfc(text).lower())]


def folded_tokens(text: str) -> list[str]:
    """Search tokens without marks."""
    return [fold(word) for word in _WORD.findall(nfc(text).lower())]


@lru_cache(maxsize=_REMEMBERED)
def name_key(full_name: str) -> tuple[tuple[tuple[int, int], ...], ...]:
    """Sort key of a personal name: given name first, then family and middle names, in Vietnamese letter order."""
    words = tidy(full_name).lower().split(" ")
    return tuple(_word_key(word) for word in [words[-1], *words[:-1]])


def _word_key(word: str) -> tuple[tuple[int, int], ...]:
    letters: list[tuple[int, int]] = []
    for character in unicodedata.normalize("NFC", word):
        decomposed = unicodedata.normalize("NFD", character)
        tone = next((mark for mark in decomposed if mark in _TONES), "")
        letter = nfc("".join(mark for mark in decomposed if mark not in _TONES))
        if not letter:
            continue  # a tone mark that stands on nothing: a slip of the keyboard, no letter to sort by
        letters.append((_LETTERS.get(letter, len(_LETTERS) + ord(letter[0])), _TONE_ORDER[tone]))
    return tuple(letters)


def roman(number: int) -> str:
    """Quarter numbers as people write them: I to IV."""
    return _ROMAN[number - 1]


def day(value: date) -> str:
    """A date as dd/mm/yyyy."""
    return f"{value.day:02d}/{value.month:02d}/{value.year:04d}"


def day_in_words(value: date) -> str:
    """A document's date: days below 10 and months 1 and 2 with a leading zero (NĐ 30/2020, domain notes §2.1)."""
    month = f"{value.month:02d}" if value.month <= _FEBRUARY else str(value.month)
    return f"ngày {value.day:02d} tháng {month} năm {value.year}"


def moment(value: datetime) -> str:
    """A moment in Việt Nam time as dd/mm/yyyy hh:mm."""
    local = value.astimezone(VIETNAM)
    return f"{day(local.date())} {local:%H:%M}"


def number(value: Decimal | int) -> str:
    """A number with a decimal comma and points between thousands: 1.234,5."""
    text = f"{Decimal(value).normalize():,f}"
    return text.translate(str.maketrans(",.", ".,"))
