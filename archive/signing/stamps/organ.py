"""The seal of an organ: red and round, its name around the rim, the moment in the middle; drawn as lines only.

Lines let the signature below be seen, which PDF/A-1 would not allow a transparent picture to do.
"""

from collections.abc import Iterator
from datetime import datetime
from math import cos, pi, sin

from archive.domain.signature import Signatory
from archive.language import VIETNAM, day, tidy
from archive.signing.stamps.drawing import Drawing, Shape, Style, Words, circle, star
from archive.signing.stamps.faces import Face, Faces

_RED = (0.80, 0.04, 0.06)
# Shares of the radius.
_RIM, _RIM_LINE, _INNER_RIM, _INNER_LINE = 0.97, 0.045, 0.91, 0.015
_LARGEST, _SMALLEST = 0.20, 0.115  # letters of the name: larger looks empty, smaller cannot be read on one arc
_ASCENT = 0.95  # of the size: capitals with two marks
_ARC = pi * 1.45  # how much of the rim the name may take; the rest is for the words below
_FEET = 0.145  # letters of the words at the foot


def organ_stamp(
    signatory: Signatory, *, at: datetime, width: float, height: float, is_development: bool, faces: Faces
) -> Drawing:
    """The seal, as large as the box allows."""
    seal = _Seal(width / 2, height / 2, min(width, height) / 2, faces)
    marks = (*seal.rim(signatory.name, is_development), *seal.middle(at, is_development))
    return Drawing(width=width, height=height, colour=_RED, marks=marks)


class _Seal:
    def __init__(self, x: float, y: float, radius: float, faces: Faces) -> None:
        self._x, self._y, self._radius = x, y, radius
        self._bold, self._faces = faces[Style.BOLD], faces
        self._hollow = _INNER_RIM  # share of the radius that is still free

    def rim(self, name: str, is_development: bool) -> Iterator[Words | Shape]:  # noqa: FBT001 - the drawing's one switch
        radius = self._radius
        yield circle(self._x, self._y, radius * _RIM, line=radius * _RIM_LINE)
        yield circle(self._x, self._y, radius * _INNER_RIM, line=radius * _INNER_LINE)
        text = self._bold.text(tidy(name).upper())
        size, arcs = _arcs(text, self._bold)
        for line in arcs:
            baseline = self._hollow - 0.02 - size * _ASCENT
            yield from self._over_top(line, size * radius, baseline * radius)
            self._hollow = baseline - size * 0.22
        yield from self._foot(is_development, (_INNER_RIM + self._hollow) / 2)
        yield circle(self._x, self._y, radius * self._hollow, line=radius * _INNER_LINE)

    def middle(self, at: datetime, is_development: bool) -> Iterator[Words | Shape]:  # noqa: FBT001 - as above
        local, free = at.astimezone(VIETNAM), self._hollow * self._radius
        yield star(self._x, self._y + free * 0.56, free * (0.27 if is_development else 0.34))
        size = free * 0.30
        if is_development:
            size = min(free * 0.42, free * 1.78 / self._bold.width("BẢN THỬ", 1.0))
            yield self._centred("BẢN THỬ", Style.BOLD, size, self._y - size * 0.22)
        small = free * 0.21
        yield self._centred(day(local.date()), Style.REGULAR, small, self._y - free * 0.42)
        yield self._centred(f"{local:%H:%M:%S} +07:00", Style.REGULAR, small * 0.86, self._y - free * 0.66)

    def _centred(self, text: str, style: Style, size: float, y: float) -> Words:
        return Words(text=text, style=style, size=size, x=self._x - self._faces[style].width(text, size) / 2, y=y)

    def _over_top(self, text: str, size: float, radius: float) -> Iterator[Words]:
        """Letters standing on an arc, the middle of the text at the top."""
        angle = pi / 2 + self._bold.width(text, size) / radius / 2
        for letter in text:
            advance = self._bold.width(letter, size) / radius
            yield self._letter(letter, size, radius, angle - advance / 2, turned=angle - advance / 2 - pi / 2)
            angle -= advance

    def _foot(self, is_development: bool, middle: float) -> Iterator[Words | Shape]:  # noqa: FBT001 - as above
        """Below, the words that say what the seal is worth between two stars; with real keys one star."""
        track = middle * self._radius
        size = min(_FEET, (_INNER_RIM - self._hollow) * 0.8) * self._radius
        text = "BẢN THỬ" if is_development else ""
        spread = self._bold.width(text, size) / track / 2 + size * 0.9 / track if text else 0.0
        for angle in {-pi / 2 - spread, -pi / 2 + spread}:
            yield star(self._x + track * cos(angle), self._y + track * sin(angle), size * 0.42)
        baseline, angle = track + size * 0.36, -pi / 2 - self._bold.width(text, size) / track / 2
        for letter in text:
            advance = self._bold.width(letter, size) / track
            yield self._letter(letter, size, baseline, angle + advance / 2, turned=angle + advance / 2 + pi / 2)
            angle += advance

    def _letter(self, letter: str, size: float, radius: float, angle: float, *, turned: float) -> Words:
        half = self._bold.width(letter, size) / 2
        x = self._x + radius * cos(angle) - half * cos(turned)
        y = self._y + radius * sin(angle) - half * sin(turned)
        return Words(text=letter, style=Style.BOLD, size=size, x=x, y=y, angle=turned)


def _arcs(text: str, face: Face) -> tuple[float, list[str]]:
    """Letter size as a share of the radius, and the text on one arc or, when too long, on two."""
    size = _size_on_arc(text, face, depth=0)
    if size >= _SMALLEST:
        return size, [text]
    upper, lower = _halves(text)
    return min(_size_on_arc(upper, face, depth=0), _size_on_arc(lower, face, depth=1)), [upper, lower]


def _size_on_arc(text: str, face: Face, *, depth: int) -> float:
    """The largest size at which the text fits its arc; each arc further in is shorter by the letters outside it."""
    wide = face.width(text, 1.0)
    return min(_LARGEST, _ARC * (_INNER_RIM - 0.02) / (wide + _ARC * (_ASCENT + depth * (_ASCENT + 0.22))))


def _halves(text: str) -> tuple[str, str]:
    """The text broken at the blank where the first part is a little longer: the outer arc has more room."""
    words = text.split(" ")
    cuts = [(" ".join(words[:cut]), " ".join(words[cut:])) for cut in range(1, len(words))]
    return min(cuts, key=lambda parts: abs(len(parts[0]) - 1.3 * len(parts[1])), default=(text, ""))
