"""The check that the font of all documents has every Vietnamese letter.

Without it pages show boxes while their text still reads right, so that no test of text can notice (pipeline notes §2).
"""

import subprocess
from itertools import product
from unicodedata import normalize

from fontTools.ttLib import TTFont, TTLibError

from archive.errors import Unavailable

FAMILY = "Times New Roman"
STAND_IN = "Liberation Serif"  # what LibreOffice takes when the family is not installed
_STYLES = ("", ":bold", ":italic", ":bold:italic")
_TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
_VOWELS = "aăâeêioôơuưy"
_SECONDS = 30.0  # fc-match builds its cache when it runs for the first time


def vietnamese_letters() -> frozenset[str]:
    """Every composed letter of Vietnamese, both cases."""
    small = {normalize("NFC", vowel + tone) for vowel, tone in product(_VOWELS, _TONES)} | set("bcdđghklmnpqrstvx")
    return frozenset(small | {letter.upper() for letter in small})


def check_fonts() -> None:
    """Make sure documents can be set in Vietnamese, in all four styles of the font.

    Raises:
        Unavailable: fontconfig is missing, or a style of the font lacks letters; names the package to install.
    """
    for style in _STYLES:
        family, path, index = _match(FAMILY + style)
        if FAMILY not in family:
            family, path, index = _match(STAND_IN + style)
        if missing := vietnamese_letters() - _letters(path, index):
            raise _unusable(f"phông {path} thiếu {len(missing)} chữ cái tiếng Việt, như {''.join(sorted(missing)[:3])}")


def _match(pattern: str) -> tuple[str, str, int]:
    """Family, file and number within the file of the font that stands for the pattern."""
    command = ["fc-match", "--format", "%{family}\n%{file}\n%{index}", pattern]
    try:
        answer = subprocess.run(command, capture_output=True, text=True, check=True, timeout=_SECONDS).stdout
    except (OSError, subprocess.SubprocessError) as error:
        raise _unusable("không chạy được fc-match") from error
    family, path, index = answer.split("\n")
    return family, path, int(index)


def _letters(path: str, index: int) -> set[str]:
    try:
        with TTFont(path, fontNumber=index, lazy=True) as font:
            return {chr(code) for code in font.getBestCmap() or {}}
    except (OSError, TTLibError) as error:
        raise _unusable(f"không đọc được phông {path}") from error


def _unusable(why: str) -> Unavailable:
    return Unavailable(
        f"Máy chưa có phông chữ tiếng Việt cho văn bản ({why}). "
        "Hãy cài gói fonts-liberation2 (hoặc chạy `make setup`).",
        package="fonts-liberation2",
        reason=why,
    )
