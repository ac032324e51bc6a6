"""What the two systems allow: sizes of each block, margins, the form of the number line (domain notes §2.1, §2.2).

A layout's own values are always allowed too, so that another province's settings are data and not a change here.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from archive.domain.people import IssuerSystem
from doc_templates.author.layouts import LAYOUTS, Layout
from doc_templates.author.styles import Style, looks

PAGE = (210.0, 297.0)  # millimetres: A4
NEAR = 0.6  # millimetres; Word and LibreOffice round to twentieths of a point, people to half a millimetre

Range = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """What letters of a block may look like; `bold` and `italic` are None where both are right."""

    sizes: Range
    bold: bool | None = None
    italic: bool | None = None
    lines: Range | None = None  # exact distance of lines, points


_TABLE: Range = (9, 14)
_SIZES: Mapping[IssuerSystem, Mapping[Style, Range]] = {
    IssuerSystem.PARTY: {
        Style.SUPERIOR: (12, 14),  # the transcriptions differ: 12, 13 or 14
        Style.ISSUER: (12, 14),
        Style.TITLE: (15, 16),
        Style.SUBJECT: (14, 15),
        **dict.fromkeys((Style.ADDRESS, Style.BASE, Style.BODY, Style.HEADING), (14, 15)),
        **dict.fromkeys((Style.POST, Style.SIGNER), (14, 15)),
        Style.PAGE_NUMBER: (13, 15),
    },
    IssuerSystem.STATE: {
        Style.SUPERIOR: (12, 13),
        Style.ISSUER: (12, 13),
        Style.STATE_NAME: (12, 13),
        Style.MOTTO: (13, 14),
        Style.PLACE_DATE: (13, 14),
        Style.TITLE: (13, 14),
        Style.SUBJECT: (13, 14),
        **dict.fromkeys((Style.ADDRESS, Style.BASE, Style.BODY, Style.HEADING), (13, 14)),
        **dict.fromkeys((Style.POST, Style.SIGNER), (13, 14)),
        Style.PAGE_NUMBER: (13, 14),
    },
}
_TABLE_STYLES = (Style.COLUMN, Style.CELL, Style.CELL_CENTRED, Style.CELL_NOTE)
_FREE = (Style.RULE, Style.SPACER, Style.SIGNING_GAP)  # they hold no text
_PLAIN = (Style.SUPERIOR, Style.NUMBER, Style.PLACE_DATE)  # never bold
_BOLD = (Style.ISSUER, Style.STATE_NAME, Style.MOTTO, Style.TITLE, Style.SUBJECT, Style.HEADING, Style.SIGNER)
_ITALIC = (Style.PLACE_DATE,)
_LINES: Mapping[IssuerSystem, Range] = {IssuerSystem.PARTY: (18, 20)}  # the State's rules give a multiple instead

_MARGINS: Mapping[IssuerSystem, Mapping[str, Range]] = {
    IssuerSystem.PARTY: {"top": (20, 20), "bottom": (20, 20), "left": (30, 30), "right": (15, 15)},
    IssuerSystem.STATE: {"top": (20, 25), "bottom": (20, 25), "left": (30, 35), "right": (15, 20)},
}
SIDES = {"top": "trên", "bottom": "dưới", "left": "trái", "right": "phải"}

_SYMBOL = r"[A-ZĐƯƠĂÂÊÔ][\w.-]*"
_NUMBER_LINES = {
    IssuerSystem.PARTY: re.compile(rf"Số\s+\d*\s*-[A-ZĐ][A-Za-zĐđ]*/{_SYMBOL}"),
    IssuerSystem.STATE: re.compile(rf"Số:\s*\d*\s*/[A-ZĐ][A-Za-zĐđ]*-{_SYMBOL}"),
}
NUMBER_FORMS = {IssuerSystem.PARTY: "Số 12-TTr/ĐU", IssuerSystem.STATE: "Số: 12/TTr-SNV"}
NUMBER_LIKE = re.compile(r"^\s*Số[ \u00a0]*:?[ \u00a0]*\d*[ \u00a0]*[-/][^\n]*$", re.MULTILINE)


def blocks(layout: Layout) -> Mapping[str, Block]:
    """What each named style may look like in a layout; a style that holds no text is left out."""
    ranges = _SIZES[layout.system]
    return {
        style.value: Block(
            sizes=_with(_TABLE if style in _TABLE_STYLES else ranges.get(style, (look.size, look.size)), look.size),
            bold=True if style in _BOLD else False if style in _PLAIN else None,
            italic=True if style in _ITALIC else None,
            lines=_with(_LINES[layout.system], look.line) if _has_lines(style, layout) else None,
        )
        for style, look in looks(layout).items()
        if style not in _FREE
    }


def margins(layout: Layout) -> Mapping[str, Range]:
    """How wide each margin may be, millimetres."""
    return {side: _with(allowed, getattr(layout.margins, side)) for side, allowed in _MARGINS[layout.system].items()}


def is_number_line(text: str, system: IssuerSystem) -> bool:
    """Whether a line beginning with `Số` is written as the system writes it, its number filled in or blank."""
    return _NUMBER_LINES[system].fullmatch(text.strip()) is not None


def begins_as_number_line(text: str, system: IssuerSystem) -> bool:
    """The same for a line of a PDF, in which the other column may follow."""
    return _NUMBER_LINES[system].match(text.strip()) is not None


def foreign_words(layout: Layout) -> frozenset[str]:
    """The other system's words, which never stand in this one's documents as a line."""
    others = {words for other in LAYOUTS if other.system is not layout.system for words in own_words(other)}
    return frozenset(others - set(own_words(layout)))


def own_words(layout: Layout) -> tuple[str, ...]:
    """The system's words at the top right."""
    return tuple(words for words in (layout.name_of_state, layout.motto) if words)


def _has_lines(style: Style, layout: Layout) -> bool:
    return style in (Style.BASE, Style.BODY) and layout.system in _LINES


def _with(allowed: Range, chosen: float) -> Range:
    return min(allowed[0], chosen), max(allowed[1], chosen)
