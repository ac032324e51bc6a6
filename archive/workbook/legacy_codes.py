"""The old TCVN3 (ABC) and VNI codings made Unicode, code by code; which text is in one of them is decided elsewhere.

A TCVN3 code stands for one whole letter. A VNI code is a letter or the mark that follows one, so that composing does
the rest. TCVN3 `ư` is the soft hyphen: text must come here before anything that cleans it.
"""

from unicodedata import normalize

_TCVN3_CODES = (
    "\u00b5\u00b6\u00b7\u00b8\u00b9\u00a8\u00bb\u00bc\u00bd\u00be\u00c6\u00a9\u00c7\u00c8\u00c9\u00ca\u00cb"
    "\u00cc\u00ce\u00cf\u00d0\u00d1\u00aa\u00d2\u00d3\u00d4\u00d5\u00d6\u00d7\u00d8\u00dc\u00dd\u00de"
    "\u00df\u00e1\u00e2\u00e3\u00e4\u00ab\u00e5\u00e6\u00e7\u00e8\u00e9\u00ac\u00ea\u00eb\u00ec\u00ed\u00ee"
    "\u00ef\u00f1\u00f2\u00f3\u00f4\u00ad\u00f5\u00f6\u00f7\u00f8\u00f9\u00fa\u00fb\u00fc\u00fd\u00fe"
    "\u00ae\u00a1\u00a2\u00a3\u00a4\u00a5\u00a6\u00a7"
)
_TCVN3_LETTERS = "àảãáạăằẳẵắặâầẩẫấậèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵđĂÂÊÔƠƯĐ"
_TCVN3 = str.maketrans(_TCVN3_CODES, _TCVN3_LETTERS)

_GRAVE, _ACUTE, _TILDE, _HOOK, _DOT = "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"
_ROUND, _BREVE = "\u0302", "\u0306"
_VNI_MARKS = {
    "ù": _ACUTE,
    "ø": _GRAVE,
    "û": _HOOK,
    "õ": _TILDE,
    "ï": _DOT,
    "â": _ROUND,
    "á": _ROUND + _ACUTE,
    "à": _ROUND + _GRAVE,
    "å": _ROUND + _HOOK,
    "ã": _ROUND + _TILDE,
    "ä": _ROUND + _DOT,
    "ê": _BREVE,
    "é": _BREVE + _ACUTE,
    "è": _BREVE + _GRAVE,
    "ú": _BREVE + _HOOK,
    "ü": _BREVE + _TILDE,
    "ë": _BREVE + _DOT,
}
_VNI_LETTERS = {"ñ": "đ", "í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "ô": "ơ", "ö": "ư", "î": "ỵ"}
_VNI = str.maketrans(
    {
        **_VNI_MARKS,
        **{code.upper(): marks for code, marks in _VNI_MARKS.items()},
        **_VNI_LETTERS,
        **{code.upper(): letter.upper() for code, letter in _VNI_LETTERS.items()},
    }
)


def from_tcvn3(text: str) -> str:
    """Text in TCVN3, small and capital letters as they are coded."""
    return normalize("NFC", normalize("NFC", text).translate(_TCVN3))


def from_vni(text: str) -> str:
    """Text in VNI for Windows."""
    return normalize("NFC", normalize("NFC", text).translate(_VNI))
