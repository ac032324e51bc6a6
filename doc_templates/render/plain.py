"""Fill data as Word can hold it: texts without control characters, numbers, lists and mappings; nothing else."""

import re
from collections.abc import Mapping, Sequence
from typing import Any
from unicodedata import is_normalized

from archive.language import nfc

# Control characters but new line and tab, which become breaks; halves of pairs; and what XML cannot carry.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


class NotPrintableError(ValueError):
    """A value has no text; `field` is its path in the data."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


def plain_with_texts(data: Mapping[str, object]) -> tuple[Mapping[str, Any], list[str]]:
    """A copy of the data that is safe to print, and every text in it; quick when nothing has to be changed.

    Raises:
        NotPrintableError: a value is None or of a type that has no agreed text.
    """
    texts: list[str] = []
    copy = _gathered(data, texts)
    whole = "".join(texts)
    if copy is None or _UNPRINTABLE.search(whole) or not is_normalized("NFC", whole):
        texts.clear()
        copy = _gathered(plain(data), texts)
    assert isinstance(copy, dict)  # noqa: S101 - tells the type checker that a mapping becomes one
    return copy, texts


def _gathered(value: object, texts: list[str]) -> Any:  # noqa: ANN401 - data have no narrower type
    """A copy of dicts and lists whose texts are in `texts`; None where there is anything else but whole numbers."""
    if value.__class__ is str:
        texts.append(value)
    elif value.__class__ is dict:
        copy: dict[str, Any] = dict(value)
        for name, inner in copy.items():
            if name.__class__ is not str:
                return None
            if inner.__class__ is str:
                texts.append(inner)
            elif inner.__class__ is not int:
                copy[name] = found = _gathered(inner, texts)
                if found is None:
                    return None
        return copy
    elif value.__class__ is list:
        found_all = [_gathered(inner, texts) for inner in value]
        return None if None in found_all else found_all
    elif value.__class__ is not int:
        return None
    return value


def plain(value: object, *, field: str = "") -> object:
    """A copy of the data that is safe to print; what a template does to it stays in the copy.

    Raises:
        NotPrintableError: a value is None or of a type that has no agreed text.
    """
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return int(value)
    if isinstance(value, Mapping):
        return {str(name): plain(inner, field=f"{field}.{name}".lstrip(".")) for name, inner in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, bytes | bytearray):
        return [plain(inner, field=f"{field}[{place}]") for place, inner in enumerate(value, start=1)]
    raise NotPrintableError(field)


def _text(value: str) -> str:
    return _UNPRINTABLE.sub("", nfc(value).replace("\r\n", "\n").replace("\r", "\n"))
