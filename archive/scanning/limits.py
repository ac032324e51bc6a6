"""How large and how involved a file may be; what goes beyond is refused before it is unpacked or decoded."""

from dataclasses import dataclass

MEGABYTE = 1024**2
MEGAPIXEL = 10**6


class Unacceptable(ValueError):  # noqa: N818 - reads as what it says of a file
    """The file cannot be taken; the text says why and what to do, in Vietnamese, without the file's name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The bounds of one installation."""

    file: int = 2048 * MEGABYTE  # bytes of a file as it comes
    unpacked: int = 1024 * MEGABYTE  # bytes of all parts of an Office file unpacked
    pixels: int = 200 * MEGAPIXEL  # of one picture: an A0 sheet scanned at 300 dpi has 140 million
