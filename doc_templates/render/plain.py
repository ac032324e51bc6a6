"""Fill data as Word can hold it: texts without control characters, numbers, lists and mappings; nothing else."""

from collections.abc import Mapping, Sequence
from unicodedata import category

from archive.language import nfc

_KEPT = "\n\t"  # become line breaks and tabs
_UNPRINTABLE = ("Cc", "Cs")  # control characters and halves of pairs
_NO_CHARACTERS = "\ufffe\uffff"  # XML cannot carry them


class NotPrintableError(ValueError):
    """A value has no text; `field` is its path in the data."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


def plain(value: object, *, field: str = "") -> object:
    """A copy of the data that is safe to print; what a template does to it stays in the copy.

    Raises:
        NotPrintableError: a value is None or of a type that has no agreed text.
    """
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, Mapping):
        return {str(name): plain(inner, field=f"{field}.{name}".lstrip(".")) for name, inner in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, bytes | bytearray):
        return [plain(inner, field=f"{field}[{place}]") for place, inner in enumerate(value, start=1)]
    raise NotPrintableError(field)


def _text(value: str) -> str:
    lines = nfc(value).replace("\r\n", "\n").replace("\r", "\n")
    return "".join(mark for mark in lines if mark in _KEPT or _is_printable(mark))


def _is_printable(mark: str) -> bool:
    return category(mark) not in _UNPRINTABLE and mark not in _NO_CHARACTERS
