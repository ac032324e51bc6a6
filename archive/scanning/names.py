"""Names that deceive: what a person sees of a file's name must be what the name is."""

import unicodedata

from archive.scanning.limits import Unacceptable

# Characters that turn the direction of writing make a program look like a PDF (Unicode TR 36, §2.5).
_TURNING = frozenset(map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C)))
_INVISIBLE = ("Cc", "Cs", "Zl", "Zp")
_SEPARATORS = frozenset("/\\")
_LONGEST_BYTES = 255  # of a name, in UTF-8, on every file system in use

ACTIVE_ENDINGS = frozenset(
    f".{ending}"
    for ending in (
        *("exe", "com", "scr", "msi", "bat", "cmd", "ps1", "vbs", "js", "jse", "wsf", "hta", "lnk", "jar", "sh", "py"),
        *("htm", "html", "xhtml", "svg", "dll", "cpl", "pif", "reg", "vbe", "iso", "img"),
    )
)
"""Endings that a desktop runs or opens as a page."""


def shown(name: str) -> str:
    """The name as it may be printed: what could deceive a person or a terminal is written out."""
    return "".join(f"\\u{ord(letter):04x}" if _is_deceiving(letter) else letter for letter in name)


def require_honest(name: str) -> None:
    """Accept a file's name.

    Raises:
        Unacceptable: it holds control or turning characters, a path, or too much.
    """
    if any(map(_is_deceiving, name)):
        raise Unacceptable("có ký tự điều khiển hoặc ký tự đảo chiều trong tên, che mất đuôi thật; hãy đặt lại tên tệp")
    if _SEPARATORS & set(name) or name in ("", ".", ".."):
        raise Unacceptable("có dấu phân cách thư mục trong tên; hãy đặt lại tên tệp")
    if len(unicodedata.normalize("NFC", name).encode()) > _LONGEST_BYTES:
        raise Unacceptable("có tên quá dài; hãy đặt lại tên ngắn hơn")


def _is_deceiving(letter: str) -> bool:
    return letter in _TURNING or unicodedata.category(letter) in _INVISIBLE
