"""A small drawing: words and shapes in points, origin at the lower left; how it enters a PDF is not here."""

from dataclasses import dataclass
from enum import StrEnum
from math import cos, pi, sin

Colour = tuple[float, float, float]
WHITE: Colour = (1.0, 1.0, 1.0)

# How far the control points of a Bézier quarter circle stand out.
_ROUNDNESS = 0.5523


class Style(StrEnum):
    """The styles of the one font."""

    REGULAR = "Regular"
    BOLD = "Bold"
    ITALIC = "Italic"


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Words on a baseline that starts at a point and rises by `angle` (radians)."""

    text: str
    style: Style
    size: float
    x: float
    y: float
    angle: float = 0.0
    colour: Colour | None = None  # None: that of the drawing


@dataclass(frozen=True, slots=True)
class Shape:
    """A shape as PDF operators."""

    operators: str
    colour: Colour | None = None  # as above


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """What stands in the box of one signature, mostly in one colour."""

    width: float
    height: float
    colour: Colour
    marks: tuple[Words | Shape, ...]


def circle(x: float, y: float, radius: float, *, line: float) -> Shape:
    """A circle drawn with a line of this width."""
    reach = radius * _ROUNDNESS
    quarters = (
        (radius, reach, reach, radius, 0.0, radius),
        (-reach, radius, -radius, reach, -radius, 0.0),
        (-radius, -reach, -reach, -radius, 0.0, -radius),
        (reach, -radius, radius, -reach, radius, 0.0),
    )
    curves = " ".join(_points(x, y, quarter) + " c" for quarter in quarters)
    return Shape(f"{line:.2f} w {x + radius:.2f} {y:.2f} m {curves} s")


def bar(x: float, y: float, width: float, height: float) -> Shape:
    """A filled rectangle."""
    return Shape(f"{x:.2f} {y:.2f} {width:.2f} {height:.2f} re f")


def star(x: float, y: float, radius: float) -> Shape:
    """A filled star of five points, one of them up."""
    inner = radius * 0.382  # where the lines of a regular pentagram cross
    corners = []
    for corner in range(10):
        reach, angle = (inner if corner % 2 else radius), pi / 2 + corner * pi / 5
        corners.append(f"{x + reach * cos(angle):.2f} {y + reach * sin(angle):.2f}")
    return Shape(f"{corners[0]} m " + " ".join(f"{corner} l" for corner in corners[1:]) + " f")


def stroke(
    start: tuple[float, float], curves: tuple[tuple[float, ...], ...], *, line: float, colour: Colour | None = None
) -> Shape:
    """An open line of Bézier curves, each as its two control points and its end."""
    drawn = " ".join(" ".join(f"{value:.2f}" for value in curve) + " c" for curve in curves)
    return Shape(f"{line:.2f} w 1 J {start[0]:.2f} {start[1]:.2f} m {drawn} S", colour)


def _points(x: float, y: float, offsets: tuple[float, ...]) -> str:
    return " ".join(f"{(x, y)[place % 2] + offset:.2f}" for place, offset in enumerate(offsets))
